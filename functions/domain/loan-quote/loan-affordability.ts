import type { LoanPolicy } from "../../../contracts/loan-policies.ts"
import type { LoanRate } from "../../../contracts/policies.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { exact, limitOfMoney, sumForLimit } from "../money/money.ts"
import { annuityCapacity } from "./annuity.ts"
import { fits, type Household, type MergedApplicant } from "./loan-applicant.ts"
import { type QuoteRecord, tellNotApplied, tellStep } from "./quote-record.ts"

/** What the request says of the home and the means. */
export interface LoanWish {
  readonly price: Money
  readonly termMonths: number
  readonly firstHome: boolean
  readonly monthlyIncome: Money
  readonly monthlyDebt?: Money | undefined
}

/** The rate of the day for a term: of the rows in force, the one that began last and whose term fits most closely. */
export const loanRateOn = (
  rates: readonly LoanRate[],
  wish: Pick<LoanWish, "termMonths" | "firstHome">,
  on: LocalDate,
): LoanRate | undefined =>
  rates
    .filter(
      (rate) =>
        rate.firstHome === wish.firstHome &&
        rate.from <= on &&
        (rate.longestTermMonths === undefined || wish.termMonths <= rate.longestTermMonths),
    )
    .toSorted(
      (left, right) =>
        right.from.localeCompare(left.from) ||
        (left.longestTermMonths ?? Infinity) - (right.longestTermMonths ?? Infinity),
    )[0]

const measureOf = (
  of: "income" | "contributionBase",
  wish: LoanWish,
  applicants: readonly MergedApplicant[],
): Money | undefined => {
  if (of === "income") return wish.monthlyIncome
  const bases = applicants
    .map(({ contributionBase }) => contributionBase)
    .filter((base) => base !== undefined)
  return bases.length === applicants.length ? sumForLimit(bases) : undefined
}

/** How much the share of income repays over the term at the rate of the day. */
export const repaymentCapacity = (
  loan: LoanPolicy,
  rate: LoanRate,
  wish: LoanWish,
  applicants: readonly MergedApplicant[],
  record: QuoteRecord,
): Money | undefined => {
  const rule = loan.repayment
  if (rule === undefined) {
    tellNotApplied(record, "repayment", "noFigure")
    return undefined
  }
  const measure = measureOf(rule.of, wish, applicants)
  if (measure === undefined) {
    tellNotApplied(record, "repayment", "inputMissing", { zh: "缴存基数", en: "contribution base" })
    return undefined
  }
  const debt = rule.counts === "allDebt" ? (wish.monthlyDebt ?? "0.00") : "0.00"
  const payment = exact(measure).times(rule.share).minus(debt)
  const capacity = annuityCapacity(payment, rate.yearlyRate, wish.termMonths)
  const figures = {
    [rule.of]: measure,
    share: rule.share,
    otherDebt: debt,
    yearlyRate: rate.yearlyRate,
    termMonths: String(wish.termMonths),
  }
  tellStep(record, "repayment", figures, capacity, rule)
  return capacity
}

/** The share of the price that may be lent. */
export const loanToValueLimit = (
  loan: LoanPolicy,
  wish: LoanWish,
  household: Household,
  record: QuoteRecord,
): Money | undefined => {
  const rows = loan.loanToValue ?? []
  const row = rows.find((row) => fits(row.when, household))
  if (row === undefined) {
    tellNotApplied(record, "loan-to-value", rows.length === 0 ? "noFigure" : "noneFits")
    return undefined
  }
  const limit = limitOfMoney(wish.price, row.share)
  tellStep(record, "loan-to-value", { price: wish.price, share: row.share }, limit, row)
  return limit
}
