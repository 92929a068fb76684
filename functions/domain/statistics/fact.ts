import type { Fact } from "../../../contracts/statistics.ts"
import type { Instant, LocalDate, Money } from "../../../contracts/primitives.ts"
import { chinaDateOf, daysBetween } from "../calendar/china-date.ts"
import { countWorkingDays, type WorkingCalendar } from "../calendar/working-days.ts"
import type { HistoryEntry } from "../change.ts"

/** The working days of a center: province, closing days. */
export type CalendarOf = (centerId: string) => WorkingCalendar

/** The course of a case, oldest first. */
export type Course = readonly HistoryEntry[]

type Centers = Fact["centers"]

interface Told {
  readonly metric: string
  readonly day: LocalDate | "now"
  readonly centers: Centers
  readonly figures: Readonly<Record<string, number>>
  readonly slice?: string
  readonly stands?: true
  readonly of?: string
}

export const fact = ({ metric, day, centers, figures, slice, stands, of }: Told): Fact => ({
  metric,
  day,
  centers: [...centers],
  figures: { ...figures },
  ...(slice === undefined ? {} : { slice }),
  ...(stands === undefined ? {} : { stands }),
  ...(of === undefined ? {} : { of }),
})

/** One text for a fact, however its members are ordered: what was stored comes back in another order. */
export const textOf = ({ metric, day, stands, slice, centers, figures, of }: Fact): string =>
  JSON.stringify([
    metric,
    day,
    stands ?? null,
    slice ?? null,
    centers,
    Object.entries(figures).toSorted(([left], [right]) => (left < right ? -1 : 1)),
    of ?? null,
  ])

/** Whole fen: figures are sums of whole numbers, whatever their unit. */
export const fenOf = (amount: Money): number => Number(amount.slice(0, -3) + amount.slice(-2))

export const firstOf = (course: Course, ...events: readonly string[]): HistoryEntry | undefined =>
  course.find(({ event }) => events.includes(event))
export const lastOf = (course: Course, ...events: readonly string[]): HistoryEntry | undefined =>
  course.findLast(({ event }) => events.includes(event))
export const dayOf = ({ at }: { readonly at: Instant }): LocalDate => chinaDateOf(at)

interface Leg {
  /** `legs`, or what spans several of them and is not added to them. */
  readonly metric?: "legs" | "serviceDays"
  readonly name: string
  readonly by: string
  readonly from: LocalDate
  readonly to: LocalDate
  /** Days that the rules give: working days, or natural ones where a catalogue says so. */
  readonly given: number
  readonly kind?: "working" | "natural"
}

/** A leg that has ended: how many working days it took, and whether it took no more days than the rules give. */
export const legFact = (
  { metric = "legs", name, by, from, to, given, kind }: Leg,
  calendarOf: CalendarOf,
): Fact => {
  const days = from >= to ? 0 : countWorkingDays(from, to, calendarOf(by))
  const passed = kind === "natural" && from < to ? daysBetween(from, to) : days
  return fact({
    metric,
    day: to,
    slice: name,
    centers: [["own", by]],
    figures:
      days === undefined || passed === undefined
        ? { ended: 1, undated: 1 }
        : { ended: 1, days, onTime: passed <= given ? 1 : 0 },
  })
}
