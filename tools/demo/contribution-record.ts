import { createHash } from "node:crypto"
import type { Segment } from "../../contracts/accounts.ts"
import { AgreementNo, LocalDate, Month, UnitCreditCode } from "../../contracts/primitives.ts"
import { fenOf, moneyOf, sumOfMoney } from "../fen.ts"
import { makeUnitCreditCode } from "../make-person.ts"

/** The day in China at an instant of the machine's clock. */
export const chinaDay = (ms: number): LocalDate =>
  LocalDate.parse(new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10))

const monthFrom = (first: string, offset: number): Month => {
  const number = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + offset
  return Month.parse(`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`)
}

const draw = (seed: string, below: number): number =>
  createHash("sha256").update(seed).digest().readUInt32BE(0) % below

const segmentOf = (
  seed: string,
  contributorType: "employee" | "flexible",
  from: Month,
  months: number,
): Segment => {
  const monthly = BigInt(80_000 + draw(`${seed} monthly`, 300_000))
  const contributions = monthly * BigInt(months)
  // A year's credit on the older half: a plain figure that a clerk can follow.
  const principal = contributions + (contributions * 15n) / 2000n
  // What has accrued since 30 June, some 120 days at 1.5 %.
  const interest = (principal * 15n * 120n) / 360_000n
  return {
    contributorType,
    accountKind: "basic",
    origin: { kind: "local" },
    ...(contributorType === "employee"
      ? { unitCreditCode: UnitCreditCode.parse(makeUnitCreditCode(seed)) }
      : { agreementNo: AgreementNo.parse(`XY${draw(seed, 1_000_000)}`) }),
    from,
    to: monthFrom(from, months - 1),
    principal: moneyOf(principal),
    interest: moneyOf(interest),
    contributions: moneyOf(contributions),
    subsidy: moneyOf(0n),
    monthlyContribution: moneyOf(monthly),
  }
}

/** An invented record up to some months ago: one employment, sometimes a flexible spell after it. */
export const makeSegments = (seed: string, today: LocalDate): readonly Segment[] => {
  const months = 12 + draw(`${seed} months`, 60)
  const flexible = draw(`${seed} flexible`, 3) === 0 ? 6 + draw(`${seed} spell`, 18) : 0
  const from = monthFrom(today, -(months + flexible + 2))
  const employee = segmentOf(`${seed} employee`, "employee", from, months)
  return flexible === 0
    ? [employee]
    : [employee, segmentOf(`${seed} spell`, "flexible", monthFrom(from, months), flexible)]
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
