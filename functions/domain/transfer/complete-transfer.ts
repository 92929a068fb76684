import type { Segment } from "../../../contracts/accounts.ts"
import type { Completion, Statement } from "../../../contracts/transfers.ts"
import { SegmentId, type LocalDate } from "../../../contracts/primitives.ts"
import { isOpen, sameAccount, withoutHoldsOf, type AccountRecord } from "../account/account-record.ts"
import { firstWaiter, releaseOrHandOver } from "../account/normal-account-guard.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import type { Change } from "../change.ts"
import { followAccount } from "../offsite-loan/follow-account.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { bankEntryClaims } from "./bank-entries.ts"
import { completionMismatch } from "./money-checks.ts"
import { atRest } from "./end-letter.ts"
import { accepted, tell, unmark, type TransferContext, type TransferDecision } from "./transfer-decision.ts"
import type { TransferCase } from "./transfer-case.ts"

/** References that I names must be O's standing ones, or new; one reference, and one entry of the bank, is one payment. */
const referenceDefect = (transfer: TransferCase, completion: Completion): Refusal | undefined => {
  const named = [
    ...completion.payments.map((payment) => payment.reference),
    ...(completion.returned ?? []).map((item) => item.reference),
  ].filter((reference) => reference !== undefined)
  const serials = completion.payments.map((payment) => payment.bankSerial)
  if (new Set(named).size < named.length || new Set(serials).size < serials.length)
    return refuse("payment-reference-used", {
      rule: "TRF-012",
      field: "/payments",
      caseId: transfer.transferId,
    })
  const sentBack = new Set<string>(
    transfer.payments
      .filter((payment) => payment.returnedOn !== undefined)
      .map((payment) => payment.reference),
  )
  return named.some((reference) => sentBack.has(reference))
    ? refuse("payment-unknown", { field: "/payments", caseId: transfer.transferId })
    : undefined
}

const referenceClaims = (transfer: TransferCase, completion: Completion): readonly Change[] => {
  const declared = new Set<string>(transfer.payments.map((payment) => payment.reference))
  const received = completion.payments.flatMap((payment) =>
    payment.reference === undefined || declared.has(payment.reference)
      ? []
      : [{ reference: payment.reference, amount: payment.amount }],
  )
  return [...received, ...(completion.returned ?? [])].map(({ reference, amount }) => ({
    kind: "claimPaymentReference",
    reference,
    caseId: transfer.transferId,
    amount,
  }))
}

/** The segments as they live on in the new account: with their own type, and where they came from. */
const carriedSegments = (
  transfer: TransferCase,
  statement: Statement,
  newId: (prefix: string) => string,
): readonly Segment[] =>
  statement.segments.map((segment) => ({
    ...segment,
    segmentId: SegmentId.parse(newId("seg")),
    origin:
      segment.origin.kind === "transferred"
        ? segment.origin
        : { kind: "transferred", fromCenterId: transfer.fromCenterId, transferId: transfer.transferId },
  }))

/** The old account is closed (04); the guard moves only when the old account still held it. */
const settleAccounts = (
  transfer: TransferCase,
  out: AccountRecord,
  incoming: AccountRecord,
  context: TransferContext,
  today: LocalDate,
): readonly Change[] => {
  const followed = followAccount(context.markedLoans, out, incoming, {
    now: context.now,
    today,
    by: transfer.toCenterId,
    identityErasureDays: context.identityErasureDays,
    newId: context.newId,
  })
  const closed: AccountRecord = {
    ...withoutHoldsOf(followed.old, transfer.transferId),
    status: "04",
    statusSince: out.status === "04" ? out.statusSince : today,
  }
  const opened = withoutHoldsOf(followed.next, transfer.transferId)
  const { guard } = context.person
  if (guard === undefined || !sameAccount(guard.holder, out))
    return [
      { kind: "saveAccount", account: closed },
      { kind: "saveAccount", account: opened },
      ...followed.changes,
    ]
  const waiter = firstWaiter(guard, context.person)
  const waiterIsNewAccount = waiter !== undefined && sameAccount(waiter, incoming)
  const handedOver = releaseOrHandOver(
    guard,
    waiterIsNewAccount ? { ...opened, version: incoming.version } : waiter,
    context,
    today,
  )
  const { granted } = handedOver
  const others: readonly AccountRecord[] = waiterIsNewAccount ? [] : [opened]
  return [
    ...[closed, ...others, ...(granted === undefined ? [] : [granted])].map((account) => ({
      kind: "saveAccount" as const,
      account,
    })),
    ...handedOver.changes,
    ...followed.changes,
  ]
}

/** I: table and money match. Both accounts are booked, once, in one transaction. */
export const completeTransfer = (
  transfer: TransferCase,
  completion: Completion,
  statement: Statement | undefined,
  context: TransferContext,
): TransferDecision => {
  const caseId = transfer.transferId
  if (transfer.returning || statement === undefined)
    return refuse("action-not-allowed", { rule: "TRF-014", caseId })
  const mismatch = completionMismatch(completion, statement.amount) ?? referenceDefect(transfer, completion)
  if (mismatch !== undefined) return { ...mismatch, caseId }
  const { outAccount, inAccount } = context
  if (inAccount === undefined || !isOpen(inAccount))
    return refuse("new-account-not-open", { rule: "TRF-003", caseId })
  if (outAccount === undefined) return refuse("account-not-registered", { caseId })

  const done: TransferCase = {
    ...atRest(transfer),
    status: transfer.status === "negotiating" ? "completedAfterNegotiation" : "completed",
  }
  const told = { ...done, version: transfer.version + 1 }
  return accepted(transfer, done, "completion", context, [
    ...settleAccounts(transfer, outAccount, inAccount, context, chinaDateOf(context.now)),
    {
      kind: "saveSegments",
      account: { centerId: transfer.toCenterId, accountNo: transfer.toAccountNo },
      origin: caseId,
      segments: carriedSegments(transfer, statement, context.newId),
    },
    unmark(transfer),
    ...referenceClaims(transfer, completion),
    ...bankEntryClaims(completion.payments, transfer.toCenterId, caseId),
    tell(told, "out", "transfer.completed", context),
    tell(told, "in", "transfer.completed", context),
  ])
}
