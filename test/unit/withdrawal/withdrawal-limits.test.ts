import { describe, expect, test } from "vitest"
import { anEntry, asks, day, decisive, judged, judgedBy } from "./a-withdrawal.ts"

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
    ["a share of the balance", { fact: "balance", share: "0.6" }, {}, "16800.00"],
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
