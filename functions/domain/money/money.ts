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

/** The most that the wire can write. */
const mostMoney = "99999999999999.99"

/** A limit to the fen, never above the exact value. One that is wider than the wire limits nothing: it is the wire's most. */
export const roundDownToMoney = (value: Exact): Money =>
  Money.parse(Exact.min(value, mostMoney).toFixed(2, Decimal.ROUND_DOWN))

/** Throws when the result would be negative: compare first. */
export const subtractMoney = (left: Money, right: Money): Money => roundToMoney(exact(left).minus(right))

const total = (amounts: readonly Money[]): Exact =>
  amounts.reduce<Exact>((sum, amount) => sum.plus(amount), exact(0))

export const sumMoney = (amounts: readonly Money[]): Money => roundToMoney(total(amounts))

/** A sum that a limit is made of: amounts of several records, which no one has checked together. */
export const sumForLimit = (amounts: readonly Money[]): Money => roundDownToMoney(total(amounts))

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
