import type * as z from "zod"
import type {
  RatingReply,
  ServiceCancellation,
  ServiceClosure,
  ServicePayment,
  ServicePaymentReturn,
  ServiceRating,
  ServiceRevocation,
  Supplement,
  SupplementRequest,
  Verification,
} from "../../contracts/service-cases.ts"
import { actOnServiceCase } from "./act-on-service-case.ts"
import type { ServiceNeeds } from "./service-context.ts"

/** The actions of a service case that no rule of money judges: one use case, told apart by the command. */
export const serviceActions = (needs: ServiceNeeds) => ({
  askSupplement: actOnServiceCase(needs, (body: SupplementRequest) => ({
    action: "supplement-request",
    body,
  })),
  supplyDocuments: actOnServiceCase(needs, (body: Supplement) => ({ action: "supplement", body })),
  verifyFact: actOnServiceCase(needs, (body: Verification) => ({ action: "verification", body })),
  payService: actOnServiceCase(needs, (body: ServicePayment) => ({ action: "payment", body })),
  returnServicePayment: actOnServiceCase(needs, (body: ServicePaymentReturn) => ({
    action: "payment-return",
    body,
  })),
  revokeApproval: actOnServiceCase(needs, (body: ServiceRevocation) => ({ action: "revocation", body })),
  closeService: actOnServiceCase(needs, (body: ServiceClosure) => ({ action: "closure", body })),
  cancelService: actOnServiceCase(needs, (_body: z.infer<typeof ServiceCancellation>) => ({
    action: "cancellation",
  })),
  rateService: actOnServiceCase(needs, (body: ServiceRating) => ({ action: "rating", body })),
  replyToRating: actOnServiceCase(needs, (body: RatingReply) => ({ action: "rating-reply", body })),
})
