import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { countAccountCheck } from "../../bench/bench-account-check.ts"
import { measureBundles } from "../../bench/bench-bundles.ts"
import { startCountedFederation, type BenchFederation } from "../../bench/bench-federation.ts"
import { benchGrowth } from "../../bench/bench-growth.ts"
import { countOpening } from "../../bench/bench-open-account.ts"
import { benchTransfer } from "../../bench/bench-transfer.ts"

// Whole cases on a busy machine: what is counted does not depend on how long it takes.
vi.setConfig({ testTimeout: 180_000 })

/** The counted figures of `npm run bench`: the same on every machine, so that a change that misses one fails here. */
describe("what the hub consumes", () => {
  let federation: BenchFederation

  beforeAll(async () => {
    federation = await startCountedFederation()
  })
  afterAll(async () => {
    await federation.stop()
  })

  const bundleOf = (label: string): string => {
    const plan = federation.hub.deployment.functions.find((one) => one.label === label)
    return plan === undefined ? "" : readFileSync(plan.modulePath, "utf8")
  }

  it("answers a duplicate check with one read unit, two write units and three database calls", async () => {
    expect(await countAccountCheck(federation)).toEqual({ dynamoCalls: 3, rru: 1, wru: 2 })
  })

  it("opens an account in one transaction of at most six items", async () => {
    expect((await countOpening(federation)).items).toBeLessThanOrEqual(6)
  })

  it("carries a transfer in four writing calls, ten transitions, 110 write units and 0.40 USD a thousand", async () => {
    const transfer = await benchTransfer(federation)
    expect(transfer.writingCalls).toBe(4)
    expect(transfer.messages).toBe(5)
    expect(transfer.stateTransitions).toBeLessThanOrEqual(10)
    expect(transfer.wru).toBeLessThanOrEqual(110)
    expect(transfer.usdPer1000).toBeLessThanOrEqual(0.4)
  })

  it("keeps every API function within 750 kB, those of loans and services among them", () => {
    const { maxBytes, measured } = measureBundles(federation.hub.deployment)
    expect(maxBytes).toBeLessThanOrEqual(750_000)
    expect(measured).toEqual(
      expect.arrayContaining([
        "check-loan",
        "reserve-loan",
        "register-loan",
        "change-loan",
        "request-offsite-loan",
        "act-on-offsite-loan",
        "quote-offsite-loan",
        "request-service",
        "decide-service-case",
        "act-on-service-case",
        "check-withdrawal",
      ]),
    )
  })

  it("bundles no schema of a call that the function does not answer", () => {
    // The description of a field that only the request of a transfer has.
    expect(bundleOf("request-transfer")).toContain("批次号 of the center")
    expect(bundleOf("read-transfer")).not.toContain("批次号 of the center")
  })

  it("consumes no more when ten times as many people are known, a third of them with a loan", async () => {
    const { people, ...costs } = await benchGrowth(federation, [500, 5_000])
    expect(people).toEqual([500, 5_000])
    for (const figures of Object.values(costs)) expect(new Set(figures).size).toBe(1)
  })
})
