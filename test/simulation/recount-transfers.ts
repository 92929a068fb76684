import type { Statement } from "../../contracts/transfers.ts"
import type { HistoryEntry } from "../../functions/domain/change.ts"
import type { TransferCase } from "../../functions/domain/transfer/transfer-case.ts"
import { recordOf } from "../../functions/store/record.ts"
import { fenOf } from "../../tools/fen.ts"
import { dayIn, workingDays, type Rows, type Sheet } from "./recount-sheet.ts"

type Course = readonly HistoryEntry[]

/** How long somebody took for a part of a case. */
export const writeLeg = (
  sheet: Sheet,
  leg: { metric?: string; name: string; by: string; from: string; to: string; allowed: number },
): void => {
  const { metric = "legs", name, by, from, to, allowed } = leg
  const days = from < to ? workingDays(from, to) : 0
  sheet.write({
    metric,
    day: to,
    slice: name,
    roles: [["own", by]],
    figures: { ended: 1n, days: BigInt(days), onTime: days <= allowed ? 1n : 0n },
  })
}

/** The line of the course with which the money that was stated had all been sent. */
const answeredOn = (transfer: TransferCase, course: Course): string | undefined => {
  const ownLines = course.filter(({ event }) => event === "payment").length
  let silent = transfer.payments.length - ownLines
  let sent = 0n
  let index = 0
  let stated = false
  for (const { event, at } of course) {
    const brings = event === "payment" || (event === "statement" && silent > 0)
    if (event === "statement") {
      stated = true
      if (brings) silent -= 1
    }
    if (brings) {
      sent += fenOf(transfer.payments[index]?.amount ?? "0.00")
      index += 1
    }
    const due = transfer.statement === undefined ? undefined : fenOf(transfer.statement.amount)
    if (stated && due !== undefined && sent >= due) return dayIn(at)
  }
  return undefined
}

const last = (course: Course, event: string): HistoryEntry | undefined =>
  course.toReversed().find((entry) => entry.event === event)

const recountLegs = (sheet: Sheet, transfer: TransferCase, course: Course): void => {
  const { fromCenterId, toCenterId, appliedOn, openedAt } = transfer
  const sent = dayIn(openedAt)
  writeLeg(sheet, { name: "letter", by: toCenterId, from: appliedOn, to: sent, allowed: 3 })
  const refused = course.find(({ event }) => event === "refusal")
  const answered = refused === undefined ? answeredOn(transfer, course) : dayIn(refused.at)
  if (answered === undefined) return
  writeLeg(sheet, { name: "stateAndPay", by: fromCenterId, from: sent, to: answered, allowed: 5 })
  const booked = last(course, "completion")
  const told = course.filter(({ event }) => event === "statement" || event === "payment").at(-1)
  if (booked !== undefined && told !== undefined)
    writeLeg(sheet, {
      name: "completion",
      by: toCenterId,
      from: dayIn(told.at),
      to: dayIn(booked.at),
      allowed: 3,
    })
}

const recountStanding = (sheet: Sheet, transfer: TransferCase, course: Course): void => {
  const { running, fromCenterId, toCenterId, payments } = transfer
  const escalated = last(course, "escalation")
  const isLate =
    running?.dueAt !== undefined &&
    escalated !== undefined &&
    Date.parse(escalated.at) >= Date.parse(running.dueAt)
  sheet.write({
    metric: "openCases",
    day: dayIn(transfer.openedAt),
    roles: [["own", running?.party === "in" ? toCenterId : fromCenterId]],
    figures: { transfer: 1n, ...(isLate ? { late: 1n } : {}) },
    stands: true,
  })
  const silent = payments.length - course.filter(({ event }) => event === "payment").length
  let statements = 0
  const tellers = course.filter(({ event }) => {
    if (event === "statement") statements += 1
    return event === "payment" || (event === "statement" && statements <= silent)
  })
  const first = payments.findIndex(({ returnedOn }) => returnedOn === undefined)
  const teller = tellers[first]
  if (first < 0 || teller === undefined) return
  const amount = payments
    .filter(({ returnedOn }) => returnedOn === undefined)
    .reduce((sum, payment) => sum + fenOf(payment.amount), 0n)
  sheet.write({
    metric: "transit",
    day: dayIn(teller.at),
    roles: [
      ["in", toCenterId],
      ["out", fromCenterId],
    ],
    figures: { count: 1n, amount },
    stands: true,
  })
}

/** Every transfer of the table, from its row, its course and the statement that lies beside it. */
export const recountTransfers = (rows: Rows, sheet: Sheet): void => {
  for (const transfer of rows.of("CASE#trf_", "CASE").map((row) => recordOf<TransferCase>(row))) {
    const course = rows
      .in(`CASE#${transfer.transferId}`, "HISTORY#")
      .map((row) => recordOf<HistoryEntry>(row))
    const { fromCenterId, toCenterId, status } = transfer
    const roles = [
      ["in", toCenterId],
      ["out", fromCenterId],
    ] as const
    const happened = (event: string, figures: Record<string, bigint>): void => {
      const entry = course.find((line) => line.event === event)
      if (entry !== undefined) sheet.write({ metric: "transfers", day: dayIn(entry.at), roles, figures })
    }
    sheet.write({ metric: "transfers", day: dayIn(transfer.openedAt), roles, figures: { requested: 1n } })
    happened("dispute", { negotiated: 1n })
    happened("refusal", { refused: 1n })
    happened("cancellation", { cancelled: 1n })
    happened("expiry", { expired: 1n })
    happened("return-confirmation", { returned: 1n })
    const refused = course.find(({ event }) => event === "refusal")
    if (refused !== undefined)
      sheet.write({
        metric: "refusals",
        day: dayIn(refused.at),
        slice: transfer.refusal?.reasonCode ?? "none",
        roles,
        figures: { refused: 1n },
      })
    const booked = last(course, "completion")
    const [kept] = rows
      .in(`CASE#${transfer.transferId}`, "STATEMENT")
      .map((row) => recordOf<{ statement: Statement }>(row))
    if (booked !== undefined && kept !== undefined) {
      const [principal, interest] = [fenOf(kept.statement.principal), fenOf(kept.statement.interest)]
      const amount = principal + interest
      const day = dayIn(booked.at)
      sheet.write({
        metric: "transfers",
        day,
        roles,
        figures: { completed: 1n, principal, interest, amount },
      })
      const year = day.slice(0, 4)
      const row = `${day.slice(0, 7)}#${fromCenterId}#${sheet.provinceOf(toCenterId) ?? ""}`
      sheet.add(`flows#${year}`, row, { [`${toCenterId}.count`]: 1n, [`${toCenterId}.amount`]: amount })
      sheet.add(`flows#${year}#${fromCenterId}>${toCenterId}`, "PAIR", { transfers: 1n, fen: amount })
    }
    recountLegs(sheet, transfer, course)
    const over = ["completed", "completedAfterNegotiation", "closedAsRefused", "cancelled", "expired"]
    if (!over.includes(status)) recountStanding(sheet, transfer, course)
  }
}
