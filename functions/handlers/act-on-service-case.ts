import * as contracts from "../../contracts/service-cases.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { serviceActions } from "../use-cases/service-actions.ts"

export const handler = serveCenters("act-on-service-case", (hub) => {
  const actions = serviceActions(hub)
  return {
    askSupplement: taking(contracts.SupplementRequest, actions.askSupplement),
    supplyDocuments: taking(contracts.Supplement, actions.supplyDocuments),
    verifyFact: taking(contracts.Verification, actions.verifyFact),
    payService: taking(contracts.ServicePayment, actions.payService),
    returnServicePayment: taking(contracts.ServicePaymentReturn, actions.returnServicePayment),
    revokeApproval: taking(contracts.ServiceRevocation, actions.revokeApproval),
    closeService: taking(contracts.ServiceClosure, actions.closeService),
    cancelService: taking(contracts.ServiceCancellation, actions.cancelService),
    rateService: taking(contracts.ServiceRating, actions.rateService),
    replyToRating: taking(contracts.RatingReply, actions.replyToRating),
  }
})
