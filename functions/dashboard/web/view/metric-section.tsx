import { useEffect, useRef } from "preact/hooks"
import {
  type Breakdown,
  BREAKDOWNS,
  METRICS,
  type MetricName,
} from "../../../../contracts/supervision-metrics.ts"
import type { SupervisionTable } from "../../../../contracts/supervision.ts"
import type { Drawn } from "../chart/draw.ts"
import { paletteOfPage } from "../chart/palette.ts"
import { questionOf, useDashboard } from "../dashboard-context.ts"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import type { Query } from "../supervision-api.ts"
import { useAnswer } from "../use-answer.ts"
import { type Section, viewOf } from "../views.ts"
import { ExportTools } from "./export-tools.tsx"
import { FaultNotice } from "./fault-notice.tsx"
import { drawableOf, FigureChart, FigurePicker } from "./figure-chart.tsx"
import { FigureTable } from "./figure-table.tsx"
import { fileNameOf } from "./row-name.tsx"
import { readChoice, writeChoice } from "./section-choice.ts"

const nationOnly: readonly MetricName[] = ["cost", "operatorActs"]

/** A table with few columns stands beside its picture. */
const isNarrow = ({ by, columns, rows }: SupervisionTable): boolean =>
  by !== "month" && by !== "day" && columns.length <= 4 && rows.length > 0

interface Props {
  readonly section: Section
  /** Of the sections of the page: choices in the address are told apart by it. */
  readonly index: number
}

/** A metric as a chart and a table, with what it can be broken down by: every page of figures is made of these. */
export const MetricSection = ({ section, index }: Props) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { address, api, days, filter, counted, turn } = dashboard
  const { metric } = section
  const drawn = useRef<Drawn>(null)
  const choices: readonly Breakdown[] = METRICS[metric].by
  const chosen = readChoice(address.filters.by, index)
  const by = choices.find((name) => name === chosen) ?? section.by
  const slice = viewOf(address.view).sliceOf === metric ? address.filters.slice : undefined
  // What the hub costs and what its operator does is the nation's and has no province.
  const scope = nationOnly.includes(metric) ? days : questionOf(dashboard)
  const query: Query = { ...scope, by, slice }
  const question = `${metric} ${JSON.stringify(query)}`
  const { answer, fault, loading, retry } = useAnswer(`${turn} ${question}`, (signal) =>
    api.readTable(metric, query, signal),
  )
  useEffect(() => {
    if (answer !== undefined) counted(answer.countedThrough)
  }, [answer])
  const drawable = drawableOf(answer?.columns ?? [])
  const wanted = readChoice(address.filters.figure, index)
  const figure = drawable.find(({ name }) => name === wanted) ?? drawable[0]
  const title = words.title(METRICS[metric])
  return (
    <section
      class="panel"
      aria-label={`${title} ${words.of(BREAKDOWNS[by])}`}
      aria-busy={loading}
      data-metric={metric}
      data-by={answer?.by}
    >
      <div class="head">
        <h3>{title}</h3>
        {METRICS[metric].of === "now" && <span class="tag">{words.text("now")}</span>}
        {answer?.reported === true && <span class="tag">{words.text("reported")}</span>}
        {choices.length > 1 && (
          <label>
            {words.text("by")}
            <select
              name={`by-${index}`}
              value={by}
              onChange={(event) =>
                filter({ by: writeChoice(address.filters.by, index, event.currentTarget.value) })
              }
            >
              {choices.map((name) => (
                <option key={name} value={name}>
                  {words.of(BREAKDOWNS[name])}
                </option>
              ))}
            </select>
          </label>
        )}
        {figure !== undefined && drawable.length > 1 && (
          <FigurePicker columns={drawable} chosen={figure} index={index} />
        )}
        {answer !== undefined && (
          <ExportTools
            name={fileNameOf(answer)}
            csv={() => api.readCsv(metric, query)}
            png={answer.rows.length === 0 ? undefined : () => drawn.current?.png(paletteOfPage().surface)}
          />
        )}
      </div>
      {answer?.note !== undefined && <p class="note">{words.of(answer.note)}</p>}
      {fault !== undefined && <FaultNotice fault={fault} retry={retry} />}
      {answer === undefined && fault === undefined && <Loading />}
      {answer !== undefined && (
        <div class={isNarrow(answer) ? "pair" : "stack"}>
          {answer.rows.length > 0 && figure !== undefined && (
            <FigureChart table={answer} chosen={figure} drawn={drawn} />
          )}
          <FigureTable table={answer} />
        </div>
      )}
    </section>
  )
}
