import type { ComponentChildren } from "preact"
import { useMemo, useState } from "preact/hooks"
import { useWords } from "./language.ts"

export interface TableColumn<Row> {
  readonly key: string
  readonly heading: ComponentChildren
  /** Figures stand right, in figures of one width. */
  readonly numeric?: boolean
  readonly cell: (row: Row) => ComponentChildren
  /** Without it the column cannot be sorted. */
  readonly sortBy?: (row: Row) => string | number
}

type Order = { readonly key: string; readonly descending: boolean } | undefined

const compare = (a: string | number, b: string | number): number =>
  typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh-Hans-CN")

const sorted = <Row,>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  order: Order,
): readonly Row[] => {
  const sortBy = columns.find(({ key }) => key === order?.key)?.sortBy
  if (order === undefined || sortBy === undefined) return rows
  const direction = order.descending ? -1 : 1
  return rows.toSorted((a, b) => direction * compare(sortBy(a), sortBy(b)))
}

const ariaSort = (order: Order, key: string): "none" | "ascending" | "descending" => {
  if (order?.key !== key) return "none"
  return order.descending ? "descending" : "ascending"
}

interface Props<Row> {
  readonly caption: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly total?: Row | undefined
}

/** A table whose headings are buttons: figures first fall, names first rise, a third press restores the hub's order. */
export const SortableTable = <Row,>({ caption, columns, rows, rowKey, total }: Props<Row>) => {
  const words = useWords()
  const [order, setOrder] = useState<Order>(undefined)
  const shown = useMemo(() => sorted(rows, columns, order), [rows, columns, order])
  const press = (column: TableColumn<Row>): void => {
    const first = column.numeric === true
    if (order?.key !== column.key) setOrder({ key: column.key, descending: first })
    else setOrder(order.descending === first ? { key: column.key, descending: !first } : undefined)
  }
  return (
    <div class="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={column.numeric === true ? "figure" : ""}
                aria-sort={column.sortBy === undefined ? undefined : ariaSort(order, column.key)}
              >
                {column.sortBy === undefined ? (
                  column.heading
                ) : (
                  <button type="button" class="sort" onClick={() => press(column)}>
                    {column.heading}
                    <span class="arrow" aria-hidden="true" />
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <TableRow key={rowKey(row)} row={row} columns={columns} />
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot>
            <TableRow row={total} columns={columns} />
          </tfoot>
        )}
      </table>
      {rows.length === 0 && <p class="empty">{words.text("empty")}</p>}
    </div>
  )
}

const TableRow = <Row,>({
  row,
  columns,
}: {
  readonly row: Row
  readonly columns: readonly TableColumn<Row>[]
}) => (
  <tr>
    {columns.map((column, index) =>
      index === 0 ? (
        <th key={column.key} scope="row">
          {column.cell(row)}
        </th>
      ) : (
        <td key={column.key} class={column.numeric === true ? "figure" : ""}>
          {column.cell(row)}
        </td>
      ),
    )}
  </tr>
)
