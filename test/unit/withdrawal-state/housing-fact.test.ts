import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { WithdrawalDetails } from "../../../contracts/withdrawals.ts"
import { factOf } from "../../../functions/domain/withdrawal/housing-fact.ts"
import { makePerson } from "../../../tools/make-person.ts"

const home = { region: "210102", relation: "self" }
const lift = {
  purpose: "lift",
  ...home,
  buildingNo: "12-3",
  room: "501",
  cost: "30000.00",
  subsidy: "10000.00",
  approvedOn: "2026-03-02",
}
const purchase = {
  purpose: "purchase",
  ...home,
  contractNo: "沈房〔2026〕0001号",
  price: "900000.00",
  purchasedOn: "2026-03-02",
}
const factFrom = (details: object) => factOf(WithdrawalDetails.parse(details))
const keyOf = (details: object): string | undefined => {
  const named = factFrom(details)
  return named?.outcome === "named" ? named.fact : named?.problem
}
const numbersOf = (fact: string): readonly string[] => fact.split("#").slice(2)

describe("the fact of a withdrawal", () => {
  test.each([
    [purchase, "purchase#210102#沈房(2026)0001号", "900000.00"],
    [
      { purpose: "building", ...home, permitNo: "p-1", cost: "80.00", approvedOn: "2026-03-02" },
      "building#210102#P-1",
      "80.00",
    ],
    [
      { purpose: "majorRenovation", ...home, permitNo: "p-1", cost: "80.00", approvedOn: "2026-03-02" },
      "majorRenovation#210102#P-1",
      "80.00",
    ],
    [
      { purpose: "decoration", ...home, contractNo: "z/9", cost: "70.00", signedOn: "2026-03-02" },
      "decoration#210102#Z/9",
      "70.00",
    ],
    [
      {
        purpose: "urbanRenewal",
        ...home,
        projectNo: "X1",
        room: "2",
        cost: "6.00",
        approvedOn: "2026-03-02",
      },
      "urbanRenewal#210102#X1#2",
      "6.00",
    ],
    [lift, "lift#210102#12-3#501", "20000.00"],
  ])("has a name by purpose, place and numbers, and a total", (details, fact, total) => {
    expect(factFrom(details)).toEqual({ outcome: "named", fact, total })
  })

  test("keeps its owner when that is not the applicant", () => {
    const principal = makePerson("owner of the lift")
    expect(factFrom({ ...lift, relation: "child", principal })).toMatchObject({ principal })
  })

  test("is one however its number is typed", () => {
    const typed = [
      "沈房（2026）0001号",
      "沈房(2026)0001号",
      "沈房〔２０２６〕0001号",
      "沈房〔2026〕0001号\u115f",
    ]
    const keys = typed.map((contractNo) => keyOf({ ...purchase, contractNo }))
    expect(new Set(keys)).toEqual(new Set(["purchase#210102#沈房(2026)0001号"]))
    expect(keyOf({ ...lift, room: "a" })).toBe(keyOf({ ...lift, room: "Ａ" }))
  })

  test.each(["\u115f", "\ufdfa".repeat(5)])(
    "a number of nothing, or of too much, names nothing",
    (contractNo) => {
      expect(factFrom({ ...purchase, contractNo })).toMatchObject({
        problem: "invalid-request",
        rule: "VAL-001",
        field: "/details/contractNo",
      })
    },
  )

  test("a subsidy above the cost is refused, to the fen; equal to it leaves nothing", () => {
    expect(factFrom({ ...lift, subsidy: "30000.01" })).toMatchObject({
      problem: "invalid-request",
      rule: "WDR-002",
      field: "/details/subsidy",
    })
    expect(factFrom({ ...lift, subsidy: "30000.00" })).toMatchObject({ total: "0.00" })
  })

  test("rent, fees, repayments and closing withdrawals have none", () => {
    const period = { from: "2026-01", to: "2026-06" }
    const none = [
      { purpose: "propertyFees", ...home, cost: "1.00", ...period },
      {
        purpose: "rent",
        ...home,
        housing: "market",
        monthlyRent: "1.00",
        ownsHomeThere: false,
        ...period,
      },
      { purpose: "retirement", since: "2026-01-01" },
      { purpose: "flexibleExit" },
    ]
    expect(none.map(factFrom)).toEqual(none.map(() => undefined))
  })

  test("two lifts with other numbers never share a name, whatever stands in the numbers", () => {
    const number = fc
      .array(
        fc.constantFrom("1", "2", "-", "_", "/", ".", "(", ")", "（", "〔", "a", "A", "楼", "Ⅻ", "ﹶ", "ͺ"),
        {
          minLength: 1,
          maxLength: 5,
        },
      )
      .map((parts) => parts.join(""))
    fc.assert(
      fc.property(number, number, (buildingNo, room) => {
        const key = keyOf({ ...lift, buildingNo, room })
        if (key === undefined || key === "invalid-request") return
        expect(numbersOf(key)).toHaveLength(2)
        // The name says both numbers again: nothing of one has moved into the other.
        expect(numbersOf(key)[0]).toBe(numbersOf(keyOf({ ...lift, buildingNo, room: "1" }) ?? "")[0])
        expect(numbersOf(key)[1]).toBe(numbersOf(keyOf({ ...lift, buildingNo: "1", room }) ?? "")[1])
      }),
    )
  })
})
