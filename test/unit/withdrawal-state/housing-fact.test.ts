import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { WithdrawalDetails } from "../../../contracts/withdrawals.ts"
import { moneyOfFen } from "../../../functions/domain/money/money.ts"
import { factOf } from "../../../functions/domain/withdrawal/housing-fact.ts"
import { costOf } from "../../../functions/domain/withdrawal/withdrawal-figures.ts"
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
    [purchase, "purchase#210100#沈房20260001", "900000.00"],
    [
      { purpose: "building", ...home, permitNo: "p-1", cost: "80.00", approvedOn: "2026-03-02" },
      "building#210100#P1",
      "80.00",
    ],
    [
      { purpose: "majorRenovation", ...home, permitNo: "p-1", cost: "80.00", approvedOn: "2026-03-02" },
      "majorRenovation#210100#P1",
      "80.00",
    ],
    [
      { purpose: "decoration", ...home, contractNo: "z/9", cost: "70.00", signedOn: "2026-03-02" },
      "decoration#210100#Z9",
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
      "urbanRenewal#210100#X1#2",
      "6.00",
    ],
    [lift, "lift#210100#12-3#501", "20000.00"],
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
    expect(new Set(keys)).toEqual(new Set(["purchase#210100#沈房20260001"]))
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

  test("is of a city: its districts have one name, and what names no city is refused", () => {
    const keys = ["140502", "140500", "140581"].map((region) => keyOf({ ...purchase, region }))
    expect(new Set(keys)).toEqual(new Set(["purchase#140500#沈房20260001"]))
    for (const region of ["140000", "160100", "999999"])
      expect(factFrom({ ...purchase, region })).toMatchObject({
        problem: "invalid-request",
        rule: "VAL-001",
        field: "/details/region",
      })
  })

  test("is never named by a person's number, and the request is refused before anything reads it", () => {
    const { documentNumber } = makePerson("named instead of a contract")
    for (const contractNo of [
      documentNumber,
      `HT-${documentNumber}`,
      `合同${documentNumber.toLowerCase()}号`,
    ]) {
      const read = WithdrawalDetails.safeParse({ ...purchase, contractNo })
      expect(read.error?.issues).toMatchObject([{ path: ["contractNo"], params: { rule: "VAL-001" } }])
    }
    const room = WithdrawalDetails.safeParse({ ...lift, room: documentNumber })
    expect(room.error?.issues).toMatchObject([{ path: ["room"], params: { rule: "VAL-001" } }])
    // As it is read afterwards: Arabic digits.
    const contractNo = documentNumber.replace(/\d/gu, (digit) => String.fromCodePoint(0x660 + Number(digit)))
    expect(factFrom({ ...purchase, contractNo })).toMatchObject({ rule: "VAL-001" })
  })

  test("a subsidy above the cost is refused, to the fen; equal to it leaves nothing", () => {
    expect(factFrom({ ...lift, subsidy: "30000.01" })).toMatchObject({
      problem: "invalid-request",
      rule: "WDR-002",
      field: "/details/subsidy",
    })
    expect(factFrom({ ...lift, subsidy: "30000.00" })).toMatchObject({ total: "0.00" })
  })

  test("a purchase has the price less the loan, as its rule for one person counts it", () => {
    const loans = fc.integer({ min: 0, max: 89_999_999 }).map((fen) => moneyOfFen(fen))
    fc.assert(
      fc.property(loans, (loanAmount) => {
        const details = WithdrawalDetails.parse({ ...purchase, loanAmount })
        expect(factOf(details)).toMatchObject({ outcome: "named", total: costOf(details) })
      }),
    )
    expect(factFrom({ ...purchase, loanAmount: "899999.99" })).toMatchObject({ total: "0.01" })
    expect(factFrom({ ...purchase, loanAmount: "0.00" })).toEqual(factFrom(purchase))
  })

  test.each(["900000.00", "900000.01"])("a loan of %s for a home of 900000.00 is refused", (loanAmount) => {
    expect(factFrom({ ...purchase, loanAmount })).toMatchObject({
      problem: "invalid-request",
      rule: "WDR-002",
      field: "/details/loanAmount",
    })
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

  test("two lifts share a name only when building and room are the same", () => {
    const number = fc
      .array(fc.constantFrom("1", "2", "-", "_", "/", "(", "〔", "a", "楼", "Ⅻ"), {
        minLength: 1,
        maxLength: 5,
      })
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
