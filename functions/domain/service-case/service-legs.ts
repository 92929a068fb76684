import type { ServiceLeg } from "../../../contracts/service-cases.ts"
import { badRatings } from "../../../contracts/service-codes.ts"
import type { Instant } from "../../../contracts/primitives.ts"
import { addWorkingDays, type WorkingCalendar } from "../calendar/working-days.ts"
import { naturalDeadline, withDeadline } from "../case/running-leg.ts"
import {
  deliveringParty,
  isWithdrawal,
  type RunningServiceLeg,
  type ServiceCase,
  type ServiceParty,
} from "./service-case.ts"

export const SERVICE_CLOCK = {
  /** A breach is told again every so many working days. */
  superviseEvery: 5,
  /** Working days after a breach until a case that nobody decides is dead. */
  expireAfterBreach: 30,
  /** Working days for the answer to a bad rating; no source names a figure. */
  ratingReply: 5,
} as const

export interface ServiceCalendars {
  readonly receiving: WorkingCalendar
  readonly home: WorkingCalendar
}

const daysOf = ({ legDays }: Pick<ServiceCase, "legDays">, leg: ServiceLeg): number =>
  leg === "ratingReply" ? SERVICE_CLOCK.ratingReply : legDays[leg]

/** A bad rating that the home center has not answered. */
export const awaitsReply = ({ rating }: Pick<ServiceCase, "rating">): boolean =>
  rating !== undefined && rating.reply === undefined && badRatings.includes(rating.rating)

/** What must happen next, and by whom. The applicant's own time for missing papers runs at the receiving center. */
const nextLegOf = (
  serviceCase: ServiceCase,
): { readonly leg: ServiceLeg; readonly party: ServiceParty } | undefined => {
  switch (serviceCase.status) {
    case "submitted":
      return serviceCase.mode === "joint"
        ? { leg: "verification", party: "receiving" }
        : { leg: "decision", party: "home" }
    case "supplementRequested":
      return { leg: "supplement", party: "receiving" }
    case "verified":
    case "notVerified":
      return { leg: "decision", party: "home" }
    case "approved":
      return isWithdrawal(serviceCase)
        ? { leg: "payment", party: "home" }
        : { leg: "delivery", party: deliveringParty(serviceCase) }
    case "refused":
    case "paid":
      return { leg: "delivery", party: deliveringParty(serviceCase) }
    case "closed":
      return awaitsReply(serviceCase) ? { leg: "ratingReply", party: "home" } : undefined
    case "cancelled":
    case "expired":
      return undefined
  }
}

export const planServiceLeg = (
  serviceCase: Pick<ServiceCase, "legDays">,
  { leg, party }: { readonly leg: ServiceLeg; readonly party: ServiceParty },
  calendars: ServiceCalendars,
  since: Instant,
  now: Instant = since,
): RunningServiceLeg => {
  const days = daysOf(serviceCase, leg)
  // The applicant gathers papers on any day of the week.
  const natural = leg !== "ratingReply" && (leg === "supplement" || serviceCase.legDays.kind === "natural")
  const deadline = natural ? naturalDeadline(since, days) : addWorkingDays(since, days, calendars[party])
  return withDeadline({ leg, party, since }, deadline, now)
}

/** The legs of a case that has just come to its status. */
export const legsOf = (
  serviceCase: ServiceCase,
  calendars: ServiceCalendars,
  since: Instant,
): readonly RunningServiceLeg[] => {
  const next = nextLegOf(serviceCase)
  const reply = { leg: "ratingReply", party: "home" } as const
  // A payment that came back reopens the case; the applicant who complained is answered all the same.
  const owed = ["approved", "paid"].includes(serviceCase.status) && awaitsReply(serviceCase) ? [reply] : []
  return [...(next === undefined ? [] : [next]), ...owed].map((leg) =>
    planServiceLeg(serviceCase, leg, calendars, since),
  )
}

/** The end of what is left to the applicant; a case that waits for a center dies later, see pass-service-time.ts. */
export const expiryOf = (
  { status }: Pick<ServiceCase, "status">,
  legs: readonly RunningServiceLeg[],
): Instant | undefined =>
  status === "supplementRequested" ? legs.find(({ leg }) => leg === "supplement")?.dueAt : undefined

/** When an ended case forgets its documents and figures; its identity goes by itself. */
export const erasureDue = (
  serviceCase: Pick<ServiceCase, "documents" | "details" | "erasesAt" | "erased">,
): Instant | undefined => {
  const { documents, erasesAt, erased } = serviceCase
  const holdsSomething = documents.length > 0 || isWithdrawal(serviceCase)
  return holdsSomething && erased !== true ? erasesAt : undefined
}

/** When the clock looks next: the earliest of what the legs, the expiry and the erasure ask for. */
export const nextServiceLook = (
  serviceCase: Pick<ServiceCase, "legs" | "expiryAt" | "documents" | "details" | "erasesAt" | "erased">,
): Instant | undefined => {
  const { legs, expiryAt } = serviceCase
  const erasure = erasureDue(serviceCase)
  return [
    ...legs.map(({ lookAt }) => lookAt),
    ...(expiryAt === undefined ? [] : [expiryAt]),
    ...(erasure === undefined ? [] : [erasure]),
  ].toSorted()[0]
}
