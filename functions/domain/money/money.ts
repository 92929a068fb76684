import { Decimal } from "decimal.js"
import { Money, moneyForm } from "../../../contracts/primitives.ts"

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

const isMoney = (text: string): text is Money => moneyForm.test(text)

/** The form of the wire, held without the report that a schema would write of each amount. */
const asMoney = (text: string): Money => {
  if (!isMoney(text)) throw new RangeError("invalid amount of money")
  return text
}

/** The amount to the fen, half up. Negative or over 14 digits is broken code, so it throws. */
export const roundToMoney = (value: Exact): Money => asMoney(value.toFixed(2, Decimal.ROUND_HALF_UP))

/** The most that the wire can write. */
const mostMoney = exact("99999999999999.99")

/** A limit to the fen, never above the exact value. One that is wider than the wire limits nothing: it is the wire's most. */
export const roundDownToMoney = (value: Exact): Money =>
  asMoney((value.gt(mostMoney) ? mostMoney : value).toFixed(2, Decimal.ROUND_DOWN))

/** Throws when the result would be negative: compare first. */
export const subtractMoney = (left: Money, right: Money): Money => roundToMoney(exact(left).minus(right))

/** A sum needs no decimals: whole fen, of any length. */
const totalFen = (amounts: readonly Money[]): bigint => {
  let fen = 0n
  for (const amount of amounts) fen += BigInt(amount.slice(0, -3) + amount.slice(-2))
  return fen
}

const mostFen = 9_999_999_999_999_999n

export const moneyOfFen = (fen: bigint | number): Money => {
  const digits = String(fen).padStart(3, "0")
  return asMoney(`${digits.slice(0, -2)}.${digits.slice(-2)}`)
}

/** Throws when the sum is more than the wire can write. */
export const sumMoney = (amounts: readonly Money[]): Money => moneyOfFen(totalFen(amounts))

/** A sum that a limit is made of: amounts of several records, which no one has checked together. */
export const sumForLimit = (amounts: readonly Money[]): Money => {
  const fen = totalFen(amounts)
  return moneyOfFen(fen > mostFen ? mostFen : fen)
}

/** The wire writes an amount in one way only, without leading zeros: the longer is the greater, then digit by digit. */
export const compareMoney = (left: Money, right: Money): -1 | 0 | 1 => {
  if (left === right) return 0
  return left.length < right.length || (left.length === right.length && left < right) ? -1 : 1
}

export const equalMoney = (left: Money, right: Money): boolean => left === right

export const isZeroMoney = (amount: Money): boolean => amount === zeroMoney

export const leastMoney = (left: Money, right: Money): Money =>
  compareMoney(left, right) <= 0 ? left : right

/** amount x rate as a limit, rounded down: "at most 80 % of the price". */
export const limitOfMoney = (amount: Money, rate: Exact | string): Money =>
  roundDownToMoney(exact(amount).times(rate))
