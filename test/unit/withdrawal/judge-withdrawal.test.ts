import { describe, expect, test } from "vitest"
import { CaseId, Instant } from "../../../contracts/primitives.ts"
import { WITHDRAWAL_PURPOSES } from "../../../contracts/withdrawals.ts"
import { sumMoney } from "../../../functions/domain/money/money.ts"
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
  type Situation,
} from "./a-withdrawal.ts"

const closingOf = (situation: Situation) =>
  Object.entries(asks).flatMap(([purpose, asked]) =>
    judged(asked, situation).closesAccount ? [purpose] : [],
  )

describe("where no center rules", () => {
  const balance = "28000.00"
  test.each([
    ["purchase", "01", "allowed", balance],
    ["building", "02", "allowed", "15000.00"],
    ["majorRenovation", "02", "allowed", "15000.00"],
    ["decoration", "99", "allowed", "15000.00"],
    ["propertyFees", "99", "allowed", "2400.00"],
    ["loanRepayment", "06", "homeDecides", "12000.00"],
    ["rent", "07", "allowed", "3000.00"],
    ["retirement", "03", "allowed", balance],
    ["incapacity", "04", "allowed", balance],
    ["leaving", "05", "homeDecides", balance],
    ["emigration", "05", "allowed", balance],
    ["seriousIllness", "09", "homeDecides", "9000.00"],
    ["lift", "99", "homeDecides", "20000.00"],
    ["urbanRenewal", "99", "homeDecides", "9000.00"],
    ["death", "08", "allowed", balance],
    ["flexibleFree", "99", "homeDecides", "8000.00"],
    ["flexibleExit", "99", "homeDecides", "8000.00"],
  ] as const)("%s has the national code %s and is %s", (purpose, reason, verdict, mostAmount) => {
    expect(judged(asks[purpose])).toMatchObject({ withdrawalReason: reason, verdict, mostAmount })
    expect(WITHDRAWAL_PURPOSES[purpose].reason).toBe(reason)
  })

  test("who retires, loses all capacity or leaves closes the account, others do not", () => {
    const whoLeaves = ["retirement", "incapacity", "leaving", "emigration"]
    expect(closingOf({})).toEqual(whoLeaves)
    // Employee money keeps the account of who gives a flexible agreement up.
    expect(closingOf({ segments: [flexibleMoney("8000.00")] })).toEqual([...whoLeaves, "flexibleExit"])
  })

  test("closing is barred by an unsettled loan of one's own, buying is not", () => {
    const loans = [aLoan()]
    expect(decisive(judged(asks.retirement, { loans }))).toBe("LON-012")
    expect(judged(asks.purchase, { loans }).verdict).toBe("allowed")
    expect(judged(asks.loanRepayment, { loans })).toMatchObject({ verdict: "allowed", onlyTowardLoan: false })
  })

  const family = ["spouse", "parent", "child"] as const
  const principal = { documentType: "03", documentNumber: "E990001", name: "示例甲" }
  describe.each([
    ["lift", "20000.00", "2026-02-06"],
    ["urbanRenewal", "9000.00", "2026-02-06"],
    ["seriousIllness", "9000.00", undefined],
  ] as const)("%s", (purpose, cost, first) => {
    test.each(["self", ...family] as const)(
      "of the %s is the home center's to decide, within the cost",
      (is) => {
        const asked = { ...asks[purpose], relation: is, ...(is === "self" ? {} : { principal }) }
        const judgment = judged(asked)
        expect(judgment).toMatchObject({ verdict: "homeDecides", mostAmount: cost })
        expect(judgment.steps.find(({ rule }) => rule === "WDR-008")?.source?.title).toBeDefined()
        expect(judgment.steps.find(({ rule }) => rule === "WDR-010")?.verdict).toBe(
          is === "self" ? undefined : "allowed",
        )
        const over = sumMoney([yuan(cost), yuan("0.01")])
        expect(judged(asked, { amount: cost }).verdict).toBe("homeDecides")
        expect(decisive(judged(asked, { amount: over }))).toBe("WDR-001")
      },
    )

    test("of anybody else is not allowed, by the rule that names the family", () => {
      const judgment = judged({ ...asks[purpose], relation: "heir", principal })
      expect([decisive(judgment), judgment.mostAmount]).toEqual(["WDR-010", "0.00"])
    })

    test("is allowed where the center has a rule of its own", () => {
      const rule = { purpose, relations: [...family] }
      expect(judgedBy(rule, { ...asks[purpose], relation: "child", principal })).toMatchObject({
        verdict: "allowed",
        mostAmount: cost,
      })
    })

    test("has a national rule since the day that its source tells", () => {
      if (first === undefined) return
      const past = { approvedOn: "2026-01-05", relation: "heir", principal }
      const asked = { ...asks[purpose], ...past }
      expect(judged(asked, { on: "2026-02-05" })).toMatchObject({ verdict: "homeDecides", mostAmount: cost })
      expect(decisive(judged(asked, { on: first }))).toBe("WDR-010")
    })
  })

  test.each(["leaving", "flexibleExit"] as const)("%s is closing, though no rule speaks of it", (purpose) => {
    const asked = asks[purpose]
    const segments = [flexibleMoney("8000.00")]
    const of = (loan: object) => judged(asked, { segments, loans: [aLoan(loan)] })
    expect(of({})).toMatchObject({ verdict: "notAllowed", mostAmount: "0.00" })
    expect(decisive(of({}))).toBe("LON-012")
    expect(of({ status: "paidOff" }).verdict).toBe("homeDecides")
    // Only the holder's own loans bar where no pack says more.
    for (const role of ["spouse", "guarantor"]) expect(of({ role }).verdict).toBe("homeDecides")
    const account = { holds: [aHold({ ground: "other", scope: ["closing"] })] }
    expect(decisive(judged(asked, { segments, account }))).toBe("WDR-006")
  })

  test("closing is barred by the loans that the pack counts, though none of its rules speaks of it", () => {
    const loanBar = { own: true, spouse: true, interestSubsidised: false, guarantee: false, source: "plan" }
    const pack = { ...packOf({ purpose: "rent" }), loanBar }
    const judgment = judged(asks.leaving, { pack, loans: [aLoan({ role: "spouse" })] })
    expect(judgment.steps.find(({ rule }) => rule === "LON-012")).toMatchObject({
      verdict: "notAllowed",
      source: { title: "测试来源 / invented source" },
    })
    expect(judged(asks.leaving, { pack, loans: [aLoan({ role: "guarantor" })] }).verdict).toBe("homeDecides")
  })

  test("a rule of the center on leaving need not say that it closes the account", () => {
    const rule = { purpose: "leaving" }
    expect(decisive(judgedBy(rule, asks.leaving, { loans: [aLoan()] }))).toBe("LON-012")
    expect(judgedBy(rule, asks.leaving)).toMatchObject({ verdict: "allowed", closesAccount: true })
  })

  test("what the deceased owes is the home center's to settle with the heirs, unless the center bars it", () => {
    const owed = { loans: [aLoan()] }
    const judgment = judged(asks.death, owed)
    expect(judgment).toMatchObject({ verdict: "homeDecides", mostAmount: "28000.00" })
    expect(judgment.steps.find(({ rule }) => rule === "LON-012")?.verdict).toBe("homeDecides")
    expect(judged(asks.death, { loans: [aLoan({ status: "paidOff" })] }).verdict).toBe("allowed")
    expect(judgedBy({ purpose: "death", closesAccount: true }, asks.death, owed).verdict).toBe("homeDecides")
    expect(decisive(judgedBy({ purpose: "death", loan: "bars" }, asks.death, owed))).toBe("LON-012")
    expect(judgedBy({ purpose: "death", loan: "ignored" }, asks.death, owed).verdict).toBe("allowed")
  })

  test("a relative is the home center's to judge", () => {
    const asked = {
      ...asks.purchase,
      relation: "spouse",
      principal: { documentType: "03", documentNumber: "E990001", name: "示例甲" },
    }
    expect(judged(asked).verdict).toBe("homeDecides")
  })
})

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
