import type { FlexibleStep } from "../../../contracts/participation.ts"
import type { NationalRules, PolicyPack } from "../../../contracts/policies.ts"
import type { PolicyReference } from "../../../contracts/policy-reference.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import type { SubsidyCategory, SubsidyKind, SubsidyLine } from "../../../contracts/subsidies.ts"
import { compareMoney, sumMoney, zeroMoney } from "../money/money.ts"
import { monthOfNumber } from "../months/month.ts"
import type { KnownPack } from "../policies/accept-policy.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import type { SubsidyRecord } from "./flexible-record.ts"
import { stepOf, verdictOf } from "./flexible-step.ts"
import type { SubsidyBase } from "./subsidy-base.ts"
import { contributionFound, interestFound, startingGrantFound, unusedMoneyFound } from "./subsidy-kinds.ts"

/** Everything that a subsidy is judged by; all of it was read before. */
export interface SubsidyCase {
  readonly pack: Pick<PolicyPack, "subsidy" | "sources">
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

/** What can be paid only once: the kind, and the year where it is once a year. */
export const onceOf = (kind: SubsidyKind, year: string | undefined): string =>
  year === undefined ? kind : `${kind}#${year}`

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
  const { year, of, from, to } = found
  const wasPaid = about.paid.some(({ once }) => once === onceOf(kind, year))
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
    ...(from === undefined ? {} : { from: monthOfNumber(from) }),
    ...(to === undefined ? {} : { to: monthOfNumber(to) }),
    steps,
  }
}

const kinds = ["contribution", "startingGrant", "interest", "unusedMoney"] as const satisfies SubsidyKind[]

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
  const offered =
    asked === undefined ? kinds.filter((kind) => about.pack.subsidy?.[kind] !== undefined) : [asked]
  const lines: SubsidyLine[] = []
  for (const kind of offered) {
    const line = lineOf(kind, about)
    if ("outcome" in line) return line
    lines.push(line)
  }
  const amounts = lines.filter(({ due }) => due === "due").map(({ amount }) => amount)
  const stacking = about.pack.subsidy?.stacking?.answer ?? "notRuled"
  const highest = amounts.toSorted(compareMoney).at(-1) ?? zeroMoney
  const total = stacking === "all" ? sumMoney(amounts) : highest
  const isOpen = stacking === "notRuled" && amounts.length > 1
  return { outcome: "quoted", lines, stacking, ...(isOpen ? {} : { total }) }
}
