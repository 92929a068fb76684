import {
  WarningStatus,
  type Warning,
  type WarningDetail,
  type WarningObjection,
} from "../../../contracts/warnings.ts"
import { StaffId } from "../../../contracts/primitives.ts"
import type { WarningPolicy } from "../../../contracts/warning-policies.ts"
import type { HistoryEntry } from "../change.ts"
import { effectOf } from "./accepted-warning.ts"
import { isShown, type ObjectionRecord, type WarningRecord } from "./warning-record.ts"

const stateOf = (objection: ObjectionRecord) => ({
  by: objection.by,
  objectedAt: objection.objectedAt,
  ...(objection.dueOn === undefined ? {} : { dueOn: objection.dueOn }),
  ...(objection.escalatedAt === undefined ? {} : { escalatedAt: objection.escalatedAt }),
  ...(objection.outcome === undefined ? {} : { outcome: objection.outcome }),
  ...(objection.answeredAt === undefined ? {} : { answeredAt: objection.answeredAt }),
})

/** As its registering center reads it. */
export const viewWarning = (warning: WarningRecord, policy: WarningPolicy): Warning => {
  const { subject, objection } = warning
  return {
    warningId: warning.warningId,
    ground: warning.ground,
    decisionNo: warning.decisionNo,
    documentHash: warning.documentHash,
    status: warning.status,
    ...(isShown(warning) ? { effect: effectOf(warning, policy) } : {}),
    subject: subject.kind,
    ...(subject.kind === "employer" ? { unitCreditCode: subject.unitCreditCode } : {}),
    by: warning.centerId,
    from: warning.from,
    to: warning.to,
    scope: warning.scope,
    handler: warning.handler,
    ...(warning.reviewer === undefined ? {} : { reviewer: warning.reviewer }),
    registeredAt: warning.registeredAt,
    ...(warning.confirmedAt === undefined ? {} : { confirmedAt: warning.confirmedAt }),
    ...(objection === undefined ? {} : { objection: { ...stateOf(objection), note: objection.note } }),
    ...(warning.endedAt === undefined ? {} : { endedAt: warning.endedAt }),
    version: warning.version,
  }
}

export const viewWarningHistory = (history: readonly HistoryEntry[]): WarningDetail["history"] =>
  history.map(({ at, event, by, handler, reviewer, status, note }) => ({
    at,
    event,
    by,
    ...(handler === undefined ? {} : { handler: StaffId.parse(handler) }),
    ...(reviewer === undefined ? {} : { reviewer: StaffId.parse(reviewer) }),
    status: WarningStatus.parse(status),
    ...(note === undefined ? {} : { note }),
  }))

/** What the objecting center hears: of its objection, not of the warning. */
export const viewObjection = (
  warning: WarningRecord,
  objection: ObjectionRecord,
  policy: WarningPolicy,
): WarningObjection => ({
  warningId: warning.warningId,
  effect: effectOf(warning, policy),
  ...stateOf(objection),
})
