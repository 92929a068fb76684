import type { HistoryEntry } from "../../functions/domain/change.ts"
import type { OffsiteLoanCase } from "../../functions/domain/offsite-loan/offsite-loan-case.ts"
import type { ServiceCase } from "../../functions/domain/service-case/service-case.ts"
import { recordOf } from "../../functions/store/record.ts"
import { fenOf } from "../../tools/fen.ts"
import { dayIn, type Rows, type Sheet } from "./recount-sheet.ts"
import { writeLeg } from "./recount-transfers.ts"

type Course = readonly HistoryEntry[]

const dayOfLast = (course: Course, ...events: readonly string[]): string | undefined => {
  const entry = course.filter(({ event }) => events.includes(event)).at(-1)
  return entry === undefined ? undefined : dayIn(entry.at)
}

const writeOpen = (
  sheet: Sheet,
  kind: "offsiteLoan" | "service",
  {
    openedAt,
    legs,
  }: Pick<ServiceCase | OffsiteLoanCase, "openedAt"> & {
    readonly legs: readonly { readonly escalatedAt?: string }[]
  },
  waitsFor: string,
): void =>
  sheet.write({
    metric: "openCases",
    day: dayIn(openedAt),
    roles: [["own", waitsFor]],
    figures: { [kind]: 1n, ...(legs.some((leg) => leg.escalatedAt !== undefined) ? { late: 1n } : {}) },
    stands: true,
  })

export const recountOffsiteLoans = (rows: Rows, sheet: Sheet): void => {
  for (const known of rows.of("CASE#lnc_", "CASE").map((row) => recordOf<OffsiteLoanCase>(row))) {
    const course = rows
      .in(`CASE#${known.offsiteLoanId}`, "HISTORY#")
      .map((row) => recordOf<HistoryEntry>(row))
    const requested = dayIn(known.openedAt)
    const home = known.homes[0]?.centerId ?? known.homeCenterId
    const roles = [
      ["loan", known.loanCenterId],
      ["home", home],
    ] as const
    const write = (day: string | undefined, figures: Record<string, bigint>): void => {
      if (day !== undefined) sheet.write({ metric: "offsiteLoans", day, roles, figures })
    }
    write(requested, { requested: 1n })
    write(dayOfLast(course, "certification"), { certified: 1n })
    write(dayOfLast(course, "certification-refusal"), { refused: 1n })
    write(dayOfLast(course, "rejection"), { rejected: 1n })
    write(dayOfLast(course, "cancellation"), { cancelled: 1n })
    write(dayOfLast(course, "expiry"), { expired: 1n })
    const { grant } = known
    if (grant !== undefined) write(grant.grantedOn, { granted: 1n, amount: fenOf(grant.amount) })
    const answered = course.find(({ event }) => event.startsWith("certification"))
    if (answered !== undefined) {
      const to = dayIn(answered.at)
      writeLeg(sheet, { name: "certification", by: home, from: requested, to, allowed: 5 })
      const decided = dayOfLast(course, "grant", "rejection")
      if (decided !== undefined)
        writeLeg(sheet, {
          name: "loanDecision",
          by: known.loanCenterId,
          from: to,
          to: decided,
          allowed: 10,
        })
    }
    if (known.status === "requested" || known.status === "certified")
      writeOpen(
        sheet,
        "offsiteLoan",
        known,
        known.legs[0]?.party === "home" ? known.homeCenterId : known.loanCenterId,
      )
  }
}

const recountServiceLegs = (sheet: Sheet, known: ServiceCase, course: Course): void => {
  const { receivingCenterId, homeCenterId, legDays, mode } = known
  const submitted = dayIn(known.openedAt)
  let begun = submitted
  let isVerified = false
  for (const { event, at } of course) {
    const day = dayIn(at)
    if (event === "verification" && !isVerified) {
      isVerified = true
      const allowed = legDays.verification
      writeLeg(sheet, { name: "verification", by: receivingCenterId, from: begun, to: day, allowed })
    }
    if (event === "verification" || event === "supplement") begun = day
    if (event === "approval" || event === "refusal") {
      const by = homeCenterId
      writeLeg(sheet, { name: "decision", by, from: begun, to: day, allowed: legDays.decision })
      writeLeg(sheet, { metric: "serviceDays", name: mode, by, from: submitted, to: day, allowed: 5 })
      return
    }
  }
}

export const recountServices = (rows: Rows, sheet: Sheet): void => {
  for (const known of rows.of("CASE#svc_", "CASE").map((row) => recordOf<ServiceCase>(row))) {
    const course = rows
      .in(`CASE#${known.serviceCaseId}`, "HISTORY#")
      .map((row) => recordOf<HistoryEntry>(row))
    const { mode, status, decision, payment, rating } = known
    const slice = known.details.matter
    const roles = [
      ["receiving", known.receivingCenterId],
      ["home", known.homeCenterId],
    ] as const
    const write = (day: string | undefined, figures: Record<string, bigint>): void => {
      if (day !== undefined) sheet.write({ metric: "services", day, slice, roles, figures })
    }
    write(dayIn(known.openedAt), { submitted: 1n, [`${mode}.submitted`]: 1n })
    const outcomeDay = dayOfLast(course, "approval", "refusal", "revocation")
    if (decision !== undefined)
      write(outcomeDay, { [decision.outcome]: 1n, [`${mode}.${decision.outcome}`]: 1n })
    if (status === "closed") write(dayOfLast(course, "closure"), { closed: 1n })
    if (status === "cancelled") write(dayOfLast(course, "cancellation"), { cancelled: 1n })
    if (status === "expired") write(dayOfLast(course, "expiry"), { expired: 1n })
    if (payment !== undefined && payment.returnedOn === undefined)
      write(payment.paidOn, { paid: 1n, amount: fenOf(payment.amount) })
    if (rating !== undefined)
      write(rating.ratedOn, {
        rated: 1n,
        [`rated.${rating.rating}`]: 1n,
        ...(rating.reply === undefined ? {} : { replied: 1n }),
      })
    recountServiceLegs(sheet, known, course)
    if (!["closed", "cancelled", "expired"].includes(status))
      writeOpen(
        sheet,
        "service",
        known,
        known.legs[0]?.party === "receiving" ? known.receivingCenterId : known.homeCenterId,
      )
  }
}
