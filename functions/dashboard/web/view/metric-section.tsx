import { useEffect, useRef } from "preact/hooks"
import { type Breakdown, BREAKDOWNS, METRICS } from "../../../../contracts/supervision-metrics.ts"
import type { Drawn } from "../chart/draw.ts"
import { paletteOfPage } from "../chart/palette.ts"
import { scopeOf, useDashboard } from "../dashboard-context.ts"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import type { Query } from "../supervision-api.ts"
import { useAnswer } from "../use-answer.ts"
import { type Section, viewOf } from "../views.ts"
import { ExportTools } from "./export-tools.tsx"
import { FaultNotice } from "./fault-notice.tsx"
import { FigureChart } from "./figure-chart.tsx"
import { FigureTable } from "./figure-table.tsx"
import { fileNameOf } from "./row-name.tsx"
import { readChoice, writeChoice } from "./section-choice.ts"

interface Props {
  readonly section: Section
  /** Of the sections of the page: choices in the address are told apart by it. */
  readonly index: number
}

/** A metric as a chart and a table, with what it can be broken down by: every page of figures is made of these. */
export const MetricSection = ({ section, index }: Props) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { address, api, filter, counted, turn } = dashboard
  const { metric } = section
  const drawn = useRef<Drawn>(null)
  const choices: readonly Breakdown[] = METRICS[metric].by
  const chosen = readChoice(address.filters.by, index)
  const by = choices.find((name) => name === chosen) ?? section.by
  const slice = viewOf(address.view).sliceOf === metric ? address.filters.slice : undefined
  const query: Query = { ...scopeOf(dashboard), by, slice }
  const question = `${metric} ${JSON.stringify(query)}`
  const { answer, fault, loading } = useAnswer(`${turn} ${question}`, (signal) =>
    api.readTable(metric, query, signal),
  )
  useEffect(() => {
    if (answer !== undefined) counted(answer.countedThrough)
  }, [answer])
  const title = words.of(METRICS[metric])
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
        {answer !== undefined && (
          <ExportTools
            name={fileNameOf(answer)}
            csv={() => api.readCsv(metric, query)}
            png={answer.rows.length === 0 ? undefined : () => drawn.current?.png(paletteOfPage().surface)}
          />
        )}
      </div>
      {answer?.note !== undefined && <p class="note">{words.of(answer.note)}</p>}
      {fault !== undefined && <FaultNotice fault={fault} />}
      {answer === undefined && fault === undefined && <Loading />}
      {answer !== undefined && (
        <>
          {answer.rows.length > 0 && <FigureChart table={answer} index={index} drawn={drawn} />}
          <FigureTable table={answer} />
        </>
      )}
    </section>
  )
}
