import type { BindingConstraint, LoanQuoteResponse, RepaymentMethod } from "../../../contracts/loan-quotes.ts"
import type { LoanPolicy } from "../../../contracts/loan-policies.ts"
import type { LoanRate, NationalRules, PolicyPack } from "../../../contracts/policies.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { compareMoney, sumForLimit, zeroMoney } from "../money/money.ts"
import type { FamilyLoans } from "./family-loans.ts"
import {
  type LoanWish,
  loanRateOn,
  loanToValueLimit,
  refinancedLimit,
  repaymentCapacity,
} from "./loan-affordability.ts"
import {
  type FamilyWish,
  type Household,
  householdOf,
  type LoanApplicant,
  mergeApplicant,
  type MergedApplicant,
} from "./loan-applicant.ts"
import { loanBase } from "./loan-base.ts"
import { loanCap } from "./loan-cap.ts"
import { eligibilityReasons, type LoanHistory } from "./loan-eligibility.ts"
import { type QuoteRecord, tellNotApplied, tellStep } from "./quote-record.ts"
import { isSchedulable, repaymentSchedule, scheduleSummary } from "./repayment-schedule.ts"

export interface LoanQuestion {
  readonly pack: PolicyPack
  /** SHA-256 of `canonicalJson(pack)`, made where hashing is allowed. */
  readonly packHash: string
  readonly national: NationalRules
  readonly on: LocalDate
  /** At least one; the first is the main borrower. */
  readonly applicants: readonly LoanApplicant[]
  /** What the registry knows of the family's loans; absent when it was not asked. */
  readonly loans?: FamilyLoans | undefined
  readonly request: LoanWish &
    FamilyWish & {
      /** Paid-off loans as the family states them; the registry's count holds if it is greater. */
      readonly loansBefore?: number | undefined
      readonly withSchedule?: RepaymentMethod | undefined
    }
}

/**
 * `policy-gap`: the pack does not hold on the day, has no loan rules, or no interest rate is known for it.
 * `loan-figures-missing`: the sources give this family neither a cap nor a base, so nothing of the center's limits it.
 */
export type LoanAnswer =
  | { readonly outcome: "quoted"; readonly quote: LoanQuoteResponse }
  | { readonly outcome: "refused"; readonly rule: "policy-gap" | "loan-figures-missing" }

interface Limit {
  readonly constraint: BindingConstraint
  readonly amount: Money
}

const holdsOn = (pack: PolicyPack, on: LocalDate): boolean =>
  pack.effectiveFrom <= on && (pack.effectiveTo === undefined || on <= pack.effectiveTo)

const quoteMonths = ({ months }: MergedApplicant) => ({
  consecutive: months.consecutive,
  cumulative: months.cumulative,
  doubled: [...months.doubled],
})

const tellRate = (record: QuoteRecord, national: NationalRules, rate: LoanRate): void => {
  const figures = { from: rate.from, firstHome: String(rate.firstHome) }
  tellStep({ ...record, sources: national.sources }, "rate", figures, rate.yearlyRate, rate)
}

/** Every limit that a figure exists for, in the order in which a tie is told. */
const limitsOf = (
  loan: LoanPolicy,
  question: LoanQuestion,
  family: { readonly applicants: readonly MergedApplicant[]; readonly household: Household },
  rate: LoanRate,
  record: QuoteRecord,
): Limit[] => {
  const { request, on } = question
  const { applicants, household } = family
  const limits: readonly (readonly [BindingConstraint, Money | undefined])[] = [
    ["cap", loanCap(loan, household, on, record)],
    ["base", loanBase(loan, applicants, household, on, record)],
    ["repayment", repaymentCapacity(loan, rate, request, applicants, record)],
    ["loanToValue", loanToValueLimit(loan, request, household, record)],
    ["price", request.price],
    ["commercialBalance", refinancedLimit(request, record)],
  ]
  return limits.flatMap(([constraint, amount]) => (amount === undefined ? [] : [{ constraint, amount }]))
}

/** The greater of what the registry counts and what the family states, with what is owed today. */
const loansBeforeOf = (
  loans: Pick<FamilyLoans, "paidOff" | "unsettled"> | undefined,
  { loansBefore = 0 }: LoanQuestion["request"],
): number => Math.max(loans?.paidOff ?? 0, loansBefore) + (loans?.unsettled ?? 0)

const historyOf = ({ pack, national, loans, request }: LoanQuestion): LoanHistory => {
  const own = pack.loan?.loanCount
  return {
    paidOff: Math.max(loans?.paidOff ?? 0, request.loansBefore ?? 0),
    unsettled: loans?.unsettled,
    countsSpouse: loans?.ofApplicants !== undefined,
    rule: own ?? national.loanCount,
    sources: own === undefined ? national.sources : pack.sources,
  }
}

/** What the amount costs by either method, and every payment of the one that the request names. */
const schedulesOf = (
  amount: Money,
  rate: LoanRate,
  { termMonths, withSchedule }: LoanQuestion["request"],
): Pick<LoanQuoteResponse, "schedules" | "schedule"> => {
  if (!isSchedulable({ amount })) return {}
  const terms = { amount, yearlyRate: rate.yearlyRate, termMonths }
  return {
    schedules: {
      equalInstalments: scheduleSummary(terms, "equalInstalments"),
      equalPrincipal: scheduleSummary(terms, "equalPrincipal"),
    },
    ...(withSchedule === undefined
      ? {}
      : { schedule: { method: withSchedule, payments: repaymentSchedule(terms, withSchedule) } }),
  }
}

/**
 * The loan that the center of the pack would give: the least of cap x liquidity, what the contributions carry, what
 * the income repays, the share of the price and, for 商转公, what is owed. Months are a union and balances a sum over each applicant's segments.
 */
export const quoteLoan = (question: LoanQuestion): LoanAnswer => {
  const { pack, on, request, national, loans } = question
  const { loan } = pack
  const rate = loanRateOn(national.loanRates, request, on)
  if (!holdsOn(pack, on) || loan === undefined || rate === undefined)
    return { outcome: "refused", rule: "policy-gap" }

  const record: QuoteRecord = { steps: [], notApplied: [], sources: pack.sources }
  const applicants = question.applicants.map((applicant) => mergeApplicant(applicant, on))
  const main = applicants[0]
  if (main === undefined) throw new RangeError("a quote needs an applicant")

  tellRate(record, national, rate)
  const history = historyOf(question)
  const household = householdOf(applicants, request, loansBeforeOf(loans, request))
  const limits = limitsOf(loan, question, { applicants, household }, rate, record)
  if (!limits.some(({ constraint }) => constraint === "cap" || constraint === "base"))
    return { outcome: "refused", rule: "loan-figures-missing" }
  const least = limits.reduce((least, limit) =>
    compareMoney(limit.amount, least.amount) < 0 ? limit : least,
  )
  if (least.constraint === "price") tellStep(record, "price", { price: request.price }, request.price)
  const when = { on, termMonths: request.termMonths }
  const reasons = eligibilityReasons(loan, applicants, history, when, record)
  const amount = reasons.length === 0 ? least.amount : zeroMoney
  for (const { rule, zh, en } of loan.withoutFigure ?? [])
    tellNotApplied(record, rule, "noFigure", { zh, en })

  return {
    outcome: "quoted",
    quote: {
      centerId: pack.centerId,
      on,
      eligible: reasons.length === 0,
      reasons,
      amount,
      amountIfEligible: least.amount,
      bindingConstraint: least.constraint,
      steps: record.steps,
      notApplied: record.notApplied,
      policy: {
        centerId: pack.centerId,
        effectiveFrom: pack.effectiveFrom,
        version: pack.version,
        hash: question.packHash,
      },
      months: quoteMonths(main),
      loansBefore: loansBeforeOf(loans?.ofApplicants ?? loans, request),
      yearlyRate: rate.yearlyRate,
      ...schedulesOf(amount, rate, request),
      balance: sumForLimit(applicants.map(({ balance }) => balance)),
      applicants: applicants.map((applicant) => ({
        ...(applicant.presentType === undefined ? {} : { presentType: applicant.presentType }),
        months: quoteMonths(applicant),
        balance: applicant.balance,
      })),
      findings: applicants.flatMap(({ months }, index) =>
        months.doubled.length === 0
          ? []
          : [{ class: "D3" as const, applicant: index + 1, months: [...months.doubled] }],
      ),
    },
  }
}
