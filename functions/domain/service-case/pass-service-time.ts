import type { Instant } from "../../../contracts/primitives.ts"
import { addWorkingDays } from "../calendar/working-days.ts"
import { nothingDue, type NothingDue } from "../case/nothing-due.ts"
import { lookAtLeg } from "../case/running-leg.ts"
import { expireService } from "./end-service.ts"
import { forgotten, type RunningServiceLeg, type ServiceCase } from "./service-case.ts"
import {
  acceptedService,
  tellService,
  type ServiceAccepted,
  type ServiceContext,
} from "./service-decision.ts"
import { erasureDue, planServiceLeg, SERVICE_CLOCK } from "./service-legs.ts"

const look = (serviceCase: ServiceCase, leg: RunningServiceLeg, { calendars, now }: ServiceContext) =>
  lookAtLeg(leg, {
    calendar: calendars[leg.party],
    now,
    superviseEvery: SERVICE_CLOCK.superviseEvery,
    reviewed: () => planServiceLeg(serviceCase, leg, calendars, leg.since, now),
  })

const undecided = ["submitted", "verified", "notVerified"]

/** Thirty working days after somebody should have verified or decided, the request is dead; never before it was told. */
const deathOf = (
  serviceCase: ServiceCase,
  legs: readonly RunningServiceLeg[],
  { calendars }: ServiceContext,
): Instant | undefined => {
  if (!undecided.includes(serviceCase.status) || serviceCase.expiryAt !== undefined)
    return serviceCase.expiryAt
  const breached = legs.find(({ escalatedAt }) => escalatedAt !== undefined)
  if (breached?.dueOn === undefined) return undefined
  const death = addWorkingDays(breached.dueOn, SERVICE_CLOCK.expireAfterBreach, calendars[breached.party])
  return death.known ? death.dueAt : undefined
}

/** Documents and figures of an ended case go; that it was, about what and how it ended, stays. */
const forget = (serviceCase: ServiceCase, context: ServiceContext): ServiceAccepted =>
  acceptedService(
    serviceCase,
    { ...serviceCase, details: forgotten(serviceCase), erased: true },
    "erasure",
    context,
    () => [],
    "asGiven",
  )

/** Whether the documents of the case are to be erased at this look. */
export const erasesNow = (serviceCase: ServiceCase, now: Instant): boolean => {
  const due = erasureDue(serviceCase)
  return due !== undefined && due <= now
}

/**
 * The clock looks at a case. It escalates what nobody has done, ends a request that nobody decides, and forgets what an
 * ended case no longer needs; it never verifies, decides, pays or consents for a center. Idempotent: before `timerAt`
 * it finds nothing to do.
 */
export const passServiceTime = (
  serviceCase: ServiceCase,
  context: ServiceContext,
): ServiceAccepted | NothingDue => {
  const { now } = context
  if (serviceCase.timerAt === undefined || now < serviceCase.timerAt) return nothingDue
  if (serviceCase.expiryAt !== undefined && serviceCase.expiryAt <= now)
    return expireService(serviceCase, context)
  if (erasesNow(serviceCase, now)) return forget(serviceCase, context)
  const looked = serviceCase.legs.map((leg) => look(serviceCase, leg, context))
  const legs = looked.map(({ leg }) => leg)
  const escalations = looked.filter(({ escalated }) => escalated).length
  const expiryAt = deathOf(serviceCase, legs, context)
  return acceptedService(
    serviceCase,
    {
      ...serviceCase,
      legs,
      escalations: serviceCase.escalations + escalations,
      ...(expiryAt === undefined ? {} : { expiryAt }),
    },
    escalations === 0 ? "calendar-review" : "escalation",
    context,
    (saved) => (escalations === 0 ? [] : escalated(saved, context)),
    "asGiven",
  )
}

const escalated = (saved: ServiceCase, { now, newId }: ServiceContext) => {
  const sides =
    saved.receivingCenterId === saved.homeCenterId ? (["home"] as const) : (["receiving", "home"] as const)
  return [...sides, "operator" as const].flatMap((to) =>
    tellService(saved, to, "service.escalated", { now, newId }),
  )
}
