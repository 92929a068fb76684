import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type {
  InvestigationAnswerRequest,
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

/** 协查 is answered within five working days of the center that is asked. */
export const answerWorkingDays = 5

export interface InvestigationContext {
  readonly now: Instant
  /** The acting center; absent when the clock acts. */
  readonly by?: CenterId
  readonly newId: (prefix: string) => string
  /** Of the center that must answer. */
  readonly calendar: WorkingCalendar
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
  const { dueOn, timerAt } = investigation
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
      ...(isAsked && dueOn !== undefined && timerAt !== undefined ? { dueAt: timerAt } : {}),
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
  { now, calendar }: InvestigationContext,
): { readonly timerAt: Instant; readonly dueOn?: LocalDate } => {
  const deadline = addWorkingDays(requestedAt, answerWorkingDays, calendar)
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

/** The asked center answers, late or not: a clock never answers for it. */
export const answerInvestigation = (
  before: InvestigationRecord,
  { outcome, note, documents = [], handler, reviewer }: InvestigationAnswerRequest,
  bindings: readonly Change[],
  context: InvestigationContext,
): InvestigationDecision => {
  if (context.by !== before.homeCityCenterId) return refuse("wrong-party")
  if (before.status !== "requested") return refuse("action-not-allowed")
  const at = daysAfter(context.now, context.identityErasureDays)
  const investigation: InvestigationRecord = {
    ...before,
    status: "answered",
    answer: {
      outcome,
      ...(note === undefined ? {} : { note }),
      documents,
      answeredAt: context.now,
    },
    timerAt: at,
    version: before.version + 1,
  }
  return accepted(investigation, "answer", context, { handler, reviewer }, [
    { kind: "eraseIdentity", caseId: before.investigationId, at },
    ...bindings,
    tell("investigation.answered", before.askingCenterId, investigation, context),
  ])
}

const escalate = (before: InvestigationRecord, context: InvestigationContext): InvestigationAccepted => {
  const { timerAt: _timerAt, ...rest } = before
  const investigation = { ...rest, escalatedAt: context.now, version: before.version + 1 }
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

/** Some days after the answer its documents go, with the identity. */
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
  if (before.status === "answered") return erase(before, erasures, context).changes
  if (before.status !== "requested") return []
  return (before.dueOn === undefined ? reviewed(before, context) : escalate(before, context)).changes
}
