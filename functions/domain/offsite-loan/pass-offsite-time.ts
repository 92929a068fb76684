import type { Instant } from "../../../contracts/primitives.ts"
import { addWorkingDays } from "../calendar/working-days.ts"
import { lookAtLeg } from "../case/running-leg.ts"
import { nothingDue, type NothingDue } from "../case/nothing-due.ts"
import { expireOffsiteLoan } from "./end-offsite-loan.ts"
import {
  acceptedOffsite,
  tellOffsite,
  type OffsiteAccepted,
  type OffsiteContext,
} from "./offsite-decision.ts"
import { calendarOf, OFFSITE_LEG_DAYS, reviewedLeg } from "./offsite-legs.ts"
import type { OffsiteLoanCase, RunningOffsiteLeg } from "./offsite-loan-case.ts"

const look = (leg: RunningOffsiteLeg, { calendars, now }: OffsiteContext) =>
  lookAtLeg(leg, {
    calendar: calendarOf(leg, calendars),
    now,
    superviseEvery: OFFSITE_LEG_DAYS.superviseEvery,
    reviewed: () => reviewedLeg(leg, calendars, now),
  })

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
  if (offsite.timerAt === undefined || now < offsite.timerAt) return nothingDue
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
