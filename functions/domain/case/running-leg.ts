import type { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import { addDays, chinaDateOf, endOfChinaDay } from "../calendar/china-date.ts"
import {
  addWorkingDays,
  nextReviewAt,
  type Deadline,
  type WorkingCalendar,
} from "../calendar/working-days.ts"

/** Something that one side of a case must do until a day. A deadline in an unpublished year has no date. */
export interface RunningLeg<Leg extends string, Party extends string> {
  readonly leg: Leg
  readonly party: Party
  readonly since: Instant
  readonly dueOn?: LocalDate
  readonly dueAt?: Instant
  readonly unpublishedYear?: number
  /** When the clock looks at this leg next: its deadline, its next escalation or the review of a calendar. */
  readonly lookAt: Instant
  readonly escalatedAt?: Instant
}

/** What was late when it was escalated, and whose it was: the case goes on, and then another may have to act. */
export interface LateLeg {
  readonly centerId: CenterId
  readonly leg: string
  readonly dueAt?: Instant
}

export const lateLegOf = (
  { leg, dueAt }: Pick<RunningLeg<string, string>, "leg" | "dueAt">,
  centerId: CenterId,
): LateLeg => ({ centerId, leg, ...(dueAt === undefined ? {} : { dueAt }) })

/** Of the legs that are escalated at this moment the one that was due first. */
export const escalatedNow = <Leg extends RunningLeg<string, string>>(
  legs: readonly Leg[],
  now: Instant,
): Leg | undefined =>
  legs
    .filter(({ escalatedAt }) => escalatedAt === now)
    .toSorted((left, right) => (left.dueAt ?? "9").localeCompare(right.dueAt ?? "9"))[0]

interface Begun<Leg extends string, Party extends string> {
  readonly leg: Leg
  readonly party: Party
  readonly since: Instant
}

export const withDeadline = <Leg extends string, Party extends string>(
  begun: Begun<Leg, Party>,
  deadline: Deadline,
  now: Instant,
): RunningLeg<Leg, Party> =>
  deadline.known
    ? { ...begun, dueOn: deadline.dueDate, dueAt: deadline.dueAt, lookAt: deadline.dueAt }
    : { ...begun, unpublishedYear: deadline.unpublishedYear, lookAt: nextReviewAt(deadline, now) }

/** The deadline so many calendar days later; the start day does not count. */
export const naturalDeadline = (since: Instant, days: number): Deadline => {
  const dueDate = addDays(chinaDateOf(since), days)
  return { known: true, dueDate, dueAt: endOfChinaDay(dueDate) }
}

export interface Looked<Leg extends string, Party extends string> {
  readonly leg: RunningLeg<Leg, Party>
  readonly escalated: boolean
}

const lookAgain = (deadline: Deadline, now: Instant): Instant =>
  deadline.known ? deadline.dueAt : nextReviewAt(deadline, now)

/**
 * The clock looks at a leg. Nobody consents by silence: a breach is told, and told again every so many working days. A
 * leg without a date is `reviewed`: the calendar may be out by now, otherwise tomorrow, and nothing is escalated on it.
 */
export const lookAtLeg = <Leg extends string, Party extends string>(
  leg: RunningLeg<Leg, Party>,
  clock: {
    readonly calendar: WorkingCalendar
    readonly now: Instant
    readonly superviseEvery: number
    readonly reviewed: () => RunningLeg<Leg, Party>
  },
): Looked<Leg, Party> => {
  const { calendar, now, superviseEvery } = clock
  if (leg.lookAt > now) return { leg, escalated: false }
  if (leg.unpublishedYear !== undefined) {
    const again = clock.reviewed()
    const lookAt = again.lookAt > now ? again.lookAt : endOfChinaDay(chinaDateOf(now))
    return { leg: { ...again, lookAt }, escalated: false }
  }
  if (leg.escalatedAt !== undefined) {
    const next = addWorkingDays(leg.escalatedAt, superviseEvery, calendar)
    if (!next.known || next.dueAt > now)
      return { leg: { ...leg, lookAt: lookAgain(next, now) }, escalated: false }
  }
  const repeat = addWorkingDays(now, superviseEvery, calendar)
  return { leg: { ...leg, escalatedAt: now, lookAt: lookAgain(repeat, now) }, escalated: true }
}
