import { describe, expect, test } from "vitest"
import {
  anEntry,
  asks,
  day,
  decisive,
  employeeMoney,
  flexibleMoney,
  judged,
  judgedBy,
  packOf,
} from "./a-withdrawal.ts"

describe("limits", () => {
  test.each([
    ["monthly", { monthly: "800.00" }, {}, "1600.00"],
    [
      "monthly, rounded down, raised for two children",
      { monthly: "33.33", raisedForChildren: "1.25" },
      { children: 2 },
      "83.32",
    ],
    [
      "not raised for one child",
      { monthly: "800.00", raisedForChildren: "1.25" },
      { children: 1 },
      "1600.00",
    ],
    ["yearly", { yearly: "1200.00" }, {}, "1200.00"],
    ["yearly raised", { yearly: "1200.00", raisedForChildren: "1.2" }, { children: 3 }, "1440.00"],
    ["once", { once: "999.99" }, {}, "999.99"],
    ["the cost", { fact: "cost" }, {}, "3000.00"],
    ["a share of the cost, rounded down", { fact: "cost", share: "0.333333" }, {}, "999.99"],
    ["a share of the balance", { fact: "balance", share: "0.1" }, {}, "2800.00"],
    ["the least of several", { monthly: "800.00", yearly: "1000.00", fact: "cost" }, {}, "1000.00"],
  ] as const)("%s", (_, limit, over, mostAmount) => {
    expect(judgedBy({ purpose: "rent", limit }, { ...asks.rent, ...over }).mostAmount).toBe(mostAmount)
  })

  test("the yearly one counts what this calendar year has used, and no other year", () => {
    const rule = { purpose: "rent", limit: { yearly: "1500.00" } }
    const used = (approvedOn: string) =>
      judgedBy(rule, asks.rent, { entries: [anEntry({ approvedOn: day(approvedOn) })] })
    expect(used("2026-01-01").mostAmount).toBe("500.00")
    expect(used("2025-12-31").mostAmount).toBe("1500.00")
  })

  test("one that counts what nobody stated is the home center's to compute", () => {
    const monthly = { purpose: "seriousIllness", limit: { monthly: "800.00" } }
    expect(judgedBy(monthly, asks.seriousIllness).verdict).toBe("homeDecides")
    const cost = { purpose: "leaving", limit: { fact: "cost" } }
    expect(judgedBy(cost, asks.leaving).verdict).toBe("homeDecides")
  })

  test("a home that a loan paid for is bought with the rest", () => {
    const asked = { ...asks.purchase, price: "20000.00", loanAmount: "15000.00" }
    expect(judged(asked).mostAmount).toBe("5000.00")
    expect(decisive(judged({ ...asked, loanAmount: "20000.00" }))).toBe("WDR-001")
  })

  test("an amount is within them, or refused to the fen", () => {
    expect(judged(asks.rent, { amount: "3000.00" }).verdict).toBe("allowed")
    const over = judged(asks.rent, { amount: "3000.01" })
    expect([over.verdict, decisive(over), over.mostAmount]).toEqual(["notAllowed", "WDR-001", "3000.00"])
  })
})

describe("what the thing cost", () => {
  const over = { repaid: "10.00", price: "10.00", cost: "10.00", monthlyRent: "5.00" }
  const only = (asked: object) => Object.fromEntries(Object.entries(over).filter(([name]) => name in asked))
  const cheap = (purpose: keyof typeof asks, more: object = {}) => ({
    ...asks[purpose],
    ...only(asks[purpose]),
    ...more,
  })

  test.each([
    ["purchase", {}],
    ["building", {}],
    ["majorRenovation", {}],
    ["decoration", {}],
    ["propertyFees", {}],
    ["loanRepayment", {}],
    ["rent", {}],
    ["seriousIllness", {}],
    ["lift", { cost: "20.00", subsidy: "10.00" }],
    ["urbanRenewal", {}],
  ] as const)("of %s is the most, to the fen, whether a rule speaks of it or none", (purpose, more) => {
    const asked = cheap(purpose, more)
    const days = ["2026-11-02", "2026-09-19"] as const
    for (const on of days)
      for (const pack of [undefined, packOf({ purpose })]) {
        const situation = { on, pack }
        const judgment = judged(asked, situation)
        expect(judgment.mostAmount).toBe("10.00")
        expect(judgment.steps).toContainEqual(
          expect.objectContaining({ rule: "WDR-025", verdict: "allowed", limit: "10.00" }),
        )
        expect(judged(asked, { ...situation, amount: "10.00" }).verdict).toBe(judgment.verdict)
        expect(decisive(judged(asked, { ...situation, amount: "10.01" }))).toBe("WDR-001")
      }
  })

  test("is the hub's own rule, and cites no document", () => {
    const step = judged(asks.rent).steps.find(({ rule }) => rule === "WDR-025")
    expect(step).not.toHaveProperty("source")
  })

  test("is nothing where nothing was paid, and no limit where nothing is bought", () => {
    expect(decisive(judged({ ...asks.lift, cost: "10000.00" }))).toBe("WDR-001")
    for (const purpose of ["retirement", "death", "leaving", "flexibleFree", "flexibleExit"] as const)
      expect(judged(asks[purpose]).steps.map(({ rule }) => rule)).not.toContain("WDR-025")
  })
})

describe("a cap that papers or the family raise", () => {
  const asked = asks.rent
  const rule = { purpose: "rent", limit: { monthly: "800.00", above: "homeDecides" } }

  test("lets out as much as it says, and leaves more to the home center, to the fen", () => {
    expect(judgedBy(rule, asked, { amount: "1600.00" })).toMatchObject({
      verdict: "allowed",
      mostAmount: "3000.00",
    })
    const over = judgedBy(rule, asked, { amount: "1600.01" })
    expect([over.verdict, over.mostAmount]).toEqual(["homeDecides", "3000.00"])
    expect(over.steps.find(({ verdict }) => verdict === "homeDecides")).toMatchObject({
      rule: "WDR-019",
      limit: "1600.00",
    })
  })

  test("without an amount, the most is the home center's to decide", () => {
    expect(judgedBy(rule, asked)).toMatchObject({ verdict: "homeDecides", mostAmount: "3000.00" })
    const little = [flexibleMoney("1600.00")]
    expect(judgedBy(rule, asked, { segments: little })).toMatchObject({
      verdict: "allowed",
      mostAmount: "1600.00",
    })
  })

  test("refuses more than there is, and more than the thing costs", () => {
    const dear = { ...asked, monthlyRent: "20000.00" }
    expect(judgedBy(rule, dear, { amount: "28000.00" }).verdict).toBe("homeDecides")
    expect(decisive(judgedBy(rule, dear, { amount: "28000.01" }))).toBe("WDR-001")
    expect(judgedBy(rule, asked, { amount: "3000.00" }).verdict).toBe("homeDecides")
    expect(decisive(judgedBy(rule, asked, { amount: "3000.01" }))).toBe("WDR-001")
  })

  test("counts what the year has used, and then leaves all of it to the home center", () => {
    const yearly = { purpose: "rent", limit: { yearly: "1500.00", above: "homeDecides" } }
    const of = (amount: string) => judgedBy(yearly, asked, { amount, entries: [anEntry()] }).verdict
    expect([of("500.00"), of("500.01")]).toEqual(["allowed", "homeDecides"])
  })

  test("of one kind of money stands beside a cap of the other that refuses", () => {
    const pack = packOf(
      { ...rule, part: "flexible" },
      { purpose: "rent", part: "employee", limit: { once: "500.00" } },
    )
    const segments = [flexibleMoney("8000.00"), employeeMoney("20000.00")]
    const dear = { ...asked, monthlyRent: "20000.00" }
    const of = (amount: string) => judged(dear, { pack, segments, amount })
    expect([of("2100.00").verdict, of("2100.01").verdict]).toEqual(["allowed", "homeDecides"])
    expect(of("2100.00").most).toEqual({ flexible: "8000.00", employee: "500.00" })
    expect(decisive(of("8500.01"))).toBe("WDR-001")
  })

  test("refuses above where nothing is said, and where it says so", () => {
    for (const above of [undefined, "notAllowed"]) {
      const hard = {
        purpose: "rent",
        limit: { monthly: "800.00", ...(above === undefined ? {} : { above }) },
      }
      expect(judgedBy(hard, asked, { amount: "1600.01" })).toMatchObject({
        verdict: "notAllowed",
        mostAmount: "1600.00",
      })
    }
  })
})
