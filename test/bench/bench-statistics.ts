import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { setTimeout as passed } from "node:timers/promises"
import { COUNT_SHARDS } from "../../contracts/table.ts"
import { marksToCount } from "../../functions/store/statistics.ts"
import { createTable, type Table } from "../../functions/store/table.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import { makePerson } from "../../tools/make-person.ts"
import { actOn, newReference, openAccount, requestTransfer, statementBody } from "../fixtures/federation.ts"
import { createChance } from "../simulation/chance.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { consumptionOf, plus, type Counted } from "./consumption-of.ts"
import { inFlight } from "./in-flight.ts"
import { CounterSums, putAll } from "./load-statistics.ts"
import { median, percentile } from "./median.ts"
import { calendarsOf, gravityOf, provincesOf, starterCenters } from "./starter-nation.ts"
import { drawCase } from "./synthetic-cases.ts"

/** What counting one commit consumes, alone in its delivery: the most that it can cost. */
export interface CountingCost {
  /** Write units of counting, mean over the four calls of a transfer. */
  readonly wruPerChange: number
  readonly rruPerChange: number
  /** Items of its transactions: mark, what was counted of the case, counters. */
  readonly itemsPerChange: number
  /** Of each call: request, letter confirmation, statement with payment, completion. */
  readonly wruOfCalls: readonly number[]
}

export interface CountingLag {
  /** From the moment the hub took a call until its mark was gone, the call's own time included. */
  readonly lagMsP50: number
  readonly lagMsP99: number
  readonly marks: number
}

export interface CountingGrowth {
  readonly cases: readonly number[]
  readonly wruPerChange: readonly number[]
}

export type StatisticsBench = CountingCost & CountingLag & { readonly growth: CountingGrowth }

type Step = () => Promise<unknown>

/** The four writing calls of a transfer between the two centers, its accounts opened. */
const stepsOf = async ({ O, I, hub }: BenchFederation, seed: string): Promise<readonly Step[]> => {
  const person = makePerson(seed, 1990)
  const [fromAccountNo, toAccountNo] = [`SO-${seed}`, `SI-${seed}`]
  await openAccount(O, person, fromAccountNo, { status: "02" })
  await openAccount(I, person, toAccountNo)
  const paidOn = new Date(hub.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const payment = { reference: newReference(), amount: statementBody.amount, paidOn }
  const { reference, amount } = payment
  const received = { reference, amount, receivedOn: paidOn, bankSerial: `SN-${reference}` }
  let transferId: Awaited<ReturnType<typeof requestTransfer>>["transferId"] | undefined
  const act = (center: typeof O, action: string, body?: Record<string, unknown>): Promise<unknown> => {
    if (transferId === undefined) throw new Error("the transfer was not requested")
    return actOn(center, transferId, action, body)
  }
  return [
    async () => {
      const names = { fromCenterId: O.centerId, fromAccountNo, toAccountNo }
      ;({ transferId } = await requestTransfer(I, person, names))
    },
    () => act(O, "letter-confirmation"),
    () => act(O, "statement", { ...statementBody, payment }),
    () => act(I, "completion", { payments: [received] }),
  ]
}

/** One transfer, each of its calls counted before the next. */
export const countCounting = async (federation: BenchFederation, seed: string): Promise<CountingCost> => {
  const costs: Counted[] = []
  for (const step of await stepsOf(federation, seed)) costs.push(await consumptionOf(federation.hub, step))
  const { countingWru, countingRru, countingItems } = costs.reduce(plus)
  return {
    wruPerChange: countingWru / costs.length,
    rruPerChange: countingRru / costs.length,
    itemsPerChange: countingItems / costs.length,
    wruOfCalls: costs.map((cost) => cost.countingWru),
  }
}

/** What a transfer's counting costs when the cases of a nation are counted already. */
export const benchCountingGrowth = async (
  federation: BenchFederation,
  sizes: readonly number[],
): Promise<CountingGrowth> => {
  const centers = starterCenters()
  const provinces = provincesOf(centers)
  const [drawPair, calendarOf, chance] = [gravityOf(centers), calendarsOf(centers), createChance(1)]
  // Nobody counts here while the counters are put, and of those the transfer touches only some.
  const touched = new Set(
    ["nation", "nation.days", "now", "2026", "2026-09"].concat(
      ...[federation.O, federation.I].map(({ centerId }) => [centerId, provinces.get(centerId) ?? ""]),
    ),
  )
  const sums = new CounterSums(
    (centerId) => provinces.get(centerId),
    (partition) => touched.has(partition.slice(partition.indexOf("#") + 1)),
  )
  const wruPerChange: number[] = []
  let known = 0
  await countCounting(federation, "growth-warm-up")
  for (const size of sizes) {
    for (; known < size; known += 1) sums.add(drawCase(known, chance, drawPair, calendarOf))
    await putAll(federation.hub, sums.items())
    wruPerChange.push((await countCounting(federation, `counting-${size}`)).wruPerChange)
  }
  return { cases: sizes, wruPerChange }
}

const tableOf = (hub: Hub): { readonly table: Table; readonly close: () => void } => {
  const client = new DynamoDBClient({
    endpoint: hub.environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? "",
    region: hub.environment["AWS_REGION"] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })
  return { table: createTable(client, hub.deployment.tables[0]?.name ?? ""), close: () => client.destroy() }
}

const sampleMs = 10
const patienceMs = 60_000
/** A mark tells when its call came: the sweeper looks a minute later. */
const markAgeMs = 60_000

/** Watches the marks in the index until they are gone. */
const watchMarks = (hub: Hub) => {
  const { table, close } = tableOf(hub)
  const waiting = new Map<string, number>()
  const lagsMs: number[] = []
  const state = { ending: false }
  const look = async (): Promise<void> => {
    const found = (
      await Promise.all(COUNT_SHARDS.map((shard) => marksToCount(table, shard, "9999", 1_000)))
    ).flat()
    const keys = new Map(found.map(({ key, wakeBy }) => [key.pk, Date.parse(wakeBy) - markAgeMs]))
    for (const [pk, since] of waiting)
      if (!keys.has(pk)) {
        lagsMs.push(Date.now() - since)
        waiting.delete(pk)
      }
    for (const [pk, since] of keys) waiting.set(pk, since)
  }
  const watching = (async () => {
    const untilMs = Date.now() + patienceMs * 5
    while (!state.ending || waiting.size > 0) {
      await look()
      if (Date.now() > untilMs) throw new Error("marks were not counted")
      await passed(sampleMs)
    }
  })()
  return {
    /** All lags, once no mark waits any more. */
    end: async (): Promise<readonly number[]> => {
      state.ending = true
      await watching
      close()
      return lagsMs
    },
  }
}

/** Transfers beside each other on a hub with the machine's clock. */
export const timeCounting = async (
  federation: BenchFederation,
  { transfers = 40, width = 4 }: { readonly transfers?: number; readonly width?: number } = {},
): Promise<CountingLag> => {
  for (const step of await stepsOf(federation, "lag-warm-up")) await step()
  const seeds = Array.from({ length: transfers }, (_, index) => `lag-${index}`)
  const all: (readonly Step[])[] = []
  for (const seed of seeds) all.push(await stepsOf(federation, seed))
  await federation.hub.settle()
  const watch = watchMarks(federation.hub)
  await inFlight(width, all, async (steps) => {
    for (const step of steps) await step()
  })
  const lagsMs = await watch.end()
  return {
    lagMsP50: Math.round(median(lagsMs)),
    lagMsP99: Math.round(percentile(lagsMs, 0.99)),
    marks: lagsMs.length,
  }
}
