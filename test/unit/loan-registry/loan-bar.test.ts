import { describe, expect, it } from "vitest"
import {
  loanBarOf,
  loanBarsOf,
  ownLoansBar,
  type LoanBarRule,
} from "../../../functions/domain/loan-registry/loan-bar.ts"
import { aLine } from "./a-family.ts"

// 晋城 五: own loans; 昌吉 三: own or spouse's, and interest-subsidised ones; 辽宁 九: own loans and guarantees.
const jincheng: LoanBarRule = ownLoansBar
const changji: LoanBarRule = { spouse: true, interestSubsidised: true, guarantee: false }
const liaoning: LoanBarRule = { spouse: false, interestSubsidised: false, guarantee: true }

const own = aLine("OWN")
const together = aLine("TOGETHER", { role: "coBorrower" })
const spouses = aLine("SPOUSE", { role: "spouse" })
const subsidised = aLine("SUBSIDISED", { kind: "interestSubsidised" })
const guaranteed = aLine("GUARANTEED", { role: "guarantor" })
const loans = [own, together, spouses, subsidised, guaranteed]

const barredBy = (rule: LoanBarRule) => loanBarsOf({ loans }, rule).map(({ contractNo }) => contractNo)

describe("whose loans lock an account is the center's policy", () => {
  it.each([
    ["Jincheng", jincheng, ["OWN", "TOGETHER"]],
    ["Changji", changji, ["OWN", "TOGETHER", "SPOUSE", "SUBSIDISED"]],
    ["Liaoning", liaoning, ["OWN", "TOGETHER", "GUARANTEED"]],
  ])("%s", (_center, rule, expected) => {
    expect(barredBy(rule)).toEqual(expected)
  })

  it("a loan that is written off still locks, one that is paid off does not", () => {
    expect(loanBarOf({ loans: [aLine("W", { status: "writtenOff" })] }, jincheng)?.contractNo).toBe("W")
    expect(loanBarOf({ loans: [aLine("P", { status: "paidOff" })] }, jincheng)).toBeUndefined()
  })

  it("a contested loan locks like any other", () => {
    expect(loanBarOf({ loans: [aLine("C", { contested: true })] }, jincheng)?.contractNo).toBe("C")
  })
})
