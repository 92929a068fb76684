import type { SupervisionTable } from "../../contracts/supervision.ts"
import type { TextFile } from "./supervisor-call.ts"

/** A spreadsheet runs a cell that begins so as a formula; with an apostrophe before it, it is text. */
const dangerous = /^[=+\-@\t\r]/
const plainNumber = /^-?\d+(\.\d+)?$/

const cell = (value: string | number): string => {
  const text = String(value)
  const safe = dangerous.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const byteOrderMark = "\uFEFF"

type Cell = string | number

/** A file that a spreadsheet opens: UTF-8 with a mark, figures to the digit. */
export const csvFile = (fileName: string, lines: readonly (readonly Cell[])[]): TextFile => ({
  outcome: "file",
  contentType: "text/csv; charset=utf-8",
  fileName,
  text: `${byteOrderMark}${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`,
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
