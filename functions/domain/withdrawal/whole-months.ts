import type { LocalDate } from "../../../contracts/primitives.ts"
import { monthOf, monthsBetween } from "../months/month.ts"

/** Months that have passed in full between two days: the sixth is full on the same day of the sixth month after. */
export const wholeMonths = (from: LocalDate, to: LocalDate): number => {
  const months = monthsBetween(monthOf(from), monthOf(to))
  return to.slice(8) < from.slice(8) ? months - 1 : months
}

/** Whether a day lies within so many months of another, the same day of the last month included. */
export const isWithinMonths = (from: LocalDate, to: LocalDate, months: number): boolean => {
  const passed = wholeMonths(from, to)
  return passed < months || (passed === months && to.slice(8) === from.slice(8))
}
