/** Chinese characters take two columns of a terminal. */
const widthOf = (cell: string): number =>
  Array.from(cell).reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
        character,
      )
        ? 2
        : 1),
    0,
  )

const padded = (cell: string, width: number): string => cell + " ".repeat(Math.max(0, width - widthOf(cell)))

/** Rows under headings, columns as wide as they must be. */
export const tableLines = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] => {
  const widths = headings.map((heading, column) =>
    Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[column] ?? ""))),
  )
  const lineOf = (cells: readonly string[]): string =>
    widths
      .map((width, column) => padded(cells[column] ?? "", width))
      .join("  ")
      .trimEnd()
  return [lineOf(headings), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(lineOf)]
}

/** Names and values, one a line. */
export const factLines = (facts: readonly (readonly [string, string | undefined])[]): readonly string[] => {
  const known = facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined)
  const width = Math.max(0, ...known.map(([name]) => widthOf(name)))
  return known.map(([name, value]) => `${padded(name, width)}  ${value}`)
}
