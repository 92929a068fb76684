import { parseArgs } from "node:util"
import {
  catchMutant,
  mostSeedsOfMutant,
  runSeeds,
  seedsFrom,
  totalsOf,
  withDatabase,
  type Caught,
} from "./campaign.ts"
import { MUTANTS, mutantNames } from "./mutants.ts"
import type { Database, SeedResult } from "./run-seed.ts"

const help = `npm run simulate -- [options]

Runs the hub in virtual worlds: the real use cases, store and state machines, with simulated back offices of four
centers, among which people move their accounts, borrow and ask for what is theirs. Every effect passes one gate where a seeded scheduler lets
it be delivered, crash the process before or after it, happen twice, meet a conflict or come late. Invariants are
checked after each effect and at rest.

  --seeds <n>       how many worlds (20); all mutants follow, so that the campaign also proves that it can fail
  --seed <n>        the first seed, and the only one without --seeds (1)
  --mutant <name>   break the hub on purpose and see that the campaign notices; ends with 1 when it does not
  --mutants         only the mutants, each with at most ${mostSeedsOfMutant} seeds (or --seeds)
  --trace           print the whole trace of the first seed that fails, or of --seed
  --json            one line on stdout: {"seeds","cases","effects","crashes","violations","mutants","mutantsCaught"}
  --help            this text

Mutants:
${mutantNames.map((name) => `  ${name.padEnd(24)}${MUTANTS[name].breaks}`).join("\n")}

The exit code is 1 when an invariant is violated or a mutant survives.
`

const traceTail = 30

const say = (line: string): void => void process.stderr.write(`${line}\n`)

const tellFailure = (result: SeedResult, trace: "whole" | "tail"): void => {
  say(`\nseed ${result.seed} violates:`)
  for (const { invariant, detail } of result.violations) say(`  ${invariant}: ${detail}`)
  const lines = trace === "whole" ? result.trace : result.trace.slice(-traceTail)
  say(`the last ${lines.length} lines of its trace:`)
  for (const line of lines) say(`  ${line}`)
  say(`again: npm run simulate -- --seed ${result.seed} --trace\n`)
}

const positive = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${text} is not a whole number`)
  return value
}

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string" },
      seed: { type: "string" },
      mutant: { type: "string" },
      mutants: { type: "boolean", default: false },
      trace: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  const named = values.mutant === undefined ? [] : mutantNames.filter((name) => name === values.mutant)
  if (values.mutant !== undefined && named.length === 0)
    throw new Error(`there is no mutant ${values.mutant}; see --help`)
  const mutants = values.mutants ? mutantNames : named
  const first = positive(values.seed, 1)
  const usual = mutants.length > 0 ? mostSeedsOfMutant : values.seed === undefined ? 20 : 1
  const trace: "whole" | "tail" = values.trace ? "whole" : "tail"
  // A single seed is looked at for its own sake.
  const campaign = mutants.length === 0 && values.seed === undefined
  return { ...values, campaign, mutants, seeds: seedsFrom(first, positive(values.seeds, usual)), trace }
}

type Options = ReturnType<typeof readOptions>

const proveMutants = async (
  database: Database,
  options: Options,
): Promise<{ readonly results: readonly SeedResult[]; readonly caught: readonly Caught[] }> => {
  const all: SeedResult[] = []
  const caught: Caught[] = []
  for (const mutant of options.mutants) {
    const proof = await catchMutant(database, mutant, options.seeds)
    all.push(...proof.results.map((result) => ({ ...result, violations: [] })))
    caught.push(proof.caught)
    const { by } = proof.caught
    const [first] = by?.violations ?? []
    say(
      by === undefined
        ? `${mutant} SURVIVED ${proof.caught.seedsRun} seeds`
        : `${mutant} caught at seed ${by.seed}: ${first?.invariant} (${first?.detail})`,
    )
    if (by !== undefined && options.mutants.length === 1) tellFailure(by, options.trace)
  }
  return { results: all, caught }
}

const proveHub = async (database: Database, options: Options): Promise<readonly SeedResult[]> => {
  let told = 0
  return runSeeds(database, options.seeds, (result) => {
    told += 1
    const { seed, cases, followed, paid, effects, crashes, faults, awaiting, violations, traceHash } = result
    say(
      `${told}/${options.seeds.length} seed ${seed}: ${cases} cases, ${followed} followed, ${paid} paid, ${effects} effects, ${faults} faults, ${crashes} crashes, ${awaiting} awaiting money, trace ${traceHash.slice(0, 12)}${violations.length > 0 ? " FAILED" : ""}`,
    )
    if (violations.length > 0) tellFailure(result, options.trace)
    else if (options.trace && options.seeds.length === 1) for (const line of result.trace) say(line)
  })
}

const main = async (): Promise<number> => {
  const options = readOptions()
  if (options.help) {
    process.stdout.write(help)
    return 0
  }
  const began = performance.now()
  const { results, caught } = await withDatabase(async (database) => {
    if (options.mutants.length > 0) return proveMutants(database, options)
    const proved = await proveHub(database, options)
    const everyMutant = { ...options, mutants: mutantNames, seeds: seedsFrom(1, mostSeedsOfMutant) }
    return {
      results: proved,
      caught: options.campaign ? (await proveMutants(database, everyMutant)).caught : [],
    }
  })
  const totals = totalsOf(results, caught)
  if (options.json) process.stdout.write(`${JSON.stringify(totals)}\n`)
  else {
    const { seeds, cases, effects, crashes, violations, mutants, mutantsCaught } = totals
    say(`${seeds} seeds, ${cases} cases, ${effects} effects, ${crashes} crashes: ${violations} violations`)
    if (mutants > 0) say(`${mutantsCaught} of ${mutants} mutants caught`)
  }
  say(`${((performance.now() - began) / 1000).toFixed(1)} s`)
  return totals.violations > 0 || totals.mutantsCaught < totals.mutants ? 1 : 0
}

process.exitCode = await main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error))
  return 2
})
