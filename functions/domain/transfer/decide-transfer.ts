import type { TransferStatus } from "../../../contracts/codes.ts"
import type {
  Completion,
  Dispute,
  LetterRefusal,
  Payment,
  PaymentReturn,
  ReturnOfMoney,
  Statement,
} from "../../../contracts/transfers.ts"
import { refuse } from "../refusal.ts"
import { completeTransfer } from "./complete-transfer.ts"
import { confirmLetter } from "./confirm-letter.ts"
import { cancelLetter, closeAsRefused, refuseLetter, requestStop } from "./end-letter.ts"
import { confirmReturn, dispute, returnMoney } from "./negotiate.ts"
import { returnPayment, sendPayment, sendStatement } from "./send-statement.ts"
import type { TransferContext, TransferDecision } from "./transfer-decision.ts"
import type { Party, TransferCase } from "./transfer-case.ts"

/** What a center may ask of a case. The clock is not among them: see pass-time.ts. */
export type TransferCommand =
  | { readonly action: "letter-confirmation" }
  | { readonly action: "refusal"; readonly body: LetterRefusal }
  | { readonly action: "cancellation" }
  | { readonly action: "stop-request" }
  | { readonly action: "statement"; readonly body: Statement }
  | { readonly action: "payment"; readonly body: Payment }
  | { readonly action: "payment-return"; readonly body: PaymentReturn }
  | { readonly action: "completion"; readonly body: Completion; readonly statement: Statement | undefined }
  | { readonly action: "dispute"; readonly body: Dispute }
  | { readonly action: "return"; readonly body: ReturnOfMoney }
  | { readonly action: "return-confirmation" }
  | { readonly action: "refusal-acknowledgement" }

export type TransferAction = TransferCommand["action"]

/** Who may do what, in which status: the table of the interface, once. */
export const ALLOWED: Readonly<
  Record<TransferAction, { readonly party: Party; readonly from: readonly TransferStatus[] }>
> = {
  "letter-confirmation": { party: "out", from: ["letterSent"] },
  refusal: { party: "out", from: ["letterConfirmed"] },
  cancellation: { party: "in", from: ["letterSent"] },
  "stop-request": { party: "in", from: ["letterConfirmed"] },
  statement: { party: "out", from: ["letterConfirmed", "negotiating"] },
  payment: { party: "out", from: ["letterConfirmed", "statementSent", "negotiating"] },
  "payment-return": { party: "out", from: ["letterConfirmed", "statementSent", "negotiating"] },
  completion: { party: "in", from: ["statementSent", "negotiating"] },
  dispute: { party: "in", from: ["statementSent"] },
  return: { party: "in", from: ["negotiating"] },
  "return-confirmation": { party: "out", from: ["negotiating"] },
  "refusal-acknowledgement": { party: "in", from: ["refused"] },
}

/** Pure: the same case, command and context give the same decision. */
export const decideTransfer = (
  transfer: TransferCase,
  command: TransferCommand,
  context: TransferContext,
): TransferDecision => {
  const caseId = transfer.transferId
  const { party, from } = ALLOWED[command.action]
  if (context.actor !== party) return refuse("wrong-party", { caseId })
  if (!from.includes(transfer.status))
    return refuse(
      "action-not-allowed",
      command.action === "cancellation"
        ? { rule: "TRF-015", caseId }
        : command.action === "statement"
          ? { rule: "TRF-014", caseId }
          : { caseId },
    )
  if (transfer.returning && command.action !== "return-confirmation")
    return refuse("action-not-allowed", { caseId })
  switch (command.action) {
    case "letter-confirmation":
      return confirmLetter(transfer, context)
    case "refusal":
      return refuseLetter(transfer, command.body, context)
    case "cancellation":
      return cancelLetter(transfer, context)
    case "stop-request":
      return requestStop(transfer, context)
    case "statement":
      return sendStatement(transfer, command.body, context)
    case "payment":
      return sendPayment(transfer, command.body, context)
    case "payment-return":
      return returnPayment(transfer, command.body, context)
    case "completion":
      return completeTransfer(transfer, command.body, command.statement, context)
    case "dispute":
      return dispute(transfer, command.body, context)
    case "return":
      return returnMoney(transfer, command.body, context)
    case "return-confirmation":
      return confirmReturn(transfer, context)
    case "refusal-acknowledgement":
      return closeAsRefused(transfer, context)
  }
}
