import { createHash } from "node:crypto"
import type { Segment } from "../../contracts/accounts.ts"
import { AgreementNo, LocalDate, Month, UnitCreditCode } from "../../contracts/primitives.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { closeAccount } from "../../functions/domain/money/account-interest.ts"
import { addMonths, eachMonth, monthOf } from "../../functions/domain/months/month.ts"
import { fenOf, moneyOf, sumOfMoney } from "../fen.ts"
import { makeUnitCreditCode } from "../make-person.ts"

/** The day in China at an instant of the machine's clock. */
export const chinaDay = (ms: number): LocalDate =>
  LocalDate.parse(new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10))

const draw = (seed: string, below: number): number =>
  createHash("sha256").update(seed).digest().readUInt32BE(0) % below

const segmentOf = (
  seed: string,
  contributorType: "employee" | "flexible",
  from: Month,
  months: number,
): Segment => {
  const monthly = BigInt(80_000 + draw(`${seed} monthly`, 300_000))
  const contributions = moneyOf(monthly * BigInt(months))
  return {
    contributorType,
    accountKind: "basic",
    origin: { kind: "local" },
    ...(contributorType === "employee"
      ? { unitCreditCode: UnitCreditCode.parse(makeUnitCreditCode(seed)) }
      : { agreementNo: AgreementNo.parse(`XY${draw(seed, 1_000_000)}`) }),
    from,
    to: addMonths(from, months - 1),
    // As if nothing had accrued yet; the closing says what has.
    principal: contributions,
    interest: moneyOf(0n),
    contributions,
    subsidy: moneyOf(0n),
    monthlyContribution: moneyOf(monthly),
  }
}

/** Principal and interest of a segment on a day: its monthly contribution came on each 15th, and nothing was withdrawn. */
const closeSegment = (segment: Segment, on: LocalDate): Segment => {
  const closed = closeAccount({
    openingBalance: moneyOf(0n),
    openedOn: LocalDate.parse(`${segment.from}-15`),
    movements: eachMonth(segment.from, segment.to).map((month) => ({
      on: LocalDate.parse(`${month}-15`),
      kind: "contribution",
      amount: segment.monthlyContribution,
    })),
    closedOn: on,
    rates: nationalRules().accountRates,
  })
  return { ...segment, principal: closed.principal, interest: closed.interest }
}

/** What an invented account is closed with: each 30 June credited, the rest of the days as interest beside it. */
export const closeSegments = (segments: readonly Segment[], on: LocalDate): readonly Segment[] =>
  segments.map((segment) => closeSegment(segment, on))

/** An invented record up to some months ago: one employment, sometimes a flexible spell after it. */
export const makeSegments = (seed: string, today: LocalDate): readonly Segment[] => {
  const months = 12 + draw(`${seed} months`, 60)
  const flexible = draw(`${seed} flexible`, 3) === 0 ? 6 + draw(`${seed} spell`, 18) : 0
  const from = addMonths(monthOf(today), -(months + flexible + 2))
  const employee = segmentOf(`${seed} employee`, "employee", from, months)
  const spells =
    flexible === 0
      ? [employee]
      : [employee, segmentOf(`${seed} spell`, "flexible", addMonths(from, months), flexible)]
  return closeSegments(spells, today)
}

/** What the statement says of a record. The sums are sums, to the fen. */
export const statementFigures = (segments: readonly Segment[]) => {
  const principal = sumOfMoney(segments.map((segment) => segment.principal))
  const interest = sumOfMoney(segments.map((segment) => segment.interest))
  const last =
    segments
      .map((segment) => segment.to)
      .toSorted()
      .at(-1) ?? Month.parse("2026-01")
  return { principal, interest, amount: moneyOf(fenOf(principal) + fenOf(interest)), paidThrough: last }
}
