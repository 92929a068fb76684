import type { RefusalReasonCode } from "../../contracts/codes.ts"
import type { InboxMessage } from "../../contracts/messages.ts"
import { fenOf, moneyOf } from "../fen.ts"
import { chinaDay, closeSegments, statementFigures } from "./contribution-record.ts"
import { draws, stillThinks, type Case, type Desk, type Handled } from "./desk.ts"
import { HubRefusedError } from "./hub-refused.ts"
import { oldAccount } from "./old-account.ts"

/** The bank's slip in a few cases: the famous transposed digits, 27 yuan too much. */
const slipFen = 2_700n

const groundsToRefuse: Readonly<Record<string, RefusalReasonCode>> = {
  "judicial-hold": "judicial-hold",
  "account-held": "other-hold",
  "account-already-closed": "already-closed",
  "account-of-another-person": "identity-mismatch",
  "account-not-registered": "account-not-found",
  "own-loan": "own-loan",
}

const sendStatement = async (desk: Desk, transfer: Case): Promise<void> => {
  const account = await oldAccount(desk, transfer)
  const today = chinaDay(desk.nowMs())
  const segments = account.isInvented === true ? closeSegments(account.segments, today) : account.segments
  const figures = statementFigures(segments)
  const reference = `DEMO-${transfer.letterNo}-1`
  const stated = fenOf(figures.amount)
  const paid = stated > 0n && draws(`${transfer.transferId} slip`, 12) ? stated + slipFen : stated
  const payment = stated === 0n ? {} : { payment: { reference, amount: moneyOf(paid), paidOn: today } }
  await desk.act(transfer, "statement", {
    ...figures,
    segments: segments.map(({ segmentId: _segmentId, ...segment }) => segment),
    openedOn: account.openedOn,
    sixMonthsContinuous: true,
    loanCount: 0,
    hasUnsettledLoan: false,
    hasFraudRecord: false,
    ...payment,
  })
  if (stated === 0n || desk.bank.content.payments.some((known) => known.reference === reference)) return
  desk.bank.content.payments.push({
    transferId: transfer.transferId,
    reference,
    amount: moneyOf(paid),
    arrivesAtMs: desk.nowMs() + 4_000,
  })
  desk.bank.save()
}

/** What bars the money is a lawful ground to say no, so the applicant hears it instead of waiting. */
const stateOrRefuse = async (desk: Desk, transfer: Case): Promise<void> => {
  try {
    await sendStatement(desk, transfer)
  } catch (error) {
    const reasonCode = error instanceof HubRefusedError ? groundsToRefuse[error.problem] : undefined
    if (reasonCode === undefined) throw error
    await desk.act(transfer, "refusal", { reasonCode })
  }
}

/** One letter in so many lies on a desk that nobody looks at, so that its clock runs out and supervisors hear of it. */
const isForgotten = ({ transferId }: Case): boolean => draws(`${transferId} forgotten`, 20)

/** The transfer-out side of a letter: confirm, look at the account, then state and pay, or refuse. */
export const answerLetter = async (desk: Desk, transfer: Case, message: InboxMessage): Promise<Handled> => {
  if (stillThinks(desk, transfer.changedAt, message.messageId, transfer.status)) return "later"
  if (transfer.status === "letterSent" && isForgotten(transfer)) return "done"
  if (transfer.status === "letterSent") {
    await oldAccount(desk, transfer)
    await desk.act(transfer, "letter-confirmation", {})
    return "later"
  }
  if (transfer.status !== "letterConfirmed") return "done"
  if (transfer.stopRequested === true)
    await desk.act(transfer, "refusal", { reasonCode: "stopped-by-applicant" })
  else if (draws(`${transfer.transferId} refusal`, 16))
    await desk.act(transfer, "refusal", { reasonCode: "guarantee" })
  else await stateOrRefuse(desk, transfer)
  return "done"
}
