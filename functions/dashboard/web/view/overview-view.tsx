import { useEffect, useRef } from "preact/hooks"
import type { SupervisionOverview, SupervisionRow } from "../../../../contracts/supervision.ts"
import { Chart } from "../chart/chart.tsx"
import type { Drawn } from "../chart/draw.ts"
import { timeOption } from "../chart/figure-option.ts"
import { flowOption } from "../chart/flow-option.ts"
import { paletteOfPage } from "../chart/palette.ts"
import { questionOf, useDashboard } from "../dashboard-context.ts"
import { groupDigits, magnitudeOf } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"
import { Loading } from "../shared/notice.tsx"
import { SortableTable, type TableColumn } from "../shared/sortable-table.tsx"
import { useAnswer } from "../use-answer.ts"
import { cityName } from "./city-name.ts"
import { CaseBrief } from "./case-brief.tsx"
import { ExportTools } from "./export-tools.tsx"
import { FaultNotice } from "./fault-notice.tsx"
import { FigureText } from "./figure-text.tsx"
import { FigurePicker } from "./figure-chart.tsx"
import { HeadlineFigures } from "./headline-figures.tsx"
import { readChoice } from "./section-choice.ts"

/** The first page: what moved, where, and what is late. */
export const OverviewView = () => {
  const dashboard = useDashboard()
  const { api, counted, turn } = dashboard
  const query = questionOf(dashboard)
  const { answer, fault, retry } = useAnswer(`${turn} overview ${JSON.stringify(query)}`, (signal) =>
    api.readOverview(query, signal),
  )
  useEffect(() => {
    if (answer !== undefined) counted(answer.countedThrough)
  }, [answer])
  if (answer === undefined)
    return fault === undefined ? <Loading /> : <FaultNotice fault={fault} retry={retry} />
  return (
    <div class="overview">
      <HeadlineFigures overview={answer} />
      <div class="stack">
        <FlowMap overview={answer} />
        <FlowTable overview={answer} />
      </div>
      <div class="stack">
        <Months overview={answer} />
        <CaseBrief />
      </div>
    </div>
  )
}

interface Props {
  readonly overview: SupervisionOverview
}

const FlowMap = ({ overview }: Props) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { api, centerName } = dashboard
  const drawn = useRef<Drawn>(null)
  const nameOf = (centerId: string): string => cityName(words.of(centerName(centerId)))
  const { flows, from, to } = overview
  return (
    <section class="panel" aria-label={words.text("map")}>
      <div class="head">
        <h3>{words.text("flows")}</h3>
        <span class="note">{words.text("flowsHint")}</span>
        <ExportTools
          name={`flows-${from}-${to}`}
          csv={() => api.readCsv("flows", { ...questionOf(dashboard), by: "total" })}
          png={() => drawn.current?.png(paletteOfPage().surface)}
        />
      </div>
      <Chart
        drawn={drawn}
        kind="map"
        subject={`${words.language} ${JSON.stringify(flows)}`}
        option={(palette) =>
          flowOption(
            {
              flows,
              nameOf,
              texts: {
                inflow: words.text("inflow"),
                outflow: words.text("outflow"),
                count: words.text("count"),
                description: words.text("mapText"),
              },
            },
            palette,
          )
        }
      />
    </section>
  )
}

const nameOfRow = ({ key }: SupervisionRow): string => key

/** The chosen figure of each month; one of the headline's columns, all others stand in the table of its own view. */
const Months = ({ overview }: Props) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { address, api } = dashboard
  const drawn = useRef<Drawn>(null)
  const { months, from, to } = overview
  const columns = overview.columns.filter(({ name }) =>
    months.some(({ figures }) => figures[name] !== undefined),
  )
  const wanted = readChoice(address.filters.figure, 0)
  const chosen = columns.find(({ name }) => name === wanted) ?? columns[0]
  if (chosen === undefined) return null
  return (
    <section class="panel" aria-label={words.text("months")} data-metric="months">
      <div class="head">
        <h3>{words.text("months")}</h3>
        <FigurePicker columns={columns} chosen={chosen} index={0} />
        <ExportTools
          name={`months-${from}-${to}`}
          csv={() => api.readCsv("transfers", { ...questionOf(dashboard), by: "month" })}
          png={() => drawn.current?.png(paletteOfPage().surface)}
        />
      </div>
      <Chart
        drawn={drawn}
        kind="figures"
        subject={`${chosen.name} ${words.language} ${JSON.stringify(months)}`}
        option={(palette) =>
          timeOption(
            {
              columns: [chosen],
              rows: months,
              nameOfRow,
              nameOfColumn: ({ label }) => words.of(label),
              description: words.of(chosen.label),
            },
            chosen,
            palette,
            words.language,
          )
        }
      />
      <details>
        <summary>{words.text("months")}</summary>
        <SortableTable
          caption={words.text("months")}
          rows={months}
          rowKey={({ key }) => key}
          columns={[
            { key: "month", heading: words.text("time"), cell: nameOfRow, sortBy: nameOfRow },
            ...columns.map((column): TableColumn<SupervisionRow> => ({
              key: column.name,
              heading: words.of(column.label),
              numeric: true,
              cell: ({ figures }) => <FigureText value={figures[column.name]} column={column} />,
              sortBy: ({ figures }) => magnitudeOf(figures[column.name], column.unit),
            })),
          ]}
        />
      </details>
    </section>
  )
}

const FlowTable = ({ overview }: Props) => {
  const words = useWords()
  const { centerName, linkTo } = useDashboard()
  type Flow = SupervisionOverview["flows"][number]
  const name = (centerId: string): string => cityName(words.of(centerName(centerId)))
  const link = (centerId: string) => <a href={linkTo("center", { center: centerId })}>{name(centerId)}</a>
  const columns: TableColumn<Flow>[] = [
    {
      key: "from",
      heading: words.text("flowFrom"),
      cell: ({ from }) => link(from),
      sortBy: ({ from }) => name(from),
    },
    { key: "to", heading: words.text("flowTo"), cell: ({ to }) => link(to), sortBy: ({ to }) => name(to) },
    {
      key: "count",
      heading: words.text("count"),
      numeric: true,
      cell: ({ count }) => groupDigits(String(count)),
      sortBy: ({ count }) => count,
    },
    {
      key: "amount",
      heading: words.text("amount"),
      numeric: true,
      cell: ({ amount }) => groupDigits(amount),
      sortBy: ({ amount }) => Number(amount),
    },
  ]
  return (
    <section class="panel" aria-label={words.text("flows")} data-metric="flows">
      <h3>{words.text("flows")}</h3>
      <SortableTable
        caption={words.text("flows")}
        columns={columns}
        rows={overview.flows}
        rowKey={({ from, to }) => `${from} ${to}`}
      />
    </section>
  )
}
