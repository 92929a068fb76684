export type Cell = string | number | undefined

/** A text that a spreadsheet would take for a formula begins with a quote mark. */
const cellOf = (cell: Cell): string => {
  const text = String(cell ?? "")
  const harmless = typeof cell === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** What a list shows, as a file; lists have no CSV of the hub's own. The mark at its head tells spreadsheets that it is UTF-8. */
export const csvOf = (head: readonly string[], rows: readonly (readonly Cell[])[]): Blob =>
  new Blob([`\uFEFF${[head, ...rows].map((row) => row.map(cellOf).join(",")).join("\r\n")}\r\n`], {
    type: "text/csv;charset=utf-8",
  })
