import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Money } from "../../../contracts/primitives.ts"
import {
  compareMoney,
  exact,
  limitOfMoney,
  roundToMoney,
  subtractMoney,
  sumForLimit,
  sumMoney,
} from "../../../functions/domain/money/money.ts"

const yuan = (text: string) => Money.parse(text)
const fenOf = (amount: Money): bigint => BigInt(amount.replace(".", ""))
const fromFen = (fen: bigint): Money => yuan(`${fen / 100n}.${(fen % 100n).toString().padStart(2, "0")}`)
const halfUp = (amount: Money, rate: string): Money => roundToMoney(exact(amount).times(rate))
const money = fc.bigInt({ min: 0n, max: 10n ** 14n }).map(fromFen)

describe("money", () => {
  it("adds up the statement of golden case 2 to the fen", () => {
    expect(sumMoney([yuan("41398.67"), yuan("10800.00")])).toBe("52198.67")
    expect(sumMoney([yuan("52198.67"), yuan("515.39")])).toBe("52714.06")
  })
  it("rounds an amount half up and a limit down", () => {
    expect(halfUp(yuan("12009.00"), "0.005")).toBe("60.05")
    expect(limitOfMoney(yuan("1000000.01"), "0.80")).toBe("800000.00")
  })
  it("a limit that the wire cannot write limits nothing, and is no failure", () => {
    const most = yuan("99999999999999.99")
    expect(sumForLimit([most, most])).toBe(most)
    expect(limitOfMoney(most, "25")).toBe(most)
  })
  it("refuses to make a negative amount", () => {
    expect(() => subtractMoney(yuan("0.01"), yuan("0.02"))).toThrow(/pattern|invalid/i)
  })
  it("agrees with whole fen", () => {
    fc.assert(
      fc.property(money, money, (left, right) => {
        expect(fenOf(sumMoney([left, right]))).toBe(fenOf(left) + fenOf(right))
        expect(subtractMoney(sumMoney([left, right]), right)).toBe(left)
        expect(compareMoney(left, right)).toBe(
          fenOf(left) < fenOf(right) ? -1 : fenOf(left) > fenOf(right) ? 1 : 0,
        )
      }),
    )
  })
  it("keeps half up within half a fen and a limit within one fen below", () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 10_000 }), (amount, tenThousandths) => {
        const rate = exact(tenThousandths).div(10_000).toFixed(4)
        const truth = exact(amount).times(rate)
        expect(exact(halfUp(amount, rate)).minus(truth).abs().lte("0.005")).toBe(true)
        const below = truth.minus(limitOfMoney(amount, rate))
        expect(below.gte(0) && below.lt("0.01")).toBe(true)
      }),
    )
  })
})
