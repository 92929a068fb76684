import { paletteOfPage } from "./palette.ts"

const texts = (nodes: Iterable<Element>): string[] =>
  [...nodes].map((node) => (node.textContent ?? "").replaceAll(/\s+/g, " ").trim())

/** Rows of the texts that a panel shows: of a table its cells, of the course of a case its events. */
const rowsOf = (panel: Element): readonly (readonly string[])[] => {
  const rows = [...panel.querySelectorAll("tr")].map((row) => texts(row.children))
  return rows.length > 0
    ? rows
    : [...panel.querySelectorAll(".timeline li")].map((item) => texts(item.children))
}

const mostRows = 200

/** A list as a picture, for a slide or a report: what has no chart has this. */
export const pictureOfTable = (panel: Element, title: string): string | undefined => {
  const rows = rowsOf(panel).slice(0, mostRows)
  const canvas = document.createElement("canvas")
  const pen = canvas.getContext("2d")
  if (pen === null || rows.length === 0) return undefined
  const palette = paletteOfPage()
  // Twice the page's size, as the charts are.
  const em = palette.textPixels * 2
  const [line, gap, edge] = [em * 1.8, em * 1.5, em]
  const font = `${em}px ${palette.fontFamily}`
  pen.font = font
  const columns = Math.max(...rows.map(({ length }) => length))
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(...rows.map((row) => pen.measureText(row[index] ?? "").width)),
  )
  canvas.width = edge * 2 + widths.reduce((sum, width) => sum + width + gap, 0)
  canvas.height = edge * 2 + line * (rows.length + 1)
  pen.fillStyle = palette.surface
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.font = `bold ${font}`
  pen.fillStyle = palette.text
  pen.textBaseline = "middle"
  pen.fillText(title, edge, edge + line / 2)
  for (const [number, row] of rows.entries()) {
    const top = edge + line * (number + 1)
    pen.fillStyle = palette.line
    pen.fillRect(edge, top, canvas.width - edge * 2, 1)
    pen.font = number === 0 ? `bold ${font}` : font
    pen.fillStyle = palette.text
    let left = edge
    for (const [index, text] of row.entries()) {
      pen.fillText(text, left, top + line / 2)
      left += (widths[index] ?? 0) + gap
    }
  }
  return canvas.toDataURL("image/png")
}
