import { describe, expect, test } from "vitest"
import { WITHDRAWAL_PURPOSES } from "../../../contracts/withdrawals.ts"
import { sumMoney } from "../../../functions/domain/money/money.ts"
import {
  aHold,
  aLoan,
  asks,
  decisive,
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
