import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { startDynamodb } from "../../infra/local/dynamodb-process.ts"
import { connectTable } from "./connections.ts"
import { MUTANTS, type MutantName } from "./mutants.ts"
import { runSeed, type Database, type SeedResult } from "./run-seed.ts"

/** A mutant that so many seeds do not catch has survived. */
export const mostSeedsOfMutant = 40

export interface Totals {
  readonly seeds: number
  readonly cases: number
  readonly effects: number
  readonly crashes: number
  readonly violations: number
  readonly mutants: number
  readonly mutantsCaught: number
}

export interface Caught {
  readonly mutant: MutantName
  readonly seedsRun: number
  /** The first seed that showed it and the invariant that it broke; absent when it survived. */
  readonly by?: SeedResult
}

/** The hub logs a line for each follow-up that failed; here they fail by the thousand, on purpose. */
export const withoutHubLog = async <Value>(body: () => Promise<Value>): Promise<Value> => {
  const said = console.log
  console.log = () => undefined
  try {
    return await body()
  } finally {
    console.log = said
  }
}

/** One database for a whole campaign; each seed has a table of its own. */
export const openDatabase = async (): Promise<{
  readonly database: Database
  readonly close: () => Promise<void>
}> => {
  const endpoint = await startDynamodb(undefined)
  const client: DynamoDBClient = connectTable(endpoint.url)
  return {
    database: { url: endpoint.url, client },
    close: async () => {
      client.destroy()
      await endpoint.close()
    },
  }
}

export const withDatabase = async <Value>(body: (database: Database) => Promise<Value>): Promise<Value> => {
  const { database, close } = await openDatabase()
  try {
    return await withoutHubLog(() => body(database))
  } finally {
    await close()
  }
}

export const runSeeds = async (
  database: Database,
  seeds: Iterable<number>,
  told: (result: SeedResult) => void,
  mutant?: MutantName,
): Promise<readonly SeedResult[]> => {
  const results: SeedResult[] = []
  for (const seed of seeds) {
    const result = await runSeed(database, seed, mutant === undefined ? undefined : MUTANTS[mutant])
    results.push(result)
    told(result)
    if (mutant !== undefined && result.violations.length > 0) break
  }
  return results
}

export const catchMutant = async (
  database: Database,
  mutant: MutantName,
  seeds: Iterable<number>,
  told: (result: SeedResult) => void = () => undefined,
): Promise<{ readonly caught: Caught; readonly results: readonly SeedResult[] }> => {
  const results = await runSeeds(database, seeds, told, mutant)
  const by = results.find(({ violations }) => violations.length > 0)
  return { caught: { mutant, seedsRun: results.length, ...(by === undefined ? {} : { by }) }, results }
}

export const seedsFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index)

const sum = (results: readonly SeedResult[], figure: (result: SeedResult) => number): number =>
  results.reduce((total, result) => total + figure(result), 0)

/** The one line of `--json`. Violations are those of the hub as it is; a mutant's are what catches it. */
export const totalsOf = (results: readonly SeedResult[], mutants: readonly Caught[]): Totals => ({
  seeds: results.length,
  cases: sum(results, ({ cases }) => cases),
  effects: sum(results, ({ effects }) => effects),
  crashes: sum(results, ({ crashes }) => crashes),
  violations: sum(results, ({ violations }) => violations.length),
  mutants: mutants.length,
  mutantsCaught: mutants.filter(({ by }) => by !== undefined).length,
})
