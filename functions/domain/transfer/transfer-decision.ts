import type { CenterId, Instant } from "../../../contracts/primitives.ts"
import type { MessageType } from "../../../contracts/messages.ts"
import type { AccountRecord, PersonRecord } from "../account/account-record.ts"
import type { WorkingCalendar } from "../calendar/working-days.ts"
import { eraseIdentity, saveCase } from "../case/save-case.ts"
import { lateLegOf } from "../case/running-leg.ts"
import { tellCenter } from "../case/tell-center.ts"
import type { Change } from "../change.ts"
import type { OffsiteLoanCase } from "../offsite-loan/offsite-loan-case.ts"
import type { Refusal } from "../refusal.ts"
import { hasEnded, type Party, type TransferCase } from "./transfer-case.ts"
import type { OldRecord } from "./unrecorded-withdrawal.ts"

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
  /** Read for a statement only. */
  readonly oldRecord?: OldRecord
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
  const { now, newId, actor } = context
  const { letterNo, running } = transfer
  return tellCenter(
    transfer,
    {
      type,
      to: to === "operator" ? "operator" : centerOf(transfer, to),
      letterNo,
      ...(to === "operator" ? {} : { accountNo: accountOf(transfer, to) }),
      own: running !== undefined && running.party === to ? [running] : [],
      ...(to === "operator" && type === "transfer.escalated" && running !== undefined
        ? { late: lateLegOf(running, centerOf(transfer, running.party)) }
        : {}),
    },
    { now, newId, ...(actor === "clock" ? {} : { by: centerOf(transfer, actor) }) },
  )
}

/** Writes the case, its history line and, when the case ends, what ends with it. */
export const accepted = (
  before: TransferCase,
  after: Omit<TransferCase, "version" | "changedAt">,
  event: string,
  context: TransferContext,
  changes: readonly Change[],
): TransferAccepted => {
  const saved: TransferCase = { ...after, version: before.version + 1, changedAt: context.now }
  const { actor, now, staff, note } = context
  const by = actor === "clock" ? undefined : centerOf(saved, actor)
  const ending = hasEnded(saved) && !hasEnded(before) ? [eraseIdentity(saved, context)] : []
  return {
    outcome: "accepted",
    case: saved,
    event,
    changes: [...saveCase(saved, event, { now, by, staff, note }), ...ending, ...changes],
  }
}

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
