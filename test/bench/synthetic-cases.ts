import { REFUSAL_REASONS } from "../../contracts/codes.ts"
import { namesOf } from "../../contracts/names-of.ts"
import {
  AccountNo,
  CenterId,
  ConsentCode,
  ContractNo,
  Instant,
  LetterNo,
  LocalDate,
  Money,
  OffsiteLoanId,
  PaymentReference,
  PersonRef,
  ReservationId,
  ServiceCaseId,
  TransferId,
} from "../../contracts/primitives.ts"
import { MATTERS, type ServiceMode, type ServiceStatus } from "../../contracts/service-codes.ts"
import type { Fact } from "../../contracts/statistics.ts"
import { chinaDateOf } from "../../functions/domain/calendar/china-date.ts"
import type { HubCase } from "../../functions/domain/case/hub-case.ts"
import type { HistoryEntry } from "../../functions/domain/change.ts"
import type { LoanRecord } from "../../functions/domain/loan-registry/loan-record.ts"
import type { OffsiteLoanCase } from "../../functions/domain/offsite-loan/offsite-loan-case.ts"
import type { ServiceCase } from "../../functions/domain/service-case/service-case.ts"
import { countLoan, countWithdrawals } from "../../functions/domain/statistics/count-registry.ts"
import { countOffsiteLoan } from "../../functions/domain/statistics/count-offsite-loan.ts"
import { countService } from "../../functions/domain/statistics/count-service.ts"
import { countTransfer } from "../../functions/domain/statistics/count-transfer.ts"
import type { CalendarOf } from "../../functions/domain/statistics/fact.ts"
import type { TransferCase } from "../../functions/domain/transfer/transfer-case.ts"
import type { Chance } from "../simulation/chance.ts"

/** A case of the year that nobody asked for, and what the hub would count of it. */
export interface SyntheticCase {
  readonly case: HubCase
  readonly facts: readonly Fact[]
}

/** Which two centers a case is between. */
export type DrawPair = (chance: Chance) => readonly [from: CenterId, to: CenterId]

const dayMs = 86_400_000
const firstDayMs = Date.parse("2026-01-01T01:00:00.000Z")
/** The last of the year; a case of the last days is still open. */
export const lastDay = "2026-12-31"
const endMs = Date.parse("2026-12-31T09:00:00.000Z")
const days = 365

const instantAt = (ms: number): Instant => Instant.parse(new Date(ms).toISOString())
const numbered = (index: number): string => String(index).padStart(25, "0")
const personRef = (index: number): PersonRef => PersonRef.parse(`prs_${String(index).padStart(22, "0")}`)
const yuan = (whole: number): Money => Money.parse(`${whole}.00`)
const refusalReasons = namesOf(REFUSAL_REASONS)
const matters = namesOf(MATTERS)
const modes = ["online", "agent", "joint"] as const satisfies readonly ServiceMode[]
const interest = yuan(120)
const legDays: ServiceCase["legDays"] = {
  verification: 3,
  decision: 3,
  supplement: 15,
  payment: 2,
  delivery: 3,
  kind: "working",
}
const receivingAccount = {
  bankName: "示例银行",
  accountName: "示例中心",
  accountNumber: "990000000000000001",
}

interface Drawn {
  readonly index: number
  readonly chance: Chance
  readonly pair: readonly [from: CenterId, to: CenterId]
  readonly openedMs: number
}

const drawnFrom = <Item>(chance: Chance, items: readonly Item[]): Item => {
  const item = items[chance.below(items.length)]
  if (item === undefined) throw new Error("nothing to draw from")
  return item
}

/** What happens on its way, each some days after the one before; what would lie after the year has not happened. */
const courseOf = (
  openedMs: number,
  events: readonly (readonly [event: string, by: CenterId, afterDays: number])[],
): readonly HistoryEntry[] => {
  const course: HistoryEntry[] = []
  let atMs = openedMs
  for (const [event, by, afterDays] of events) {
    atMs += afterDays * dayMs
    if (atMs > endMs) break
    course.push({ at: instantAt(atMs), event, by })
  }
  return course
}

const changedAt = (openedAt: Instant, course: readonly HistoryEntry[]): Instant =>
  course.at(-1)?.at ?? openedAt

const transferOf = (
  { index, chance, pair: [from, to], openedMs }: Drawn,
  calendarOf: CalendarOf,
): SyntheticCase => {
  const openedAt = instantAt(openedMs)
  const refused = chance.happens(0.06)
  const disputed = !refused && chance.happens(0.02)
  const course = courseOf(
    openedMs,
    refused
      ? [["refusal", from, chance.between(0, 5)]]
      : [
          ["letter-confirmation", from, chance.between(0, 1)],
          ["statement", from, chance.between(0, 4)],
          ["payment", from, chance.between(0, 2)],
          ...(disputed ? [["dispute", to, 1] as const] : []),
          ["completion", to, chance.between(0, 4)],
        ],
  )
  const has = (event: string): boolean => course.some((entry) => entry.event === event)
  const principal = yuan(chance.between(2_000, 90_000))
  const amount = Money.parse(`${Number(principal.slice(0, -3)) + 120}.00`)
  const statement = { principal, interest, amount, statedAt: openedAt }
  const reference = PaymentReference.parse(`SYN${String(index).padStart(9, "0")}`)
  const done = disputed ? ("completedAfterNegotiation" as const) : ("completed" as const)
  const status = has("completion")
    ? done
    : has("refusal")
      ? "refused"
      : has("statement")
        ? "statementSent"
        : "letterSent"
  const transfer: TransferCase = {
    transferId: TransferId.parse(`trf_0${numbered(index)}`),
    letterNo: LetterNo.parse(String(index).padStart(16, "0")),
    status: status === "refused" ? "closedAsRefused" : status,
    version: course.length + 1,
    generation: 1,
    personRef: personRef(index),
    accountKind: "basic",
    fromCenterId: from,
    fromAccountNo: AccountNo.parse(`F${index}`),
    toCenterId: to,
    toAccountNo: AccountNo.parse(`T${index}`),
    appliedOn: chinaDateOf(openedAt),
    openedAt,
    changedAt: changedAt(openedAt, course),
    letterLate: false,
    receivingAccount,
    escalations: 0,
    ...(has("statement") ? { statement } : {}),
    ...(has("refusal") ? { refusal: { reasonCode: drawnFrom(chance, refusalReasons) } } : {}),
    payments: has("payment") ? [{ reference, amount, paidOn: chinaDateOf(openedAt) }] : [],
    stopRequested: false,
    returning: false,
  }
  return { case: transfer, facts: countTransfer(transfer, course, calendarOf) }
}

const loanFacts = ({ grant, loanCenterId, offsiteLoanId }: OffsiteLoanCase): readonly Fact[] => {
  if (grant === undefined) return []
  const loan: LoanRecord = {
    centerId: loanCenterId,
    contractNo: grant.contractNo,
    kind: "hpf",
    amount: grant.amount,
    termMonths: grant.termMonths,
    yearlyRate: grant.yearlyRate,
    grantedOn: grant.grantedOn,
    status: "unsettled",
    balance: grant.amount,
    overduePeriods: 0,
    overdueAmount: yuan(0),
    parties: [],
    offsiteLoanId,
    findings: [],
    registeredAt: instantAt(firstDayMs),
    version: 1,
  }
  return countLoan(loan)
}

const offsiteLoanOf = (
  { index, chance, pair: [home, lender], openedMs }: Drawn,
  calendarOf: CalendarOf,
): SyntheticCase => {
  const openedAt = instantAt(openedMs)
  const refused = chance.happens(0.05)
  const course = courseOf(
    openedMs,
    refused
      ? [["certification-refusal", home, chance.between(0, 4)]]
      : [
          ["certification", home, chance.between(0, 4)],
          [chance.happens(0.9) ? "grant" : "rejection", lender, chance.between(2, 20)],
        ],
  )
  const has = (event: string): boolean => course.some((entry) => entry.event === event)
  const contractNo = ContractNo.parse(`SYN${index}`)
  const grant = {
    contractNo,
    amount: yuan(chance.between(100, 900) * 1_000),
    termMonths: 240,
    yearlyRate: "0.0260",
    grantedOn: chinaDateOf(changedAt(openedAt, course)),
    reservationId: ReservationId.parse(`lrs_0${numbered(index)}`),
  }
  const ended = has("grant")
    ? "granted"
    : has("rejection")
      ? "rejected"
      : has("certification")
        ? "certified"
        : "requested"
  const offsite: OffsiteLoanCase = {
    offsiteLoanId: OffsiteLoanId.parse(`lnc_0${numbered(index)}`),
    status: has("certification-refusal") ? "refused" : ended,
    version: course.length + 1,
    generation: 1,
    personRef: personRef(index),
    loanCenterId: lender,
    homeCenterId: home,
    appliedOn: chinaDateOf(openedAt),
    consentCode: ConsentCode.parse(`cns_0${numbered(index)}`),
    openedAt,
    changedAt: changedAt(openedAt, course),
    legs: [],
    escalations: 0,
    homes: [],
    ...(has("grant") ? { grant } : {}),
  }
  return { case: offsite, facts: [...countOffsiteLoan(offsite, course, calendarOf), ...loanFacts(offsite)] }
}

const withdrawalFacts = (
  { homeCenterId, payment, serviceCaseId }: ServiceCase,
  reason: "05" | "06",
): readonly Fact[] =>
  payment === undefined
    ? []
    : countWithdrawals(
        {
          centerId: homeCenterId,
          accountNo: AccountNo.parse("SYN"),
          entries: [
            {
              caseId: serviceCaseId,
              reason,
              amount: payment.amount,
              taken: { employee: payment.amount, flexible: yuan(0) },
              approvedOn: payment.paidOn,
              paidOn: payment.paidOn,
            },
          ],
          version: 1,
        },
        [],
      )

const serviceOf = (
  { index, chance, pair: [home, receiving], openedMs }: Drawn,
  calendarOf: CalendarOf,
): SyntheticCase => {
  const openedAt = instantAt(openedMs)
  const matter = drawnFrom(chance, matters)
  const mode = drawnFrom(chance, modes)
  const pays = MATTERS[matter].ends === "withdrawal"
  const refused = chance.happens(0.08)
  const course = courseOf(openedMs, [
    ...(mode === "joint" ? [["verification", receiving, chance.between(0, 3)] as const] : []),
    ["decision", home, chance.between(0, 4)],
    ...(pays && !refused ? [["payment", home, chance.between(0, 2)] as const] : []),
    ["closure", receiving, chance.between(0, 2)],
  ])
  const dayOf = (event: string): LocalDate | undefined => {
    const entry = course.find((one) => one.event === event)
    return entry === undefined ? undefined : chinaDateOf(entry.at)
  }
  const [decidedOn, paidOn] = [dayOf("decision"), dayOf("payment")]
  const amount = yuan(chance.between(1_000, 60_000))
  const reached: ServiceStatus = paidOn !== undefined ? "paid" : refused ? "refused" : "approved"
  const decided = decidedOn === undefined ? ("submitted" as const) : reached
  const served: ServiceCase = {
    serviceCaseId: ServiceCaseId.parse(`svc_0${numbered(index)}`),
    status: dayOf("closure") === undefined ? decided : "closed",
    version: course.length + 1,
    generation: 1,
    personRef: personRef(index),
    receivingCenterId: receiving,
    homeCenterId: home,
    mode,
    situation: "synthetic",
    details: { matter },
    appliedOn: chinaDateOf(openedAt),
    openedAt,
    changedAt: changedAt(openedAt, course),
    documents: [],
    legDays,
    required: [],
    legs: [],
    escalations: 0,
    ...(decidedOn === undefined
      ? {}
      : {
          decision: {
            outcome: refused ? ("refused" as const) : ("approved" as const),
            rule: "SVC-001" as const,
            handler: "h-01",
            reviewer: "r-02",
            decidedOn,
          },
        }),
    ...(paidOn === undefined
      ? {}
      : {
          payment: {
            reference: PaymentReference.parse(`SYN${String(index).padStart(9, "0")}`),
            amount,
            paidOn,
          },
        }),
  }
  const reason = drawnFrom(chance, ["05", "06"] as const)
  return {
    case: served,
    facts: [...countService(served, course, calendarOf), ...withdrawalFacts(served, reason)],
  }
}

/** Two of three are transfers, as among the cases between cities; all over the year. */
export const drawCase = (
  index: number,
  chance: Chance,
  drawPair: DrawPair,
  calendarOf: CalendarOf,
): SyntheticCase => {
  const openedMs = firstDayMs + chance.below(days) * dayMs + chance.below(8 * 60) * 60_000
  const drawn: Drawn = { index, chance, pair: drawPair(chance), openedMs }
  const kind = chance.below(100)
  if (kind < 66) return transferOf(drawn, calendarOf)
  return kind < 76 ? offsiteLoanOf(drawn, calendarOf) : serviceOf(drawn, calendarOf)
}
