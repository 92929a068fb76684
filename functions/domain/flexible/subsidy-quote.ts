import type { FlexibleStep } from "../../../contracts/participation.ts"
import type { NationalRules, PolicyPack } from "../../../contracts/policies.ts"
import type { PolicyReference } from "../../../contracts/policy-reference.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import type { SubsidyCategory, SubsidyKind, SubsidyLine } from "../../../contracts/subsidies.ts"
import { compareMoney, leastMoney, subtractMoney, sumForLimit, sumMoney, zeroMoney } from "../money/money.ts"
import { monthOfNumber } from "../months/month.ts"
import type { KnownPack } from "../policies/accept-policy.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import type { SubsidyRecord } from "./flexible-record.ts"
import { stepOf, verdictOf } from "./flexible-step.ts"
import type { SubsidyBase } from "./subsidy-base.ts"
import { defectOfYearInterest } from "./subsidy-interest.ts"
import {
  contributionFound,
  creditedYear,
  interestFound,
  startingGrantFound,
  unusedMoneyFound,
} from "./subsidy-kinds.ts"
import { earlierOf, sharesPeriod, type SubsidyPeriod } from "./subsidy-period.ts"

/** Everything that a subsidy is judged by; all of it was read before. */
export interface SubsidyCase {
  readonly pack: Pick<PolicyPack, "centerId" | "subsidy" | "sources">
  readonly openedOn: LocalDate
  readonly accountRates: NationalRules["accountRates"]
  readonly base: SubsidyBase
  readonly ledger: WithdrawalLedger | undefined
  readonly on: LocalDate
  readonly year?: string | undefined
  readonly categories: readonly SubsidyCategory[]
  readonly graduatedOn?: LocalDate | undefined
  readonly yearInterest?: Money | undefined
  /** What the person was paid, anywhere. */
  readonly paid: readonly SubsidyRecord[]
}

/** What one kind of subsidy comes to, before it is asked whether it was paid already. */
export interface FoundSubsidy {
  readonly steps: readonly FlexibleStep[]
  /** The year that it is for; absent for what is paid once in life. */
  readonly year?: string
  readonly amount: Money
  readonly of?: Money
  readonly from?: number
  readonly to?: number
  /** Months would have to be known that the record does not tell. */
  readonly isMissing?: true
}

export const referenceTo = ({ pack, hash }: KnownPack): PolicyReference => ({
  centerId: pack.centerId,
  effectiveFrom: pack.effectiveFrom,
  version: pack.version,
  hash,
})

const foundOf = (kind: SubsidyKind, about: SubsidyCase): FoundSubsidy | undefined => {
  const { contribution, startingGrant, interest, unusedMoney } = about.pack.subsidy ?? {}
  switch (kind) {
    case "contribution":
      return contribution && contributionFound(contribution, about)
    case "startingGrant":
      return startingGrant && startingGrantFound(startingGrant, about)
    case "interest":
      return interest && interestFound(interest, about)
    case "unusedMoney":
      return unusedMoney && unusedMoneyFound(unusedMoney, about)
  }
}

const dueOf = { allowed: "due", notAllowed: "notDue", homeDecides: "homeDecides" } as const

const lineOf = (kind: SubsidyKind, about: SubsidyCase): SubsidyLine | Refusal => {
  const found = foundOf(kind, about)
  if (found === undefined)
    return { kind, due: "notDue", amount: zeroMoney, steps: [stepOf("FLX-046", "notAllowed")] }
  const { year, of } = found
  const months = {
    ...(found.from === undefined ? {} : { from: monthOfNumber(found.from) }),
    ...(found.to === undefined ? {} : { to: monthOfNumber(found.to) }),
  }
  const wasPaid = earlierOf({ kind, year, ...months }, about.paid) !== undefined
  const steps = [...found.steps, stepOf("FLX-044", wasPaid ? "notAllowed" : "allowed")]
  const due = dueOf[verdictOf(steps)]
  // Of a subsidy that is lost anyway nobody needs to know how much it would have been.
  if (found.isMissing === true && due !== "notDue") return refuse("monthly-record-missing")
  return {
    kind,
    due,
    amount: due === "due" ? found.amount : zeroMoney,
    ...(year === undefined ? {} : { year }),
    ...(of === undefined ? {} : { of }),
    ...months,
    steps,
  }
}

const kinds = ["contribution", "startingGrant", "interest", "unusedMoney"] as const satisfies SubsidyKind[]

const offeredBy = ({ pack }: SubsidyCase) => kinds.filter((kind) => pack.subsidy?.[kind] !== undefined)

const highestOf = (lines: readonly SubsidyLine[]): Money =>
  lines
    .filter(({ due }) => due === "due")
    .map(({ amount }) => amount)
    .toSorted(compareMoney)
    .at(-1) ?? zeroMoney

/**
 * 取其高: what may still be paid of a period, the highest of its subsidies less what the center has paid for it.
 * Undefined where the pack does not rule so. What another center pays is no matter of this plan.
 */
export const leftToPay = (about: SubsidyCase, period: SubsidyPeriod): Money | undefined => {
  if (about.pack.subsidy?.stacking?.answer !== "highest") return undefined
  const asIfUnpaid = { ...about, year: period.year ?? about.year, paid: [] }
  const lines = offeredBy(about).flatMap((kind) => {
    const line = lineOf(kind, asIfUnpaid)
    return "outcome" in line ? [] : [line]
  })
  const paid = about.paid.filter(
    (known) => known.centerId === about.pack.centerId && sharesPeriod(period, about.on, known),
  )
  const spent = sumForLimit(paid.map(({ amount }) => amount))
  const highest = highestOf(lines)
  return subtractMoney(highest, leastMoney(highest, spent))
}

/** Of a year before the account, or of one to come, nobody can have been owed anything. */
const defectOfYear = ({ year, openedOn, on }: SubsidyCase): Refusal | undefined =>
  year !== undefined && (year < openedOn.slice(0, 4) || year > on.slice(0, 4))
    ? refuse("invalid-request", { rule: "VAL-005", field: "/year" })
    : undefined

const defectOfInterest = (about: SubsidyCase, offered: readonly SubsidyKind[]): Refusal | undefined =>
  about.pack.subsidy?.interest !== undefined && offered.includes("interest")
    ? defectOfYearInterest(about, creditedYear(about))
    : undefined

/** Together: all of them, or what 取其高 leaves of the highest. Undefined when nobody rules. */
const totalOf = (
  about: SubsidyCase,
  lines: readonly SubsidyLine[],
  stacking: QuotedSubsidies["stacking"],
): Money | undefined => {
  const due = lines.filter((line) => line.due === "due")
  if (stacking === "all") return sumMoney(due.map(({ amount }) => amount))
  if (stacking === "notRuled") return due.length > 1 ? undefined : highestOf(due)
  const payable = due.map((line) => leastMoney(line.amount, leftToPay(about, line) ?? line.amount))
  return payable.toSorted(compareMoney).at(-1) ?? zeroMoney
}

export interface QuotedSubsidies {
  readonly outcome: "quoted"
  readonly lines: readonly SubsidyLine[]
  readonly stacking: "all" | "highest" | "notRuled"
  readonly total?: Money
}

/** Every subsidy of the pack, or the one that is asked for: how much, or why not. */
export const quoteSubsidies = (
  about: SubsidyCase,
  asked: SubsidyKind | undefined,
): QuotedSubsidies | Refusal => {
  const offered = asked === undefined ? offeredBy(about) : [asked]
  const defect = defectOfYear(about) ?? defectOfInterest(about, offered)
  if (defect !== undefined) return defect
  const lines: SubsidyLine[] = []
  for (const kind of offered) {
    const line = lineOf(kind, about)
    if ("outcome" in line) return line
    lines.push(line)
  }
  const stacking = about.pack.subsidy?.stacking?.answer ?? "notRuled"
  const total = totalOf(about, lines, stacking)
  return { outcome: "quoted", lines, stacking, ...(total === undefined ? {} : { total }) }
}
