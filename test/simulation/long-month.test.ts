import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { METRICS, type Breakdown, type MetricName } from "../../contracts/supervision-metrics.ts"
import { SupervisionOverview, SupervisionTable } from "../../contracts/supervision.ts"
import { superviseMetric } from "../../functions/use-cases/supervise-metric.ts"
import { superviseOverview } from "../../functions/use-cases/supervise-overview.ts"
import type { SupervisorCall } from "../../functions/use-cases/supervisor-call.ts"
import { openDatabase, withoutHubLog } from "./campaign.ts"
import { liveLongMonth, type LongMonth } from "./long-month.ts"
import { miscounted, recount } from "./recount.ts"
import type { Sheet } from "./recount-sheet.ts"
import { toldByHand, type Scope, type Told } from "./told-by-hand.ts"

/** Metrics whose figures stand on records; what calls tell of themselves is proved where it is told. */
const ofRecords = [
  "transfers",
  "refusals",
  "legs",
  "serviceDays",
  "openCases",
  "transit",
  "duplicates",
  "openFindings",
  "offsiteLoans",
  "loans",
  "loanBook",
  "services",
  "withdrawals",
  "accounts",
  "holds",
] as const satisfies readonly MetricName[]

const year = "2026"
const province = "990000"
const range = { from: `${year}-01-01`, to: `${year}-12-31` }

let opened: Awaited<ReturnType<typeof openDatabase>>
let month: LongMonth
let sheet: Sheet
beforeAll(async () => {
  opened = await openDatabase()
  month = await withoutHubLog(() => liveLongMonth(opened.database, 20))
  sheet = recount(month.items)
}, 240_000)
afterAll(async () => {
  month?.world.close()
  await opened?.close()
})

const call = (query: Record<string, string>, params: Record<string, string> = {}): SupervisorCall => ({
  now: month.world.now(),
  query: { ...range, ...query },
  params,
  sight: { nation: true, provinces: [], federations: [] },
})

/** Divided when it is read, and told by calls. */
const untold = ["averageDays", "prevented"]

const named = (scope: Scope): Record<string, string> => ({ ...scope })

const table = async (metric: MetricName, by: Breakdown, scope: Scope): Promise<SupervisionTable> => {
  const told = await superviseMetric(month.hub)(call({ by, ...named(scope) }, { metric }))
  if (told.outcome !== "answered") throw new Error(`${metric} by ${by} was not answered`)
  return SupervisionTable.parse(told.answer)
}

/** The counted figures of a table: what is divided of them, and what no record tells, is left out. */
const countedIn = ({ rows, columns }: SupervisionTable): Told => {
  const counted = new Set(
    columns
      .filter(({ name, unit }) => unit !== "ratio" && !untold.some((end) => name.endsWith(end)))
      .map(({ name }) => name),
  )
  return Object.fromEntries(
    rows.flatMap(({ key, figures }) => {
      const shown = Object.entries(figures).filter(([name]) => counted.has(name))
      return shown.length === 0
        ? []
        : [[key, Object.fromEntries(shown.map(([name, value]) => [name, String(value)]))]]
    }),
  )
}

const byHand = (metric: MetricName, by: Breakdown, scope: Scope): Told =>
  toldByHand(sheet.lines, {
    metric,
    by,
    scope,
    today: month.world.today(),
    year,
    provinceOf: sheet.provinceOf,
  })

const sumOf = (metric: string, name: string): bigint =>
  sheet.lines
    .filter((line) => line.metric === metric && line.day.startsWith(year))
    .reduce((sum, { figures }) => sum + (figures[name] ?? 0n), 0n)

const ratio = (part: bigint, whole: bigint): string => (Number(part) / Number(whole)).toFixed(6)

describe("after a long month", () => {
  it("everything of which there are figures has come about", () => {
    expect(month.findings).toEqual([])
    expect(month.days).toBeGreaterThan(30)
    for (const [metric, ...names] of [
      ["transfers", "completed", "refused", "negotiated", "cancelled", "returned", "expired"],
      ["offsiteLoans", "certified", "granted"],
      ["services", "approved", "paid", "closed", "online.submitted", "agent.submitted", "joint.submitted"],
      ["loans", "offsite.granted"],
      ["withdrawals", "amount"],
      ["duplicates", "found"],
    ] as const)
      for (const name of names) expect(sumOf(metric, name), `${metric} ${name}`).toBeGreaterThan(0n)
    expect(month.items.some(({ erased }) => erased === true)).toBe(true)
  })

  it("no commit waits, and every counter is what a recount says", () => {
    expect(miscounted(month.items)).toEqual([])
  })

  it.each(ofRecords)(
    "%s are told as they are recounted, whatever they are divided by and whoever asks",
    async (metric) => {
      const [first = "", last = ""] = [month.world.centers[0], month.world.centers.at(-1)]
      const scopes: readonly Scope[] = [{}, { province }, { center: first }, { center: last }]
      for (const by of METRICS[metric].by) {
        if (by === "federation") continue
        for (const scope of scopes)
          expect(
            countedIn(await table(metric, by, scope)),
            `${metric} by ${by} of ${JSON.stringify(scope)}`,
          ).toEqual(byHand(metric, by, scope))
      }
    },
  )

  it("ratios are those of the recounted sums", async () => {
    const [transfers] = (await table("transfers", "total", {})).rows
    expect(transfers?.figures["completionRate"]).toBe(
      ratio(sumOf("transfers", "completed"), sumOf("transfers", "requested")),
    )
    const [legs] = (await table("legs", "total", {})).rows
    expect(legs?.figures["onTimeShare"]).toBe(ratio(sumOf("legs", "onTime"), sumOf("legs", "ended")))
  })

  it("flows between cities are the completed transfers", async () => {
    const flows = (await table("flows", "total", {})).rows
    const counted = flows.reduce((sum, { figures }) => sum + BigInt(figures["count"] ?? 0), 0n)
    expect(counted).toBe(sumOf("transfers", "completed"))
    for (const { key, figures } of flows) {
      const [transfers, fen] = ["transfers", "fen"].map((name) =>
        sheet.cells.get(`STAT#flows#${year}#${key} PAIR`)?.get(name),
      )
      expect([String(figures["count"]), String(figures["amount"]).replace(".", "")], key).toEqual([
        String(transfers),
        String(fen).padStart(3, "0"),
      ])
    }
  })

  it("the first page shows the same figures", async () => {
    const told = await superviseOverview(month.hub)(call({}))
    if (told.outcome !== "answered") throw new Error("the overview was not answered")
    const { headline } = SupervisionOverview.parse(told.answer)
    for (const metric of ofRecords)
      for (const [name, value] of Object.entries(byHand(metric, "total", {})["total"] ?? {})) {
        const shown = headline[`${metric}.${name}`]
        if (shown !== undefined) expect(String(shown), `${metric}.${name}`).toBe(value)
      }
    expect(headline["transfers.completed"]).toBe(Number(sumOf("transfers", "completed")))
  })
})
