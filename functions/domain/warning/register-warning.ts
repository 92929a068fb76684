import type { RegisterWarningRequest } from "../../../contracts/warnings.ts"
import { LocalDate, type CenterId, type StaffId, type WarningId } from "../../../contracts/primitives.ts"
import { addDays } from "../calendar/china-date.ts"
import { refuse, type Refusal } from "../refusal.ts"
import {
  acceptedWarning,
  tellOfWarning,
  type WarningContext,
  type WarningDecision,
} from "./accepted-warning.ts"
import type { WarningLine, WarningRecord } from "./warning-record.ts"

/** The last day of so many years: the day before its anniversary; that of 29 February is 28 February. */
export const lastDayOf = (from: LocalDate, years: number): LocalDate => {
  const [year, month, day] = [Number(from.slice(0, 4)) + years, from.slice(5, 7), from.slice(8)]
  const anniversary = LocalDate.safeParse(`${year}-${month}-${day}`)
  return anniversary.success ? addDays(anniversary.data, -1) : LocalDate.parse(`${year}-02-28`)
}

const defectOfPeriod = (
  { ground, from, to }: Pick<WarningRecord, "ground" | "from" | "to">,
  { policy, today }: Pick<WarningContext, "policy" | "today">,
): Refusal | undefined => {
  if (to > lastDayOf(from, policy.grounds[ground].years))
    return refuse("warning-period-invalid", { rule: "WRN-003", field: "/to" })
  return to < today ? refuse("warning-period-invalid", { rule: "WRN-004", field: "/to" }) : undefined
}

/** One decision, one warning: what a check shows must not say the same twice. */
const isKnown = (lines: readonly WarningLine[], { centerId, decisionNo, ground }: WarningRecord): boolean =>
  lines.some((line) => line.centerId === centerId && line.decisionNo === decisionNo && line.ground === ground)

export interface Proposal {
  readonly warningId: WarningId
  readonly centerId: CenterId
  readonly kid: string
  readonly request: RegisterWarningRequest
  /** Warnings in effect about the same subject. */
  readonly lines: readonly WarningLine[]
}

/** The handler registers it. Nobody sees it and nothing follows from it until another person confirms it. */
export const registerWarning = (
  { warningId, centerId, kid, request, lines }: Proposal,
  context: WarningContext,
): WarningDecision => {
  const { ground, decisionNo, documentHash, from, scope, handler } = request
  const proposed: Omit<WarningRecord, "version"> = {
    warningId,
    ground,
    subject: context.subject,
    decisionNo,
    documentHash,
    centerId,
    from,
    to: request.to ?? lastDayOf(from, context.policy.grounds[ground].years),
    scope,
    status: "proposed",
    handler,
    handlerKid: kid,
    registeredAt: context.now,
  }
  const known = { ...proposed, version: 1 }
  const defect = defectOfPeriod(known, context)
  if (defect !== undefined) return defect
  if (isKnown(lines, known)) return refuse("warning-exists", { field: "/decisionNo" })
  return acceptedWarning(undefined, proposed, { event: "registration", staff: { handler } }, context, [
    tellOfWarning("warning.registered", centerId, known, context, { actionNeeded: true }),
  ])
}

/** Staff ids are compared as people are told apart: written in capitals here and small there, it is one person. */
const isOnePerson = (left: string, right: string): boolean => left.toUpperCase() === right.toUpperCase()

/** The reviewer confirms it, under another key: from then on it has effect. */
export const confirmWarning = (
  before: WarningRecord,
  by: { readonly reviewer: StaffId; readonly kid: string; readonly lines: readonly WarningLine[] },
  context: WarningContext,
): WarningDecision => {
  if (before.status !== "proposed") return refuse("action-not-allowed")
  if (isOnePerson(before.handler, by.reviewer))
    return refuse("same-handler-and-reviewer", { rule: "DUA-001", field: "/reviewer" })
  if (before.handlerKid === by.kid) return refuse("warning-key-used", { rule: "WRN-002" })
  const defect = defectOfPeriod(before, context)
  if (defect !== undefined) return defect
  if (isKnown(by.lines, before)) return refuse("warning-exists")
  return acceptedWarning(
    before,
    {
      ...before,
      // As it is known now, so that the record and its line stand under one document.
      subject: context.subject,
      status: "inForce",
      reviewer: by.reviewer,
      reviewerKid: by.kid,
      confirmedAt: context.now,
    },
    { event: "confirmation", staff: { reviewer: by.reviewer } },
    context,
  )
}
