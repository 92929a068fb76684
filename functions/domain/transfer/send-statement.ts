import type { Payment, Statement } from "../../../contracts/transfers.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { barredBy, type AccountRecord } from "../account/account-record.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import type { Change } from "../change.ts"
import { isZeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { legOf, negotiationLeg } from "./legs.ts"
import { fitsTheWire, statementContradiction } from "./money-checks.ts"
import { accepted, tell, type TransferContext, type TransferDecision } from "./transfer-decision.ts"
import { paidAmount, standingPayments, type TransferCase } from "./transfer-case.ts"

/** What bars the money from leaving now: a court may step in while the case runs. */
const barToPaying = (transfer: TransferCase, context: TransferContext): Refusal | undefined => {
  const account = context.outAccount
  if (account === undefined) return refuse("account-not-registered", { caseId: transfer.transferId })
  const court = account.holds.find(
    (hold) =>
      hold.ground === "judicial" &&
      barredBy({ ...account, holds: [hold] }, "transfer", chinaDateOf(context.now)),
  )
  return court === undefined
    ? undefined
    : refuse("judicial-hold", { rule: "ACC-006", caseId: transfer.transferId })
}

/** The old account is closed for the transfer (04) with its first payment, or with a statement of nothing. */
const closeOldAccount = (
  transfer: TransferCase,
  account: AccountRecord,
  today: LocalDate,
): { readonly case: TransferCase; readonly changes: readonly Change[] } =>
  account.status === "04"
    ? { case: transfer, changes: [] }
    : {
        case: { ...transfer, formerAccount: { status: account.status, statusSince: account.statusSince } },
        changes: [
          {
            kind: "saveAccount",
            account: { ...account, status: "04", statusSince: today, version: account.version + 1 },
          },
        ],
      }

const claim = (transfer: TransferCase, payment: Payment): Change => ({
  kind: "claimPaymentReference",
  reference: payment.reference,
  caseId: transfer.transferId,
  amount: payment.amount,
})

/** One case carries a bounded number of payments, and no more in transit than the wire can write. */
const mostPayments = 50
const mayPay = (transfer: TransferCase, payment: Payment): boolean =>
  transfer.payments.length < mostPayments && fitsTheWire([paidAmount(transfer), payment.amount])

/** After O has stated or paid, the clock runs for booking, for the rest of the money, or in the negotiation for I. */
const timed = (transfer: TransferCase, context: TransferContext): TransferCase =>
  transfer.status === "negotiating"
    ? { ...transfer, ...negotiationLeg("in", context.calendars, context.now) }
    : { ...transfer, ...legOf(transfer, context.calendars, context.now) }

const withoutExpiry = (transfer: TransferCase): TransferCase => {
  const { expiryAt: _expiryAt, ...rest } = transfer
  return rest
}

/** O: the account statement; fixes the sum. From 02 it moves the case to 08, in a negotiation it corrects. */
export const sendStatement = (
  transfer: TransferCase,
  statement: Statement,
  context: TransferContext,
): TransferDecision => {
  const caseId = transfer.transferId
  const contradiction = statementContradiction(statement, transfer.accountKind)
  if (contradiction !== undefined) return { ...contradiction, caseId }
  const bar = barToPaying(transfer, context)
  if (bar !== undefined) return bar
  if (statement.hasUnsettledLoan && context.unsettledLoanBars)
    return refuse("own-loan", { rule: "TRF-016", field: "/hasUnsettledLoan", caseId })
  const { payment } = statement
  const nothing = isZeroMoney(statement.amount)
  if (payment !== undefined && (nothing || isZeroMoney(payment.amount)))
    return refuse("payment-not-due", { rule: "TRF-013", field: "/payment", caseId })
  if (payment !== undefined && !mayPay(transfer, payment))
    return refuse("amount-mismatch", { field: "/payment", caseId })
  if (context.outAccount === undefined) return refuse("account-not-registered", { caseId })

  const { principal, interest, amount } = statement
  const stated: TransferCase = {
    ...withoutExpiry(transfer),
    status: transfer.status === "negotiating" ? "negotiating" : "statementSent",
    statement: { principal, interest, amount, statedAt: context.now },
    payments: payment === undefined ? transfer.payments : [...transfer.payments, payment],
  }
  const closing =
    payment !== undefined || nothing
      ? closeOldAccount(stated, context.outAccount, chinaDateOf(context.now))
      : { case: stated, changes: [] }
  const after = timed(closing.case, context)
  return accepted(transfer, after, "statement", context, [
    { kind: "saveStatement", transferId: caseId, statement },
    ...closing.changes,
    ...(payment === undefined ? [] : [claim(transfer, payment)]),
    tell({ ...after, version: transfer.version + 1 }, "in", "transfer.statement-sent", context),
  ])
}

/** O: a payment left. It may run ahead of the statement; from then on the case can neither be refused nor expire. */
export const sendPayment = (
  transfer: TransferCase,
  payment: Payment,
  context: TransferContext,
): TransferDecision => {
  const caseId = transfer.transferId
  const bar = barToPaying(transfer, context)
  if (bar !== undefined) return bar
  const stated = transfer.statement?.amount
  if (isZeroMoney(payment.amount) || (stated !== undefined && isZeroMoney(stated)))
    return refuse("payment-not-due", { rule: "TRF-013", field: "/amount", caseId })
  if (!mayPay(transfer, payment)) return refuse("amount-mismatch", { field: "/amount", caseId })
  if (context.outAccount === undefined) return refuse("account-not-registered", { caseId })
  const { reference, amount, paidOn } = payment
  const paid: TransferCase = {
    ...withoutExpiry(transfer),
    payments: [...transfer.payments, { reference, amount, paidOn }],
  }
  const closing = closeOldAccount(paid, context.outAccount, chinaDateOf(context.now))
  const after = timed(closing.case, context)
  return accepted(transfer, after, "payment", context, [
    ...closing.changes,
    claim(transfer, payment),
    tell({ ...after, version: transfer.version + 1 }, "in", "transfer.payment-sent", context),
  ])
}

/** O: the bank sent a payment back. The money is O's again until it is paid under a new reference. */
export const returnPayment = (
  transfer: TransferCase,
  command: { readonly reference: string; readonly returnedOn: LocalDate },
  context: TransferContext,
): TransferDecision => {
  const known = standingPayments(transfer).some((payment) => payment.reference === command.reference)
  if (!known) return refuse("payment-unknown", { field: "/reference", caseId: transfer.transferId })
  const returned: TransferCase = {
    ...transfer,
    payments: transfer.payments.map((payment) =>
      payment.reference === command.reference ? { ...payment, returnedOn: command.returnedOn } : payment,
    ),
  }
  const after: TransferCase =
    transfer.status === "negotiating"
      ? { ...returned, ...negotiationLeg("out", context.calendars, context.now) }
      : { ...returned, ...legOf(returned, context.calendars, context.now) }
  return accepted(transfer, after, "payment-return", context, [
    tell({ ...after, version: transfer.version + 1 }, "in", "transfer.payment-returned", context),
  ])
}
