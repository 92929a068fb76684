import type { MessageType } from "../../../contracts/messages.ts"
import { MessageId, type CenterId, type Instant, type LocalDate } from "../../../contracts/primitives.ts"
import type { WarningPolicy } from "../../../contracts/warning-policies.ts"
import { endOfChinaDay } from "../calendar/china-date.ts"
import type { WorkingCalendar } from "../calendar/working-days.ts"
import type { Change, HistoryEntry } from "../change.ts"
import type { Refusal } from "../refusal.ts"
import {
  hasEnded,
  isShown,
  type WarningLine,
  type WarningRecord,
  type WarningSubject,
} from "./warning-record.ts"

/** Everything that a decision on a warning may look at; all of it was read before. */
export interface WarningContext {
  readonly now: Instant
  readonly today: LocalDate
  /** The acting center; absent when the clock acts. */
  readonly by?: CenterId
  readonly newId: (prefix: string) => string
  readonly policy: WarningPolicy
  /** Of the registering center, which must answer an objection. */
  readonly calendar: WorkingCalendar
  /** The subject as it is known now: a person may have another document by now. */
  readonly subject: WarningSubject
}

export interface WarningAccepted {
  readonly outcome: "accepted"
  readonly warning: WarningRecord
  readonly changes: readonly Change[]
}
export type WarningDecision = WarningAccepted | Refusal

export const effectOf = ({ status, ground }: WarningRecord, policy: WarningPolicy): WarningLine["effect"] =>
  status === "objected" && policy.grounds[ground].frozenWhileObjected ? "frozen" : "inForce"

const lineOf = (warning: WarningRecord, policy: WarningPolicy): WarningLine => ({
  warningId: warning.warningId,
  ground: warning.ground,
  decisionNo: warning.decisionNo,
  centerId: warning.centerId,
  from: warning.from,
  to: warning.to,
  ...(warning.scope === "nation" ? {} : { federationId: warning.scope.federationId }),
  effect: effectOf(warning, policy),
})

/** The line follows the record. A person's partition counts along, so that joining two documents misses nothing. */
const lineChanges = (
  before: WarningRecord | undefined,
  warning: WarningRecord,
  { subject, policy }: WarningContext,
): readonly Change[] => {
  const wasShown = before !== undefined && isShown(before)
  if (!wasShown && !isShown(warning)) return []
  const counted: readonly Change[] =
    subject.kind === "person" ? [{ kind: "expectUnlinked", personRef: subject.personRef }] : []
  return isShown(warning)
    ? [...counted, { kind: "showWarning", subject, line: lineOf(warning, policy) }]
    : [...counted, { kind: "hideWarning", subject, warningId: warning.warningId }]
}

/** When the clock looks next: at the end of the last day, or when an objection should have been answered. */
const timerOf = (warning: WarningRecord): Instant | undefined => {
  if (hasEnded(warning)) return undefined
  const end = endOfChinaDay(warning.to)
  const { objection } = warning
  const awaits = warning.status === "objected" && objection?.escalatedAt === undefined
  return awaits && objection?.dueAt !== undefined && objection.dueAt < end ? objection.dueAt : end
}

interface Traced {
  readonly event: string
  readonly staff?: Pick<HistoryEntry, "handler" | "reviewer">
  readonly note?: string
}

/** The next version of a warning with its line, its clock and its trace. */
export const acceptedWarning = (
  before: WarningRecord | undefined,
  after: Omit<WarningRecord, "version" | "timerAt">,
  { event, staff, note }: Traced,
  context: WarningContext,
  told: readonly Change[] = [],
): WarningAccepted => {
  const draft: WarningRecord = { ...withoutTimer(after), version: (before?.version ?? 0) + 1 }
  const timerAt = timerOf(draft)
  const warning: WarningRecord = { ...draft, ...(timerAt === undefined ? {} : { timerAt }) }
  const { warningId, version, status } = warning
  return {
    outcome: "accepted",
    warning,
    changes: [
      { kind: "saveWarning", warning },
      ...lineChanges(before, warning, context),
      {
        kind: "recordWarningHistory",
        warningId,
        version,
        entry: {
          at: context.now,
          event,
          by: context.by ?? "clock",
          ...staff,
          status,
          ...(note === undefined ? {} : { note }),
        },
      },
      ...told,
    ],
  }
}

const withoutTimer = (
  warning: Omit<WarningRecord, "version">,
): Omit<WarningRecord, "version" | "timerAt"> => {
  const { timerAt: _timerAt, ...rest } = warning
  return rest
}

/** A message about a warning: its id, its status and a date, and nothing of whom it is about. */
export const tellOfWarning = (
  type: Extract<MessageType, `warning.${string}`>,
  to: CenterId | "operator",
  { warningId, status, version }: Pick<WarningRecord, "warningId" | "status" | "version">,
  { now, newId, by }: Pick<WarningContext, "now" | "newId" | "by">,
  also: { readonly actionNeeded: boolean; readonly dueAt?: Instant; readonly note?: string },
): Change => ({
  kind: "tell",
  message: {
    messageId: MessageId.parse(newId("msg")),
    type,
    to,
    at: now,
    subjectId: warningId,
    status,
    version,
    ...(by === undefined ? {} : { centerId: by }),
    ...also,
  },
})
