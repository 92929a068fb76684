import type { FigureUnit } from "../../../../contracts/supervision-metrics.ts"

/** Figures as text: grouped and shifted, never rounded, so that each digit is the hub's own. */

const decimalForm = /^(-?)(\d+)(?:\.(\d+))?$/

/** `1234567.80` -> `1,234,567.80`; what is no number stays as it is. */
export const groupDigits = (text: string): string => {
  const [, sign, whole, fraction] = decimalForm.exec(text) ?? []
  if (sign === undefined || whole === undefined) return text
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",")
  return `${sign}${grouped}${fraction === undefined ? "" : `.${fraction}`}`
}

/** Moves the decimal point to the right: `0.001234` by 2 is `0.1234`. */
export const shiftPoint = (text: string, places: number): string => {
  const [, sign, whole, fraction = ""] = decimalForm.exec(text) ?? []
  if (sign === undefined || whole === undefined) return text
  const digits = `${whole}${fraction.padEnd(places, "0")}`
  const point = whole.length + places
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "")
  const right = digits.slice(point)
  return `${sign}${left}${right === "" ? "" : `.${right}`}`
}

export const percentOf = (ratio: string): string => `${groupDigits(shiftPoint(ratio, 2))}%`
export const permilleOf = (ratio: string): string => `${groupDigits(shiftPoint(ratio, 3))}‰`

/** An instant in China, to the minute: `2026-11-02 09:00`. */
export const chinaTime = (instant: string): string => {
  const parsed = Date.parse(instant)
  return Number.isNaN(parsed)
    ? instant
    : new Date(parsed + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ")
}

/** Today in China. */
export const chinaDay = (nowMs: number): string => new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 10)

export const absent = "–"

/** What a figure is called and measured by, as the hub tells it. */
interface Measured {
  readonly name: string
  readonly unit: FigureUnit
}

/** What stands in a cell; an absent ratio has no denominator, any other absent figure is 0. */
export const formatFigure = (value: string | number | undefined, measured: Measured): string => {
  const { unit } = measured
  if (value === undefined) {
    if (unit === "ratio" || unit === "mean" || unit === "instant" || unit === "hours") return absent
    return unit === "money" || unit === "usd" ? "0.00" : "0"
  }
  const text = String(value)
  if (unit === "ratio") return percentOf(text)
  return unit === "instant" ? chinaTime(text) : groupDigits(text)
}

/** 逾期率 is told in ‰ as often as in %: the same digits once more. */
export const secondFigure = (
  value: string | number | undefined,
  { name, unit }: Measured,
): string | undefined =>
  value !== undefined && unit === "ratio" && /overdue/i.test(name) ? permilleOf(String(value)) : undefined

export const isShare = ({ unit }: Measured): boolean => unit === "ratio"

/** For the length of a bar and for sorting, never for display. */
export const magnitudeOf = (value: string | number | undefined, unit: FigureUnit): number => {
  if (value === undefined) return 0
  if (unit === "instant") return Date.parse(String(value)) || 0
  return Number(value) || 0
}
