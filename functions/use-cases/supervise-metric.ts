import { METRICS, type MetricName } from "../../contracts/supervision-metrics.ts"
import type { SupervisionTable } from "../../contracts/supervision.ts"
import type { Instant } from "../../contracts/primitives.ts"
import { refuse } from "../domain/refusal.ts"
import { isRefusal } from "./query-values.ts"
import { availabilityTable, type ReadAvailabilityNeeds } from "./read-availability.ts"
import { costTable } from "./read-cost.ts"
import { flowTable } from "./read-flows.ts"
import { indicatorTable, type ReadIndicatorsNeeds } from "./read-indicators.ts"
import { countedTable, metricQuestion, type MetricQuestion } from "./read-metric.ts"
import type { SupervisorUseCase } from "./supervisor-call.ts"
import { tableAsCsv } from "./table-as-csv.ts"
import { answer } from "./use-case.ts"

export type SuperviseMetricNeeds = ReadAvailabilityNeeds & ReadIndicatorsNeeds

type Table = (
  needs: SuperviseMetricNeeds,
  question: MetricQuestion,
  now: Instant,
) => Promise<SupervisionTable>

/** Metrics that are more than sums of counters. */
const ownTables: Readonly<Partial<Record<MetricName, Table>>> = {
  flows: flowTable,
  indicators: indicatorTable,
  availability: availabilityTable,
  cost: costTable,
}

/** What the operator does, and what the hub costs, has no province: it is the nation's to see. */
const ofTheNation: readonly MetricName[] = ["operatorActs", "cost"]

const isMetric = (name: string): name is MetricName => Object.hasOwn(METRICS, name)

/** `GET /v1/supervision/{metric}`: one metric as a table, or as a file for a spreadsheet. */
export const superviseMetric =
  (needs: SuperviseMetricNeeds): SupervisorUseCase<SupervisionTable> =>
  async (call) => {
    const { metric = "" } = call.params
    if (!isMetric(metric)) return refuse("metric-unknown")
    const { format = "json" } = call.query
    if (format !== "json" && format !== "csv")
      return refuse("invalid-request", { rule: "VAL-009", field: "format" })
    const question = await metricQuestion(needs, call, metric)
    if (isRefusal(question)) return question
    if (ofTheNation.includes(metric) && Object.keys(question.seen.scope).length > 0)
      return refuse("invalid-request", {
        rule: "SUP-003",
        field: Object.keys(question.seen.scope)[0] ?? "by",
      })
    const table = await (ownTables[metric] ?? countedTable)(needs, question, call.now)
    return format === "csv" ? tableAsCsv(table) : answer(table)
  }
