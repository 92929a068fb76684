import { RepaymentFeed } from "../../../contracts/loans.ts"
import { Certification, Grant } from "../../../contracts/offsite-loans.ts"
import {
  AccountNo,
  CenterId,
  ConsentCode,
  Instant,
  LocalDate,
  OffsiteLoanId,
  PersonRef,
  ReservationId,
  StaffId,
} from "../../../contracts/primitives.ts"
import type { AccountRecord, PersonRecord } from "../../../functions/domain/account/account-record.ts"
import { chinaDateOf } from "../../../functions/domain/calendar/china-date.ts"
import { calendarFor } from "../../../functions/domain/calendar/working-days.ts"
import type { Change } from "../../../functions/domain/change.ts"
import type { LoanRecord, ReservationRecord } from "../../../functions/domain/loan-registry/loan-record.ts"
import {
  decideOffsiteLoan,
  OFFSITE_ALLOWED,
  type OffsiteCommand,
} from "../../../functions/domain/offsite-loan/decide-offsite-loan.ts"
import type { OffsiteContext } from "../../../functions/domain/offsite-loan/offsite-decision.ts"
import type {
  CertificateRecord,
  OffsiteLoanCase,
} from "../../../functions/domain/offsite-loan/offsite-loan-case.ts"
import { feedRepayment } from "../../../functions/domain/loan-registry/change-loan.ts"
import { zeroMoney } from "../../../functions/domain/money/money.ts"
import { addMonths, monthOf } from "../../../functions/domain/months/month.ts"
import { followFeed, followPayoff } from "../../../functions/domain/offsite-loan/follow-loan.ts"
import { openOffsiteLoan } from "../../../functions/domain/offsite-loan/open-offsite-loan.ts"
import { passOffsiteTime } from "../../../functions/domain/offsite-loan/pass-offsite-time.ts"
import { CertificateNo } from "../../../contracts/primitives.ts"
import { aSegment } from "../account/a-segment.ts"

export const L = CenterId.parse("140500000000000")
export const H = CenterId.parse("210100000000000")
export const start = Instant.parse("2026-09-01T01:00:00.000Z")
const person = PersonRef.parse(`prs_${"a".repeat(22)}`)
const accountNo = AccountNo.parse("OFF1")
const caseId = OffsiteLoanId.parse("lnc_01KAZZZZZZZZZZZZZZZZZZZZZZ")
export const people = { handler: "h-01", reviewer: "r-02" } as const
const staff = { handler: StaffId.parse("h-01"), reviewer: StaffId.parse("r-02") }

let ids = 0
export const newId = (prefix: string): string => {
  ids += 1
  return `${prefix}_01KA${String(ids).padStart(22, "0")}`
}

const homeAccount: AccountRecord = {
  personRef: person,
  nameMac: "name",
  centerId: H,
  accountNo,
  accountKind: "basic",
  contributorType: "employee",
  status: "01",
  statusSince: LocalDate.parse("2020-01-02"),
  openedOn: LocalDate.parse("2020-01-02"),
  contested: false,
  holds: [],
  version: 1,
}

/** A case with all that surrounds it, moved on by what its decisions change. */
export interface Stage {
  case: OffsiteLoanCase
  person: PersonRecord
  certificate?: CertificateRecord
  reservation?: ReservationRecord
  loan?: LoanRecord
  identityErased: number
  readonly told: { readonly to: string; readonly type: string; readonly actionNeeded: boolean }[]
}

export const account = (stage: Stage): AccountRecord => stage.person.accounts[0] ?? homeAccount

const withAccount = (stage: Stage, saved: AccountRecord): void => {
  if (saved.version !== account(stage).version + 1) throw new Error("a stale account was written")
  stage.person = { ...stage.person, accounts: [saved] }
}

/** What the stage follows; messages to banks, histories and the registry's own lines are others' tests. */
const followed = [
  "openCase",
  "saveCase",
  "saveAccount",
  "markOffsiteLoan",
  "unmarkOffsiteLoan",
  "claimCertificate",
  "releaseCertificate",
  "saveCertificate",
  "registerLoan",
  "saveLoan",
  "saveReservation",
  "releaseLoanGuard",
  "eraseIdentity",
  "tell",
] as const
type Followed = Extract<Change, { readonly kind: (typeof followed)[number] }>
const isFollowed = (change: Change): change is Followed => followed.some((kind) => kind === change.kind)

const apply = (stage: Stage, change: Change): void => {
  if (!isFollowed(change)) return
  switch (change.kind) {
    case "openCase":
    case "saveCase":
      if ("offsiteLoanId" in change.case) stage.case = change.case
      return
    case "saveAccount":
      return withAccount(stage, change.account)
    case "markOffsiteLoan":
      stage.person = { ...stage.person, offsiteLoans: [change.mark] }
      return
    case "unmarkOffsiteLoan":
      stage.person = { ...stage.person, offsiteLoans: [], openServices: [] }
      return
    case "claimCertificate":
      stage.person = { ...stage.person, certificate: change.guard }
      return
    case "releaseCertificate": {
      const { certificate: _certificate, ...rest } = stage.person
      stage.person = rest
      return
    }
    case "saveCertificate":
      stage.certificate = change.certificate
      return
    case "registerLoan":
    case "saveLoan":
      stage.loan = change.loan
      return
    case "saveReservation":
      stage.reservation = change.reservation
      return
    case "releaseLoanGuard": {
      const { loanGuard: _guard, ...rest } = stage.person
      stage.person = rest
      return
    }
    case "eraseIdentity":
      stage.identityErased += 1
      return
    case "tell":
      stage.told.push({
        to: change.message.to,
        type: change.message.type,
        actionNeeded: change.message.actionNeeded,
      })
  }
}

const calendars = { loan: calendarFor({}), home: calendarFor({}) }

export const contextOf = (
  stage: Stage,
  at: Instant,
  actor: OffsiteContext["actor"],
  over: Partial<OffsiteContext> = {},
): OffsiteContext => ({
  now: at,
  today: chinaDateOf(at),
  actor,
  ...(actor === "clock" ? {} : { staff }),
  person: stage.person,
  homeAccount: account(stage),
  homeAccountIsAnothers: false,
  registered: [],
  borrowers: stage.reservation?.parties.map((party) => ({ party, person: stage.person })) ?? [],
  calendars,
  identityErasureDays: 15,
  newId,
  nextCertificateNo: CertificateNo.parse("202609010001"),
  ...(stage.certificate === undefined ? {} : { certificate: stage.certificate }),
  ...(stage.reservation === undefined ? {} : { reservation: stage.reservation }),
  ...(stage.loan === undefined ? {} : { loan: stage.loan }),
  ...over,
})

export const opened = (): Stage => {
  const stage: Stage = {
    // Replaced at once by what opening writes.
    case: {
      offsiteLoanId: caseId,
      status: "requested",
      version: 0,
      generation: 1,
      personRef: person,
      loanCenterId: L,
      homeCenterId: H,
      appliedOn: LocalDate.parse("2026-09-01"),
      consentCode: ConsentCode.parse("cns_01KAZZZZZZZZZZZZZZZZZZZZZZ"),
      openedAt: start,
      changedAt: start,
      legs: [],
      escalations: 0,
      homes: [],
    },
    person: {
      personRef: person,
      accounts: [homeAccount],
      openTransfers: [],
      findings: [],
      loans: [],
      offsiteLoans: [],
      openServices: [],
    },
    identityErased: 0,
    told: [],
  }
  const { changes } = openOffsiteLoan(
    caseId,
    { homeCenterId: H, consent: stage.case.consentCode, appliedOn: stage.case.appliedOn, ...staff },
    { now: start, loanCenterId: L, person: stage.person, calendars, encryptedIdentity: "", newId },
  )
  for (const change of changes) apply(stage, change)
  return stage
}

export const certification = (over: object = {}): Certification =>
  Certification.parse({
    accountNo: "OFF1",
    openedMonth: "2020-01",
    accountStatus: "01",
    contributionBase: "10000.00",
    monthlyContribution: "2000.00",
    balance: "24000.00",
    continuousFrom: "2024-03",
    continuousTo: "2025-02",
    hasUsedLoan: false,
    loanCount: 0,
    loanTotal: "0.00",
    unsettledBalance: "0.00",
    centerPhone: "010-00000000",
    segments: [aSegment()],
    validTo: "2026-10-09",
    handler: "h-01",
    reviewer: "r-02",
    ...over,
  })

/** What came of it: the event, or the problem with its rule. */
export const act = (
  stage: Stage,
  command: OffsiteCommand,
  over: Partial<OffsiteContext> = {},
  at: Instant = start,
): string => {
  const actor = over.actor ?? OFFSITE_ALLOWED[command.action].party
  const decision = decideOffsiteLoan(stage.case, command, contextOf(stage, at, actor, over))
  if (decision.outcome === "refused")
    return decision.rule === undefined ? decision.problem : `${decision.problem} ${decision.rule}`
  for (const change of decision.changes) apply(stage, change)
  return decision.event
}

const reservationId = ReservationId.parse("lrs_01KAZZZZZZZZZZZZZZZZZZZZZZ")

/** The loan center holds the applicant for sixty days. */
export const reserve = (stage: Stage): void => {
  stage.reservation = {
    reservationId,
    centerId: L,
    status: "held",
    reservedAt: start,
    expiresAt: Instant.parse("2026-10-31T16:00:00.000Z"),
    parties: [{ personRef: person, role: "borrower" }],
    loansBefore: 0,
    acts: [],
    version: 1,
  }
  stage.person = {
    ...stage.person,
    loanGuard: {
      personRef: person,
      holder: { kind: "reservation", centerId: L, reservationId, expiresAt: stage.reservation.expiresAt },
      life: "grd",
      version: 1,
    },
  }
}

export const grant = (over: object = {}): Grant =>
  Grant.parse({
    contractNo: "C-1",
    kind: "hpf",
    amount: "300000.00",
    termMonths: 240,
    yearlyRate: "0.026",
    grantedOn: "2026-09-01",
    certificateNo: "202609010001",
    reservationId,
    overrideReason: "审批会议定",
    ...people,
    ...over,
  })

/** The loan center feeds the month after the last one, with so many periods overdue; the balance stays. */
export const feed = (stage: Stage, overduePeriods: number): void => {
  const { loan } = stage
  if (loan === undefined) return
  const month = loan.fedMonth === undefined ? monthOf(loan.grantedOn) : addMonths(loan.fedMonth, 1)
  const context = contextOf(stage, Instant.parse(`${month}-28T01:00:00.000Z`), "loan")
  const overdueAmount = overduePeriods === 0 ? "0.00" : "1600.00"
  const body = RepaymentFeed.parse({ month, balance: loan.balance, overduePeriods, overdueAmount })
  const fed = feedRepayment(loan, body, { ...context, by: L, staff })
  if (fed.outcome === "refused") throw new Error(fed.problem)
  const { now, today, identityErasureDays } = context
  const following = { now, today, identityErasureDays, homeAccount: account(stage), by: L, newId, calendars }
  for (const change of [...fed.changes, ...followFeed(stage.case, fed.loan, following)]) apply(stage, change)
}

/** The loan center reports that the loan is paid off. */
export const payOff = (stage: Stage, at: Instant = start): void => {
  if (stage.loan === undefined) return
  const context = contextOf(stage, at, "loan")
  const { now, today, identityErasureDays } = context
  const homeAccount = account(stage)
  const paid: LoanRecord = { ...stage.loan, status: "paidOff", balance: zeroMoney, endedOn: today }
  const changes = followPayoff(stage.case, paid, {
    now,
    today,
    identityErasureDays,
    homeAccount,
    by: L,
    newId,
    payoffCertificateNo: CertificateNo.parse("202609010002"),
    calendars,
  })
  for (const change of changes) apply(stage, change)
}

export const pass = (stage: Stage, at: string): string => {
  const decision = passOffsiteTime(stage.case, contextOf(stage, Instant.parse(at), "clock"))
  if (decision.outcome === "nothing") return "nothing"
  for (const change of decision.changes) apply(stage, change)
  return decision.event
}

export const certifiedStage = (over: object = {}): Stage => {
  const stage = opened()
  const done = act(stage, { action: "certification", body: certification(over) })
  if (done !== "certification") throw new Error(done)
  return stage
}
