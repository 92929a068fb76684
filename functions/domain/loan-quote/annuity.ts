import type { Money } from "../../../contracts/primitives.ts"
import { type Exact, exact, roundDownToMoney } from "../money/money.ts"

/**
 * What a level monthly payment repays: payment x (1 - (1+r)^-n) / r with r = yearly rate / 12. The largest amount
 * to the fen whose unrounded payment is within the limit, so it is rounded down once, here.
 */
export const annuityCapacity = (monthlyPayment: Exact, yearlyRate: string, termMonths: number): Money => {
  if (monthlyPayment.lte(0)) return roundDownToMoney(exact(0))
  const rate = exact(yearlyRate).div(12)
  const factor = exact(1).minus(rate.plus(1).pow(-termMonths)).div(rate)
  return roundDownToMoney(monthlyPayment.times(factor))
}
