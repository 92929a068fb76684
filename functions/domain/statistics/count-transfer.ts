import type { Fact } from "../../../contracts/statistics.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { LEG_DAYS } from "../transfer/legs.ts"
import { hasEnded, paidAmount, standingPayments, type TransferCase } from "../transfer/transfer-case.ts"
import { dayOf, fact, fenOf, firstOf, lastOf, legFact, type CalendarOf, type Course } from "./fact.ts"

const completedStatuses: readonly TransferCase["status"][] = ["completed", "completedAfterNegotiation"]

type Centers = Fact["centers"]

/** What became of it, on the day of its last event. */
const endFacts = (transfer: TransferCase, centers: Centers): readonly Fact[] => {
  const { status, statement, refusal } = transfer
  const day = chinaDateOf(transfer.changedAt)
  if (completedStatuses.includes(status) && statement !== undefined) {
    const amount = fenOf(statement.amount)
    return [
      fact({
        metric: "transfers",
        day,
        centers,
        figures: {
          completed: 1,
          principal: fenOf(statement.principal),
          interest: fenOf(statement.interest),
          amount,
        },
      }),
      fact({ metric: "flows", day, centers, figures: { count: 1, amount } }),
    ]
  }
  if (status === "cancelled" || status === "expired")
    return [fact({ metric: "transfers", day, centers, figures: { [status]: 1 } })]
  // Ended after a negotiation without a refusal: the money went back whole.
  return status === "closedAsRefused" && refusal === undefined
    ? [fact({ metric: "transfers", day, centers, figures: { returned: 1 } })]
    : []
}

const refusalFacts = (transfer: TransferCase, course: Course, centers: Centers): readonly Fact[] => {
  const refused = firstOf(course, "refusal")
  if (refused === undefined || transfer.refusal === undefined) return []
  const day = dayOf(refused)
  return [
    fact({ metric: "transfers", day, centers, figures: { refused: 1 } }),
    fact({
      metric: "refusals",
      day,
      centers,
      slice: transfer.refusal.reasonCode,
      figures: { refused: 1 },
    }),
  ]
}

/** 3 days to the letter, 5 to statement and money, 3 to the completion. */
const legFacts = (transfer: TransferCase, course: Course, calendarOf: CalendarOf): readonly Fact[] => {
  const { fromCenterId, toCenterId, appliedOn } = transfer
  const sent = chinaDateOf(transfer.openedAt)
  const facts = [
    legFact(
      { name: "letter", by: toCenterId, from: appliedOn, to: sent, given: LEG_DAYS.letter },
      calendarOf,
    ),
  ]
  const stated = firstOf(course, "statement")
  const paid = firstOf(course, "payment")
  const refused = firstOf(course, "refusal")
  const answered = refused ?? (stated !== undefined && paid !== undefined ? later(stated, paid) : undefined)
  if (answered === undefined) return facts
  const by = { by: fromCenterId, from: sent, to: dayOf(answered), given: LEG_DAYS.stateAndPay }
  facts.push(legFact({ name: "stateAndPay", ...by }, calendarOf))
  const booked = firstOf(course, "completion")
  if (refused === undefined && booked !== undefined) {
    const own = { by: toCenterId, from: dayOf(answered), to: dayOf(booked), given: LEG_DAYS.book }
    facts.push(legFact({ name: "completion", ...own }, calendarOf))
  }
  return facts
}

const later = <Entry extends { readonly at: string }>(left: Entry, right: Entry): Entry =>
  left.at > right.at ? left : right

/** What stands now: an open case by the day it was opened, and money that left and has not arrived. */
const standingFacts = (transfer: TransferCase, course: Course, centers: Centers): readonly Fact[] => {
  if (hasEnded(transfer)) return []
  const { running, escalatedAt } = transfer
  const waitsFor = running?.party === "in" ? transfer.toCenterId : transfer.fromCenterId
  const facts: Fact[] = [
    fact({
      metric: "openCases",
      day: chinaDateOf(transfer.openedAt),
      stands: true,
      centers: [["own", waitsFor]],
      figures: { transfer: 1, ...(escalatedAt === undefined ? {} : { late: 1 }) },
    }),
  ]
  if (standingPayments(transfer).length > 0) {
    const left = lastOf(course, "payment") ?? { at: transfer.changedAt }
    facts.push(
      fact({
        metric: "transit",
        day: dayOf(left),
        stands: true,
        centers,
        figures: { count: 1, amount: fenOf(paidAmount(transfer)) },
      }),
    )
  }
  return facts
}

/** What a transfer adds to the figures, from its state and its course. */
export const countTransfer = (
  transfer: TransferCase,
  course: Course,
  calendarOf: CalendarOf,
): readonly Fact[] => {
  const centers: Centers = [
    ["in", transfer.toCenterId],
    ["out", transfer.fromCenterId],
  ]
  const negotiated = firstOf(course, "dispute")
  return [
    fact({ metric: "transfers", day: chinaDateOf(transfer.openedAt), centers, figures: { requested: 1 } }),
    ...(negotiated === undefined
      ? []
      : [fact({ metric: "transfers", day: dayOf(negotiated), centers, figures: { negotiated: 1 } })]),
    ...refusalFacts(transfer, course, centers),
    ...endFacts(transfer, centers),
    ...legFacts(transfer, course, calendarOf),
    ...standingFacts(transfer, course, centers),
  ]
}
