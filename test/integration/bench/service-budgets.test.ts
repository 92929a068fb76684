import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { benchServiceCase } from "../../bench/bench-service-case.ts"
import { startLendingFederation, type BenchFederation } from "../../bench/bench-federation.ts"
import { benchWithdrawalCheck } from "../../bench/bench-withdrawal-check.ts"

// Whole cases on a busy machine: what is counted does not depend on how long it takes.
vi.setConfig({ testTimeout: 180_000 })

/** The counted figures of services in `npm run bench`: the same on every machine. */
describe("what a service makes the hub consume", () => {
  let federation: BenchFederation

  beforeAll(async () => {
    federation = await startLendingFederation()
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("checks a withdrawal in eight reads, a disclosure record and a budget", async () => {
    const { calls, rru, wru } = await benchWithdrawalCheck(federation)
    // Two of the reads are for what the federation tells: warnings about a unit, notices on a city.
    expect(calls).toBeLessThanOrEqual(10)
    expect(rru).toBeLessThanOrEqual(8)
    expect(wru).toBe(2)
  })

  it("pays a withdrawal within 8, 9 and 10 transitions: online, by an agent, jointly", async () => {
    const { online, agent, joint } = await benchServiceCase(federation)
    expect(online.stateTransitions).toBeLessThanOrEqual(8)
    expect(agent.stateTransitions).toBeLessThanOrEqual(9)
    expect(joint.stateTransitions).toBeLessThanOrEqual(10)
    expect([online, agent, joint].map(({ messages }) => messages)).toEqual([0, 5, 6])
    // Four calls of the case itself, a verification, and two for each paper.
    expect([online, agent, joint].map(({ writingCalls }) => writingCalls)).toEqual([4, 8, 7])
    expect(online.wru).toBeLessThanOrEqual(95)
    expect(agent.wru).toBeLessThanOrEqual(145)
    expect(joint.wru).toBeLessThanOrEqual(150)
    // With the counting of what the case adds to the figures.
    for (const { usdPer1000 } of [online, agent, joint]) expect(usdPer1000).toBeLessThanOrEqual(0.5)
  })
})
