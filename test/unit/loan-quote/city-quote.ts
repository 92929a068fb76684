import { addMonths, monthOf } from "../../../functions/domain/months/month.ts"
import type { LoanApplicant } from "../../../functions/domain/loan-quote/loan-applicant.ts"
import { ask, on, quote, segment, starterPack, yuan } from "./quote-question.ts"

type Request = NonNullable<Parameters<typeof ask>[2]>
type More = NonNullable<Parameters<typeof ask>[3]>

/** Somebody who has paid the last so many months, the present one included, in an account in normal status. */
export const paid = (
  months: number,
  balance: string,
  more: Partial<LoanApplicant> & { readonly as?: "employee" | "flexible" } = {},
): LoanApplicant => {
  const { as = "employee", ...applicant } = more
  const present = monthOf(on)
  return {
    segments: [segment(as, [addMonths(present, 1 - months), present], balance)],
    inNormalStatus: true,
    ...applicant,
  }
}

/** Six years of an employee with such a balance. */
export const saved = (balance: string, more: Parameters<typeof paid>[2] = {}): LoanApplicant =>
  paid(72, balance, more)

export const savedOnAverage = (meanBalance: string): LoanApplicant =>
  saved("1.00", { meanBalance: yuan(meanBalance) })

/** Six years of an employee with such a contribution base a month. */
export const earning = (contributionBase: string, balance = "90000.00"): LoanApplicant =>
  saved(balance, { contributionBase: yuan(contributionBase) })

/** Somebody whose balance plays no part. */
export const somebody = saved("50000.00")
export const couple = [somebody, somebody]

/** 商转公: a commercial loan of which so much is still owed. */
export const refinancing = (owed: string) => ({ refinance: { commercialBalance: yuan(owed) } })

/** A price and an income that bind nothing. */
const boundless = { price: yuan("9000000.00"), monthlyIncome: yuan("1000000.00") }

/** What a city lends, the limit that is the least, and the rules that bar the applicants. */
export const lends = (
  city: string,
  applicants: readonly LoanApplicant[],
  request: Request = {},
  more: More = {},
): readonly string[] => {
  const told = quoteIn(city, applicants, request, more)
  return [told.amount, told.bindingConstraint, ...told.reasons.map(({ rule }) => rule)]
}

/** `city` is the region code that a center's code begins with. */
export const quoteIn = (
  city: string,
  applicants: readonly LoanApplicant[],
  request: Request = {},
  more: More = {},
) => quote(starterPack(`${city}000000000`), applicants, { ...boundless, ...request }, more)

export const refusalIn = (city: string, applicants: readonly LoanApplicant[], more: More): unknown =>
  ask(starterPack(`${city}000000000`), applicants, boundless, more)
