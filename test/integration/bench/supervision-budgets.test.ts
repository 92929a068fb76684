import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { startCountedFederation, type BenchFederation } from "../../bench/bench-federation.ts"
import { costOfOverview } from "../../bench/bench-overview.ts"
import { benchCountingGrowth, countCounting } from "../../bench/bench-statistics.ts"

// A busy machine: what is counted does not depend on how long it takes.
vi.setConfig({ testTimeout: 180_000 })

/** The counted figures of supervision in `npm run bench`, with few cases: the same on every machine. */
describe("what supervision makes the hub consume", () => {
  let federation: BenchFederation

  beforeAll(async () => {
    federation = await startCountedFederation()
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("counts a commit in at most thirty items and sixty write units", async () => {
    await countCounting(federation, "warm-up")
    const { itemsPerChange, wruPerChange } = await countCounting(federation, "counted")
    expect(itemsPerChange).toBeLessThanOrEqual(30)
    expect(wruPerChange).toBeLessThanOrEqual(60)
  })

  it("answers the first page of the nation in twelve calls, from aggregates", async () => {
    const { dynamoCalls, rru } = await costOfOverview(federation.hub)
    expect(dynamoCalls).toBeLessThanOrEqual(12)
    expect(rru).toBeLessThanOrEqual(12)
  })

  it("counts at the same price when ten times as many cases are counted", async () => {
    const { wruPerChange } = await benchCountingGrowth(federation, [200, 2_000])
    expect(new Set(wruPerChange).size).toBe(1)
  })
})
