import { exact, type Exact } from "../money/money.ts"

/**
 * 年均增长率: the yearly rate that leads from the first year's total to the last year's. Over one year it is the
 * growth on the year before; undefined where there is nothing to grow from.
 */
export const yearlyGrowth = (first: string, last: string, years: number): Exact | undefined => {
  if (years < 1 || exact(first).isZero()) return undefined
  return exact(last).div(first).pow(exact(1).div(years)).minus(1)
}
