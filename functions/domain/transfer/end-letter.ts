import type { RefusalReasonCode } from "../../../contracts/codes.ts"
import type { CenterId } from "../../../contracts/primitives.ts"
import { withoutHoldsOf } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { refuse } from "../refusal.ts"
import { legOf } from "./legs.ts"
import { accepted, tell, unmark, type TransferContext, type TransferDecision } from "./transfer-decision.ts"
import { standingPayments, type TransferCase } from "./transfer-case.ts"

/** The holds of this case end, on both accounts, and no other hold with them. */
export const endHolds = (transfer: TransferCase, context: TransferContext): readonly Change[] =>
  [context.outAccount, context.inAccount].flatMap((account) =>
    account !== undefined && account.holds.some((hold) => hold.caseId === transfer.transferId)
      ? [{ kind: "saveAccount" as const, account: withoutHoldsOf(account, transfer.transferId) }]
      : [],
  )

/** The old account as it was before it was closed for this transfer; its money is back or never left. */
export const reopened = (transfer: TransferCase, context: TransferContext): TransferContext => {
  const { formerAccount } = transfer
  const { outAccount } = context
  return formerAccount === undefined || outAccount?.status !== "04"
    ? context
    : { ...context, outAccount: { ...outAccount, ...formerAccount } }
}

/** A case that stands still: no leg, no clock. */
export const atRest = (transfer: TransferCase): TransferCase => {
  const { running: _running, timerAt: _timerAt, expiryAt: _expiryAt, ...rest } = transfer
  return rest
}

export interface LetterRefusalCommand {
  readonly reasonCode: RefusalReasonCode
  readonly note?: string | undefined
  readonly suggestedCenterId?: CenterId | undefined
}

/** O: a lawful no. Ends the hold and frees the rule of one open case; money that has left bars it. */
export const refuseLetter = (
  transfer: TransferCase,
  command: LetterRefusalCommand,
  context: TransferContext,
): TransferDecision => {
  if (standingPayments(transfer).length > 0)
    return refuse("action-not-allowed", { caseId: transfer.transferId })
  const refused: TransferCase = {
    ...atRest(transfer),
    status: "refused",
    refusal: {
      reasonCode: command.reasonCode,
      ...(command.note === undefined ? {} : { note: command.note }),
      ...(command.suggestedCenterId === undefined ? {} : { suggestedCenterId: command.suggestedCenterId }),
    },
  }
  const timed: TransferCase = { ...refused, ...legOf(refused, context.calendars, context.now) }
  return accepted(transfer, timed, "refusal", context, [
    ...endHolds(transfer, reopened(transfer, context)),
    unmark(transfer),
    tell({ ...timed, version: transfer.version + 1 }, "in", "transfer.refused", context),
  ])
}

/** I has read the refusal, or three working days have passed: 13 becomes 40. */
export const closeAsRefused = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  const closed: TransferCase = { ...atRest(transfer), status: "closedAsRefused" }
  return accepted(transfer, closed, "refusal-acknowledgement", context, [
    tell({ ...closed, version: transfer.version + 1 }, "out", "transfer.refusal-acknowledged", context),
  ])
}

/** I: only while the letter is unconfirmed (BDC903). */
export const cancelLetter = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  const cancelled: TransferCase = { ...atRest(transfer), status: "cancelled" }
  return accepted(transfer, cancelled, "cancellation", context, [
    ...endHolds(transfer, context),
    unmark(transfer),
    tell({ ...cancelled, version: transfer.version + 1 }, "out", "transfer.cancelled", context),
  ])
}

/** I: the applicant changed the mind after the confirmation. O answers with a refusal or goes on. */
export const requestStop = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  if (transfer.stopRequested) return refuse("action-not-allowed", { caseId: transfer.transferId })
  const asked: TransferCase = { ...transfer, stopRequested: true }
  return accepted(transfer, asked, "stop-request", context, [
    tell({ ...asked, version: transfer.version + 1 }, "out", "transfer.stop-requested", context),
  ])
}

/** Thirty working days after a breach nobody has acted and no money has moved: the holds end. */
export const expireLetter = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  const expired: TransferCase = { ...atRest(transfer), status: "expired" }
  const told = { ...expired, version: transfer.version + 1 }
  return accepted(transfer, expired, "expiry", context, [
    ...endHolds(transfer, context),
    unmark(transfer),
    tell(told, "in", "transfer.expired", context),
    tell(told, "out", "transfer.expired", context),
  ])
}
