import type { Instant } from "../../../contracts/primitives.ts"
import type { Leg } from "../../../contracts/transfers.ts"
import {
  addWorkingDays,
  nextReviewAt,
  type Deadline,
  type WorkingCalendar,
} from "../calendar/working-days.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { equalOrMore } from "./money-checks.ts"
import { paidAmount, type Party, type RunningLeg, type TransferCase } from "./transfer-case.ts"

/** Working days of each leg (异地转移接续业务操作规程: 3 for the letter, 5 to state and pay, 3 to book). */
export const LEG_DAYS = {
  letter: 3,
  stateAndPay: 5,
  book: 3,
  acknowledge: 3,
  negotiate: 5,
  superviseEvery: 5,
  expireAfterBreach: 30,
} as const

export interface Calendars {
  readonly out: WorkingCalendar
  readonly in: WorkingCalendar
}

export interface LegPlan {
  readonly running: RunningLeg
  readonly timerAt: Instant
}

/** A leg with its deadline; where the calendar is unpublished the leg has no date and the clock reviews it. */
const planLeg = (leg: Leg, party: Party, deadline: Deadline, now: Instant): LegPlan =>
  deadline.known
    ? { running: { leg, party, dueOn: deadline.dueDate, dueAt: deadline.dueAt }, timerAt: deadline.dueAt }
    : {
        running: { leg, party, unpublishedYear: deadline.unpublishedYear, since: now },
        timerAt: nextReviewAt(deadline, now),
      }

/** When the money has fully left by what the transfer-out center said. */
const moneyHasLeft = (transfer: TransferCase): boolean =>
  transfer.statement !== undefined && equalOrMore(paidAmount(transfer), transfer.statement.amount)

/** True from the first payment on, even if the bank sent it back: such a case never expires. */
export const moneyMoved = (transfer: TransferCase): boolean => transfer.payments.length > 0

/**
 * The leg that a case is in after an action at `now`. Confirmation, statement and payment share the five
 * working days that began with the letter; the three days of booking begin with the later of statement and money.
 */
export const legOf = (transfer: TransferCase, calendars: Calendars, now: Instant): LegPlan | undefined => {
  const stateAndPay = () => addWorkingDays(transfer.openedAt, LEG_DAYS.stateAndPay, calendars.out)
  switch (transfer.status) {
    case "letterSent":
      return planLeg("confirmation", "out", stateAndPay(), now)
    case "letterConfirmed":
      return planLeg("statement", "out", stateAndPay(), now)
    case "statementSent": {
      if (moneyHasLeft(transfer))
        return planLeg("completion", "in", addWorkingDays(now, LEG_DAYS.book, calendars.in), now)
      const first = stateAndPay()
      const again =
        first.known && first.dueAt <= now ? addWorkingDays(now, LEG_DAYS.stateAndPay, calendars.out) : first
      return planLeg("payment", "out", again, now)
    }
    case "negotiating":
      return undefined
    case "refused":
      return planLeg("acknowledgement", "in", addWorkingDays(now, LEG_DAYS.acknowledge, calendars.in), now)
    case "completed":
    case "completedAfterNegotiation":
    case "closedAsRefused":
    case "cancelled":
    case "expired":
      return undefined
  }
}

/** In a negotiation the one who must answer is the one who did not act last. */
export const negotiationLeg = (party: Party, calendars: Calendars, now: Instant): LegPlan =>
  planLeg("negotiation", party, addWorkingDays(now, LEG_DAYS.negotiate, calendars[party]), now)

/** True when the letter left later than three working days after the application; reported, not refused. */
export const isLetterLate = (
  appliedOn: TransferCase["appliedOn"],
  openedAt: Instant,
  calendar: WorkingCalendar,
): boolean => {
  if (appliedOn >= chinaDateOf(openedAt)) return false
  const deadline = addWorkingDays(appliedOn, LEG_DAYS.letter, calendar)
  return deadline.known && openedAt >= deadline.dueAt
}
