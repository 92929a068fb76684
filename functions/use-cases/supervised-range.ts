import { LocalDate } from "../../contracts/primitives.ts"
import { mostDays } from "../../contracts/supervision-metrics.ts"
import { chinaDateOf, daysBetween } from "../domain/calendar/china-date.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { isRefusal, queryValue } from "./query-values.ts"
import type { SupervisorCall } from "./supervisor-call.ts"

export interface DayRange {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** `from` and `to`: by default this year until today. */
export const rangeOf = ({ query, now }: SupervisorCall): DayRange | Refusal => {
  const today = chinaDateOf(now)
  const to = queryValue(query, "to", LocalDate) ?? today
  if (isRefusal(to)) return to
  const from = queryValue(query, "from", LocalDate) ?? LocalDate.parse(`${to.slice(0, 4)}-01-01`)
  if (isRefusal(from)) return from
  return from > to || daysBetween(from, to) >= mostDays
    ? refuse("range-too-long", { rule: "SUP-001", field: query["from"] === undefined ? "to" : "from" })
    : { from, to }
}

const lastDayOf = (month: string): string => {
  const [year = 0, number = 1] = month.split("-").map(Number)
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, "0")}`
}

/** The same range in whole months: what is counted by month only. */
export const wholeMonths = ({ from, to }: DayRange): DayRange => ({
  from: LocalDate.parse(`${from.slice(0, 7)}-01`),
  to: LocalDate.parse(lastDayOf(to.slice(0, 7))),
})

/** The months that a range touches, oldest first. */
export const monthsIn = ({ from, to }: DayRange): readonly string[] => {
  const months: string[] = []
  let [year = 0, month = 1] = from.split("-").map(Number)
  for (let text = from.slice(0, 7); text <= to.slice(0, 7);) {
    months.push(text)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
    text = `${year}-${String(month).padStart(2, "0")}`
  }
  return months
}
