import { csvCell } from "../../contracts/csv-cell.ts"
import type { SupervisionTable } from "../../contracts/supervision.ts"
import type { TextFile } from "./supervisor-call.ts"

const byteOrderMark = "\uFEFF"

type Cell = string | number

/** A file that a spreadsheet opens: UTF-8 with a mark, figures to the digit. */
export const csvFile = (fileName: string, lines: readonly (readonly Cell[])[]): TextFile => ({
  outcome: "file",
  contentType: "text/csv; charset=utf-8",
  fileName,
  text: `${byteOrderMark}${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`,
})

/** The table with both languages in the head. */
export const tableAsCsv = (table: SupervisionTable): TextFile => {
  const { metric, by, from, to, columns, rows, total } = table
  const head = ["key", "名称 name", ...columns.map(({ label, name }) => `${label.zh} ${label.en} (${name})`)]
  const lines = rows.map(({ key, label, figures }) => [
    key,
    label?.zh ?? "",
    ...columns.map(({ name }) => figures[name] ?? ""),
  ])
  const sums = total === undefined ? [] : [["total", "合计", ...columns.map(({ name }) => total[name] ?? "")]]
  return csvFile(`${metric}-${by}-${from}-${to}.csv`, [head, ...lines, ...sums])
}
