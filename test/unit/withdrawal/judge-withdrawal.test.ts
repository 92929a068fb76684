import { describe, expect, test } from "vitest"
import { CaseId, Instant } from "../../../contracts/primitives.ts"
import {
  aHold,
  aLoan,
  anEntry,
  asks,
  day,
  decisive,
  employeeMoney,
  flexibleMoney,
  judged,
  judgedBy,
  packOf,
  yuan,
} from "./a-withdrawal.ts"

describe("the revised Regulation", () => {
  const before = "2026-09-19"
  const since = "2026-09-20"
  const rentRule = { purpose: "rent", rentToIncome: "0.30", limit: { fact: "cost" } }

  test.each(["decoration", "propertyFees"] as const)("lets %s since 2026-09-20", (purpose) => {
    expect(judged(asks[purpose], { on: before }).verdict).toBe("homeDecides")
    expect(judged(asks[purpose], { on: since })).toMatchObject({ verdict: "allowed" })
  })

  test("asks no share of the income since 2026-09-20, whatever a pack says", () => {
    const asked = { ...asks.rent, monthlyRent: "1500.00", monthlyIncome: "5000.00" }
    expect(decisive(judgedBy(rentRule, asked, { on: before }))).toBe("WDR-017")
    expect(judgedBy(rentRule, asked, { on: since }).verdict).toBe("allowed")
  })

  test("before, the rent is more than the share by a fen at least", () => {
    const asked = { ...asks.rent, monthlyRent: "1500.01", monthlyIncome: "5000.00" }
    expect(judgedBy(rentRule, asked, { on: before })).toMatchObject({
      verdict: "allowed",
      mostAmount: "3000.02",
    })
  })

  test("before, an income that is not stated is the home center's to find out; since, nobody asks for it", () => {
    const { monthlyIncome: _not, ...asked } = asks.rent
    expect(judgedBy(rentRule, asked, { on: before }).verdict).toBe("homeDecides")
    expect(judgedBy(rentRule, asked, { on: since }).verdict).toBe("allowed")
    expect(judged(asks.rent, { on: before }).verdict).toBe("homeDecides")
  })
})

describe("the account", () => {
  test.each(["03", "04", "05"] as const)("closed as %s lets nothing out", (status) => {
    const judgment = judged(asks.purchase, { account: { status } })
    expect([decisive(judgment), judgment.mostAmount]).toEqual(["WDR-022", "0.00"])
  })

  test.each([
    ["judicial", ["closing", "transfer"], "ACC-006"],
    ["transferOut", ["transfer"], "ACC-005"],
    ["other", ["withdrawal"], "WDR-006"],
    ["certificate", ["withdrawal", "transfer", "closing"], "LON-009"],
  ] as const)("under a %s hold for %j lets nothing out", (ground, scope, rule) => {
    const holds = [aHold({ ground, scope: [...scope] })]
    expect(decisive(judged(asks.purchase, { account: { holds } }))).toBe(rule)
  })

  test.each([
    ["other", "WDR-006"],
    ["incoming", "ACC-004"],
    ["withdrawal", "WDR-005"],
  ] as const)("under a %s hold for closing is not closed, and pays other withdrawals", (ground, rule) => {
    const account = { holds: [aHold({ ground, scope: ["closing"] })] }
    expect(decisive(judged(asks.retirement, { account }))).toBe(rule)
    expect(judged(asks.purchase, { account }).verdict).toBe("allowed")
  })

  test("is barred by a hold that was placed after the day of the rules", () => {
    const account = { holds: [aHold({ from: day("2026-11-05") })] }
    expect(judged(asks.purchase, { account }).verdict).toBe("allowed")
    expect(decisive(judged(asks.purchase, { account, today: "2026-11-05" }))).toBe("WDR-006")
  })

  test("does not stand in the way of the case that has put the hold", () => {
    const caseId = CaseId.parse("svc_01HZZZZZZZZZZZZZZZZZZZZZZZ")
    const holds = [aHold({ ground: "withdrawal", scope: ["closing"], caseId })]
    expect(judged(asks.retirement, { account: { holds }, caseId }).verdict).toBe("allowed")
  })

  test("with a loan mark pays that loan, and nothing else", () => {
    const account = { holds: [aHold({ ground: "loanMark", scope: ["closing", "transfer"] })] }
    const loans = [aLoan()]
    expect(judged(asks.loanRepayment, { account, loans }).verdict).toBe("allowed")
    for (const asked of [asks.purchase, asks.retirement, asks.rent])
      expect(decisive(judged(asked, { account, loans }))).toBe("WDR-007")
  })

  test("with the mark of an off-site case does not pay a bank's loan", () => {
    const caseId = CaseId.parse("lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ")
    const holds = [aHold({ ground: "loanMark", scope: ["closing"], caseId })]
    const asked = { ...asks.loanRepayment, lender: { kind: "commercial", contractNo: "C-1" } }
    expect(decisive(judged(asked, { account: { holds }, loans: [aLoan()] }))).toBe("WDR-007")
  })
})

describe("a rule of the center", () => {
  test("stands in for the nation's of that purpose, and of no other", () => {
    const rule = { purpose: "rent", answer: "notAllowed" }
    expect(decisive(judgedBy(rule, asks.rent))).toBe("WDR-008")
    expect(judgedBy(rule, asks.purchase).verdict).toBe("allowed")
  })

  test("holds on its first and last day and on no other", () => {
    const rule = { purpose: "seriousIllness", validFrom: "2026-10-01", validTo: "2026-10-31" }
    const verdicts = ["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"].map(
      (on) => judgedBy(rule, asks.seriousIllness, { on }).verdict,
    )
    expect(verdicts).toEqual(["homeDecides", "allowed", "allowed", "homeDecides"])
  })

  test("for one kind of money leaves the other to the nation's rule", () => {
    const rule = { purpose: "purchase", part: "flexible", sealedMonths: 6 }
    const judgment = judgedBy(rule, asks.purchase)
    expect(judgment).toMatchObject({
      verdict: "allowed",
      most: { flexible: "0.00", employee: "20000.00" },
    })
    expect(judgment.steps.some(({ rule: id, limit }) => id === "WDR-012" && limit === "20000.00")).toBe(true)
  })

  test("for one kind of home or holder stands before the wider one", () => {
    const rules = [
      { purpose: "rent", limit: { once: "100.00" } },
      { purpose: "rent", housing: "publicRental", limit: { fact: "cost" } },
      { purpose: "rent", contributorType: "employee", limit: { once: "200.00" } },
    ]
    const pack = packOf(...rules)
    expect(judged(asks.rent, { pack }).mostAmount).toBe("100.00")
    expect(judged({ ...asks.rent, housing: "publicRental" }, { pack }).mostAmount).toBe("3000.00")
    const account = { contributorType: "employee" as const }
    expect(judged(asks.rent, { pack, account }).mostAmount).toBe("200.00")
  })

  const principal = { documentType: "03", documentNumber: "E990001", name: "示例甲" }
  test.each([
    ["spouse", "allowed"],
    ["parent", "allowed"],
    ["child", "allowed"],
    ["heir", "notAllowed"],
  ] as const)("for a lift names the family: %s is %s", (relation, verdict) => {
    const rule = { purpose: "lift", relations: ["spouse", "parent", "child"], limit: { fact: "cost" } }
    const judgment = judgedBy(rule, { ...asks.lift, relation, principal })
    expect([judgment.verdict, judgment.mostAmount]).toEqual([
      verdict,
      verdict === "allowed" ? "20000.00" : "0.00",
    ])
  })

  test.each([
    [{ accountStatuses: ["02"] }, "WDR-011", { status: "02" }],
    [{ sealedMonths: 6 }, "WDR-012", { status: "02", statusSince: day("2026-05-02") }],
  ] as const)("asks %j", (asked, rule, account) => {
    const condition = { purpose: "leaving", ...asked }
    expect(decisive(judgedBy(condition, asks.leaving))).toBe(rule)
    expect(judgedBy(condition, asks.leaving, { account }).verdict).toBe("allowed")
  })

  test("counts the months paid", () => {
    // Both records run from January 2024 to December 2025.
    expect(judgedBy({ purpose: "purchase", paidMonths: 24 }, asks.purchase).verdict).toBe("allowed")
    expect(decisive(judgedBy({ purpose: "purchase", paidMonths: 25 }, asks.purchase))).toBe("WDR-013")
  })

  test("is asked within its months, the last day included", () => {
    const rule = { purpose: "purchase", withinMonths: 12 }
    const asked = { ...asks.purchase, purchasedOn: "2025-11-02" }
    expect(judgedBy(rule, asked).verdict).toBe("allowed")
    expect(decisive(judgedBy(rule, asked, { on: "2026-11-03" }))).toBe("WDR-014")
  })

  test("asks so many months between two withdrawals for the purpose, whoever reported the first", () => {
    const rule = { purpose: "rent", everyMonths: 3 }
    const { purpose: _unnamed, ...reported } = anEntry({ approvedOn: day("2026-08-02") })
    for (const entry of [anEntry({ approvedOn: day("2026-08-02") }), reported]) {
      expect(judgedBy(rule, asks.rent, { entries: [entry] }).verdict).toBe("allowed")
      expect(decisive(judgedBy(rule, asks.rent, { entries: [entry], on: "2026-11-01" }))).toBe("WDR-015")
    }
    const other = anEntry({ purpose: "purchase", reason: "01", approvedOn: day("2026-11-01") })
    expect(judgedBy(rule, asks.rent, { entries: [other] }).verdict).toBe("allowed")
  })

  test("does not count the case that is judged against itself", () => {
    const situation = { entries: [anEntry({ caseId: "svc-9" })], caseId: "svc-9" }
    expect(judgedBy({ purpose: "rent", everyMonths: 3 }, asks.rent, situation).verdict).toBe("allowed")
  })

  test("asks that the family owns no home there", () => {
    const rule = { purpose: "rent", noHomeThere: true }
    expect(judgedBy(rule, asks.rent).verdict).toBe("allowed")
    expect(decisive(judgedBy(rule, { ...asks.rent, ownsHomeThere: true }))).toBe("WDR-018")
  })

  test("names what the home center wants to see", () => {
    const rule = { purpose: "rent", evidence: ["租赁合同备案证明"] }
    expect(judgedBy(rule, asks.rent).evidence).toEqual(["租赁合同备案证明"])
  })
})

describe("what is there", () => {
  test("is taken flexible money first", () => {
    expect(judged({ ...asks.decoration, cost: "9000.00" }).most).toEqual({
      flexible: "8000.00",
      employee: "1000.00",
    })
  })

  test("is without what was approved and is not in the record yet", () => {
    const taken = { flexible: yuan("1000.00"), employee: yuan("500.00") }
    const entry = anEntry({ amount: yuan("1500.00"), taken })
    expect(judged(asks.purchase, { entries: [entry] }).most).toEqual({
      flexible: "7000.00",
      employee: "19500.00",
    })
    const recorded = { ...entry, recordedAt: Instant.parse("2026-10-20T01:00:00.000Z") }
    expect(judged(asks.purchase, { entries: [recorded] }).mostAmount).toBe("28000.00")
  })

  test("is nothing in an empty account", () => {
    const judgment = judged(asks.purchase, { segments: [flexibleMoney("0.00")] })
    expect([judgment.verdict, decisive(judgment)]).toEqual(["notAllowed", "WDR-001"])
  })

  test("what is withdrawn for has happened", () => {
    expect(judged({ ...asks.purchase, purchasedOn: "2026-11-02" }).verdict).toBe("allowed")
    expect(decisive(judged({ ...asks.purchase, purchasedOn: "2026-11-03" }))).toBe("WDR-009")
    expect(decisive(judged({ ...asks.rent, from: "2026-12", to: "2026-12" }))).toBe("WDR-009")
  })
})

test("an employee's record with employee money only has no flexible part", () => {
  const situation = { segments: [employeeMoney("500.00")], account: { contributorType: "employee" as const } }
  expect(judged(asks.flexibleFree, situation)).toMatchObject({ verdict: "notAllowed", mostAmount: "0.00" })
})
