import type { LoanPolicy } from "../../../contracts/loan-policies.ts"
import type { LoanRate } from "../../../contracts/policies.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { limitOfMoney, sumForLimit } from "../money/money.ts"
import { annuityCapacity } from "./annuity.ts"
import { conditionsOf, fits, type Household, type MergedApplicant } from "./loan-applicant.ts"
import { exactRatio } from "./policy-ratio.ts"
import { type QuoteRecord, tellNotApplied, tellStep } from "./quote-record.ts"

/** What the request says of the home and the means. */
export interface LoanWish {
  readonly price: Money
  readonly termMonths: number
  readonly firstHome: boolean
  readonly monthlyIncome: Money
  readonly monthlyDebt?: Money | undefined
  /** 商转公: what is still owed on the commercial loan. */
  readonly refinance?: { readonly commercialBalance: Money } | undefined
}

/** The rate of the day for a term: of the rows in force, the one that began last and whose term fits most closely. */
export const loanRateOn = (
  rates: readonly LoanRate[],
  wish: Pick<LoanWish, "termMonths" | "firstHome">,
  on: LocalDate,
): LoanRate | undefined => {
  let found: LoanRate | undefined
  for (const rate of rates) {
    const longest = rate.longestTermMonths ?? Infinity
    if (rate.firstHome !== wish.firstHome || rate.from > on || wish.termMonths > longest) continue
    const isCloser =
      found === undefined ||
      rate.from > found.from ||
      (rate.from === found.from && longest < (found.longestTermMonths ?? Infinity))
    if (isCloser) found = rate
  }
  return found
}

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
  const payment = exactRatio(rule.share).times(measure).minus(debt)
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

/** Of the rows that fit, the one that writes most conditions; of two such, the higher share. */
const closestShare = (loan: LoanPolicy, household: Household) => {
  let found: NonNullable<LoanPolicy["loanToValue"]>[number] | undefined
  for (const row of loan.loanToValue ?? []) {
    if (!fits(row.when, household)) continue
    const more = conditionsOf(row.when) - conditionsOf(found?.when)
    if (found === undefined || more > 0 || (more === 0 && exactRatio(row.share).gt(exactRatio(found.share))))
      found = row
  }
  return found
}

/** The share of the price that may be lent. */
export const loanToValueLimit = (
  loan: LoanPolicy,
  wish: LoanWish,
  household: Household,
  record: QuoteRecord,
): Money | undefined => {
  const row = closestShare(loan, household)
  if (row === undefined) {
    tellNotApplied(record, "loan-to-value", (loan.loanToValue ?? []).length === 0 ? "noFigure" : "noneFits")
    return undefined
  }
  const limit = limitOfMoney(wish.price, exactRatio(row.share))
  tellStep(record, "loan-to-value", { price: wish.price, share: row.share }, limit, row)
  return limit
}

/** 商转公: no more than what is still owed on the commercial loan. */
export const refinancedLimit = (wish: LoanWish, record: QuoteRecord): Money | undefined => {
  if (wish.refinance === undefined) return undefined
  const { commercialBalance } = wish.refinance
  tellStep(record, "commercial-balance", { commercialBalance }, commercialBalance)
  return commercialBalance
}
