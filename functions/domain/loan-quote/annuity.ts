import type { Money } from "../../../contracts/primitives.ts"
import { type Exact, exact, roundDownToMoney } from "../money/money.ts"

/** A few hundred terms under a dozen rates; a table that has grown beyond that is made anew. */
const mostFactors = 5000
const factors = new Map<string, Exact>()

/** What a yuan a month repays: (1 - (1+r)^-n) / r with r = yearly rate / 12. Remembered, because the power is dear. */
export const annuityFactor = (yearlyRate: string, termMonths: number): Exact => {
  const name = `${yearlyRate}/${termMonths}`
  const known = factors.get(name)
  if (known !== undefined) return known
  const rate = exact(yearlyRate).div(12)
  const factor = exact(1).minus(rate.plus(1).pow(-termMonths)).div(rate)
  if (factors.size >= mostFactors) factors.clear()
  factors.set(name, factor)
  return factor
}

/**
 * What a level monthly payment repays. The largest amount to the fen whose unrounded payment is within the limit, so it
 * is rounded down once, here.
 */
export const annuityCapacity = (monthlyPayment: Exact, yearlyRate: string, termMonths: number): Money =>
  monthlyPayment.lte(0)
    ? roundDownToMoney(exact(0))
    : roundDownToMoney(monthlyPayment.times(annuityFactor(yearlyRate, termMonths)))
