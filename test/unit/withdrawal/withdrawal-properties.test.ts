import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { compareMoney, moneyOfFen, sumMoney } from "../../../functions/domain/money/money.ts"
import { changjiPack, jinchengPack, liaoningPack } from "../../fixtures/withdrawal-packs.ts"
import {
  aLoan,
  anEntry,
  asks,
  centerId,
  employeeMoney,
  flexibleMoney,
  judged,
  type Situation,
} from "./a-withdrawal.ts"

const packs = [undefined, jinchengPack(centerId), changjiPack(centerId), liaoningPack(centerId)]
const money = fc.nat({ max: 5_000_000 }).map(moneyOfFen)
const limits = fc.record(
  { monthly: money, yearly: money, once: money, share: fc.constantFrom("0.5", "0.333333", "1") },
  { requiredKeys: [] },
)
const capped = limits.map((limit) => ({
  centerId,
  effectiveFrom: "2026-01-01",
  version: 1,
  sources: [{ id: "plan", title: "测试来源 / invented source", on: "2026-01-01" }],
  withdrawal: { rules: [{ purpose: "rent", answer: "allowed", limit, source: "plan" }] },
}))

const situations: fc.Arbitrary<Situation> = fc
  .record({
    pack: fc.oneof(fc.constantFrom(...packs), capped),
    flexible: money,
    employee: money,
    taken: fc.record({ flexible: money, employee: money }),
    owed: fc.boolean(),
  })
  .map(({ pack, flexible, employee, taken, owed }) => ({
    pack,
    segments: [flexibleMoney(flexible), employeeMoney(employee)],
    entries: [anEntry({ taken, amount: sumMoney([taken.flexible, taken.employee]) })],
    loans: owed ? [aLoan()] : [],
  }))

const anyAsk: fc.Arbitrary<object> = fc.constantFrom(...Object.values(asks))
const aFen = moneyOfFen(1)

describe("a judgment", () => {
  test("never lets out more than there is, nor than any limit that it tells", () => {
    fc.assert(
      fc.property(situations, anyAsk, (situation, asked) => {
        const { mostAmount, most, steps } = judged(asked, situation)
        expect(sumMoney([most.flexible, most.employee])).toBe(mostAmount)
        const [flexible, employee] = situation.segments ?? []
        expect(compareMoney(most.flexible, flexible?.principal ?? mostAmount)).toBeLessThanOrEqual(0)
        expect(compareMoney(most.employee, employee?.principal ?? mostAmount)).toBeLessThanOrEqual(0)
        for (const { limit } of steps)
          if (limit !== undefined) expect(compareMoney(mostAmount, limit)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test("keeps its word: the most that it tells is granted, a fen more is not", () => {
    fc.assert(
      fc.property(situations, anyAsk, (situation, asked) => {
        const { verdict, mostAmount } = judged(asked, situation)
        fc.pre(verdict !== "notAllowed")
        expect(judged(asked, { ...situation, amount: mostAmount }).verdict).toBe(verdict)
        const over = judged(asked, { ...situation, amount: sumMoney([mostAmount, aFen]) })
        expect([over.verdict, over.mostAmount]).toEqual(["notAllowed", mostAmount])
      }),
    )
  })

  test("says no with nothing, unless too much was asked; says anything else with something", () => {
    fc.assert(
      fc.property(situations, anyAsk, (situation, asked) => {
        const { verdict, mostAmount } = judged(asked, situation)
        expect(verdict === "notAllowed").toBe(mostAmount === "0.00")
      }),
    )
  })

  test("of an exit is not raised by employee money", () => {
    fc.assert(
      fc.property(situations, money, (situation, more) => {
        const richer = { ...situation, segments: [...(situation.segments ?? []), employeeMoney(more)] }
        const exit = judged(asks.flexibleExit, situation)
        const after = judged(asks.flexibleExit, richer)
        expect(after.most.employee).toBe("0.00")
        expect(compareMoney(after.mostAmount, exit.mostAmount)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test("is the same for the same facts", () => {
    fc.assert(
      fc.property(situations, anyAsk, (situation, asked) => {
        expect(judged(asked, situation)).toEqual(judged(asked, situation))
      }),
    )
  })
})
