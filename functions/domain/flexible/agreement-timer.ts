import { Instant } from "../../../contracts/primitives.ts"
import { daysAfter, startOfChinaDay } from "../calendar/china-date.ts"
import type { ArrearsFound } from "./arrears.ts"

const minuteMs = 60_000
const minutesOfDay = 1440

/**
 * Arrears fall due on the first of a month, all of them: a minute of its own spreads the agreements over that day, so
 * that no case waits behind them.
 */
const minuteOf = (agreementNo: string): number => {
  let sum = 0
  for (const character of agreementNo) sum = (sum * 31 + character.charCodeAt(0)) % minutesOfDay
  return sum
}

/** Records are corrected and policies change, so that an agreement is looked at once a month whatever it waits for. */
const longestDays = 31
/** In arrears it is looked at daily: what was paid or closed takes it off the list. */
const toldDays = 1

/** When the clock looks at an agreement next. */
export const nextLook = (
  agreementNo: string,
  { state, dueOn }: Pick<ArrearsFound, "state" | "dueOn">,
  now: Instant,
): Instant => {
  if (state === "due") return daysAfter(now, toldDays)
  const latest = daysAfter(now, longestDays)
  if (dueOn === undefined) return latest
  const due = Date.parse(startOfChinaDay(dueOn)) + minuteOf(agreementNo) * minuteMs
  const look = Instant.parse(new Date(due).toISOString())
  return look > now && look < latest ? look : latest
}
