import type { RefObject } from "preact"
import type { SupervisionTable } from "../../../../contracts/supervision.ts"
import { METRICS } from "../../../../contracts/supervision-metrics.ts"
import { Chart } from "../chart/chart.tsx"
import type { Drawn } from "../chart/draw.ts"
import { rankOption, timeOption } from "../chart/figure-option.ts"
import { useDashboard } from "../dashboard-context.ts"
import { useWords } from "../shared/language.ts"
import { rowName } from "./row-name.tsx"
import { writeChoice } from "./section-choice.ts"

type Column = SupervisionTable["columns"][number]

/** What a picture can show: an instant has no length. */
export const drawableOf = (columns: readonly Column[]): readonly Column[] =>
  columns.filter(({ unit }) => unit !== "instant")

interface PickerProps {
  readonly columns: readonly Column[]
  readonly chosen: Column
  readonly index: number
}

/** Which figure the picture shows; the choice is part of the address. */
export const FigurePicker = ({ columns, chosen, index }: PickerProps) => {
  const words = useWords()
  const { address, filter } = useDashboard()
  return (
    <label>
      {words.text("figure")}
      <select
        name={`figure-${index}`}
        value={chosen.name}
        onChange={(event) =>
          filter({ figure: writeChoice(address.filters.figure, index, event.currentTarget.value) })
        }
      >
        {columns.map((column) => (
          <option key={column.name} value={column.name}>
            {words.of(column.label)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface Props {
  readonly table: SupervisionTable
  readonly chosen: Column
  readonly drawn: RefObject<Drawn | null>
}

const mostBars = 12

/** One figure of a table as a picture. */
export const FigureChart = ({ table, chosen, drawn }: Props) => {
  const words = useWords()
  const dashboard = useDashboard()
  const drawing = {
    columns: drawableOf(table.columns),
    rows: table.rows,
    nameOfRow: (row: SupervisionTable["rows"][number]) => words.of(rowName(row, table.by, dashboard)),
    nameOfColumn: ({ label }: Column) => words.of(label),
    description: `${words.of(METRICS[table.metric])}: ${words.of(chosen.label)}`,
  }
  const isTime = table.by === "day" || table.by === "month"
  return (
    <Chart
      drawn={drawn}
      kind="figures"
      // As high as its bars need.
      rows={isTime ? undefined : Math.min(table.rows.length, mostBars)}
      subject={`${chosen.name} ${words.language} ${JSON.stringify(table)}`}
      option={(palette) =>
        isTime
          ? timeOption(drawing, chosen, palette, words.language)
          : rankOption(drawing, chosen, palette, words.language, {
              keepOrder: table.by === "age",
              most: mostBars,
            })
      }
    />
  )
}
