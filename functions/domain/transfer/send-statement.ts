import type { Payment, Statement } from "../../../contracts/transfers.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { barredBy, type AccountRecord } from "../account/account-record.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import type { Change } from "../change.ts"
import { isZeroMoney } from "../money/money.ts"
import { isUnsettled } from "../loan-registry/loan-record.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { legOf, negotiationLeg } from "./legs.ts"
import { fitsTheWire, statementContradiction } from "./money-checks.ts"
import { heldOldAccount, withOwnHold } from "./old-account.ts"
import { accepted, tell, type TransferContext, type TransferDecision } from "./transfer-decision.ts"
import { paidAmount, standingPayments, type TransferCase } from "./transfer-case.ts"
import { withdrawalNotRecorded } from "./unrecorded-withdrawal.ts"

/** The old account, held for this case, unless something bars the money from leaving: a court may step in meanwhile. */
const payingAccount = (
  transfer: TransferCase,
  context: TransferContext,
): { readonly outcome: "found"; readonly account: AccountRecord } | Refusal => {
  const found = heldOldAccount(transfer, context)
  if (found.outcome === "refused") return found
  const { account } = found
  const court = account.holds.find(
    (hold) =>
      hold.ground === "judicial" &&
      barredBy({ ...account, holds: [hold] }, "transfer", chinaDateOf(context.now)),
  )
  return court === undefined
    ? found
    : refuse("judicial-hold", { rule: "ACC-006", caseId: transfer.transferId })
}

/**
 * The old account is held for this case, and closed for the transfer (04) with its first payment or with a statement
 * of nothing.
 */
const settleOldAccount = (
  transfer: TransferCase,
  account: AccountRecord,
  context: TransferContext,
  closes: boolean,
): { readonly case: TransferCase; readonly changes: readonly Change[] } => {
  const held = withOwnHold(account, transfer, context)
  const closing = closes && account.status !== "04"
  if (held === account && !closing) return { case: transfer, changes: [] }
  const { status, statusSince } = account
  const closed = { status: "04" as const, statusSince: chinaDateOf(context.now) }
  return {
    case: closing ? { ...transfer, formerAccount: { status, statusSince } } : transfer,
    changes: [
      {
        kind: "saveAccount",
        account: { ...held, ...(closing ? closed : {}), version: account.version + 1 },
      },
    ],
  }
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

/** A loan of O's own bars; one of another center follows the account by its mark, and O may well mean that one. */
const loanBars = (
  transfer: TransferCase,
  { unsettledLoanBars, markedLoans, person }: TransferContext,
): boolean =>
  unsettledLoanBars &&
  (markedLoans.length === 0 ||
    person.loans.some((line) => line.centerId === transfer.fromCenterId && isUnsettled(line)))

/** What was judged of the record holds as long as nobody changes it: whoever puts one or withdraws saves the account. */
const asJudged = (
  account: AccountRecord,
  settled: readonly Change[],
  { oldRecord }: TransferContext,
): readonly Change[] =>
  oldRecord?.ledger === undefined || settled.some(({ kind }) => kind === "saveAccount")
    ? settled
    : [...settled, { kind: "expectAccount", account }]

/** O: the account statement; fixes the sum. From 02 it moves the case to 08, in a negotiation it corrects. */
export const sendStatement = (
  transfer: TransferCase,
  statement: Statement,
  context: TransferContext,
): TransferDecision => {
  const caseId = transfer.transferId
  const contradiction = statementContradiction(statement, transfer.accountKind)
  if (contradiction !== undefined) return { ...contradiction, caseId }
  const paying = payingAccount(transfer, context)
  if (paying.outcome === "refused") return paying
  if (statement.hasUnsettledLoan && loanBars(transfer, context))
    return refuse("own-loan", { rule: "TRF-016", field: "/hasUnsettledLoan", caseId })
  const taken =
    context.oldRecord === undefined ? undefined : withdrawalNotRecorded(statement, context.oldRecord)
  if (taken !== undefined) return { ...taken, caseId }
  const { payment } = statement
  const nothing = isZeroMoney(statement.amount)
  if (payment !== undefined && (nothing || isZeroMoney(payment.amount)))
    return refuse("payment-not-due", { rule: "TRF-013", field: "/payment", caseId })
  if (payment !== undefined && !mayPay(transfer, payment))
    return refuse("amount-mismatch", { field: "/payment", caseId })

  const { principal, interest, amount } = statement
  const stated: TransferCase = {
    ...withoutExpiry(transfer),
    status: transfer.status === "negotiating" ? "negotiating" : "statementSent",
    statement: { principal, interest, amount, statedAt: context.now },
    payments: payment === undefined ? transfer.payments : [...transfer.payments, payment],
  }
  const settled = settleOldAccount(stated, paying.account, context, payment !== undefined || nothing)
  const after = timed(settled.case, context)
  return accepted(transfer, after, "statement", context, [
    { kind: "saveStatement", transferId: caseId, statement },
    ...asJudged(paying.account, settled.changes, context),
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
  const paying = payingAccount(transfer, context)
  if (paying.outcome === "refused") return paying
  const stated = transfer.statement?.amount
  if (isZeroMoney(payment.amount) || (stated !== undefined && isZeroMoney(stated)))
    return refuse("payment-not-due", { rule: "TRF-013", field: "/amount", caseId })
  if (!mayPay(transfer, payment)) return refuse("amount-mismatch", { field: "/amount", caseId })
  const { reference, amount, paidOn } = payment
  const paid: TransferCase = {
    ...withoutExpiry(transfer),
    payments: [...transfer.payments, { reference, amount, paidOn }],
  }
  const settled = settleOldAccount(paid, paying.account, context, true)
  const after = timed(settled.case, context)
  return accepted(transfer, after, "payment", context, [
    ...settled.changes,
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
