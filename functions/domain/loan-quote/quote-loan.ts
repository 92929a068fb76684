import type { BindingConstraint, LoanQuoteResponse } from "../../../contracts/loan-quotes.ts"
import type { Circumstance, LoanPolicy } from "../../../contracts/loan-policies.ts"
import type { LoanRate, NationalRules, PolicyPack } from "../../../contracts/policies.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { compareMoney, sumForLimit, zeroMoney } from "../money/money.ts"
import { type LoanWish, loanRateOn, loanToValueLimit, repaymentCapacity } from "./loan-affordability.ts"
import { householdOf, type LoanApplicant, mergeApplicant, type MergedApplicant } from "./loan-applicant.ts"
import { loanBase } from "./loan-base.ts"
import { loanCap } from "./loan-cap.ts"
import { eligibilityReasons } from "./loan-eligibility.ts"
import { type QuoteRecord, tellNotApplied, tellStep } from "./quote-record.ts"

export interface LoanQuestion {
  readonly pack: PolicyPack
  /** SHA-256 of `canonicalJson(pack)`, made where hashing is allowed. */
  readonly packHash: string
  readonly national: NationalRules
  readonly on: LocalDate
  /** At least one; the first is the main borrower. */
  readonly applicants: readonly LoanApplicant[]
  readonly request: LoanWish & {
    readonly children?: number | undefined
    readonly circumstances?: readonly Circumstance[] | undefined
  }
}

/**
 * `policy-gap`: the pack does not hold on the day, has no loan rules, or no interest rate is known for it.
 * `loan-figures-missing`: the sources give neither a cap nor a base, so nothing of the center's limits the amount.
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
  applicants: readonly MergedApplicant[],
  rate: LoanRate,
  record: QuoteRecord,
): Limit[] => {
  const { request, on } = question
  const household = householdOf(applicants, request)
  const limits: readonly (readonly [BindingConstraint, Money | undefined])[] = [
    ["cap", loanCap(loan, household, on, record)],
    ["base", loanBase(loan, applicants, household, on, record)],
    ["repayment", repaymentCapacity(loan, rate, request, applicants, record)],
    ["loanToValue", loanToValueLimit(loan, request, household, record)],
    ["price", request.price],
  ]
  return limits.flatMap(([constraint, amount]) => (amount === undefined ? [] : [{ constraint, amount }]))
}

/**
 * The loan that the center of the pack would give: the least of cap x liquidity, what the contributions carry, what
 * the income repays and the share of the price. Months are a union and balances a sum over each applicant's segments.
 */
export const quoteLoan = (question: LoanQuestion): LoanAnswer => {
  const { pack, on, request, national } = question
  const { loan } = pack
  const rate = loanRateOn(national.loanRates, request, on)
  if (!holdsOn(pack, on) || loan === undefined || rate === undefined)
    return { outcome: "refused", rule: "policy-gap" }

  const record: QuoteRecord = { steps: [], notApplied: [], sources: pack.sources }
  const applicants = question.applicants.map((applicant) => mergeApplicant(applicant, on))
  const main = applicants[0]
  if (main === undefined) throw new RangeError("a quote needs an applicant")

  tellRate(record, national, rate)
  const limits = limitsOf(loan, question, applicants, rate, record)
  if (!limits.some(({ constraint }) => constraint === "cap" || constraint === "base"))
    return { outcome: "refused", rule: "loan-figures-missing" }
  const least = limits.reduce((least, limit) =>
    compareMoney(limit.amount, least.amount) < 0 ? limit : least,
  )
  if (least.constraint === "price") tellStep(record, "price", { price: request.price }, request.price)
  const reasons = eligibilityReasons(loan, applicants, { on, termMonths: request.termMonths }, record)
  for (const { rule, zh, en } of loan.withoutFigure ?? [])
    tellNotApplied(record, rule, "noFigure", { zh, en })

  return {
    outcome: "quoted",
    quote: {
      centerId: pack.centerId,
      on,
      eligible: reasons.length === 0,
      reasons,
      amount: reasons.length === 0 ? least.amount : zeroMoney,
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
