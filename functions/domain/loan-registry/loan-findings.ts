import type { LoanCheckFinding, LoanCheckRequest, LoanCheckResponse } from "../../../contracts/loans.ts"
import type { Hold } from "../../../contracts/accounts.ts"
import type { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import { holdStands, isOpen, type AccountRecord, type PersonRecord } from "../account/account-record.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { isFollowingMark } from "../offsite-loan/follow-account.ts"
import { barsTransfer, loanBarsOf, type LoanBarRule, type TransferBarRule } from "./loan-bar.ts"
import { countedLoans, familyLoans, type LoanCountRule } from "./loan-count.ts"
import { liveReservation, owedLoans } from "./loan-guard.ts"
import { isUnsettled, type LoanLine } from "./loan-record.ts"

export interface CheckedPerson {
  readonly person: PersonRecord
  /** MAC of the name as the asking center has it. */
  readonly nameMac: string
  /** Counted from 1 in the order of the request, the spouse last. */
  readonly number: number
}

export interface LoanQuestion {
  readonly purpose: LoanCheckRequest["purpose"]
  readonly by: CenterId
  readonly now: Instant
  readonly today: LocalDate
  readonly count: LoanCountRule
  /** Whose loans lock an account; absent: nobody asks about one. */
  readonly bar?: LoanBarRule
  /** What the asking center's rules keep from leaving; absent: nothing is to leave. */
  readonly outbound?: TransferBarRule
}

export type LoanAnswer = Pick<LoanCheckResponse, "verdict" | "findings" | "counts">

type Found = Omit<LoanCheckFinding, "person">

/** Whether the act that is asked about would be refused for it. */
type Judged = Found & { readonly bars: boolean }

/** Whether somebody borrows, or something is done with an account of a person who may have borrowed. */
const isForLoan = ({ purpose }: LoanQuestion): boolean =>
  purpose === "loan" || purpose === "offsiteCertificate"

const reservedElsewhere = (person: PersonRecord, { now, by }: LoanQuestion): readonly Found[] => {
  const reservation = liveReservation(person, now)
  return reservation === undefined || reservation.centerId === by
    ? []
    : [{ class: "reserved", centerId: reservation.centerId }]
}

/** A certificate that was issued for another loan center, by another home center. */
const certifiedElsewhere = (
  { certificate, offsiteLoans }: PersonRecord,
  question: LoanQuestion,
): readonly Found[] => {
  if (certificate === undefined || certificate.validTo < question.today) return []
  const addressee = offsiteLoans.find(({ offsiteLoanId }) => offsiteLoanId === certificate.offsiteLoanId)
  return [certificate.homeCenterId, addressee?.loanCenterId].includes(question.by)
    ? []
    : [{ class: "liveCertificate", centerId: certificate.homeCenterId }]
}

/** Doubts that nobody has settled yet; of a name that differs no center is told. */
const doubts = ({ person, nameMac }: CheckedPerson): readonly Found[] => {
  const open = person.findings.filter(({ closedAt }) => closedAt === undefined)
  const recorded = open.flatMap((finding): readonly Found[] => {
    const centerId = finding.loans?.[0]?.centerId
    const found = {
      ...(centerId === undefined ? {} : { centerId }),
      since: chinaDateOf(finding.foundAt),
    }
    switch (finding.class) {
      case "D4":
      case "D5":
      case "D6":
        return [{ class: finding.class, ...found }]
      case "D1":
      case "D2":
      case "D3":
      case "D7":
        return []
    }
  })
  const otherName =
    open.some((finding) => finding.class === "D7") ||
    person.accounts.some((account) => isOpen(account) && account.nameMac !== nameMac)
  return [...recorded, ...(otherName ? [{ class: "D7" as const }] : [])]
}

/** A loan center needs to know where somebody owes and since when, not as what and for which kind of loan. */
const findingsForLoan = (checked: CheckedPerson, question: LoanQuestion): readonly Found[] => [
  ...owedLoans(checked.person).map(({ centerId, grantedOn }): Found => ({
    class: "unsettledLoan",
    centerId,
    since: grantedOn,
  })),
  ...reservedElsewhere(checked.person, question),
  ...certifiedElsewhere(checked.person, question),
  ...doubts(checked),
]

/** What an account center may be asked for; each is barred by holds of its own name. */
type AccountAct = Exclude<LoanQuestion["purpose"], "loan" | "offsiteCertificate">

/** A loan of the hub's own that is marked follows the account; a mark by hand stays where it is, and bars. */
const markBars = (hold: Hold, act: AccountAct): boolean => {
  switch (act) {
    case "closing":
      return hold.scope.includes("closing")
    case "transfer":
      return !isFollowingMark(hold)
    case "withdrawal":
      // It is written down all the same, and becomes a finding.
      return false
  }
}

const findingsOfHolds = (
  accounts: readonly AccountRecord[],
  act: AccountAct,
  today: LocalDate,
): readonly Judged[] =>
  accounts.filter(isOpen).flatMap(({ centerId, holds }) =>
    holds
      .filter((hold) => holdStands(hold, today))
      .flatMap((hold): readonly Judged[] => {
        if (hold.ground === "loanMark")
          return [{ class: "loanMark", centerId, since: hold.from, bars: markBars(hold, act) }]
        return hold.ground === "certificate" && hold.scope.includes(act)
          ? [{ class: "liveCertificate", centerId, since: hold.from, bars: true }]
          : []
      }),
  )

/** Which loans refuse the act: for closing those of the policy, for a transfer the center's own that its rules keep. */
const loanBars = (
  line: LoanLine,
  act: AccountAct,
  { by, outbound }: Pick<LoanQuestion, "by" | "outbound">,
): boolean => {
  switch (act) {
    case "closing":
      return true
    case "transfer":
      return line.centerId === by && outbound !== undefined && barsTransfer(line, outbound)
    case "withdrawal":
      return false
  }
}

/** What locks an account by the asking center's own policy; a mark on an account that is not moved is its center's. */
const findingsForAccount = (
  { person }: CheckedPerson,
  act: AccountAct,
  question: LoanQuestion,
): readonly Judged[] => {
  const { by, bar, today } = question
  const accounts =
    act === "transfer" ? person.accounts : person.accounts.filter(({ centerId }) => centerId === by)
  const told = bar === undefined ? [] : loanBarsOf(person, bar)
  const kept = person.loans.filter(
    (line) => !told.includes(line) && act === "transfer" && loanBars(line, act, question),
  )
  return [
    ...[...told, ...kept].map((line): Judged => ({
      class: line.role === "guarantor" ? "guaranteedLoan" : "unsettledLoan",
      centerId: line.centerId,
      role: line.role,
      kind: line.kind,
      since: line.grantedOn,
      bars: loanBars(line, act, question),
    })),
    ...findingsOfHolds(accounts, act, today),
  ]
}

/** What refuses a reservation, or a certificate. */
const barsLoan = ({ class: found }: Found, purpose: LoanQuestion["purpose"]): boolean => {
  switch (found) {
    case "unsettledLoan":
    case "guaranteedLoan":
    case "reserved":
    case "loanCount":
      return true
    case "liveCertificate":
      return purpose === "offsiteCertificate"
    case "loanMark":
    case "D4":
    case "D5":
    case "D6":
    case "D7":
      return false
  }
}

const judgedOf = (checked: CheckedPerson, question: LoanQuestion): readonly Judged[] => {
  const { purpose } = question
  return purpose === "loan" || purpose === "offsiteCertificate"
    ? findingsForLoan(checked, question).map((found) => ({ ...found, bars: barsLoan(found, purpose) }))
    : findingsForAccount(checked, purpose, question)
}

/**
 * What an asking center may know for its purpose, and no more: before a loan, where the family owes or is held and
 * how many loans it has had; before an act on an account, what locks it there.
 */
export const loanFindingsFor = (people: readonly CheckedPerson[], question: LoanQuestion): LoanAnswer => {
  const forLoan = isForLoan(question)
  const loans = familyLoans(people.map(({ person }) => person))
  const judged = people.flatMap((checked) =>
    judgedOf(checked, question).map((one) => ({ ...one, person: checked.number })),
  )
  const isUsedUp = forLoan && countedLoans(loans, question.count) >= question.count.most
  const findings: LoanCheckFinding[] = [
    ...judged.map(({ bars: _bars, ...finding }) => finding),
    ...(isUsedUp ? [{ class: "loanCount" as const, person: 1 }] : []),
  ]
  const isBlocked = isUsedUp || judged.some(({ bars }) => bars)
  return {
    verdict: isBlocked ? "blocked" : findings.length > 0 ? "review" : "clear",
    findings,
    ...(forLoan
      ? {
          counts: {
            lifetime: loans.length,
            unsettled: loans.filter(isUnsettled).length,
            most: question.count.most,
          },
        }
      : {}),
  }
}
