import { type LocalDate, Month } from "../../../contracts/primitives.ts"

/** A month, or the month of a day, as a whole number that arithmetic is done with. */
export const monthNumber = (month: string): number => {
  // Digit by digit: a quote over ten segments asks this forty times.
  const digit = (at: number): number => month.charCodeAt(at) - 48
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
  return year * 12 + digit(5) * 10 + digit(6) - 1
}

export const monthOfNumber = (number: number): Month =>
  Month.parse(`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`)

export const monthOf = (date: LocalDate): Month => Month.parse(date.slice(0, 7))

export const addMonths = (month: Month, months: number): Month => monthOfNumber(monthNumber(month) + months)

/** Months from one to a later one, 0 when they are the same, negative when the second is earlier. */
export const monthsBetween = (from: Month, to: Month): number => monthNumber(to) - monthNumber(from)

/** Every month from the first to the last, both included. Nothing when the last is earlier. */
export const eachMonth = (from: Month, to: Month): Month[] =>
  Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, index) => addMonths(from, index))

/** How many months in an unbroken row end with `last`. 0 when `last` is not among them. */
export const consecutiveMonthsUpTo = (months: ReadonlySet<string>, last: Month): number => {
  // Counted as numbers: the month before the first that the wire can write is none that could be parsed.
  const numbers = new Set([...months].map(monthNumber))
  let count = 0
  for (let number = monthNumber(last); numbers.has(number); number -= 1) count += 1
  return count
}
