import type * as z from "zod"
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
  confirmLetter: actOnTransfer<z.infer<typeof LetterConfirmation>>(needs, () => ({ action: "letter-confirmation" })),
  refuseLetter: actOnTransfer<z.infer<typeof LetterRefusal>>(needs, (body) => ({ action: "refusal", body })),
  cancelTransfer: actOnTransfer<z.infer<typeof Cancellation>>(needs, () => ({ action: "cancellation" })),
  requestStop: actOnTransfer<z.infer<typeof StopRequest>>(needs, () => ({ action: "stop-request" })),
  sendStatement: actOnTransfer<Statement>(needs, (body) => ({ action: "statement", body })),
  sendPayment: actOnTransfer<z.infer<typeof PaymentNotice>>(needs, (body) => ({ action: "payment", body })),
  returnPayment: actOnTransfer<z.infer<typeof PaymentReturn>>(needs, (body) => ({ action: "payment-return", body })),
  completeTransfer: actOnTransfer<Completion>(needs, async (body, statement) => ({ action: "completion", body, statement: await statement() })),
  disputeStatement: actOnTransfer<z.infer<typeof Dispute>>(needs, (body) => ({ action: "dispute", body })),
  returnMoney: actOnTransfer<z.infer<typeof ReturnOfMoney>>(needs, (body) => ({ action: "return", body })),
  confirmReturn: actOnTransfer<z.infer<typeof ReturnConfirmation>>(needs, () => ({ action: "return-confirmation" })),
  acknowledgeRefusal: actOnTransfer<z.infer<typeof RefusalAcknowledgement>>(needs, () => ({ action: "refusal-acknowledgement" })),
})
