import { describe, expect, it } from "vitest"
import { CenterId } from "../../../contracts/primitives.ts"
import {
  loanBarOf,
  loanBarsOf,
  ownLoansBar,
  type LoanBarRule,
} from "../../../functions/domain/loan-registry/loan-bar.ts"
import { readStarterCenters, readStarterPolicy } from "../../../tools/demo/starter-centers.ts"
import { aLine } from "./a-family.ts"

const barOfPack = (centerId: string): LoanBarRule | undefined =>
  readStarterPolicy(CenterId.parse(centerId)).loanBar

/** What the pack of a city says; that it says nothing is a defect. */
const saidBy = (centerId: string): LoanBarRule => {
  const bar = barOfPack(centerId)
  if (bar === undefined) throw new Error(`the pack of ${centerId} does not say whose loans bar`)
  return bar
}

// 晋城 五: own loans; 昌吉 三: own or spouse's, and interest-subsidised ones; 辽宁 九: own loans and guarantees.
const jincheng = saidBy("140500000000000")
const changji = saidBy("652300000000000")
const liaoning = saidBy("210100000000000")

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
    ["where nobody says more", ownLoansBar, ["OWN", "TOGETHER"]],
  ])("%s", (_center, rule, expected) => {
    expect(barredBy(rule)).toEqual(expected)
  })

  it("and one for all cities of Liaoning that bring a pack", () => {
    const cities = readStarterCenters().filter(({ centerId }) => centerId.startsWith("21"))
    expect(cities.length).toBeGreaterThan(7)
    for (const { centerId } of cities) expect([centerId, barOfPack(centerId)]).toEqual([centerId, liaoning])
  })

  it("a loan that is written off still locks, one that is paid off does not", () => {
    expect(loanBarOf({ loans: [aLine("W", { status: "writtenOff" })] }, jincheng)?.contractNo).toBe("W")
    expect(loanBarOf({ loans: [aLine("P", { status: "paidOff" })] }, jincheng)).toBeUndefined()
  })

  it("a contested loan locks like any other", () => {
    expect(loanBarOf({ loans: [aLine("C", { contested: true })] }, jincheng)?.contractNo).toBe("C")
  })
})
