import type { Money } from "../../../contracts/primitives.ts"
import { type Exact, exact, roundDownToMoney } from "../money/money.ts"

interface Annuity {
  /** What a yuan a month repays: (1 - (1+r)^-n) / r with r = yearly rate / 12. */
  readonly repays: Exact
  /** What a month takes to repay a yuan: its inverse. */
  readonly payment: Exact
}

/** A few hundred terms under a dozen rates; a table that has grown beyond that is made anew. */
const mostAnnuities = 5000
const annuities = new Map<string, Annuity>()

/** Remembered, because the power is dear. */
export const annuityOf = (yearlyRate: string, termMonths: number): Annuity => {
  const name = `${yearlyRate}/${termMonths}`
  const known = annuities.get(name)
  if (known !== undefined) return known
  const rate = exact(yearlyRate).div(12)
  const share = exact(1).minus(rate.plus(1).pow(-termMonths))
  const annuity = { repays: share.div(rate), payment: rate.div(share) }
  if (annuities.size >= mostAnnuities) annuities.clear()
  annuities.set(name, annuity)
  return annuity
}

/**
 * What a level monthly payment repays. The largest amount to the fen whose unrounded payment is within the limit, so it
 * is rounded down once, here.
 */
export const annuityCapacity = (monthlyPayment: Exact, yearlyRate: string, termMonths: number): Money =>
  monthlyPayment.lte(0)
    ? roundDownToMoney(exact(0))
    : roundDownToMoney(monthlyPayment.times(annuityOf(yearlyRate, termMonths).repays))
