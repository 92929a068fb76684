import type { RatingReply, ServiceClosure, ServiceRating } from "../../../contracts/service-cases.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { from } from "./decide-service.ts"
import { deliveringParty, isWithdrawal, type ServiceCase } from "./service-case.ts"
import {
  acceptedService,
  otherParty,
  tellService,
  type ServiceAccepted,
  type ServiceContext,
  type ServiceOutcome,
} from "./service-decision.ts"
import { awaitsReply } from "./service-legs.ts"

/** A day between what it follows and today. */
const dayDefect = (
  day: LocalDate,
  earliest: LocalDate | undefined,
  field: string,
  { today }: ServiceContext,
): Refusal | undefined => {
  if (day > today) return refuse("invalid-request", { rule: "VAL-010", field })
  return earliest !== undefined && day < earliest
    ? refuse("invalid-request", { rule: "VAL-005", field })
    : undefined
}

/** 办结: the applicant has the result. A withdrawal that is approved and not paid has none yet. */
export const closeService = (
  serviceCase: ServiceCase,
  { deliveredOn, delivery, trackingNo }: ServiceClosure,
  context: ServiceContext,
): ServiceOutcome => {
  const caseId = serviceCase.serviceCaseId
  if (serviceCase.status === "approved" && isWithdrawal(serviceCase))
    return refuse("action-not-allowed", { rule: "SVC-005", caseId })
  const wrongDay = dayDefect(deliveredOn, serviceCase.decision?.decidedOn, "/deliveredOn", context)
  if (wrongDay !== undefined) return { ...wrongDay, caseId }
  const { now, newId } = context
  return acceptedService(
    serviceCase,
    {
      ...serviceCase,
      status: "closed",
      closure: { deliveredOn, delivery, ...(trackingNo === undefined ? {} : { trackingNo }) },
    },
    "closure",
    context,
    (saved, by) =>
      tellService(saved, otherParty(deliveringParty(saved)), "service.closed", { now, newId, ...from(by) }),
  )
}

/** Taken back before a decision. */
export const cancelService = (serviceCase: ServiceCase, context: ServiceContext): ServiceAccepted =>
  acceptedService(
    serviceCase,
    { ...serviceCase, status: "cancelled" },
    "cancellation",
    context,
    (saved, by) =>
      tellService(saved, "home", "service.cancelled", {
        now: context.now,
        newId: context.newId,
        ...from(by),
      }),
  )

/** The clock: nobody decided for long, or the applicant's own time is over. Never after a decision. */
export const expireService = (serviceCase: ServiceCase, context: ServiceContext): ServiceAccepted =>
  acceptedService(serviceCase, { ...serviceCase, status: "expired" }, "expiry", context, (saved) => {
    const telling = { now: context.now, newId: context.newId }
    const home = tellService(saved, "home", "service.expired", telling)
    return saved.receivingCenterId === saved.homeCenterId
      ? home
      : [...tellService(saved, "receiving", "service.expired", telling), ...home]
  })

/** 好差评: once. A bad one is answered by the center that decided. */
export const rateService = (
  serviceCase: ServiceCase,
  { rating, ratedOn, note }: ServiceRating,
  context: ServiceContext,
): ServiceOutcome => {
  const caseId = serviceCase.serviceCaseId
  if (serviceCase.rating !== undefined) return refuse("action-not-allowed", { rule: "SVC-008", caseId })
  const wrongDay = dayDefect(ratedOn, serviceCase.closure?.deliveredOn, "/ratedOn", context)
  if (wrongDay !== undefined) return { ...wrongDay, caseId }
  const { now, newId } = context
  return acceptedService(
    serviceCase,
    { ...serviceCase, rating: { rating, ratedOn, ...(note === undefined ? {} : { note }) } },
    "rating",
    context,
    (saved, by) => tellService(saved, "home", "service.rated", { now, newId, ...from(by) }),
  )
}

/** H: what was found of a bad rating, and mended. */
export const replyToRating = (
  serviceCase: ServiceCase,
  { reply, substantiated }: RatingReply,
  context: ServiceContext,
): ServiceOutcome => {
  const caseId = serviceCase.serviceCaseId
  const { rating } = serviceCase
  if (rating === undefined || !awaitsReply(serviceCase))
    return refuse("action-not-allowed", { rule: "SVC-008", caseId })
  const { now, newId, today } = context
  return acceptedService(
    serviceCase,
    {
      ...serviceCase,
      rating: { ...rating, reply: { reply, substantiated, repliedOn: today } },
      legs: serviceCase.legs.filter(({ leg }) => leg !== "ratingReply"),
    },
    "rating-reply",
    context,
    (saved, by) => tellService(saved, "receiving", "service.rating-replied", { now, newId, ...from(by) }),
    "asGiven",
  )
}
