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
import { runSeed } from "./run-seed.ts"

const shortCampaign = 10

describe("the simulation", () => {
  let opened: Awaited<ReturnType<typeof openDatabase>>
  beforeAll(async () => {
    opened = await openDatabase()
  })
  afterAll(() => opened.close())

  it("finds nothing lost, doubled or late in a short campaign", async () => {
    const results = await withoutHubLog(() =>
      runSeeds(opened.database, seedsFrom(1, shortCampaign), () => undefined),
    )
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
    const seed = 3
    const hashes = await withoutHubLog(async () => {
      const first = await runSeed(opened.database, seed, undefined)
      const second = await runSeed(opened.database, seed, undefined)
      const other = await runSeed(opened.database, seed + 1, undefined)
      return [first, second, other].map(({ traceHash }) => traceHash)
    })
    expect(hashes[1]).toBe(hashes[0])
    expect(hashes[2]).not.toBe(hashes[0])
  })

  it.each(mutantNames)("catches the mutant %s", async (mutant) => {
    const { caught } = await withoutHubLog(() =>
      catchMutant(opened.database, mutant, seedsFrom(1, mostSeedsOfMutant)),
    )
    expect(caught.by?.violations ?? [], MUTANTS[mutant].breaks).not.toEqual([])
  })
})
