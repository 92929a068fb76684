import { readFileSync } from "node:fs"
import { join } from "node:path"
import { SupervisionOverview } from "../../contracts/supervision.ts"
import { keys } from "../../contracts/table.ts"
import { openCase } from "../../functions/store/item-of-case.ts"
import { toItem } from "../../functions/store/table.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import { startFederation } from "../fixtures/federation.ts"
import { createChance } from "../simulation/chance.ts"
import { consumptionOf } from "./consumption-of.ts"
import { CounterSums, putAll, type TableItem } from "./load-statistics.ts"
import { percentile } from "./median.ts"
import {
  calendarsOf,
  centerRecord,
  federationId,
  federationRecord,
  gravityOf,
  provincesOf,
  starterCenters,
  starterMembers,
} from "./starter-nation.ts"
import { drawCase, lastDay } from "./synthetic-cases.ts"

/** What the first page costs, and how long it takes. */
export interface OverviewCost {
  readonly dynamoCalls: number
  readonly rru: number
}

export interface OverviewBench {
  /** Cases that were counted. */
  readonly cases: readonly number[]
  readonly dynamoCalls: readonly number[]
  readonly rru: readonly number[]
  readonly p99Ms: readonly number[]
  /** Below the nation, of the last size. */
  readonly province: OverviewCost
  readonly federation: OverviewCost & { readonly members: number }
  /** What was loaded. */
  readonly counters: number
  readonly caseItems: number
}

interface Loaded {
  /** How many cases are counted, one size after the other. */
  readonly sizes: readonly number[]
  /** Whether the items of the cases lie in the table too, and the counters of every center. */
  readonly whole: boolean
}

export const shortOverview: Loaded = { sizes: [10_000, 1_000_000], whole: false }
export const longOverview: Loaded = { ...shortOverview, whole: true }

const overviewCalls = 100

interface Asked {
  readonly hub: Hub
  readonly token: string
}

const askOverview = async ({ hub, token }: Asked, scope: string): Promise<number> => {
  const startMs = performance.now()
  const answer = await fetch(`${hub.url}/v1/supervision/overview?from=2026-01-01&to=${lastDay}${scope}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const text = await answer.text()
  const waitMs = performance.now() - startMs
  if (answer.status !== 200) throw new Error(`the overview answered ${answer.status}: ${text}`)
  const { headline } = SupervisionOverview.parse(JSON.parse(text))
  if (Number(headline["transfers.requested"] ?? 0) === 0) throw new Error("the overview is empty")
  return waitMs
}

const costOf = async (asked: Asked, scope: string): Promise<OverviewCost> => {
  await askOverview(asked, scope)
  const { dynamoCalls, rru } = await consumptionOf(asked.hub, () => askOverview(asked, scope))
  return { dynamoCalls, rru }
}

const askedOf = (hub: Hub): Asked => ({
  hub,
  token: readFileSync(join(hub.dataDirectory, "supervisor.token"), "utf8"),
})

/** What the first page of the nation costs a hub as it is. */
export const costOfOverview = (hub: Hub): Promise<OverviewCost> => costOf(askedOf(hub), "")

/** A province with many centers. */
const province = "440000"

/** What the questions of this bench read, and of the rest nothing: an overview never reads lists of centers. */
const isRead = (members: readonly string[]): ((partition: string) => boolean) => {
  const entities = new Set(["nation", "nation.days", province, "2026", ...members])
  return (partition) => entities.has(partition.slice(partition.indexOf("#") + 1))
}

const directoryItems = (members: Parameters<typeof federationRecord>[0]): readonly TableItem[] => [
  ...starterCenters().map((center) =>
    toItem({ ...keys.directory.center(center.centerId), ...centerRecord(center) }),
  ),
  toItem({ ...keys.federation.record(federationId), ...federationRecord(members) }),
]

/** Draws the cases from one number to another, counts them, and gives their items. */
const drawnItems = function* (
  sums: CounterSums,
  from: number,
  to: number,
  table: string,
): Generator<TableItem> {
  const drawPair = gravityOf(starterCenters())
  const calendarOf = calendarsOf(starterCenters())
  const chance = createChance(from)
  for (let index = from; index < to; index += 1) {
    const drawn = drawCase(index, chance, drawPair, calendarOf)
    sums.add(drawn)
    const { Put } = openCase(table, drawn.case)
    if (Put?.Item !== undefined) yield Put.Item
  }
}

const count = (items: Iterable<unknown>): number => {
  let length = 0
  for (const _ of items) length += 1
  return length
}

const waitsOf = async (asked: Asked): Promise<readonly number[]> => {
  const waitsMs: number[] = []
  for (let call = 0; call < overviewCalls; call += 1) waitsMs.push(await askOverview(asked, ""))
  return waitsMs
}

/**
 * The first page of supervisors for the nation and a year. The counters are those that counting the cases one after the
 * other would leave: made by the hub's own functions from cases all over the year, between the cities that exist.
 */
export const benchOverview = async ({ sizes, whole }: Loaded = shortOverview): Promise<OverviewBench> => {
  const federation = await startFederation({
    start: `${lastDay}T10:00:00.000Z`,
    count: true,
    workersPerFunction: 1,
    schedulePeriodFloorMs: 20 * 366 * 86_400_000,
  })
  try {
    const { hub } = federation
    const asked = askedOf(hub)
    const members = starterMembers()
    await putAll(hub, directoryItems(members))
    const provinces = provincesOf(starterCenters())
    const sums = new CounterSums((centerId) => provinces.get(centerId), whole ? undefined : isRead(members))
    const costs: (OverviewCost & { readonly p99Ms: number })[] = []
    let [known, caseItems, counters] = [0, 0, 0]
    for (const size of sizes) {
      const drawn = drawnItems(sums, known, size, hub.deployment.tables[0]?.name ?? "")
      if (whole) caseItems += await putAll(hub, drawn)
      else count(drawn)
      known = size
      counters = await putAll(hub, sums.items())
      const cost = await costOf(asked, "")
      costs.push({ ...cost, p99Ms: Math.round(percentile(await waitsOf(asked), 0.99)) })
    }
    return {
      cases: sizes,
      dynamoCalls: costs.map(({ dynamoCalls }) => dynamoCalls),
      rru: costs.map(({ rru }) => rru),
      p99Ms: costs.map(({ p99Ms }) => p99Ms),
      province: await costOf(asked, `&province=${province}`),
      federation: { ...(await costOf(asked, `&federation=${federationId}`)), members: members.length },
      counters,
      caseItems,
    }
  } finally {
    await federation.stop()
  }
}
