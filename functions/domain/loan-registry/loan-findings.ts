import type { LoanCheckFinding, LoanCheckRequest, LoanCheckResponse } from "../../../contracts/loans.ts"
import type { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import { holdStands, isOpen, type AccountRecord, type PersonRecord } from "../account/account-record.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import { loanBarsOf, type LoanBarRule } from "./loan-bar.ts"
import { countedLoans, familyLoans, type LoanCountRule } from "./loan-count.ts"
import { owedLoans } from "./loan-guard.ts"
import { guardBars, isUnsettled } from "./loan-record.ts"

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
}

export type LoanAnswer = Pick<LoanCheckResponse, "verdict" | "findings" | "counts">

type Found = Omit<LoanCheckFinding, "person">

/** Whether somebody borrows, or something is done with an account of a person who may have borrowed. */
const isForLoan = ({ purpose }: LoanQuestion): boolean =>
  purpose === "loan" || purpose === "offsiteCertificate"

const reservedElsewhere = ({ loanGuard }: PersonRecord, question: LoanQuestion): readonly Found[] =>
  loanGuard?.holder.kind === "reservation" &&
  guardBars(loanGuard, question.now) &&
  loanGuard.holder.centerId !== question.by
    ? [{ class: "reserved", centerId: loanGuard.holder.centerId }]
    : []

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

const marksOf = (accounts: readonly AccountRecord[], today: LocalDate): readonly Found[] =>
  accounts
    .filter(isOpen)
    .flatMap(({ centerId, holds }) =>
      holds
        .filter((hold) => hold.ground === "loanMark" && holdStands(hold, today))
        .map((hold): Found => ({ class: "loanMark", centerId, since: hold.from })),
    )

/** What locks an account by the asking center's own policy; a mark on an account that is not moved is its center's. */
const findingsForAccount = ({ person }: CheckedPerson, question: LoanQuestion): readonly Found[] => {
  const { by, bar, purpose, today } = question
  const accounts =
    purpose === "transfer" ? person.accounts : person.accounts.filter(({ centerId }) => centerId === by)
  return [
    ...(bar === undefined ? [] : loanBarsOf(person, bar)).map(
      ({ centerId, role, kind, grantedOn }): Found => ({
        class: role === "guarantor" ? "guaranteedLoan" : "unsettledLoan",
        centerId,
        role,
        kind,
        since: grantedOn,
      }),
    ),
    ...marksOf(accounts, today),
  ]
}

const blocks = (finding: LoanCheckFinding, { purpose }: LoanQuestion): boolean => {
  switch (finding.class) {
    case "unsettledLoan":
    case "guaranteedLoan":
    case "reserved":
    case "loanCount":
      return true
    case "liveCertificate":
      return purpose === "offsiteCertificate"
    case "loanMark":
      return purpose === "closing"
    case "D4":
    case "D5":
    case "D6":
    case "D7":
      return false
  }
}

/**
 * What an asking center may know for its purpose, and no more: before a loan, where the family owes or is held and
 * how many loans it has had; before an act on an account, what locks it there.
 */
export const loanFindingsFor = (people: readonly CheckedPerson[], question: LoanQuestion): LoanAnswer => {
  const forLoan = isForLoan(question)
  const loans = familyLoans(people.map(({ person }) => person))
  const found = people.flatMap((checked) =>
    (forLoan ? findingsForLoan(checked, question) : findingsForAccount(checked, question)).map(
      (finding): LoanCheckFinding => ({ ...finding, person: checked.number }),
    ),
  )
  const isUsedUp = forLoan && countedLoans(loans, question.count) >= question.count.most
  const findings: LoanCheckFinding[] = [
    ...found,
    ...(isUsedUp ? [{ class: "loanCount" as const, person: 1 }] : []),
  ]
  const isBlocked = findings.some((finding) => blocks(finding, question))
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
