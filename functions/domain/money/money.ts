import { Decimal } from "decimal.js"
import { Money } from "../../../contracts/primitives.ts"

/**
 * Yuan inside the domain. Wire strings in, wire strings out; between them exact decimals that are rounded once,
 * by the caller's last step: HALF_UP for an amount, down for a limit.
 */
export const Exact = Decimal.clone({
  precision: 60,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -60,
  toExpPos: 60,
})
export type Exact = InstanceType<typeof Exact>

export const zeroMoney: Money = Money.parse("0.00")

export const exact = (value: Money | string | number): Exact => new Exact(value)

/** The amount to the fen, half up. Negative or over 14 digits is broken code, so it throws. */
export const roundToMoney = (value: Exact): Money => Money.parse(value.toFixed(2, Decimal.ROUND_HALF_UP))

/** A limit to the fen, never above the exact value. */
export const roundDownToMoney = (value: Exact): Money => Money.parse(value.toFixed(2, Decimal.ROUND_DOWN))

/** Throws when the result would be negative: compare first. */
export const subtractMoney = (left: Money, right: Money): Money => roundToMoney(exact(left).minus(right))

export const sumMoney = (amounts: Iterable<Money>): Money => {
  let total = exact(0)
  for (const amount of amounts) total = total.plus(amount)
  return roundToMoney(total)
}

export const compareMoney = (left: Money, right: Money): -1 | 0 | 1 => {
  const order = exact(left).comparedTo(right)
  return order < 0 ? -1 : order > 0 ? 1 : 0
}

export const equalMoney = (left: Money, right: Money): boolean => compareMoney(left, right) === 0

export const isZeroMoney = (amount: Money): boolean => amount === zeroMoney

export const leastMoney = (left: Money, right: Money): Money =>
  compareMoney(left, right) <= 0 ? left : right

/** amount x rate as a limit, rounded down: "at most 80 % of the price". */
export const limitOfMoney = (amount: Money, rate: string): Money =>
  roundDownToMoney(exact(amount).times(rate))
