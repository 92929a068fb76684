import type { Instant } from "../../../contracts/primitives.ts"
import { chinaDateOf, endOfChinaDay } from "../calendar/china-date.ts"
import { addWorkingDays, nextReviewAt, type Deadline } from "../calendar/working-days.ts"
import { expireOffsiteLoan } from "./end-offsite-loan.ts"
import {
  acceptedOffsite,
  tellOffsite,
  type OffsiteAccepted,
  type OffsiteContext,
} from "./offsite-decision.ts"
import { calendarOf, OFFSITE_LEG_DAYS, reviewedLeg } from "./offsite-legs.ts"
import type { OffsiteLoanCase, RunningOffsiteLeg } from "./offsite-loan-case.ts"

/** The clock found nothing to do: the leg is over, or not yet due. */
export interface NothingDue {
  readonly outcome: "nothing"
}

const nothing: NothingDue = { outcome: "nothing" }

interface Looked {
  readonly leg: RunningOffsiteLeg
  readonly escalated: boolean
}

const lookAgain = (deadline: Deadline, now: Instant): Instant =>
  deadline.known ? deadline.dueAt : nextReviewAt(deadline, now)

/** A leg without a date: the calendar may be out by now, otherwise tomorrow. Nothing is escalated on a review. */
const reviewed = (leg: RunningOffsiteLeg, { calendars, now }: OffsiteContext): Looked => {
  const again = reviewedLeg(leg, calendars, now)
  const lookAt = again.lookAt > now ? again.lookAt : endOfChinaDay(chinaDateOf(now))
  return { leg: { ...again, lookAt }, escalated: false }
}

/** Nobody consents by silence: a breach is told, and told again every five working days. */
const look = (leg: RunningOffsiteLeg, context: OffsiteContext): Looked => {
  const { calendars, now } = context
  if (leg.lookAt > now) return { leg, escalated: false }
  if (leg.unpublishedYear !== undefined) return reviewed(leg, context)
  const calendar = calendarOf(leg, calendars)
  if (leg.escalatedAt !== undefined) {
    const next = addWorkingDays(leg.escalatedAt, OFFSITE_LEG_DAYS.superviseEvery, calendar)
    if (!next.known || next.dueAt > now)
      return { leg: { ...leg, lookAt: lookAgain(next, now) }, escalated: false }
  }
  const repeat = addWorkingDays(now, OFFSITE_LEG_DAYS.superviseEvery, calendar)
  return { leg: { ...leg, escalatedAt: now, lookAt: lookAgain(repeat, now) }, escalated: true }
}

/** Thirty working days after a home center should have certified, the request is dead; never before it was told. */
const expiryOf = (
  offsite: OffsiteLoanCase,
  legs: readonly RunningOffsiteLeg[],
  { calendars }: OffsiteContext,
): Instant | undefined => {
  if (offsite.status !== "requested" || offsite.expiryAt !== undefined) return offsite.expiryAt
  const breached = legs.find(({ leg, escalatedAt }) => leg === "certification" && escalatedAt !== undefined)
  if (breached?.dueOn === undefined) return undefined
  const expiry = addWorkingDays(breached.dueOn, OFFSITE_LEG_DAYS.expireAfterBreach, calendars.home)
  return expiry.known ? expiry.dueAt : undefined
}

/**
 * The clock looks at a case. It escalates what nobody has done, and ends a request that nobody answers or a
 * certificate whose last day is over; it never certifies, lends, books or consents for a center. Idempotent: before
 * `timerAt`, and after the end of a case that leaves nothing open, it finds nothing to do.
 */
export const passOffsiteTime = (
  offsite: OffsiteLoanCase,
  context: OffsiteContext,
): OffsiteAccepted | NothingDue => {
  const { now } = context
  if (offsite.timerAt === undefined || now < offsite.timerAt) return nothing
  if (offsite.expiryAt !== undefined && offsite.expiryAt <= now) return expireOffsiteLoan(offsite, context)
  const looked = offsite.legs.map((leg) => look(leg, context))
  const legs = looked.map(({ leg }) => leg)
  const escalations = looked.filter(({ escalated }) => escalated).length
  const expiryAt = expiryOf(offsite, legs, context)
  return acceptedOffsite(
    offsite,
    {
      ...offsite,
      legs,
      escalations: offsite.escalations + escalations,
      ...(expiryAt === undefined ? {} : { expiryAt }),
    },
    escalations === 0 ? "calendar-review" : "escalation",
    context,
    (saved, telling) =>
      escalations === 0
        ? []
        : (["loan", "home", "operator"] as const).map((to) =>
            tellOffsite(saved, to, "offsite-loan.escalated", telling),
          ),
  )
}
