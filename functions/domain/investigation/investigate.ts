import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { InvestigationPolicy } from "../../../contracts/investigation-policies.ts"
import type {
  InvestigationAnswerRequest,
  InvestigationWithdrawalRequest,
  RequestInvestigationRequest,
} from "../../../contracts/investigations.ts"
import type { MessageType } from "../../../contracts/messages.ts"
import {
  MessageId,
  type CenterId,
  type Instant,
  type InvestigationId,
  type LocalDate,
  type PersonRef,
} from "../../../contracts/primitives.ts"
import { daysAfter } from "../calendar/china-date.ts"
import { addWorkingDays, nextReviewAt, type WorkingCalendar } from "../calendar/working-days.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { InvestigationRecord } from "./investigation-record.ts"

export interface InvestigationContext {
  readonly now: Instant
  /** The acting center; absent when the clock acts. */
  readonly by?: CenterId
  readonly newId: (prefix: string) => string
  /** Of the center that must answer. */
  readonly calendar: WorkingCalendar
  readonly policy: InvestigationPolicy
  readonly identityErasureDays: number
}

export interface InvestigationAccepted {
  readonly outcome: "accepted"
  readonly investigation: InvestigationRecord
  readonly changes: readonly Change[]
}
export type InvestigationDecision = InvestigationAccepted | Refusal

const tell = (
  type: Extract<MessageType, `investigation.${string}`>,
  to: CenterId | "operator",
  investigation: InvestigationRecord,
  { now, newId, by }: InvestigationContext,
): Change => {
  const isAsked = to === investigation.homeCityCenterId && investigation.status === "requested"
  const { dueOn, escalatedAt, timerAt } = investigation
  const isDue = isAsked && dueOn !== undefined && escalatedAt === undefined
  return {
    kind: "tell",
    message: {
      messageId: MessageId.parse(newId("msg")),
      type,
      to,
      at: now,
      subjectId: investigation.investigationId,
      ...(to === investigation.askingCenterId && investigation.caseId !== undefined
        ? { caseId: investigation.caseId }
        : {}),
      status: investigation.status,
      version: investigation.version,
      ...(isDue && timerAt !== undefined ? { dueAt: timerAt } : {}),
      actionNeeded: isAsked,
      ...(by === undefined ? {} : { centerId: by }),
    },
  }
}

const accepted = (
  investigation: InvestigationRecord,
  event: string,
  { now, by }: InvestigationContext,
  staff: { readonly handler?: string; readonly reviewer?: string },
  also: readonly Change[],
): InvestigationAccepted => ({
  outcome: "accepted",
  investigation,
  changes: [
    { kind: "saveInvestigation", investigation },
    {
      kind: "recordInvestigationHistory",
      investigationId: investigation.investigationId,
      version: investigation.version,
      entry: { at: now, event, by: by ?? "clock", ...staff, status: investigation.status },
    },
    ...also,
  ],
})

/** When it must be answered; while the calendar is unpublished, when to ask the calendar again. */
const dueOf = (
  requestedAt: Instant,
  { now, calendar, policy }: InvestigationContext,
): { readonly timerAt: Instant; readonly dueOn?: LocalDate } => {
  const deadline = addWorkingDays(requestedAt, policy.answer.workingDays, calendar)
  return deadline.known
    ? { timerAt: deadline.dueAt, dueOn: deadline.dueDate }
    : { timerAt: nextReviewAt(deadline, now) }
}

export interface Question {
  readonly investigationId: InvestigationId
  readonly askingCenterId: CenterId
  readonly personRef: PersonRef
  readonly federation: FederationReference
  readonly encryptedIdentity: string
  readonly request: RequestInvestigationRequest
}

export const requestInvestigation = (
  { investigationId, askingCenterId, personRef, federation, encryptedIdentity, request }: Question,
  context: InvestigationContext,
): InvestigationAccepted => {
  const { homeCityCenterId, caseId, fact, question, handler, reviewer } = request
  const investigation: InvestigationRecord = {
    investigationId,
    status: "requested",
    askingCenterId,
    homeCityCenterId,
    personRef,
    ...(caseId === undefined ? {} : { caseId }),
    federation,
    fact,
    question,
    requestedAt: context.now,
    ...dueOf(context.now, context),
    version: 1,
  }
  return accepted(investigation, "request", context, { handler, reviewer }, [
    { kind: "saveIdentity", caseId: investigationId, encryptedIdentity },
    tell("investigation.requested", homeCityCenterId, investigation, context),
  ])
}

/** Whatever it carried is erased some days after it has ended, however it has. */
const ending = (
  before: InvestigationRecord,
  { now, identityErasureDays }: InvestigationContext,
): { readonly timerAt: Instant; readonly version: number; readonly erasure: Change } => {
  const at = daysAfter(now, identityErasureDays)
  return {
    timerAt: at,
    version: before.version + 1,
    erasure: { kind: "eraseIdentity", caseId: before.investigationId, at },
  }
}

/** The asked center answers, late or not, while it is open: a clock never answers for it. */
export const answerInvestigation = (
  before: InvestigationRecord,
  { outcome, note, documents = [], handler, reviewer }: InvestigationAnswerRequest,
  bindings: readonly Change[],
  context: InvestigationContext,
): InvestigationDecision => {
  if (context.by !== before.homeCityCenterId) return refuse("wrong-party")
  if (before.status !== "requested") return refuse("action-not-allowed")
  const { erasure, ...end } = ending(before, context)
  const investigation: InvestigationRecord = {
    ...before,
    status: "answered",
    answer: {
      outcome,
      ...(note === undefined ? {} : { note }),
      documents,
      answeredAt: context.now,
    },
    ...end,
  }
  return accepted(investigation, "answer", context, { handler, reviewer }, [
    erasure,
    ...bindings,
    tell("investigation.answered", before.askingCenterId, investigation, context),
  ])
}

/** It ends without an answer, and both hear of it. */
const close = (
  before: InvestigationRecord,
  closed: Omit<NonNullable<InvestigationRecord["closed"]>, "at">,
  event: string,
  context: InvestigationContext,
  staff: { readonly handler?: string; readonly reviewer?: string },
): InvestigationAccepted => {
  const { erasure, ...end } = ending(before, context)
  const investigation: InvestigationRecord = {
    ...before,
    status: "closed",
    closed: { ...closed, at: context.now },
    ...end,
  }
  const receivers = [before.askingCenterId, before.homeCityCenterId].filter((to) => to !== context.by)
  return accepted(investigation, event, context, staff, [
    erasure,
    ...receivers.map((to) => tell("investigation.closed", to, investigation, context)),
  ])
}

/** The asking center takes its question back: nobody need answer it, and nobody needs to know any more who it is about. */
export const withdrawInvestigation = (
  before: InvestigationRecord,
  { reason, handler, reviewer }: InvestigationWithdrawalRequest,
  context: InvestigationContext,
): InvestigationDecision => {
  if (context.by !== before.askingCenterId) return refuse("wrong-party")
  if (before.status !== "requested") return refuse("action-not-allowed")
  return close(before, { reason: "withdrawn", note: reason }, "withdrawal", context, { handler, reviewer })
}

/** When nobody will answer any more; while the calendar is unpublished, when to ask it again. */
const endOfWaiting = (
  dueOn: LocalDate,
  { now, calendar, policy }: InvestigationContext,
): { readonly isOver: boolean; readonly timerAt: Instant } => {
  const end = addWorkingDays(dueOn, policy.unanswered.workingDays, calendar)
  return end.known
    ? { isOver: end.dueAt <= now, timerAt: end.dueAt }
    : { isOver: false, timerAt: nextReviewAt(end, now) }
}

const escalate = (
  before: InvestigationRecord,
  dueOn: LocalDate,
  context: InvestigationContext,
): InvestigationAccepted => {
  const { timerAt } = endOfWaiting(dueOn, context)
  const investigation = { ...before, escalatedAt: context.now, timerAt, version: before.version + 1 }
  const receivers: readonly (CenterId | "operator")[] = [
    "operator",
    before.askingCenterId,
    before.homeCityCenterId,
  ]
  return accepted(
    investigation,
    "escalation",
    context,
    {},
    receivers.map((to) => tell("investigation.escalated", to, investigation, context)),
  )
}

/** Nobody has answered for so long that nobody will: the question must not keep a person's identity for ever. */
const expire = (
  before: InvestigationRecord,
  dueOn: LocalDate,
  context: InvestigationContext,
): InvestigationAccepted => {
  const { isOver, timerAt } = endOfWaiting(dueOn, context)
  return isOver
    ? close(before, { reason: "unanswered" }, "expiry", context, {})
    : accepted({ ...before, timerAt, version: before.version + 1 }, "deadline-reviewed", context, {}, [])
}

/** Some days after its end its documents go, with the identity. */
const erase = (
  before: InvestigationRecord,
  erasures: readonly Change[],
  context: InvestigationContext,
): InvestigationAccepted => {
  const { timerAt: _timerAt, ...rest } = before
  const investigation = { ...rest, status: "erased" as const, version: before.version + 1 }
  return accepted(investigation, "erasure", context, {}, erasures)
}

const reviewed = (before: InvestigationRecord, context: InvestigationContext): InvestigationAccepted =>
  accepted(
    { ...before, ...dueOf(before.requestedAt, context), version: before.version + 1 },
    "deadline-reviewed",
    context,
    {},
    [],
  )

/** What the clock finds when it looks; nothing when it is not its time. */
export const passInvestigationTime = (
  before: InvestigationRecord,
  erasures: readonly Change[],
  context: InvestigationContext,
): readonly Change[] => {
  if (before.timerAt === undefined || before.timerAt > context.now) return []
  switch (before.status) {
    case "answered":
    case "closed":
      return erase(before, erasures, context).changes
    case "erased":
      return []
    case "requested": {
      const { dueOn, escalatedAt } = before
      if (dueOn === undefined) return reviewed(before, context).changes
      return (escalatedAt === undefined ? escalate : expire)(before, dueOn, context).changes
    }
  }
}
