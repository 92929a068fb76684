import { Instant, MessageId, type CenterId } from "../../../contracts/primitives.ts"
import type { InboxMessage, MessageType } from "../../../contracts/messages.ts"
import type { AccountRecord, PersonRecord } from "../account/account-record.ts"
import type { WorkingCalendar } from "../calendar/working-days.ts"
import type { Change } from "../change.ts"
import type { OffsiteLoanCase } from "../offsite-loan/offsite-loan-case.ts"
import type { Refusal } from "../refusal.ts"
import { hasEnded, type Party, type TransferCase } from "./transfer-case.ts"

/** Everything a decision on a case may look at; all of it was read before, nothing is fetched inside. */
export interface TransferContext {
  readonly now: Instant
  /** The acting center's side; the clock acts for nobody. */
  readonly actor: Party | "clock"
  readonly staff?: { readonly handler: string; readonly reviewer: string }
  /** What the acting center wrote to the other. */
  readonly note?: string
  readonly outAccount?: AccountRecord
  readonly inAccount?: AccountRecord
  /** The old account number stands in the registry under another person. */
  readonly outAccountIsAnothers: boolean
  readonly person: PersonRecord
  /** Off-site loans whose mark the old account bears. */
  readonly markedLoans: readonly OffsiteLoanCase[]
  readonly calendars: { readonly out: WorkingCalendar; readonly in: WorkingCalendar }
  /** Whether the transfer-out center's rules bar a transfer with an unsettled loan. */
  readonly unsettledLoanBars: boolean
  readonly identityErasureDays: number
  readonly newId: (prefix: string) => string
}

export interface TransferAccepted {
  readonly outcome: "accepted"
  readonly case: TransferCase
  readonly event: string
  readonly changes: readonly Change[]
}

export type TransferDecision = TransferAccepted | Refusal

export const centerOf = (transfer: TransferCase, party: Party): CenterId =>
  party === "out" ? transfer.fromCenterId : transfer.toCenterId

const accountOf = (transfer: TransferCase, party: Party) =>
  party === "out" ? transfer.fromAccountNo : transfer.toAccountNo

/** A message to one side of the case, in the terms of that side. */
export const tell = (
  transfer: TransferCase,
  to: Party | "operator",
  type: MessageType,
  context: {
    readonly now: Instant
    readonly actor: Party | "clock"
    readonly newId: (prefix: string) => string
  },
): Change => {
  const running = transfer.running
  const actionNeeded = to !== "operator" && running?.party === to
  const message: InboxMessage = {
    messageId: MessageId.parse(context.newId("msg")),
    type,
    to: to === "operator" ? "operator" : centerOf(transfer, to),
    at: context.now,
    caseId: transfer.transferId,
    letterNo: transfer.letterNo,
    ...(to === "operator" ? {} : { accountNo: accountOf(transfer, to) }),
    status: transfer.status,
    version: transfer.version,
    ...(actionNeeded && running.dueAt !== undefined ? { dueAt: running.dueAt } : {}),
    actionNeeded,
    ...(context.actor === "clock" ? {} : { centerId: centerOf(transfer, context.actor) }),
  }
  return { kind: "tell", message }
}

const dayMs = 86_400_000

/** Writes the case, its history line and, when the case ends, what ends with it. */
export const accepted = (
  before: TransferCase,
  after: Omit<TransferCase, "version" | "changedAt">,
  event: string,
  context: TransferContext,
  changes: readonly Change[],
): TransferAccepted => {
  const saved: TransferCase = { ...after, version: before.version + 1, changedAt: context.now }
  const history: Change = {
    kind: "recordCaseHistory",
    caseId: saved.transferId,
    version: saved.version,
    entry: {
      at: context.now,
      event,
      by: context.actor === "clock" ? "clock" : centerOf(saved, context.actor),
      ...context.staff,
      ...(context.note === undefined ? {} : { note: context.note }),
      status: saved.status,
    },
  }
  const ending: readonly Change[] =
    hasEnded(saved) && !hasEnded(before)
      ? [
          {
            kind: "eraseIdentity",
            caseId: saved.transferId,
            at: instantAfter(context.now, context.identityErasureDays * dayMs),
          },
        ]
      : []
  return {
    outcome: "accepted",
    case: saved,
    event,
    changes: [{ kind: "saveCase", case: saved }, history, ...ending, ...changes],
  }
}

const instantAfter = (instant: Instant, ms: number): Instant => toInstant(Date.parse(instant) + ms)

/** From milliseconds to the wire's instant: the one place where a computed time becomes an Instant. */
const toInstant = (ms: number): Instant => Instant.parse(new Date(ms).toISOString())

/** Frees the rule "one open case a person, transfer-out center and account kind". */
export const unmark = (transfer: TransferCase): Change => ({
  kind: "unmarkOpenTransfer",
  personRef: transfer.personRef,
  mark: {
    fromCenterId: transfer.fromCenterId,
    accountKind: transfer.accountKind,
    transferId: transfer.transferId,
  },
})
