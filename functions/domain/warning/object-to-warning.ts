import type {
  WarningAnswerRequest,
  WarningObjectionRequest,
  WarningRemovalRequest,
} from "../../../contracts/warnings.ts"
import type { CenterId } from "../../../contracts/primitives.ts"
import { addWorkingDays, nextReviewAt } from "../calendar/working-days.ts"
import type { Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { refuse } from "../refusal.ts"
import {
  acceptedWarning,
  tellOfWarning,
  type WarningContext,
  type WarningDecision,
} from "./accepted-warning.ts"
import { hasEnded, isShown, type ObjectionRecord, type WarningRecord } from "./warning-record.ts"

/** When an objection must be answered; while its calendar is unpublished, when to ask the calendar again. */
export const answerDue = (
  objectedAt: Instant,
  { policy, calendar, now }: Pick<WarningContext, "policy" | "calendar" | "now">,
): { readonly dueAt: Instant; readonly dueOn?: LocalDate } => {
  const deadline = addWorkingDays(objectedAt, policy.answer.workingDays, calendar)
  return deadline.known
    ? { dueAt: deadline.dueAt, dueOn: deadline.dueDate }
    : { dueAt: nextReviewAt(deadline, now) }
}

/** A center objects for the person or employer. Until it is answered its effect is frozen where policy says so. */
export const objectToWarning = (
  before: WarningRecord,
  { note, handler, reviewer }: WarningObjectionRequest,
  by: CenterId,
  context: WarningContext,
): WarningDecision => {
  if (before.objection !== undefined) return refuse("warning-objected", { rule: "WRN-005" })
  if (before.status !== "inForce") return refuse("action-not-allowed")
  const objection: ObjectionRecord = {
    by,
    note,
    objectedAt: context.now,
    staff: { handler, reviewer },
    ...answerDue(context.now, context),
  }
  const after = { ...before, status: "objected" as const, objection }
  const { dueAt, dueOn } = objection
  return acceptedWarning(before, after, { event: "objection", note }, context, [
    tellOfWarning("warning.objected", before.centerId, { ...after, version: before.version + 1 }, context, {
      actionNeeded: true,
      ...(dueOn === undefined || dueAt === undefined ? {} : { dueAt }),
    }),
  ])
}

/** The center where it was objected hears how it ended; with nobody else it was ever talked about. */
const tellObjector = (
  type: "warning.answered" | "warning.ended",
  after: WarningRecord,
  context: WarningContext,
  note?: string,
): readonly Change[] =>
  after.objection === undefined || after.objection.by === context.by
    ? []
    : [
        tellOfWarning(type, after.objection.by, after, context, {
          actionNeeded: false,
          ...(note === undefined ? {} : { note }),
        }),
      ]

/** The registering center answers: the warning stands as before, or it is lifted. */
export const answerObjection = (
  before: WarningRecord,
  { outcome, note, handler, reviewer }: WarningAnswerRequest,
  context: WarningContext,
): WarningDecision => {
  const { objection } = before
  if (before.status !== "objected" || objection === undefined) return refuse("action-not-allowed")
  const answered = { ...before, objection: { ...objection, outcome, answeredAt: context.now } }
  const after =
    outcome === "lifted"
      ? { ...answered, status: "lifted" as const, endedAt: context.now }
      : { ...answered, status: "inForce" as const }
  const event = outcome === "lifted" ? "objection-accepted" : "objection-rejected"
  return acceptedWarning(before, after, { event, staff: { handler, reviewer }, note }, context, [
    ...tellObjector("warning.answered", { ...after, version: before.version + 1 }, context, note),
  ])
}

/** The registering center takes it away, proposed or in effect. What was told and why it ended stays in its trace. */
export const removeWarning = (
  before: WarningRecord,
  { reason, note, handler, reviewer }: WarningRemovalRequest,
  context: WarningContext,
): WarningDecision => {
  if (hasEnded(before)) return refuse("action-not-allowed")
  const after = { ...before, status: "removed" as const, removal: reason, endedAt: context.now }
  const told = note === undefined ? reason : `${reason}: ${note}`
  return acceptedWarning(
    before,
    after,
    { event: "removal", staff: { handler, reviewer }, note: told },
    context,
    [...tellObjector("warning.ended", { ...after, version: before.version + 1 }, context)],
  )
}

const expire = (before: WarningRecord, context: WarningContext): WarningDecision => {
  const after = { ...before, status: "expired" as const, endedAt: context.now }
  const next = { ...after, version: before.version + 1 }
  return acceptedWarning(before, after, { event: "expiry" }, context, [
    tellOfWarning("warning.ended", before.centerId, next, context, { actionNeeded: false }),
    ...tellObjector("warning.ended", next, context),
  ])
}

/** Nobody answered in time: it stays frozen, and the operator hears of it, once. */
const escalate = (
  before: WarningRecord,
  objection: ObjectionRecord,
  context: WarningContext,
): WarningDecision => {
  const after = { ...before, objection: { ...objection, escalatedAt: context.now } }
  const next = { ...after, version: before.version + 1 }
  const receivers: readonly (CenterId | "operator")[] = ["operator", before.centerId]
  return acceptedWarning(
    before,
    after,
    { event: "escalation" },
    context,
    receivers.map((to) =>
      tellOfWarning("warning.escalated", to, next, context, { actionNeeded: to === before.centerId }),
    ),
  )
}

/** What the clock finds when it looks at a warning; nothing when it is not its time. */
export const passWarningTime = (before: WarningRecord, context: WarningContext): readonly Change[] => {
  if (before.timerAt === undefined || before.timerAt > context.now) return []
  const decided = passed(before, context)
  return decided.outcome === "accepted" ? decided.changes : []
}

const passed = (before: WarningRecord, context: WarningContext): WarningDecision => {
  if (before.to < context.today) return expire(before, context)
  const { objection } = before
  if (before.status !== "objected" || objection === undefined || !isShown(before))
    return acceptedWarning(before, before, { event: "look" }, context)
  if (objection.dueOn !== undefined) return escalate(before, objection, context)
  // The calendar was unpublished when it was objected; it may be known by now.
  return acceptedWarning(
    before,
    { ...before, objection: { ...objection, ...answerDue(objection.objectedAt, context) } },
    { event: "deadline-reviewed" },
    context,
  )
}
