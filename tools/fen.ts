import { Money } from "../contracts/primitives.ts"

/** Whole fen: the simulated centers and the story add and subtract money exactly, without the hub's own arithmetic. */
export const fenOf = (money: string): bigint => BigInt(money.replace(".", ""))

export const moneyOf = (fen: bigint): Money => {
  const digits = fen.toString().padStart(3, "0")
  return Money.parse(`${digits.slice(0, -2)}.${digits.slice(-2)}`)
}

export const sumOfMoney = (amounts: readonly string[]): Money =>
  moneyOf(amounts.reduce((total, amount) => total + fenOf(amount), 0n))
