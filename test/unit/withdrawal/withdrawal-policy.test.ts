import { describe, expect, test } from "vitest"
import { WithdrawalPolicy } from "../../../contracts/withdrawal-policies.ts"

const rule = { purpose: "rent", answer: "allowed", source: "plan" }
const rulesOf = (...rules: readonly object[]) =>
  WithdrawalPolicy.safeParse({ rules: rules.map((over) => ({ ...rule, ...over })) }).success

describe("the withdrawal rules of a pack", () => {
  test("have one rule a day for the same money of the same people", () => {
    expect(rulesOf({}, {})).toBe(false)
    expect(rulesOf({ validTo: "2026-09-19" }, { validFrom: "2026-09-20" })).toBe(true)
    expect(rulesOf({ validTo: "2026-09-20" }, { validFrom: "2026-09-20" })).toBe(false)
  })

  test.each([
    { purpose: "purchase" },
    { part: "flexible" },
    { contributorType: "employee" },
    { housing: "publicRental" },
  ])("may have another for %j", (over) => {
    expect(rulesOf({}, over)).toBe(true)
  })

  test("do not end before they begin", () => {
    expect(rulesOf({ validFrom: "2026-09-20", validTo: "2026-09-20" })).toBe(true)
    expect(rulesOf({ validFrom: "2026-09-20", validTo: "2026-09-19" })).toBe(false)
  })
})
