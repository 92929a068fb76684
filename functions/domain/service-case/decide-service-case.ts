import type {
  RatingReply,
  ServiceClosure,
  ServiceDecision,
  ServicePayment,
  ServicePaymentReturn,
  ServiceRating,
  ServiceRevocation,
  Supplement,
  SupplementRequest,
  Verification,
} from "../../../contracts/service-cases.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import type { ServiceStatus } from "../../../contracts/service-codes.ts"
import { refuse } from "../refusal.ts"
import { approveService, refuseService } from "./decide-service.ts"
import { revokeApproval } from "./revoke-approval.ts"
import { cancelService, closeService, rateService, replyToRating } from "./end-service.ts"
import { askSupplement, supplyDocuments, verifyFact } from "./gather-papers.ts"
import { payService, returnServicePayment } from "./pay-service.ts"
import { deliveringParty, type ServiceCase, type ServiceParty } from "./service-case.ts"
import type { ServiceContext, ServiceOutcome } from "./service-decision.ts"

/** What a center may ask of a case. The clock is not among them. */
export type ServiceCommand =
  | { readonly action: "supplement-request"; readonly body: SupplementRequest }
  | { readonly action: "supplement"; readonly body: Supplement }
  | { readonly action: "verification"; readonly body: Verification }
  | { readonly action: "decision"; readonly body: ServiceDecision }
  | { readonly action: "payment"; readonly body: ServicePayment }
  | { readonly action: "payment-return"; readonly body: ServicePaymentReturn }
  | { readonly action: "closure"; readonly body: ServiceClosure }
  | { readonly action: "cancellation" }
  | { readonly action: "rating"; readonly body: ServiceRating }
  | { readonly action: "rating-reply"; readonly body: RatingReply }
  | { readonly action: "revocation"; readonly body: ServiceRevocation }

export type ServiceAction = ServiceCommand["action"]

interface Allowed {
  readonly parties: readonly ServiceParty[]
  readonly from: readonly ServiceStatus[]
}

/** Who may do what, in which status: the table of the interface, once. */
export const serviceAllowed = (
  serviceCase: Pick<ServiceCase, "mode" | "legs">,
  action: ServiceAction,
): Allowed => {
  const joint = serviceCase.mode === "joint"
  // A counter that never tells the applicant must not keep the case open for ever.
  const overdue = serviceCase.legs.some(
    ({ leg, escalatedAt }) => leg === "delivery" && escalatedAt !== undefined,
  )
  const delivers = [deliveringParty(serviceCase)]
  switch (action) {
    case "supplement-request":
      return {
        parties: joint ? ["home", "receiving"] : ["home"],
        from: joint ? ["submitted", "verified"] : ["submitted"],
      }
    case "supplement":
      return { parties: ["receiving"], from: ["supplementRequested"] }
    case "verification":
      return { parties: ["receiving"], from: joint ? ["submitted"] : [] }
    case "decision":
      return { parties: ["home"], from: joint ? ["verified", "notVerified"] : ["submitted"] }
    case "payment":
      return { parties: ["home"], from: ["approved"] }
    case "payment-return":
      return { parties: ["home"], from: ["paid", "closed"] }
    case "closure":
      return {
        parties: overdue ? [...delivers, "home"] : delivers,
        from: ["approved", "refused", "paid"],
      }
    case "cancellation":
      return {
        parties: ["receiving"],
        from: ["submitted", "supplementRequested", "verified", "notVerified"],
      }
    case "rating":
      return { parties: delivers, from: ["closed"] }
    case "rating-reply":
      return { parties: ["home"], from: ["closed", "approved", "paid"] }
    case "revocation":
      return { parties: ["home"], from: ["approved"] }
  }
}

/** The rule of the order that an early act breaks; what is merely over breaks none. */
const orderRule = (
  { mode, status }: Pick<ServiceCase, "mode" | "status">,
  action: ServiceAction,
): { readonly rule?: RuleId } => {
  if (action === "payment" && status !== "paid" && status !== "closed") return { rule: "SVC-005" }
  return action === "decision" && mode === "joint" && status === "submitted" ? { rule: "SVC-004" } : {}
}

/** Pure: the same case, command and context give the same decision. */
export const decideServiceCase = (
  serviceCase: ServiceCase,
  command: ServiceCommand,
  context: ServiceContext,
): ServiceOutcome => {
  const caseId = serviceCase.serviceCaseId
  const { parties, from } = serviceAllowed(serviceCase, command.action)
  const { actor } = context
  if (actor === "clock" || !parties.some((party) => actor.has(party)))
    return refuse("wrong-party", { rule: "SVC-003", caseId })
  if (!from.includes(serviceCase.status))
    return refuse("action-not-allowed", { ...orderRule(serviceCase, command.action), caseId })
  switch (command.action) {
    case "supplement-request":
      return askSupplement(serviceCase, command.body, context)
    case "supplement":
      return supplyDocuments(serviceCase, command.body, context)
    case "verification":
      return verifyFact(serviceCase, command.body, context)
    case "decision":
      return command.body.outcome === "approved"
        ? approveService(serviceCase, command.body, context)
        : refuseService(serviceCase, command.body, context)
    case "payment":
      return payService(serviceCase, command.body, context)
    case "payment-return":
      return returnServicePayment(serviceCase, command.body, context)
    case "closure":
      return closeService(serviceCase, command.body, context)
    case "cancellation":
      return cancelService(serviceCase, context)
    case "rating":
      return rateService(serviceCase, command.body, context)
    case "rating-reply":
      return replyToRating(serviceCase, command.body, context)
    case "revocation":
      return revokeApproval(serviceCase, command.body, context)
  }
}
