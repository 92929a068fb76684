import { CenterId } from "../../contracts/primitives.ts"
import { unitOf, unitOfRatio } from "../../contracts/supervision-figures.ts"
import { nationDaysOf } from "../../contracts/statistics.ts"
import { METRICS, type MetricName } from "../../contracts/supervision-metrics.ts"
import type { SupervisionColumn, SupervisionOverview } from "../../contracts/supervision.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { moneyOfFen } from "../domain/money/money.ts"
import {
  addSums,
  figuresOf,
  groupBy,
  labelOf,
  withoutOwn,
  type Sums,
} from "../domain/supervision/metric-table.ts"
import { isRefusal } from "./query-values.ts"
import { largestFlows, type LargestFlowsNeeds } from "./read-flows.ts"
import { countedThrough, type Counter, type ReadMetricNeeds } from "./read-metric.ts"
import { rangeOf, wholeMonths, type DayRange } from "./supervised-range.ts"
import { seenBy, type Seen, type SupervisedScopeNeeds } from "./supervised-scope.ts"
import type { SupervisorUseCase } from "./supervisor-call.ts"
import { answer } from "./use-case.ts"

/** What the first page shows of each metric, in this order: figures that are counted, and what is divided of them. */
const shown: readonly (readonly [metric: MetricName, figures: readonly string[]])[] = [
  ["transfers", ["requested", "completed", "amount", "refused", "negotiated", "refusalRate"]],
  ["legs", ["ended", "onTime", "onTimeShare", "averageDays"]],
  ["openCases", ["transfer", "offsiteLoan", "service", "late"]],
  ["transit", ["count", "amount"]],
  ["duplicates", ["prevented", "found", "resolved"]],
  ["openFindings", ["open"]],
  ["loans", ["granted", "amount", "offsite.granted", "offsite.amount", "offsiteShare", "offsiteAmountShare"]],
  ["services", ["submitted", "approved", "closed"]],
  ["withdrawals", ["count", "amount"]],
]

/** What stands now has no months. */
const standing: readonly MetricName[] = ["openCases", "transit", "openFindings"]
const mostFlows = 300

const nameOf = (metric: MetricName, figure: string): string => `${metric}.${figure}`

const columnOf = (metric: MetricName, figure: string): SupervisionColumn => ({
  name: nameOf(metric, figure),
  unit: unitOfRatio(metric, figure) ?? unitOf(metric, figure),
  label: {
    zh: `${METRICS[metric].zh}·${labelOf(figure).zh}`,
    en: `${METRICS[metric].en}: ${labelOf(figure).en}`,
  },
})

/** One figure for a case, whatever its centers are to it: below the nation the sum over roles counts it for each. */
const acrossRoles = (sums: Sums, seen: Seen): Sums => {
  if (Object.keys(seen.scope).length === 0) return sums
  const bare: Record<string, number> = {}
  for (const [name, value] of Object.entries(withoutOwn(sums))) {
    const [role = "", ...rest] = name.split(".")
    const isRole = ["in", "out", "loan", "home", "receiving"].includes(role) && rest.length > 0
    const figure = isRole ? rest.join(".") : name
    // The side that asked stands for the case.
    if (isRole && (role === "out" || role === "home")) continue
    bare[figure] = (bare[figure] ?? 0) + value
  }
  return bare
}

const chosen = (
  metric: MetricName,
  figures: readonly string[],
  sums: Sums,
): Record<string, string | number> => {
  const all = figuresOf(metric, sums)
  return Object.fromEntries(
    figures.flatMap((figure) => {
      const value = all[figure]
      return value === undefined ? [] : [[nameOf(metric, figure), value]]
    }),
  )
}

const partitionsOf = (metric: MetricName, { scope, centerIds = [] }: Seen): readonly string[] => {
  if (scope.province !== undefined) return [`${metric}#${scope.province}`]
  return Object.keys(scope).length === 0 ? [nationDaysOf(metric)] : centerIds.map((id) => `${metric}#${id}`)
}

const readAll = async (
  { readCounters }: ReadMetricNeeds,
  metric: MetricName,
  seen: Seen,
  range: DayRange,
): Promise<readonly Counter[]> => {
  const between = standing.includes(metric) ? undefined : range
  return (
    await Promise.all(partitionsOf(metric, seen).map((partition) => readCounters(partition, between)))
  ).flat()
}

/** The first page names no center: the directory is read to know which centers a province has, and who may see one. */
const withoutNames = (
  needs: ReadMetricNeeds,
  { province, center }: Readonly<Record<string, string>>,
): SupervisedScopeNeeds =>
  province === undefined && center === undefined
    ? { ...needs, readDirectory: () => Promise.resolve([]) }
    : needs

/** The first page, from aggregates alone: a query for each metric, whatever the number of cases. */
export const superviseOverview =
  (needs: ReadMetricNeeds & LargestFlowsNeeds): SupervisorUseCase<SupervisionOverview> =>
  async (call) => {
    const range = rangeOf(call)
    if (isRefusal(range)) return range
    const today = chinaDateOf(call.now)
    const seen = await seenBy(withoutNames(needs, call.query), call, today)
    if (isRefusal(seen)) return seen
    const [counters, flows, through] = await Promise.all([
      Promise.all(
        shown.map(async ([metric, figures]) => ({
          metric,
          figures,
          counters: await readAll(needs, metric, seen, range),
        })),
      ),
      largestFlows(needs, wholeMonths(range), { centerIds: seen.centerIds, today, most: mostFlows }),
      needs.readCountedThrough(),
    ])
    const sumsOf = ({ figures }: Counter): Sums => acrossRoles(figures, seen)
    const headline = Object.assign(
      {},
      ...counters.map(({ metric, figures, counters: own }) =>
        chosen(metric, figures, addSums(own.map(sumsOf))),
      ),
    )
    const months = new Map<string, Record<string, string | number>>()
    for (const { metric, figures, counters: own } of counters) {
      if (standing.includes(metric)) continue
      for (const { key, sums } of groupBy(own, ({ first }) => first.slice(0, 7), sumsOf))
        months.set(key, { ...months.get(key), ...chosen(metric, figures, sums) })
    }
    return answer({
      ...range,
      scope: seen.scope,
      columns: shown.flatMap(([metric, figures]) => figures.map((figure) => columnOf(metric, figure))),
      headline,
      months: [...months]
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([key, figures]) => ({ key, figures })),
      flows: flows.map(({ from, to, count, amount }) => ({
        from: CenterId.parse(from),
        to: CenterId.parse(to),
        count,
        amount: moneyOfFen(amount),
      })),
      countedThrough: countedThrough(through, call.now),
    })
  }
