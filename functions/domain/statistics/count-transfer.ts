import type { Fact } from "../../../contracts/statistics.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { LEG_DAYS } from "../transfer/legs.ts"
import type { HistoryEntry } from "../change.ts"
import { hasEnded, paidAmount, type SentPayment, type TransferCase } from "../transfer/transfer-case.ts"
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

/** A payment, and the line of the course that told of it. */
interface ToldPayment {
  readonly payment: SentPayment
  readonly told: HistoryEntry | undefined
}

/**
 * Payments in their order, each with the line that told of it: its own, or a statement's. Where fewer statements brought
 * a payment than were sent, the first ones did: what a negotiation corrects is the table.
 */
const toldPayments = ({ payments }: TransferCase, course: Course): readonly ToldPayment[] => {
  let withStatement = payments.length - course.filter(({ event }) => event === "payment").length
  const lines = course.filter(({ event }) => {
    if (event === "statement") {
      withStatement -= 1
      return withStatement >= 0
    }
    return event === "payment"
  })
  return payments.map((payment, index) => ({ payment, told: lines[index] }))
}

/** The line with which statement and money were first there, the whole of it; of nothing, the statement alone. */
const answeredBy = (transfer: TransferCase, course: Course): HistoryEntry | undefined => {
  const stated = firstOf(course, "statement")
  if (stated === undefined || transfer.statement === undefined) return undefined
  let missing = fenOf(transfer.statement.amount)
  if (missing === 0) return stated
  for (const { payment, told } of toldPayments(transfer, course)) {
    missing -= fenOf(payment.amount)
    if (missing <= 0) return told === undefined || told.at < stated.at ? stated : told
  }
  return undefined
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
  const refused = firstOf(course, "refusal")
  const answered = refused ?? answeredBy(transfer, course)
  if (answered === undefined) return facts
  const by = { by: fromCenterId, from: sent, to: dayOf(answered), given: LEG_DAYS.stateAndPay }
  facts.push(legFact({ name: "stateAndPay", ...by }, calendarOf))
  const booked = firstOf(course, "completion")
  // The days of booking begin again with each statement and payment that was still to come.
  const last = lastOf(course, "statement", "payment")
  if (refused === undefined && booked !== undefined && last !== undefined) {
    const own = { by: toCenterId, from: dayOf(last), to: dayOf(booked), given: LEG_DAYS.book }
    facts.push(legFact({ name: "completion", ...own }, calendarOf))
  }
  return facts
}

/** The leg that runs was told as late. What was late before it is answered, and no longer counts. */
const isLate = ({ running, escalatedAt }: TransferCase): boolean => {
  if (running === undefined || escalatedAt === undefined) return false
  return (running.dueAt ?? running.since ?? "") <= escalatedAt
}

/** What stands now: an open case by the day it was opened, and money that left and has not arrived. */
const standingFacts = (transfer: TransferCase, course: Course, centers: Centers): readonly Fact[] => {
  if (hasEnded(transfer)) return []
  const waitsFor = transfer.running?.party === "in" ? transfer.toCenterId : transfer.fromCenterId
  const facts: Fact[] = [
    fact({
      metric: "openCases",
      day: chinaDateOf(transfer.openedAt),
      stands: true,
      centers: [["own", waitsFor]],
      figures: { transfer: 1, ...(isLate(transfer) ? { late: 1 } : {}) },
    }),
  ]
  const oldest = toldPayments(transfer, course).find(({ payment }) => payment.returnedOn === undefined)
  if (oldest !== undefined)
    facts.push(
      fact({
        metric: "transit",
        day: oldest.told === undefined ? oldest.payment.paidOn : dayOf(oldest.told),
        stands: true,
        centers,
        figures: { count: 1, amount: fenOf(paidAmount(transfer)) },
      }),
    )
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
