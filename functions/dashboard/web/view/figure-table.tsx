import type { ComponentChildren } from "preact"
import { BREAKDOWNS, METRICS } from "../../../../contracts/supervision-metrics.ts"
import type { SupervisionRow, SupervisionTable } from "../../../../contracts/supervision.ts"
import { writeAddress } from "../address.ts"
import { type Dashboard, useDashboard } from "../dashboard-context.ts"
import { magnitudeOf } from "../shared/format.ts"
import { useWords } from "../shared/language.ts"
import { SortableTable, type TableColumn } from "../shared/sortable-table.tsx"
import { FigureText } from "./figure-text.tsx"
import { rowName } from "./row-name.tsx"

const totalKey = "total"

/** Where a row leads: a center to its page, a province or a federation to the same page of it alone. */
const targetOf = (
  row: SupervisionRow,
  by: SupervisionTable["by"],
  { linkTo, address }: Dashboard,
): string | undefined => {
  if (by === "center") return linkTo("center", { center: row.key })
  if (by !== "province" && by !== "federation") return undefined
  const { by: _by, ...filters } = address.filters
  return writeAddress({ ...address, filters: { ...filters, [by]: row.key } })
}

/** The figures as the hub answered them, digit by digit. */
export const FigureTable = ({ table }: { readonly table: SupervisionTable }) => {
  const words = useWords()
  const dashboard = useDashboard()
  const { by, columns, total } = table
  const nameOf = (row: SupervisionRow): string =>
    row.key === totalKey && row.label === undefined
      ? words.text("total")
      : words.of(rowName(row, by, dashboard))
  const head = (row: SupervisionRow): ComponentChildren => {
    const target = row.key === totalKey ? undefined : targetOf(row, by, dashboard)
    return target === undefined ? nameOf(row) : <a href={target}>{nameOf(row)}</a>
  }
  const shown: TableColumn<SupervisionRow>[] = [
    {
      key: "key",
      heading: words.of(BREAKDOWNS[by]),
      cell: head,
      // Months and classes of age are in order as they are; their keys keep it.
      sortBy: (row) => (row.label === undefined && by !== "center" ? row.key : nameOf(row)),
    },
    ...columns.map((column): TableColumn<SupervisionRow> => ({
      key: column.name,
      heading: words.of(column.label),
      numeric: true,
      cell: ({ figures }) => <FigureText value={figures[column.name]} column={column} />,
      sortBy: ({ figures }) => magnitudeOf(figures[column.name], column.unit),
    })),
  ]
  return (
    <SortableTable
      caption={`${words.of(METRICS[table.metric])} ${words.of(BREAKDOWNS[by])} ${table.from} – ${table.to}`}
      columns={shown}
      rows={table.rows}
      rowKey={({ key }) => key}
      total={total === undefined || by === "total" ? undefined : { key: totalKey, figures: total }}
    />
  )
}
