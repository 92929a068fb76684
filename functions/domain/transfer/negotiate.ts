import type { Money } from "../../../contracts/primitives.ts"
import type { DisputeReason } from "../../../contracts/transfers.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { refuse } from "../refusal.ts"
import type { Change } from "../change.ts"
import { atRest, endHolds, reopened } from "./end-letter.ts"
import { negotiationLeg } from "./legs.ts"
import { isWhole } from "./money-checks.ts"
import { accepted, tell, unmark, type TransferContext, type TransferDecision } from "./transfer-decision.ts"
import { paidAmount, type TransferCase } from "./transfer-case.ts"

/** I: table and money do not match; 08 becomes 06 and the two centers talk. */
export const dispute = (
  transfer: TransferCase,
  command: { readonly reasonCode: DisputeReason; readonly receivedAmount?: Money | undefined },
  context: TransferContext,
): TransferDecision => {
  const { reasonCode, receivedAmount } = command
  const disputed: TransferCase = {
    ...transfer,
    status: "negotiating",
    dispute: { reasonCode, ...(receivedAmount === undefined ? {} : { receivedAmount }) },
  }
  const after: TransferCase = { ...disputed, ...negotiationLeg("out", context.calendars, context.now) }
  return accepted(transfer, after, "dispute", context, [
    tell({ ...after, version: transfer.version + 1 }, "out", "transfer.disputed", context),
  ])
}

/**
 * I: the money goes back whole, never less than stands in transit: what has not arrived is O's to call back from its
 * bank (`payment-return`) or I's to wait for. The case waits for O's confirmation and can meanwhile not be completed.
 */
export const returnMoney = (
  transfer: TransferCase,
  command: { readonly returns: readonly { readonly reference: string; readonly amount: Money }[] },
  context: TransferContext,
): TransferDecision => {
  const caseId = transfer.transferId
  if (transfer.returning) return refuse("action-not-allowed", { caseId })
  const whole = isWhole(command.returns, paidAmount(transfer), transfer.dispute?.receivedAmount)
  if (!whole) return refuse("amount-mismatch", { rule: "TRF-011", field: "/returns", caseId })
  const references = command.returns.map(({ reference }) => reference)
  if (new Set(references).size < references.length)
    return refuse("payment-reference-used", { rule: "TRF-012", field: "/returns", caseId })
  const after: TransferCase = {
    ...transfer,
    returning: true,
    ...negotiationLeg("out", context.calendars, context.now),
  }
  const claims = command.returns.map(({ reference, amount }): Change => ({
    kind: "claimPaymentReference",
    reference,
    caseId,
    amount,
  }))
  return accepted(transfer, after, "return", context, [
    ...claims,
    tell({ ...after, version: transfer.version + 1 }, "out", "transfer.return-sent", context),
  ])
}

/** O: the money is back. The old account gets its former status again, the case ends as 40. */
export const confirmReturn = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  if (!transfer.returning) return refuse("action-not-allowed", { caseId: transfer.transferId })
  const { formerAccount: _formerAccount, ...rest } = atRest(transfer)
  const closed: TransferCase = {
    ...rest,
    status: "closedAsRefused",
    returning: false,
    payments: transfer.payments.map((payment) => ({
      ...payment,
      returnedOn: payment.returnedOn ?? chinaDateOf(context.now),
    })),
  }
  return accepted(transfer, closed, "return-confirmation", context, [
    ...endHolds(transfer, reopened(transfer, context)),
    unmark(transfer),
    tell({ ...closed, version: transfer.version + 1 }, "in", "transfer.return-confirmed", context),
  ])
}
