import { nothingDue, type NothingDue } from "../case/nothing-due.ts"
import { addWorkingDays, nextReviewAt, type Deadline } from "../calendar/working-days.ts"
import { chinaDateOf, endOfChinaDay } from "../calendar/china-date.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { closeAsRefused, expireLetter } from "./end-letter.ts"
import { LEG_DAYS, legOf, moneyMoved, negotiationLeg } from "./legs.ts"
import { accepted, tell, type TransferContext, type TransferDecision } from "./transfer-decision.ts"
import { hasEnded, type TransferCase } from "./transfer-case.ts"

/** When the clock looks again, and whether the moment is a deadline or only a review of an unpublished calendar. */
const lookAgain = (deadline: Deadline, context: TransferContext) =>
  deadline.known ? deadline.dueAt : nextReviewAt(deadline, context.now)

/** A leg without a date: the calendar may be out by now, otherwise tomorrow. Nothing is escalated on a review. */
const reviewCalendar = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  const party = transfer.running?.party ?? "out"
  const since = transfer.running?.since ?? transfer.changedAt
  const leg =
    transfer.status === "negotiating"
      ? negotiationLeg(party, context.calendars, since)
      : legOf(transfer, context.calendars, since)
  const reviewed: TransferCase = { ...transfer, ...leg }
  const next =
    reviewed.timerAt !== undefined && reviewed.timerAt > context.now ? reviewed.timerAt : endOfToday(context)
  return accepted(transfer, { ...reviewed, timerAt: next }, "calendar-review", context, [])
}

const endOfToday = (context: TransferContext) => endOfChinaDay(chinaToday(context))
const chinaToday = (context: TransferContext): LocalDate => chinaDateOf(context.now)

/** Nobody consents by silence: the breach is told to both centers and the operator, and told again. */
const escalate = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  const party = transfer.running?.party ?? "out"
  const calendar = context.calendars[party]
  const mayExpire =
    (transfer.status === "letterSent" || transfer.status === "letterConfirmed") && !moneyMoved(transfer)
  const next = addWorkingDays(
    transfer.running?.dueOn ?? chinaToday(context),
    LEG_DAYS.expireAfterBreach,
    calendar,
  )
  const repeat = addWorkingDays(context.now, LEG_DAYS.superviseEvery, calendar)
  const after: TransferCase = {
    ...transfer,
    escalations: transfer.escalations + 1,
    escalatedAt: context.now,
    timerAt: lookAgain(mayExpire ? next : repeat, context),
    ...(mayExpire && next.known ? { expiryAt: next.dueAt } : {}),
  }
  const told = { ...after, version: transfer.version + 1 }
  return accepted(transfer, after, "escalation", context, [
    tell(told, "out", "transfer.escalated", context),
    tell(told, "in", "transfer.escalated", context),
    tell(told, "operator", "transfer.escalated", context),
  ])
}

/** Once a leg is breached the supervisor hears of it every five working days, counted from the last time. */
const escalateAgain = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  const party = transfer.running?.party ?? "out"
  const since = transfer.escalatedAt
  const brokenAnew =
    since === undefined || (transfer.running?.dueAt !== undefined && transfer.running.dueAt > since)
  const next = brokenAnew
    ? undefined
    : addWorkingDays(since, LEG_DAYS.superviseEvery, context.calendars[party])
  if (next === undefined || (next.known && next.dueAt <= context.now)) return escalate(transfer, context)
  return accepted(
    transfer,
    { ...transfer, timerAt: lookAgain(next, context) },
    "calendar-review",
    context,
    [],
  )
}

/** After a breach before any payment: thirty working days, or a daily review while they cannot be counted. */
const approachExpiry = (transfer: TransferCase, context: TransferContext): TransferDecision => {
  if (transfer.expiryAt !== undefined && transfer.expiryAt <= context.now)
    return expireLetter(transfer, context)
  const expiry = addWorkingDays(
    transfer.running?.dueOn ?? chinaToday(context),
    LEG_DAYS.expireAfterBreach,
    context.calendars.out,
  )
  if (expiry.known && expiry.dueAt <= context.now) return expireLetter(transfer, context)
  const after: TransferCase = {
    ...transfer,
    timerAt: lookAgain(expiry, context),
    ...(expiry.known ? { expiryAt: expiry.dueAt } : {}),
  }
  return accepted(transfer, after, "calendar-review", context, [])
}

/**
 * The clock looks at a case. It escalates, expires a letter before any payment, and closes a refusal that
 * nobody acknowledged; it never confirms, states, books or consents for a center. Idempotent: before `timerAt`
 * and after the end it finds nothing to do.
 */
export const passTime = (transfer: TransferCase, context: TransferContext): TransferDecision | NothingDue => {
  if (hasEnded(transfer) || transfer.timerAt === undefined || context.now < transfer.timerAt)
    return nothingDue
  if (transfer.running?.unpublishedYear !== undefined) return reviewCalendar(transfer, context)
  switch (transfer.status) {
    case "letterSent":
    case "letterConfirmed":
      if (moneyMoved(transfer)) return escalateAgain(transfer, context)
      return transfer.escalations === 0 ? escalate(transfer, context) : approachExpiry(transfer, context)
    case "statementSent":
    case "negotiating":
      return escalateAgain(transfer, context)
    case "refused":
      return closeAsRefused(transfer, context)
    case "completed":
    case "completedAfterNegotiation":
    case "closedAsRefused":
    case "cancelled":
    case "expired":
      return nothingDue
  }
}
