import type {
  Cancellation,
  Completion,
  Dispute,
  LetterConfirmation,
  LetterRefusal,
  PaymentNotice,
  PaymentReturn,
  RefusalAcknowledgement,
  ReturnConfirmation,
  ReturnOfMoney,
  Statement,
  StopRequest,
} from "../../contracts/transfers.ts"
import { actOnTransfer, type ActOnTransferNeeds } from "./act-on-transfer.ts"

/** Each route of the transfer, as the command that the decision knows. */
export const transferActions = (needs: ActOnTransferNeeds) => ({
  confirmLetter: actOnTransfer<LetterConfirmation>(needs, () => ({ action: "letter-confirmation" })),
  refuseLetter: actOnTransfer<LetterRefusal>(needs, (body) => ({ action: "refusal", body })),
  cancelTransfer: actOnTransfer<Cancellation>(needs, () => ({ action: "cancellation" })),
  requestStop: actOnTransfer<StopRequest>(needs, () => ({ action: "stop-request" })),
  sendStatement: actOnTransfer<Statement>(needs, (body) => ({ action: "statement", body })),
  sendPayment: actOnTransfer<PaymentNotice>(needs, (body) => ({ action: "payment", body })),
  returnPayment: actOnTransfer<PaymentReturn>(needs, (body) => ({ action: "payment-return", body })),
  completeTransfer: actOnTransfer<Completion>(needs, async (body, statement) => ({
    action: "completion",
    body,
    statement: await statement(),
  })),
  disputeStatement: actOnTransfer<Dispute>(needs, (body) => ({ action: "dispute", body })),
  returnMoney: actOnTransfer<ReturnOfMoney>(needs, (body) => ({ action: "return", body })),
  confirmReturn: actOnTransfer<ReturnConfirmation>(needs, () => ({ action: "return-confirmation" })),
  acknowledgeRefusal: actOnTransfer<RefusalAcknowledgement>(needs, () => ({
    action: "refusal-acknowledgement",
  })),
})
