import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { startLendingFederation, type BenchFederation } from "../../bench/bench-federation.ts"
import { countLoanCheck } from "../../bench/bench-loan-check.ts"
import { benchMarkedTransfer } from "../../bench/bench-marked-transfer.ts"
import { benchOffsiteLoan } from "../../bench/bench-offsite-loan.ts"
import { benchReservation } from "../../bench/bench-reservation.ts"
import { applicantAt, carryToGrant, lendingOf } from "../../bench/carry-offsite-loan.ts"
import { consumptionOf } from "../../bench/consumption-of.ts"
import { createFlowMeter } from "../../bench/flow-meter.ts"
import { expectStatus } from "../../fixtures/federation.ts"

// Whole cases on a busy machine: what is counted does not depend on how long it takes.
vi.setConfig({ testTimeout: 180_000 })

/** The counted figures of loans in `npm run bench`: the same on every machine. Times and rates are not asserted. */
describe("what a loan makes the hub consume", () => {
  let federation: BenchFederation

  beforeAll(async () => {
    federation = await startLendingFederation()
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("checks a family with one query a person and one for the rules, a disclosure record and a budget", async () => {
    expect(await countLoanCheck(federation)).toEqual({ dynamoCalls: 6, rru: 4, wru: 2 })
  })

  it("reserves three people in one transaction of six items", async () => {
    const { items, wru } = await benchReservation(federation)
    expect(items).toBe(6)
    expect(wru).toBeLessThanOrEqual(14)
  })

  it("answers a duplicate check of somebody with a running loan with one read unit, as of anybody", async () => {
    const lending = lendingOf(federation)
    const applicant = await applicantAt(lending.H, "checked-borrower")
    await carryToGrant(lending, applicant, createFlowMeter())
    const check = async (): Promise<unknown> =>
      expectStatus(
        await federation.third.call("POST", "/v1/account-checks", {
          person: applicant.person,
          purpose: "open",
        }),
        200,
      )
    await check()
    expect(await consumptionOf(federation.hub, check)).toMatchObject({ dynamoCalls: 3, rru: 1, wru: 2 })
  })

  it("carries a marked account with its loan at no more transitions, and few more writes", async () => {
    const marked = await benchMarkedTransfer(federation)
    expect(marked.stateTransitions).toBeLessThanOrEqual(10)
    expect(marked.extraWru).toBeLessThanOrEqual(24)
    // The loan center, the new home center and the one that the account has left are told of the loan.
    expect(marked.messages).toBe(8)
  })
})

/** In a hub of its own: a year passes, and the clock would look at every loan that others left running. */
describe("what an off-site loan makes the hub consume", () => {
  let federation: BenchFederation

  beforeAll(async () => {
    federation = await startLendingFederation()
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("is granted within twelve transitions and 135 write units, and served for a year within 410", async () => {
    const { year, ...granted } = await benchOffsiteLoan(federation)
    expect(granted.writingCalls).toBe(6)
    expect(granted.messages).toBe(3)
    expect(granted.stateTransitions).toBeLessThanOrEqual(12)
    expect(granted.wru).toBeLessThanOrEqual(135)
    expect(granted.usdPer1000).toBeLessThanOrEqual(0.4)
    expect(year.stateTransitions).toBeLessThanOrEqual(16)
    // Each commit leaves a mark in the index of what must be counted.
    expect(year.wru).toBeLessThanOrEqual(410)
    expect(year.wruPerFeed).toBeLessThanOrEqual(26)
  })
})
