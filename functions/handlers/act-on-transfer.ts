import * as contracts from "../../contracts/transfers.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { transferActions } from "../use-cases/transfer-actions.ts"

export const handler = serveCenters("act-on-transfer", (hub) => {
  const actions = transferActions(hub)
  return {
    confirmLetter: taking(contracts.LetterConfirmation, actions.confirmLetter),
    refuseLetter: taking(contracts.LetterRefusal, actions.refuseLetter),
    cancelTransfer: taking(contracts.Cancellation, actions.cancelTransfer),
    requestStop: taking(contracts.StopRequest, actions.requestStop),
    sendStatement: taking(contracts.Statement, actions.sendStatement),
    sendPayment: taking(contracts.PaymentNotice, actions.sendPayment),
    returnPayment: taking(contracts.PaymentReturn, actions.returnPayment),
    completeTransfer: taking(contracts.Completion, actions.completeTransfer),
    disputeStatement: taking(contracts.Dispute, actions.disputeStatement),
    returnMoney: taking(contracts.ReturnOfMoney, actions.returnMoney),
    confirmReturn: taking(contracts.ReturnConfirmation, actions.confirmReturn),
    acknowledgeRefusal: taking(contracts.RefusalAcknowledgement, actions.acknowledgeRefusal),
  }
})
