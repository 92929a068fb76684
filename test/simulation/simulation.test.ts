import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  catchMutant,
  mostSeedsOfMutant,
  openDatabase,
  runSeeds,
  seedsFrom,
  totalsOf,
  withoutHubLog,
} from "./campaign.ts"
import { MUTANTS, mutantNames } from "./mutants.ts"
import { runSeed, type SeedResult } from "./run-seed.ts"

const shortCampaign = 10

describe("the simulation", () => {
  let opened: Awaited<ReturnType<typeof openDatabase>>
  let results: readonly SeedResult[]
  beforeAll(async () => {
    opened = await openDatabase()
    results = await withoutHubLog(() =>
      runSeeds(opened.database, seedsFrom(1, shortCampaign), () => undefined),
    )
  }, 240_000)
  afterAll(() => opened.close())

  it("finds nothing lost, doubled or late in a short campaign", () => {
    const failed = results
      .filter(({ violations }) => violations.length > 0)
      .map(({ seed, violations }) => ({ seed, violations }))
    expect(failed).toEqual([])
    const { cases, crashes } = totalsOf(results, [])
    expect(cases).toBeGreaterThan(shortCampaign)
    expect(crashes).toBeGreaterThan(shortCampaign)
    const homes = results.reduce((sum, { followed }) => sum + followed, 0)
    expect(homes, "an off-site loan followed its account").toBeGreaterThan(0)
  })

  it("gives the same trace for the same seed", async () => {
    const [first, second] = results
    const again = await withoutHubLog(() => runSeed(opened.database, 1, undefined))
    expect(again.traceHash).toBe(first?.traceHash)
    expect(second?.traceHash).not.toBe(first?.traceHash)
  })

  it.each(mutantNames)("catches the mutant %s", async (mutant) => {
    const { caught } = await withoutHubLog(() =>
      catchMutant(opened.database, mutant, seedsFrom(1, mostSeedsOfMutant)),
    )
    expect(caught.by?.violations ?? [], MUTANTS[mutant].breaks).not.toEqual([])
  })
})
