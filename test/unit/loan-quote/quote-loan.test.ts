import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { PolicyPack } from "../../../contracts/policies.ts"
import { CenterId, LocalDate, type Money, TransferId } from "../../../contracts/primitives.ts"
import { annuityCapacity } from "../../../functions/domain/loan-quote/annuity.ts"
import type { LoanApplicant } from "../../../functions/domain/loan-quote/loan-applicant.ts"
import { compareMoney, exact, roundToMoney } from "../../../functions/domain/money/money.ts"
import { ask, employee, jincheng, quote, segment, starterPack, yuan } from "./quote-question.ts"

const flexible = (from: string): LoanApplicant => ({
  segments: [segment("flexible", [from, "2026-11"], "50000.00")],
  contributionBase: yuan("20000.00"),
  inNormalStatus: true,
})

describe("golden case 7: Jincheng", () => {
  it("multiplies the balance by 25 until the cap binds", () => {
    expect(quote(jincheng, [employee("43999.99")])).toMatchObject({
      amount: "1099999.75",
      bindingConstraint: "base",
    })
    expect(quote(jincheng, [employee("44000.01")])).toMatchObject({
      amount: "1100000.00",
      bindingConstraint: "cap",
    })
  })
  it("lends what 60 % of the income repays", () => {
    expect(quote(jincheng, [employee("60000.00")], { monthlyIncome: yuan("7339.00") })).toMatchObject({
      amount: "1099915.86",
      bindingConstraint: "repayment",
    })
  })
  it("rounds 80 % of the price down", () => {
    expect(quote(jincheng, [employee("60000.00")], { price: yuan("1000000.01") })).toMatchObject({
      amount: "800000.00",
      bindingConstraint: "loanToValue",
    })
  })
})

describe("golden case 8: by segment or by present type", () => {
  const cited = { source: "notice" }
  const pack = (merge: "bySegment" | "byPresentType") =>
    PolicyPack.parse({
      centerId: "670000000000000",
      effectiveFrom: "2026-01-01",
      version: 1,
      sources: [{ id: "notice", title: "invented for the test", on: "2026-01-01" }],
      loan: {
        base: {
          kind: "contributions",
          merge,
          measure: "balance",
          multiples: [
            { contributorType: "employee", accountKind: "basic", multiple: "25", ...cited },
            { contributorType: "flexible", cadence: "free", accountKind: "basic", multiple: "12", ...cited },
            {
              contributorType: "flexible",
              cadence: "monthly",
              accountKind: "basic",
              multiple: "25",
              ...cited,
            },
          ],
        },
      },
    })
  const person: LoanApplicant = {
    cadence: "free",
    segments: [
      segment("employee", ["2023-01", "2025-12"], "20000.00"),
      segment("flexible", ["2026-01", "2026-11"], "1000.00"),
    ],
  }
  it("gives what the pack says", () => {
    expect(quote(pack("bySegment"), [person]).amount).toBe("512000.00")
    expect(quote(pack("byPresentType"), [person]).amount).toBe("252000.00")
  })
  it("takes the least favourable multiple while the way of paying is unknown", () => {
    const { cadence: _, ...unknown } = person
    expect(quote(pack("bySegment"), [unknown]).amount).toBe("512000.00")
  })
  it("never gives less for merging, by segment only", () => {
    const alone = { ...person, segments: person.segments.slice(0, 1) }
    expect(
      compareMoney(quote(pack("bySegment"), [person]).amount, quote(pack("bySegment"), [alone]).amount),
    ).toBe(1)
    expect(
      compareMoney(
        quote(pack("byPresentType"), [person]).amount,
        quote(pack("byPresentType"), [alone]).amount,
      ),
    ).toBe(-1)
  })
})

describe("golden case 1: the merged quote", () => {
  it("shows 42 months, the two doubled ones and the whole balance", () => {
    const person = {
      segments: [
        segment("employee", ["2023-01", "2025-06"], "55800.00"),
        segment("flexible", ["2025-05", "2026-06"], "16800.00"),
      ],
    }
    expect(quote(jincheng, [person])).toMatchObject({
      months: { cumulative: 42, consecutive: 42, doubled: ["2025-05", "2025-06"] },
      balance: "72600.00",
      findings: [{ class: "D3", applicant: 1, months: ["2025-05", "2025-06"] }],
      eligible: true,
    })
  })
})

describe("golden case 2 after the transfer", () => {
  const origin = {
    kind: "transferred",
    fromCenterId: CenterId.parse("510100000000000"),
    transferId: TransferId.parse("trf_01K0000000000000000000000A"),
  } as const
  const old = [
    {
      ...segment("employee", ["2023-01", "2025-06"], "41398.67"),
      interest: yuan("408.75"),
    },
    { ...segment("flexible", ["2025-05", "2026-06"], "10800.00"), interest: yuan("106.64") },
  ]
  const brought = { segments: old.map((each) => ({ ...each, origin })), cadence: "monthly" } as const
  const modest = { price: yuan("9000000.00"), monthlyIncome: yuan("90000.00") }

  it("counts what was transferred whole, principal and interest: the transfer-in center books both as balance", () => {
    const told = quote(jincheng, [brought], modest)
    expect(told.balance).toBe("52714.06")
    expect(told.applicants[0]?.balance).toBe("52714.06")
    expect(told.steps.filter(({ rule }) => rule === "base").map(({ figures }) => figures["balance"])).toEqual(
      ["41807.42", "10906.64"],
    )
  })
  it("counts the principal alone where it was paid: accrued interest is credited on 30 June", () => {
    expect(quote(jincheng, [{ ...brought, segments: old }], modest).balance).toBe("52198.67")
  })
})

describe("a quote", () => {
  it("tells each step with rule, figures and source, and what it did not apply", () => {
    const told = quote(jincheng, [employee("60000.00")])
    expect(told.steps.map(({ rule }) => rule)).toEqual([
      "rate",
      "cap",
      "base",
      "repayment",
      "loan-to-value",
      "longest-term",
      "loan-count",
    ])
    expect(told.steps.every(({ source }) => source !== undefined)).toBe(true)
    expect(told.steps[2]).toMatchObject({
      figures: { balance: "60000.00", multiple: "25" },
      result: "1500000.00",
    })
    expect(told.notApplied).toEqual([
      { rule: "cap-bonus", reason: "noneFits" },
      { rule: "liquidity", reason: "noFigure" },
      { rule: "consecutive-months", reason: "noFigure" },
      { rule: "latest-age", reason: "inputMissing" },
      { rule: "unsettled-loan", reason: "inputMissing" },
    ])
    expect(told.policy).toEqual({
      centerId: jincheng.centerId,
      effectiveFrom: "2026-08-20",
      version: 1,
      hash: "0".repeat(64),
    })
  })
  it("writes each result in yuan with two places, whatever the multiple", () => {
    const yuanSteps = ["cap", "cap-bonus", "cap-ceiling", "liquidity", "base", "base-least-balance"]
    const told = [
      quote(jincheng, [employee("41807.42")]),
      quote(starterPack("210100000000000"), [employee("12345.67")]),
      quote(starterPack("210100000000000"), [employee("1.50"), employee("50000.00")]),
      quote(starterPack("110000000000000"), [{ ...employee("90000.00"), inNormalStatus: true }]),
    ]
    const results = told
      .flatMap(({ steps }) => steps)
      .filter(({ rule }) => yuanSteps.includes(rule))
      .map(({ result }) => result)
    expect(results).toContain("1045185.50")
    for (const result of results) expect(result).toMatch(/^\d+\.\d{2}$/)
  })
  it("says why a flexible contributor of Shenzhen is not eligible yet", () => {
    const shenzhen = starterPack("440300000000000")
    const early = quote(shenzhen, [flexible("2024-01")])
    expect(early).toMatchObject({ eligible: false, amount: "0.00", amountIfEligible: "800000.00" })
    expect(early.reasons).toMatchObject([
      { rule: "cumulative-months", applicant: 1, figures: { has: "35", atLeast: "36" } },
    ])
    expect(quote(shenzhen, [flexible("2023-12")])).toMatchObject({
      eligible: true,
      amount: "800000.00",
      reasons: [],
    })
    expect(quote(shenzhen, [{ ...flexible("2023-12"), inNormalStatus: false }]).reasons).toMatchObject([
      { rule: "normal-status" },
    ])
  })
  it("raises the cap by liquidity only on the days it is valid: Shenyang", () => {
    const shenyang = starterPack("210100000000000")
    const couple = [employee("50000.00"), employee("50000.00")]
    const rich = { price: yuan("5000000.00"), monthlyIncome: yuan("90000.00") }
    expect(quote(shenyang, couple, rich)).toMatchObject({ amount: "1800000.00", bindingConstraint: "cap" })
    expect(quote(shenyang, couple, rich, { on: LocalDate.parse("2027-01-01") })).toMatchObject({
      amount: "1500000.00",
    })
  })
  it("counts a balance below 30,000.00 as 30,000.00: Shenyang", () => {
    expect(quote(starterPack("210100000000000"), [employee("12345.67")])).toMatchObject({
      amount: "750000.00",
      bindingConstraint: "base",
      balance: "12345.67",
    })
  })
  it("adds the bonus that fits and stops at the ceiling: Urumqi", () => {
    const request = { price: yuan("9000000.00"), circumstances: ["military", "tradeIn"] as const }
    expect(quote(starterPack("650100000000000"), [employee("90000.00")], request).amount).toBe("1560000.00")
  })
  it("multiplies supplementary balances by their own multiple and never counts their months: Shanghai", () => {
    const person: LoanApplicant = {
      segments: [
        segment("employee", ["2026-01", "2026-11"], "10000.00"),
        segment("employee", ["2020-01", "2026-11"], "5000.00", "supplementary"),
      ],
      contributionBase: yuan("30000.00"),
    }
    expect(quote(starterPack("310000000000000"), [person])).toMatchObject({
      amount: "350000.00",
      months: { cumulative: 11, doubled: [] },
      balance: "10000.00",
    })
  })
  it("uses the mean balance where the center measures by it, and says when it is missing: Hangzhou", () => {
    const hangzhou = starterPack("330100000000000")
    expect(quote(hangzhou, [{ ...employee("90000.00"), meanBalance: yuan("30000.00") }]).amount).toBe(
      "600000.00",
    )
    const silent = quote(hangzhou, [employee("90000.00")])
    expect(silent.bindingConstraint).toBe("cap")
    expect(silent.notApplied).toContainEqual(
      expect.objectContaining({ rule: "base", reason: "inputMissing" }),
    )
  })
  it("counts whole years: Beijing", () => {
    const beijing = starterPack("110000000000000")
    const person = {
      segments: [segment("employee", ["2022-12", "2026-11"], "90000.00")],
      inNormalStatus: true,
    }
    expect(quote(beijing, [person])).toMatchObject({ amount: "800000.00", bindingConstraint: "base" })
  })
  it("takes other debt off first where the center counts all debt: Chongqing", () => {
    const chongqing = starterPack("670000000000000")
    const request = { monthlyIncome: yuan("6000.00"), monthlyDebt: yuan("3000.00") }
    expect(quote(chongqing, [employee("90000.00")], request)).toMatchObject({
      amount: "0.00",
      bindingConstraint: "repayment",
    })
  })
  it("tells a term that outlasts the latest age: Jincheng", () => {
    const person = { ...employee("60000.00"), sex: "female" as const, bornOn: LocalDate.parse("1990-11-22") }
    expect(quote(jincheng, [person], { termMonths: 323 }).reasons).toEqual([])
    expect(quote(jincheng, [person], { termMonths: 325 }).reasons).toMatchObject([
      { rule: "latest-age", figures: { longestTermMonths: "324", latestAge: "63" } },
    ])
  })
  it("never exceeds the price, even where no source gives a share of it: Dalian", () => {
    expect(
      quote(starterPack("210200000000000"), [employee("1.00")], { price: yuan("300000.00") }),
    ).toMatchObject({
      amount: "300000.00",
      bindingConstraint: "price",
    })
  })
})

describe("no quote", () => {
  it("before the pack begins, nor where it has no loan rules", () => {
    expect(ask(jincheng, [employee("1.00")], {}, { on: LocalDate.parse("2026-08-19") })).toEqual({
      outcome: "refused",
      rule: "policy-gap",
    })
  })
  it("where the sources give neither a cap nor a base: Changji", () => {
    expect(ask(starterPack("652300000000000"), [employee("1.00")])).toEqual({
      outcome: "refused",
      rule: "loan-figures-missing",
    })
  })
})

it("the payment for the capacity is within the limit, and one fen more is not", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 12, max: 360 }), (fen, months) => {
      const limit = exact(fen).div(100)
      const capacity = annuityCapacity(limit, "0.026", months)
      const rate = exact("0.026").div(12)
      const paymentFor = (amount: Money) => rate.times(amount).div(exact(1).minus(rate.plus(1).pow(-months)))
      expect(paymentFor(capacity).lte(limit)).toBe(true)
      expect(paymentFor(roundToMoney(exact(capacity).plus("0.01"))).gt(limit)).toBe(true)
    }),
  )
})
