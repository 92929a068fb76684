import { describe, expect, test } from "vitest"
import { asks, centerId, day, decisive, elsewhere, holder, judgedBy, spouse, yuan } from "./a-withdrawal.ts"

const fact = "lift#990101#12-3#501"
const useOf = (over: object = {}) => ({
  caseId: "svc-1",
  personRef: spouse,
  centerId: elsewhere,
  amount: yuan("15000.00"),
  usedOn: day("2026-10-01"),
  ...over,
})

const housing = (use: object = {}, over: object = {}) => ({
  fact,
  total: yuan("20000.00"),
  principalRef: holder,
  known: { fact, principalRef: holder, total: yuan("20000.00"), uses: [useOf(use)], version: 1, ...over },
})

describe("the total that a family shares", () => {
  const lift = { purpose: "lift", relations: ["spouse"], limit: { fact: "cost" } }
  test("is what the others have left of it", () => {
    expect(judgedBy(lift, asks.lift, { housing: housing() })).toMatchObject({
      verdict: "allowed",
      mostAmount: "5000.00",
    })
    const over = judgedBy(lift, asks.lift, { housing: housing(), amount: "5000.01" })
    expect(decisive(over)).toBe("WDR-002")
  })

  test("is not shared with oneself in another city", () => {
    expect(decisive(judgedBy(lift, asks.lift, { housing: housing({ personRef: holder }) }))).toBe("WDR-003")
    const here = housing({ personRef: holder, centerId })
    expect(judgedBy(lift, asks.lift, { housing: here }).mostAmount).toBe("5000.00")
  })

  test("has one owner and one sum", () => {
    expect(decisive(judgedBy(lift, asks.lift, { housing: housing({}, { principalRef: spouse }) }))).toBe(
      "WDR-004",
    )
    expect(decisive(judgedBy(lift, asks.lift, { housing: housing({}, { total: yuan("19999.99") }) }))).toBe(
      "WDR-004",
    )
  })

  test("does not count the use of the case that is judged", () => {
    const situation = { housing: housing(), caseId: "svc-1" }
    expect(judgedBy(lift, asks.lift, situation).mostAmount).toBe("20000.00")
  })
})
