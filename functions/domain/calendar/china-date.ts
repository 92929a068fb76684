import { Instant, LocalDate } from "../../../contracts/primitives.ts"

const chinaOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000

/** The calendar day in China at an instant. China has kept one offset, +08:00, since 1991. */
export const chinaDateOf = (instant: Instant): LocalDate =>
  LocalDate.parse(new Date(Date.parse(instant) + chinaOffsetMs).toISOString().slice(0, 10))

/** 00:00 China time of a day. */
export const startOfChinaDay = (date: LocalDate): Instant =>
  Instant.parse(new Date(Date.parse(date) - chinaOffsetMs).toISOString())

/** 24:00 China time of a day: the first instant that is too late. */
export const endOfChinaDay = (date: LocalDate): Instant =>
  Instant.parse(new Date(Date.parse(date) + dayMs - chinaOffsetMs).toISOString())

export const addDays = (date: LocalDate, days: number): LocalDate =>
  LocalDate.parse(new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10))

/** So many times 24 hours later. */
export const daysAfter = (instant: Instant, days: number): Instant =>
  Instant.parse(new Date(Date.parse(instant) + days * dayMs).toISOString())

/** Calendar days from one date to a later one. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  (Date.parse(to) - Date.parse(from)) / dayMs

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (date: LocalDate): number => new Date(Date.parse(date)).getUTCDay()
