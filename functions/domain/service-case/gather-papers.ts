import type { Supplement, SupplementRequest, Verification } from "../../../contracts/service-cases.ts"
import { refuse } from "../refusal.ts"
import type { ServiceCase } from "./service-case.ts"
import {
  acceptedService,
  otherParty,
  tellService,
  type ServiceAccepted,
  type ServiceContext,
  type ServiceOutcome,
} from "./service-decision.ts"

/** Each time the clock begins anew: without a bound nobody would ever have to decide. */
const mostSupplements = 3

/** Papers are missing: the applicant's time runs, and the decision begins anew when they are there. */
export const askSupplement = (
  serviceCase: ServiceCase,
  { missing }: SupplementRequest,
  context: ServiceContext,
): ServiceOutcome => {
  const asked = serviceCase.supplements ?? 0
  if (asked >= mostSupplements)
    return refuse("action-not-allowed", { rule: "SVC-011", caseId: serviceCase.serviceCaseId })
  return acceptedService(
    serviceCase,
    { ...serviceCase, status: "supplementRequested", missing, supplements: asked + 1 },
    "supplement-request",
    context,
    (saved, by) => {
      const to = by === saved.homeCenterId ? "receiving" : "home"
      return tellService(saved, to, "service.supplement-requested", told(context, by))
    },
  )
}

/** The missing papers: what was verified before is verified again with them. */
export const supplyDocuments = (
  serviceCase: ServiceCase,
  _supplement: Supplement,
  context: ServiceContext,
): ServiceAccepted => {
  const { missing: _missing, verification: _verification, ...rest } = serviceCase
  return acceptedService(
    serviceCase,
    { ...rest, status: "submitted", documents: [...serviceCase.documents, ...context.papers] },
    "supplement",
    context,
    (saved, by) => tellService(saved, "home", "service.supplied", told(context, by)),
  )
}

/** 两地联办: R has looked at the fact. It decides nothing: H does, under its own rules. */
export const verifyFact = (
  serviceCase: ServiceCase,
  { outcome, verifiedOn, method }: Verification,
  context: ServiceContext,
): ServiceOutcome => {
  if (verifiedOn > context.today)
    return refuse("invalid-request", {
      rule: "VAL-010",
      field: "/verifiedOn",
      caseId: serviceCase.serviceCaseId,
    })
  return acceptedService(
    serviceCase,
    { ...serviceCase, status: outcome, verification: { outcome, verifiedOn, method } },
    "verification",
    context,
    (saved, by) =>
      tellService(
        saved,
        otherParty("receiving"),
        outcome === "verified" ? "service.verified" : "service.not-verified",
        told(context, by),
      ),
  )
}

const told = ({ now, newId }: ServiceContext, by: ServiceCase["homeCenterId"] | undefined) => ({
  now,
  newId,
  ...(by === undefined ? {} : { by }),
})
