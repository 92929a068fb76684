import type { CalendarFile } from "../../../contracts/calendars/calendar-file.ts"
import { overrideFiles, regionsWithOwnHolidays } from "../../../contracts/calendars/override-files.ts"
import type { Instant, LocalDate } from "../../../contracts/primitives.ts"
import { addDays, chinaDateOf, endOfChinaDay, weekdayOf } from "./china-date.ts"
import { libraryException, libraryKnowsYear } from "./library-days.ts"

/** The calendar of the center that must act: national, its province, its own closing days. */
export interface WorkingCalendar {
  readonly provinceCode: string | undefined
  readonly closingDays: ReadonlySet<string>
  readonly files: readonly CalendarFile[]
}

export type DayKind =
  | { readonly kind: "working" }
  | { readonly kind: "off" }
  | { readonly kind: "unpublished"; readonly unpublishedYear: number }

/** A deadline that is known: due before `dueAt`, which is 24:00 China time of `dueDate`. */
export interface KnownDeadline {
  readonly known: true
  readonly dueDate: LocalDate
  readonly dueAt: Instant
}

/**
 * A deadline that reaches into days whose calendar nobody has published. `reviewOn` is the last day before the
 * first unpublished one: the deadline is certainly not over before the end of that day, so a clock may sleep until
 * `reviewAt` and then ask again. It is a bound, not a deadline: nothing may be escalated or expired on it.
 */
export interface UnknownDeadline {
  readonly known: false
  readonly unpublishedYear: number
  readonly reviewOn: LocalDate
  readonly reviewAt: Instant
}

export type Deadline = KnownDeadline | UnknownDeadline

/**
 * The notice for a year, published in the autumn before, also moves days late in December (29 to 31 December
 * 2018; 30 and 31 December 2006 and 2007). Until it is out, the last seven days of December are open too.
 */
export const firstOpenDayInDecember = 25

/** No rule of the hub counts further; the bound keeps the loop finite. */
const mostWorkingDays = 400

export const calendarFor = (center: {
  readonly provinceCode?: string | undefined
  readonly closingDays?: readonly LocalDate[] | undefined
  /** Further override files, beside those that ship with the hub; of two files for a day the later listed decides. */
  readonly overrides?: readonly CalendarFile[] | undefined
}): WorkingCalendar => ({
  provinceCode: center.provinceCode,
  closingDays: new Set(center.closingDays ?? []),
  files: [...overrideFiles(), ...(center.overrides ?? [])].filter(
    (file) => file.scope === "national" || file.scope === center.provinceCode,
  ),
})

const coveringFile = (calendar: WorkingCalendar, scope: string, date: LocalDate): CalendarFile | undefined =>
  calendar.files.findLast(
    (file) => file.scope === scope && file.covers.from <= date && date <= file.covers.to,
  )

const fileException = (file: CalendarFile | undefined, date: LocalDate): "working" | "off" | undefined => {
  const day = file?.days.find((day) => day.date === date)
  return day === undefined ? undefined : day.working ? "working" : "off"
}

const nationalYearIsPublished = (calendar: WorkingCalendar, year: number): boolean =>
  libraryKnowsYear(year) ||
  calendar.files.some(
    (file) =>
      file.scope === "national" && file.covers.from <= `${year}-01-01` && `${year}-01-01` <= file.covers.to,
  )

/** The year whose missing notice leaves the day open, if there is one. */
const unpublishedYearOf = (calendar: WorkingCalendar, date: LocalDate): number | undefined => {
  const year = Number(date.slice(0, 4))
  const { provinceCode } = calendar
  if (coveringFile(calendar, "national", date) === undefined) {
    if (!libraryKnowsYear(year)) return year
    const inTail = date >= `${year}-12-${firstOpenDayInDecember}`
    if (inTail && !nationalYearIsPublished(calendar, year + 1)) return year + 1
  }
  if (provinceCode === undefined || !regionsWithOwnHolidays.includes(provinceCode)) return undefined
  return coveringFile(calendar, provinceCode, date) === undefined ? year : undefined
}

export const dayKind = (date: LocalDate, calendar: WorkingCalendar): DayKind => {
  const unpublishedYear = unpublishedYearOf(calendar, date)
  if (unpublishedYear !== undefined) return { kind: "unpublished", unpublishedYear }
  if (calendar.closingDays.has(date)) return { kind: "off" }
  const { provinceCode } = calendar
  const regional = provinceCode === undefined ? undefined : coveringFile(calendar, provinceCode, date)
  const exception =
    fileException(regional, date) ??
    fileException(coveringFile(calendar, "national", date), date) ??
    libraryException(date)
  if (exception !== undefined) return { kind: exception }
  const weekday = weekdayOf(date)
  return { kind: weekday === 0 || weekday === 6 ? "off" : "working" }
}

const isInstant = (start: LocalDate | Instant): start is Instant => start.includes("T")

/** The China day of a start that is either a day or an instant. */
const startDay = (start: LocalDate | Instant): LocalDate => (isInstant(start) ? chinaDateOf(start) : start)

/**
 * The day on which `workingDays` working days after the start have passed. The start day does not count.
 * Never guesses: see UnknownDeadline.
 */
export const addWorkingDays = (
  start: LocalDate | Instant,
  workingDays: number,
  calendar: WorkingCalendar,
): Deadline => {
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > mostWorkingDays)
    throw new RangeError(`working days out of range: ${workingDays}`)
  let day = startDay(start)
  let left = workingDays
  while (left > 0) {
    const next = addDays(day, 1)
    const kind = dayKind(next, calendar)
    if (kind.kind === "unpublished")
      return {
        known: false,
        unpublishedYear: kind.unpublishedYear,
        reviewOn: day,
        reviewAt: endOfChinaDay(day),
      }
    if (kind.kind === "working") left -= 1
    day = next
  }
  return { known: true, dueDate: day, dueAt: endOfChinaDay(day) }
}

/**
 * When a clock should look at an unknown deadline again: at `reviewAt`, or, once that has passed, at the end of the
 * present China day, so that it looks once a day until the calendar is out and never spins.
 */
export const nextReviewAt = (deadline: UnknownDeadline, now: Instant): Instant =>
  deadline.reviewAt > now ? deadline.reviewAt : endOfChinaDay(chinaDateOf(now))

/**
 * Working days after `from` up to and including `to`; `undefined` when an unpublished day lies between.
 * A breach found on day `to` is `countWorkingDays(due, to)` working days old.
 */
export const countWorkingDays = (
  from: LocalDate,
  to: LocalDate,
  calendar: WorkingCalendar,
): number | undefined => {
  let count = 0
  for (let day = from; day < to;) {
    day = addDays(day, 1)
    const kind = dayKind(day, calendar)
    if (kind.kind === "unpublished") return undefined
    if (kind.kind === "working") count += 1
  }
  return count
}
