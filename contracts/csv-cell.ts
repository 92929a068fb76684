/**
 * A spreadsheet runs a cell that begins with one of these signs as a formula. Excel takes the full-width ones for them,
 * and some programs look past blanks, line ends and letters that nobody sees; so what comes after those counts as the
 * beginning.
 */
const formula = /^[\s\p{Z}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|^[\t\r\n]/u
const plainNumber = /^-?\d+(\.\d+)?$/

/** A value as a cell of a CSV file: with an apostrophe before it, a formula is text. */
export const csvCell = (value: string | number): string => {
  const text = String(value)
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
