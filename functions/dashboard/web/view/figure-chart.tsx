import type { RefObject } from "preact"
import type { SupervisionTable } from "../../../../contracts/supervision.ts"
import { METRICS } from "../../../../contracts/supervision-metrics.ts"
import { Chart } from "../chart/chart.tsx"
import type { Drawn } from "../chart/draw.ts"
import { rankOption, timeOption } from "../chart/figure-option.ts"
import { useDashboard } from "../dashboard-context.ts"
import { useWords } from "../shared/language.ts"
import { rowName } from "./row-name.tsx"
import { readChoice, writeChoice } from "./section-choice.ts"

interface Props {
  readonly table: SupervisionTable
  readonly index: number
  readonly drawn: RefObject<Drawn | null>
}

/** One figure of a table as a picture; the reader chooses which. */
export const FigureChart = ({ table, index, drawn }: Props) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { address, filter } = dashboard
  const drawable = table.columns.filter(({ unit }) => unit !== "instant")
  const wanted = readChoice(address.filters.figure, index)
  const chosen = drawable.find(({ name }) => name === wanted) ?? drawable[0]
  if (chosen === undefined) return null
  const drawing = {
    columns: drawable,
    rows: table.rows,
    nameOfRow: (row: SupervisionTable["rows"][number]) => words.of(rowName(row, table.by, dashboard)),
    nameOfColumn: (column: SupervisionTable["columns"][number]) => words.of(column.label),
    description: `${words.of(METRICS[table.metric])}: ${words.of(chosen.label)}`,
  }
  const isTime = table.by === "day" || table.by === "month"
  return (
    <>
      {drawable.length > 1 && (
        <label>
          {words.text("figure")}
          <select
            name={`figure-${index}`}
            value={chosen.name}
            onChange={(event) =>
              filter({ figure: writeChoice(address.filters.figure, index, event.currentTarget.value) })
            }
          >
            {drawable.map((column) => (
              <option key={column.name} value={column.name}>
                {words.of(column.label)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Chart
        drawn={drawn}
        kind="figures"
        subject={`${chosen.name} ${words.language} ${JSON.stringify(table)}`}
        option={(palette) =>
          isTime
            ? timeOption(drawing, chosen, palette, words.language)
            : rankOption(drawing, chosen, palette, words.language, table.by === "age")
        }
      />
    </>
  )
}
