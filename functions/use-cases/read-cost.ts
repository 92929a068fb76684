import type { Instant } from "../../contracts/primitives.ts"
import type { SupervisionRow, SupervisionTable } from "../../contracts/supervision.ts"
import { listPrices } from "../../contracts/starter/list-prices.ts"
import { exact } from "../domain/money/money.ts"
import { addSums, groupBy, labelOf, type Sums, type SummedRow } from "../domain/supervision/metric-table.ts"
import { countedThrough, type MetricQuestion, type ReadMetricNeeds } from "./read-metric.ts"

/** Which counted figure says how many cases a kind of work has opened. */
const casesOf: Readonly<Record<string, readonly [metric: string, figure: string]>> = {
  transfer: ["transfers", "requested"],
  offsiteLoan: ["offsiteLoans", "requested"],
  service: ["services", "submitted"],
}

const slices: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  transfer: { zh: "转移接续", en: "transfers" },
  offsiteLoan: { zh: "异地贷款", en: "off-site loans" },
  service: { zh: "跨省通办", en: "service cases" },
  registry: { zh: "账户与贷款登记", en: "accounts and loans" },
}

const usdPlaces = 6

/** Read units are counted in halves: an eventually consistent read costs half a one. */
const unitsOf = (sums: Sums): { readonly reads: string; readonly writes: number } => ({
  reads: exact(sums["readHalves"] ?? 0)
    .div(2)
    .toFixed(),
  writes: sums["writeUnits"] ?? 0,
})

const figuresOfRow = (sums: Sums, cases: number | undefined): SupervisionRow["figures"] => {
  const { reads, writes } = unitsOf(sums)
  const { readUnitsPerMillion, writeUnitsPerMillion } = listPrices
  const usd = exact(reads)
    .times(readUnitsPerMillion)
    .plus(exact(writes).times(writeUnitsPerMillion))
    .div(1_000_000)
  return {
    commits: sums["commits"] ?? 0,
    readUnits: reads,
    writeUnits: writes,
    usd: usd.toFixed(usdPlaces),
    ...(cases === undefined || cases === 0
      ? {}
      : { cases, "usd.perCase": usd.div(cases).toFixed(usdPlaces) }),
  }
}

const keyOf = ({ by }: MetricQuestion) => {
  if (by === "slice") return ({ slice = "" }: { readonly slice?: string }) => slice
  if (by === "day") return ({ first }: { readonly first: string }) => first
  return by === "month" ? ({ first }: { readonly first: string }) => first.slice(0, 7) : () => "total"
}

/** What writing calls spent in the database, as the database told it, at list price; by kind of work also for a case. */
export const costTable = async (
  needs: ReadMetricNeeds,
  question: MetricQuestion,
  now: Instant,
): Promise<SupervisionTable> => {
  const { range, metric, by, slice, seen } = question
  const counters = (await needs.readCounters("cost#nation", range)).filter(
    (counter) => slice === undefined || counter.slice === slice,
  )
  const rows: readonly SummedRow[] = groupBy(counters, keyOf(question), ({ figures }) => figures)
  const told = await Promise.all(
    rows.map(async ({ key, sums }) => {
      const counted = by === "slice" ? casesOf[key] : undefined
      const cases =
        counted === undefined
          ? undefined
          : addSums((await needs.readCounters(`${counted[0]}#nation`, range)).map(({ figures }) => figures))[
              counted[1]
            ]
      const label = by === "slice" ? slices[key] : undefined
      return { key, ...(label === undefined ? {} : { label }), figures: figuresOfRow(sums, cases) }
    }),
  )
  return {
    metric,
    by,
    ...range,
    scope: seen.scope,
    columns: [
      { name: "commits", unit: "count", label: labelOf("commits") },
      { name: "writeUnits", unit: "count", label: labelOf("writeUnits") },
      { name: "readUnits", unit: "count", label: labelOf("readUnits") },
      { name: "usd", unit: "usd", label: labelOf("usd") },
      { name: "cases", unit: "count", label: { zh: "业务笔数", en: "cases" } },
      { name: "usd.perCase", unit: "usd", label: labelOf("usd.perCase") },
    ],
    rows: told,
    countedThrough: countedThrough(await needs.readCountedThrough(), now),
    note: {
      zh: "数据库读写单元按目录价计算，不含函数时长与工作流转换",
      en: "read and write units of the database at list price, without function time and state transitions",
    },
  }
}
