import { LocalDate, type Instant, type Month } from "../../../contracts/primitives.ts"
import type { OffsiteLeg } from "../../../contracts/offsite-loans.ts"
import { endOfChinaDay } from "../calendar/china-date.ts"
import { addWorkingDays, type WorkingCalendar } from "../calendar/working-days.ts"
import { withDeadline } from "../case/running-leg.ts"
import { addMonths } from "../months/month.ts"
import type { OffsiteLoanCase, OffsiteParty, RunningOffsiteLeg } from "./offsite-loan-case.ts"

/** Working days of each leg; the circular asks for "the prescribed time" and leaves the figures to the parties. */
export const OFFSITE_LEG_DAYS = {
  certification: 5,
  decision: 10,
  collectionAnswer: 5,
  offsetCompletion: 3,
  offsetReturn: 5,
  superviseEvery: 5,
  expireAfterBreach: 30,
} as const

/** The feed of a month is due at 24:00 of this day of the next month. */
const feedDay = "15"

type CountedLeg = Exclude<OffsiteLeg, "statusFeed">

const PARTY_OF: Readonly<Record<OffsiteLeg, OffsiteParty>> = {
  certification: "home",
  decision: "loan",
  collectionAnswer: "home",
  offsetCompletion: "loan",
  offsetReturn: "home",
  statusFeed: "loan",
}

export interface OffsiteCalendars {
  readonly loan: WorkingCalendar
  readonly home: WorkingCalendar
}

export const calendarOf = (
  leg: Pick<RunningOffsiteLeg, "party">,
  calendars: OffsiteCalendars,
): WorkingCalendar => calendars[leg.party]

/** A leg that begins at `since`; where the calendar is unpublished it has no date and the clock reviews it. */
export const planOffsiteLeg = (
  leg: CountedLeg,
  calendars: OffsiteCalendars,
  since: Instant,
  now: Instant = since,
): RunningOffsiteLeg =>
  withDeadline(
    { leg, party: PARTY_OF[leg], since },
    addWorkingDays(since, OFFSITE_LEG_DAYS[leg], calendars[PARTY_OF[leg]]),
    now,
  )

/** The feed of `month`: due in the middle of the next one, by the calendar of everybody. */
export const feedLeg = (month: Month, since: Instant): RunningOffsiteLeg => {
  const dueOn = LocalDate.parse(`${addMonths(month, 1)}-${feedDay}`)
  const dueAt = endOfChinaDay(dueOn)
  return { leg: "statusFeed", party: "loan", since, dueOn, dueAt, lookAt: dueAt }
}

/** The same leg again, now that a calendar may be published; it is counted from when it began. */
export const reviewedLeg = (
  running: RunningOffsiteLeg,
  calendars: OffsiteCalendars,
  now: Instant,
): RunningOffsiteLeg =>
  running.leg === "statusFeed" ? running : planOffsiteLeg(running.leg, calendars, running.since, now)

export const withLeg = (offsite: OffsiteLoanCase, leg: RunningOffsiteLeg): OffsiteLoanCase => ({
  ...offsite,
  legs: [...offsite.legs.filter((other) => other.leg !== leg.leg), leg],
})

export const withoutLeg = (offsite: OffsiteLoanCase, leg: OffsiteLeg): OffsiteLoanCase => ({
  ...offsite,
  legs: offsite.legs.filter((other) => other.leg !== leg),
})

/** When the clock looks next: the earliest of what the legs and the end of the case ask for. */
export const nextLook = ({
  legs,
  expiryAt,
}: Pick<OffsiteLoanCase, "legs" | "expiryAt">): Instant | undefined =>
  [...legs.map(({ lookAt }) => lookAt), ...(expiryAt === undefined ? [] : [expiryAt])].toSorted()[0]
