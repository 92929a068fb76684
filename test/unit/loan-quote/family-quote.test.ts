import { describe, expect, it } from "vitest"
import { CenterId, ContractNo, LocalDate } from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import { countFamilyLoans } from "../../../functions/domain/loan-quote/family-loans.ts"
import type { LoanApplicant } from "../../../functions/domain/loan-quote/loan-applicant.ts"
import {
  ask,
  cited,
  employee,
  inventedPack,
  jincheng,
  quote,
  segment,
  starterPack,
  yuan,
} from "./quote-question.ts"

const rich = employee("90000.00")
const cap = (amount: string, when?: object) => ({ amount, ...(when === undefined ? {} : { when }), ...cited })
const capOf = (pack: ReturnType<typeof inventedPack>, request: Parameters<typeof ask>[2]) =>
  quote(pack, [rich], { price: yuan("9000000.00"), ...request }).amount

const reasonsWith = (paidOff: number, unsettled: number, loansBefore?: number) =>
  quote(jincheng, [rich], { loansBefore }, { loans: { paidOff, unsettled } }).reasons.map(({ rule }) => rule)

const line = (
  contractNo: string,
  status: "paidOff" | "unsettled" | "writtenOff",
  role = "borrower" as const,
) => ({
  centerId: CenterId.parse("140500000000000"),
  contractNo: ContractNo.parse(contractNo),
  role,
  status,
})

describe("the loans that a family has had", () => {
  it("may be one, paid off, for a second loan; the second is the last", () => {
    expect(reasonsWith(0, 0)).toEqual([])
    expect(reasonsWith(1, 0)).toEqual([])
    expect(reasonsWith(2, 0)).toEqual(["loan-count"])
  })
  it("bar another while one is not paid off", () => {
    expect(reasonsWith(0, 1)).toEqual(["unsettled-loan"])
    expect(reasonsWith(1, 1)).toEqual(["loan-count", "unsettled-loan"])
  })
  it("are the greater of what the registry and the family say", () => {
    expect(reasonsWith(0, 0, 2)).toEqual(["loan-count"])
    expect(reasonsWith(2, 0, 1)).toEqual(["loan-count"])
    expect(
      quote(jincheng, [rich], { loansBefore: 1 }, { loans: { paidOff: 0, unsettled: 1 } }),
    ).toMatchObject({
      loansBefore: 2,
      amount: "0.00",
      eligible: false,
    })
  })
  it("are judged by the national count, with its source, where the pack has none", () => {
    const told = quote(jincheng, [rich], { loansBefore: 2 })
    expect(told.reasons).toMatchObject([
      {
        rule: "loan-count",
        applicant: 1,
        figures: { loansBefore: "2", most: "2" },
        source: { id: "loan-count-anshan", clause: "家庭最多两次，首次结清后方可再贷" },
      },
    ])
    expect(told.notApplied).toContainEqual({ rule: "unsettled-loan", reason: "inputMissing" })
  })
  it("do not count once paid off where the pack says so", () => {
    const loanCount = { most: 1, countsPaidOff: false, ...cited }
    const pack = inventedPack({ caps: [cap("500000.00")], loanCount })
    const told = (unsettled: number) => quote(pack, [rich], {}, { loans: { paidOff: 5, unsettled } })
    expect(told(0)).toMatchObject({ eligible: true, loansBefore: 5 })
    expect(told(1).reasons.map(({ rule }) => rule)).toEqual(["loan-count", "unsettled-loan"])
  })
  it("count for nothing where nobody rules", () => {
    const { loanCount: _, ...national } = nationalRules()
    expect(quote(jincheng, [rich], { loansBefore: 9 }, { national }).notApplied).toContainEqual({
      rule: "loan-count",
      reason: "noFigure",
    })
  })
  it("choose among figures", () => {
    const pack = inventedPack({
      caps: [cap("800000.00", { loansBeforeAtMost: 0 }), cap("600000.00", { loansBeforeAtLeast: 1 })],
    })
    expect(capOf(pack, {})).toBe("800000.00")
    expect(capOf(pack, { loansBefore: 1 })).toBe("600000.00")
  })
  it("are counted over all members, a common one once, and no guarantee", () => {
    const common = line("C1", "paidOff")
    const spouse = { ...common, role: "spouse" as const }
    const guaranteed = { ...line("C2", "unsettled"), role: "guarantor" as const }
    expect(
      countFamilyLoans([
        [common, guaranteed],
        [spouse, line("C3", "writtenOff")],
      ]),
    ).toEqual({
      paidOff: 1,
      unsettled: 1,
    })
    expect(countFamilyLoans([[], []])).toEqual({ paidOff: 0, unsettled: 0 })
  })
  it("are those of a spouse too who does not apply, a common one once", () => {
    const common = line("C1", "paidOff")
    expect(countFamilyLoans([[common]], [common, line("C3", "unsettled")])).toEqual({
      paidOff: 1,
      unsettled: 1,
      ofApplicants: { paidOff: 1, unsettled: 0 },
    })
  })
  it("of a spouse are judged and choose among figures, but their number is told nowhere", () => {
    const pack = inventedPack({
      caps: [cap("800000.00", { loansBeforeAtMost: 0 }), cap("600000.00", { loansBeforeAtLeast: 1 })],
      loanCount: { most: 3, countsPaidOff: true, ...cited },
    })
    const none = { paidOff: 0, unsettled: 0 }
    const asked = (loans: typeof none) =>
      quote(pack, [rich], { price: yuan("9000000.00") }, { loans: { ...loans, ofApplicants: none } })
    expect(asked(none)).toMatchObject({ eligible: true, amount: "800000.00" })
    expect(asked({ paidOff: 1, unsettled: 0 })).toMatchObject({
      eligible: true,
      amount: "600000.00",
      loansBefore: 0,
    })
    const owing = asked({ paidOff: 2, unsettled: 1 })
    expect(owing).toMatchObject({ eligible: false, amount: "0.00", loansBefore: 0 })
    expect(owing.reasons.map(({ rule, figures }) => [rule, figures])).toEqual([
      ["loan-count", { most: "3" }],
      ["unsettled-loan", {}],
    ])
    expect(owing.steps.flatMap(({ rule, figures }) => (rule === "loan-count" ? [figures] : []))).toEqual([
      { applicant: "1", most: "3" },
    ])
  })
})

const refinance = (commercialBalance: string) => ({
  refinance: { commercialBalance: yuan(commercialBalance) },
})

describe("商转公", () => {
  it("lends no more than is still owed, to the fen", () => {
    expect(quote(jincheng, [rich], refinance("654321.09"))).toMatchObject({
      amount: "654321.09",
      bindingConstraint: "commercialBalance",
    })
    // Cap 1,100,000.00: one fen below, at it, one above.
    expect(quote(jincheng, [rich], refinance("1099999.99"))).toMatchObject({
      amount: "1099999.99",
      bindingConstraint: "commercialBalance",
    })
    expect(quote(jincheng, [rich], refinance("1100000.00")).bindingConstraint).toBe("cap")
    expect(quote(jincheng, [rich], refinance("1100000.01"))).toMatchObject({
      amount: "1100000.00",
      bindingConstraint: "cap",
    })
  })
  it("tells the step", () => {
    expect(quote(jincheng, [rich], refinance("654321.09")).steps).toContainEqual({
      rule: "commercial-balance",
      figures: { commercialBalance: "654321.09" },
      result: "654321.09",
    })
  })
  it("has figures of its own where the pack says so; a row that says nothing is for both", () => {
    const pack = inventedPack({
      caps: [cap("900000.00", { refinance: false }), cap("700000.00", { refinance: true }), cap("500000.00")],
    })
    expect(capOf(pack, {})).toBe("900000.00")
    expect(capOf(pack, refinance("5000000.00"))).toBe("700000.00")
    const both = inventedPack({ caps: [cap("500000.00")] })
    expect(capOf(both, refinance("5000000.00"))).toBe("500000.00")
  })
})

const add = (amount: string, when: object) => ({ change: { kind: "add", amount }, when, ...cited })

describe("what raises the cap", () => {
  const green = [add("100000.00", { greenStarsAtLeast: 1 }), add("200000.00", { greenStarsAtLeast: 2 })]
  const children = [add("50000.00", { childrenAtLeast: 2 }), add("80000.00", { childrenAtLeast: 3 })]
  const caps = [cap("500000.00")]
  const all = inventedPack({ caps, bonuses: [...green, ...children], bonusStacking: "all" })

  it("takes a green building without stars for one star", () => {
    expect(capOf(all, { circumstances: ["greenBuilding"] })).toBe("600000.00")
    expect(capOf(all, { greenStars: 1 })).toBe("600000.00")
  })
  it("takes a building with stars for a green one", () => {
    const pack = inventedPack({ caps, bonuses: [add("70000.00", { circumstance: "greenBuilding" })] })
    expect(capOf(pack, { greenStars: 3 })).toBe("570000.00")
  })
  it("counts the highest step of one thing, and adds different things", () => {
    expect(capOf(all, { greenStars: 2 })).toBe("700000.00")
    expect(capOf(all, { children: 3 })).toBe("580000.00")
    expect(capOf(all, { greenStars: 3, children: 2 })).toBe("750000.00")
  })
  it("counts the highest alone where the pack does not add", () => {
    const one = inventedPack({ caps, bonuses: [...green, ...children] })
    expect(capOf(one, { greenStars: 3, children: 3 })).toBe("700000.00")
  })
  it("is for the stated tier of talent only", () => {
    const pack = inventedPack({
      caps,
      bonuses: [add("300000.00", { talentTier: "A" }), add("100000.00", { talentTier: "B" })],
    })
    expect(capOf(pack, { talentTier: "A" })).toBe("800000.00")
    expect(capOf(pack, { talentTier: "B" })).toBe("600000.00")
    expect(capOf(pack, { talentTier: "C" })).toBe("500000.00")
    expect(capOf(pack, { circumstances: ["talent"] })).toBe("500000.00")
  })
})

describe("a family that no cap fits", () => {
  const caps = [cap("800000.00", { monthsAtLeast: 120 }), cap("600000.00", { monthsAtLeast: 90 })]

  it("is bound by the lowest beside a base, and is told so", () => {
    const base = {
      kind: "contributions" as const,
      merge: "bySegment" as const,
      measure: "balance" as const,
      multiples: [
        { contributorType: "employee" as const, accountKind: "basic" as const, multiple: "10", ...cited },
      ],
    }
    const told = quote(inventedPack({ caps, base }), [rich])
    expect(told).toMatchObject({ amount: "600000.00", bindingConstraint: "cap" })
    expect(told.notApplied).toContainEqual(expect.objectContaining({ rule: "cap", reason: "noneFits" }))
  })
  it("gets no quote where nothing else of the center limits it: no source states an amount", () => {
    expect(ask(inventedPack({ caps }), [rich])).toEqual({ outcome: "refused", rule: "loan-figures-missing" })
  })
})

const rateOf = (firstHome: boolean, termMonths: number) =>
  quote(jincheng, [rich], { firstHome, termMonths }).yearlyRate

const day = (text: string) => LocalDate.parse(text)

describe("a further home", () => {
  it("has its own rate: 3.075 % over five years, 2.525 % up to five", () => {
    expect([rateOf(true, 60), rateOf(true, 61)]).toEqual(["0.021", "0.026"])
    expect([rateOf(false, 60), rateOf(false, 61)]).toEqual(["0.02525", "0.03075"])
  })
  it("has the rate of the day", () => {
    const rules = nationalRules()
    const cited2 = { source: "rates-2025", firstHome: true }
    const national = {
      ...rules,
      loanRates: [{ ...cited2, from: day("2026-12-01"), yearlyRate: "0.025" }, ...rules.loanRates],
    }
    const rateOn = (text: string) => quote(jincheng, [rich], {}, { national, on: day(text) }).yearlyRate
    expect(rateOn("2026-11-30")).toBe("0.026")
    expect(rateOn("2026-12-01")).toBe("0.025")
  })
  it("has the share of the price that says most of it", () => {
    const pack = inventedPack({
      caps: [cap("5000000.00")],
      loanToValue: [
        { share: "0.80", ...cited },
        { share: "0.70", when: { firstHome: false }, ...cited },
      ],
    })
    const lent = (firstHome: boolean) =>
      quote(pack, [rich], { firstHome, price: yuan("1000000.00"), monthlyIncome: yuan("90000.00") }).amount
    expect([lent(true), lent(false)]).toEqual(["800000.00", "700000.00"])
  })
})

const flexible = (cadence?: "monthly" | "lumpSum" | "free"): LoanApplicant => ({
  segments: [
    segment("employee", ["2022-01", "2023-12"], "10000.00"),
    segment("flexible", ["2024-01", "2026-11"], "10000.00"),
  ],
  ...(cadence === undefined ? {} : { cadence }),
})

const row = (contributorType: string, multiple: string, more: object = {}) => ({
  contributorType,
  multiple,
  accountKind: "basic",
  ...more,
  ...cited,
})

const base = (more: object) => ({
  base: { kind: "contributions", merge: "bySegment", measure: "balance", ...more },
})

describe("the way of paying", () => {
  it("prefers the row that names it to the row for all", () => {
    const pack = inventedPack(
      base({
        multiples: [
          row("employee", "25"),
          row("flexible", "15"),
          row("flexible", "20", { cadence: "monthly" }),
        ],
      }),
    )
    // Employee part 250,000.00 and 20 x, 15 x, 15 x 10,000.00; unknown: the least of them.
    const amountFor = (cadence?: "monthly" | "lumpSum" | "free") => quote(pack, [flexible(cadence)]).amount
    expect([amountFor("monthly"), amountFor("lumpSum"), amountFor("free"), amountFor()]).toEqual([
      "450000.00",
      "400000.00",
      "400000.00",
      "400000.00",
    ])
  })
  it("has a coefficient on the flexible part alone, the lowest while it is unknown", () => {
    const cadenceCoefficients = [
      { cadence: "free", coefficient: "0.5", ...cited },
      { cadence: "lumpSum", coefficient: "0.8", ...cited },
    ]
    const pack = inventedPack(
      base({ multiples: [row("employee", "25"), row("flexible", "20")], cadenceCoefficients }),
    )
    const told = (cadence?: "monthly" | "lumpSum" | "free") => quote(pack, [flexible(cadence)])
    // 250,000.00 + 200,000.00 x 1, 0.8, 0.5
    expect(told("monthly").amount).toBe("450000.00")
    expect(told("lumpSum").amount).toBe("410000.00")
    expect(told("free").amount).toBe("350000.00")
    expect(told().amount).toBe("350000.00")
    expect(told("free").steps).toContainEqual(
      expect.objectContaining({ rule: "cadence-coefficient", figures: { cadence: "free" }, result: "0.5" }),
    )
    expect(told("monthly").steps.some(({ rule }) => rule === "cadence-coefficient")).toBe(false)
  })
  it("asks most months while it is unknown: Chongqing by the month, held or free", () => {
    const chongqing = starterPack("670000000000000")
    const paid = (cadence?: "monthly" | "lumpSum") =>
      quote(chongqing, [
        {
          ...(cadence === undefined ? {} : { cadence }),
          segments: [
            segment("flexible", ["2026-01", "2026-01"], "9000.00"),
            segment("flexible", ["2026-08", "2026-11"], "9000.00"),
          ],
        },
      ]).reasons.map(({ rule }) => rule)
    expect(paid("lumpSum")).toEqual([])
    expect(paid("monthly")).toEqual(["consecutive-months"])
  })
})

describe("the least balance", () => {
  it("is counted by the lowest multiple among the balances, so that saving more never lends less", () => {
    const pack = inventedPack({
      base: {
        kind: "contributions",
        merge: "bySegment",
        measure: "balance",
        leastBalance: { amount: "30000.00", ...cited },
        multiples: [
          { contributorType: "employee", accountKind: "basic", multiple: "25", ...cited },
          { contributorType: "flexible", accountKind: "basic", multiple: "12", ...cited },
        ],
      },
    })
    const amountFor = (own: string) =>
      quote(pack, [
        {
          segments: [
            segment("employee", ["2020-01", "2026-11"], "10000.00"),
            segment("flexible", ["2018-01", "2019-12"], own),
          ],
        },
      ]).amount
    // 250,000.00 + 12 x 5,000.00 + 12 x 15,000.00 missing; a yuan more moves from the missing part to the paid one.
    expect(amountFor("5000.00")).toBe("490000.00")
    expect(amountFor("5001.00")).toBe("490000.00")
    expect(amountFor("20001.00")).toBe("490012.00")
  })
})

describe("the schedules of a quote", () => {
  it("are told by both methods, and in full by the one that is asked for", () => {
    const told = quote(jincheng, [rich], {
      price: yuan("1250000.00"),
      withSchedule: "equalPrincipal",
    })
    expect(told.amount).toBe("1000000.00")
    expect(told.schedules).toMatchObject({
      equalInstalments: { firstPayment: "4003.40", lastPayment: "4001.75" },
      equalPrincipal: { firstPayment: "4944.45", lastPayment: "2783.00" },
    })
    expect(told.schedule?.method).toBe("equalPrincipal")
    expect(told.schedule?.payments).toHaveLength(360)
    expect(quote(jincheng, [rich]).schedule).toBeUndefined()
  })
  it("are none where nothing is lent", () => {
    const told = quote(jincheng, [rich], { loansBefore: 2, withSchedule: "equalInstalments" })
    expect(told.amount).toBe("0.00")
    expect([told.schedules, told.schedule]).toEqual([undefined, undefined])
  })
})
