import { parseArgs } from "node:util"
import { countAccountCheck, timeAccountCheck } from "./bench-account-check.ts"
import { measureBundles, timeColdImports } from "./bench-bundles.ts"
import {
  startCountedFederation,
  startLendingFederation,
  startTimedFederation,
  type BenchFederation,
} from "./bench-federation.ts"
import { benchGrowth, longGrowth, shortGrowth } from "./bench-growth.ts"
import { countBatch, timeBatch } from "./bench-batch.ts"
import { countLoanCheck } from "./bench-loan-check.ts"
import { benchLoanQuote } from "./bench-loan-quote.ts"
import { benchMarkedTransfer } from "./bench-marked-transfer.ts"
import { benchOffsiteLoan } from "./bench-offsite-loan.ts"
import { countOpening, timeOpening } from "./bench-open-account.ts"
import { benchOverview, longOverview, shortOverview } from "./bench-overview.ts"
import { benchReservation } from "./bench-reservation.ts"
import type { BenchResults } from "./bench-results.ts"
import { benchServiceCase } from "./bench-service-case.ts"
import { benchCountingGrowth, countCounting, timeCounting } from "./bench-statistics.ts"
import { benchTransfer } from "./bench-transfer.ts"
import { benchWithdrawalCheck } from "./bench-withdrawal-check.ts"
import { tableOf } from "./print-table.ts"
import { benchSignature } from "./signature.ts"
import { missedTargets } from "./targets.ts"

const usage = `npm run bench -- [--only <name>]... [--long] [--json]

  --only   accountCheck, openAccount, transfer, loanCheck, reservation, offsiteLoan, markedTransfer, withdrawalCheck,
           serviceCase, batch, loanQuote, signature, bundle, coldImport, growth, overview or statistics
  --long   growth to a million people, overview with the items of a million cases (some minutes)
  --json   one line of JSON instead of the table

Ends with 1 when a counted figure misses its target; times and rates are only reported.`

type BenchName = keyof BenchResults

type With = <Result>(use: (federation: BenchFederation) => Promise<Result>) => Promise<Result>

const within =
  (start: () => Promise<BenchFederation>): With =>
  async (use) => {
    const federation = await start()
    try {
      return await use(federation)
    } finally {
      await federation.stop()
    }
  }

const counted = within(startCountedFederation)
const lending = within(startLendingFederation)
const timed = within(startTimedFederation)

/** One after the other: what is timed must not share the machine with what is counted. */
const benches = (long: boolean): { readonly [Name in BenchName]: () => Promise<BenchResults> } => ({
  accountCheck: async () => ({
    accountCheck: { ...(await counted(countAccountCheck)), ...(await timed(timeAccountCheck)) },
  }),
  openAccount: async () => ({
    openAccount: { ...(await counted(countOpening)), ...(await timed(timeOpening)) },
  }),
  transfer: async () => ({ transfer: await counted(benchTransfer) }),
  loanCheck: async () => ({ loanCheck: await lending(countLoanCheck) }),
  reservation: async () => ({ reservation: await lending(benchReservation) }),
  offsiteLoan: async () => ({ offsiteLoan: await lending(benchOffsiteLoan) }),
  markedTransfer: async () => ({ markedTransfer: await lending(benchMarkedTransfer) }),
  withdrawalCheck: async () => ({ withdrawalCheck: await lending(benchWithdrawalCheck) }),
  serviceCase: async () => ({ serviceCase: await lending(benchServiceCase) }),
  batch: async () => ({ batch: { ...(await counted(countBatch)), ...(await timed(timeBatch)) } }),
  loanQuote: () => Promise.resolve({ loanQuote: benchLoanQuote() }),
  signature: async () => ({ signature: await benchSignature() }),
  bundle: () => counted(async ({ hub }) => ({ bundle: measureBundles(hub.deployment) })),
  coldImport: () => counted(async ({ hub }) => ({ coldImport: await timeColdImports(hub.deployment) })),
  growth: () =>
    lending(async (federation) => ({
      growth: await benchGrowth(federation, long ? longGrowth : shortGrowth),
    })),
  overview: async () => ({ overview: await benchOverview(long ? longOverview : shortOverview) }),
  statistics: async () => ({
    statistics: {
      ...(await counted(async (federation) => {
        await countCounting(federation, "counting-warm-up")
        return {
          ...(await countCounting(federation, "counting")),
          growth: await benchCountingGrowth(federation, [1_000, 10_000, 100_000]),
        }
      })),
      ...(await timed((federation) => timeCounting(federation))),
    },
  }),
})

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    long: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
})

const main = async (): Promise<number> => {
  const known = Object.entries(benches(values.long))
  const unknown = values.only?.filter((name) => !known.some(([bench]) => bench === name)) ?? []
  if (values.help || unknown.length > 0) {
    console.log(usage)
    return values.help ? 0 : 2
  }
  let results: BenchResults = {}
  for (const [name, bench] of known) {
    if (values.only !== undefined && !values.only.includes(name)) continue
    process.stderr.write(`${name} ...\n`)
    results = { ...results, ...(await bench()) }
  }
  console.log(values.json ? JSON.stringify(results) : `\n${tableOf(results)}`)
  const missed = missedTargets(results)
  for (const sentence of missed) process.stderr.write(`missed: ${sentence}\n`)
  return missed.length === 0 ? 0 : 1
}

process.exitCode = await main()
