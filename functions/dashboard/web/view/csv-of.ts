import { csvCell } from "../../../../contracts/csv-cell.ts"

export type Cell = string | number | undefined

/** What a list shows, as a file; lists have no CSV of the hub's own. The mark at its head tells spreadsheets that it is UTF-8. */
export const csvOf = (head: readonly string[], rows: readonly (readonly Cell[])[]): Blob =>
  new Blob(
    [
      `\uFEFF${[head, ...rows].map((row) => row.map((cell) => csvCell(cell ?? "")).join(",")).join("\r\n")}\r\n`,
    ],
    {
      type: "text/csv;charset=utf-8",
    },
  )
