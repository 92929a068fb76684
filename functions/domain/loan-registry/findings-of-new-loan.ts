import type { CenterId, FindingId, Instant, LocalDate, OffsiteLoanId } from "../../../contracts/primitives.ts"
import {
  holdStands,
  isOpen,
  sameAccount,
  type AccountRecord,
  type PersonRecord,
} from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { openFinding, type Found } from "../finding/open-finding.ts"
import { countedLoans, familyLoans, keyOfLoan, type LoanCountRule } from "./loan-count.ts"
import { nameOfLoan } from "./loan-decision.ts"
import { liveReservation, owedLoans } from "./loan-guard.ts"
import {
  counts,
  isUnsettled,
  sameLoan,
  type LoanLine,
  type LoanParty,
  type LoanRecord,
} from "./loan-record.ts"

type NewLoan = Omit<LoanRecord, "findings">

interface Named {
  readonly party: LoanParty
  readonly person: PersonRecord
}

interface FindingsContext {
  readonly now: Instant
  readonly today: LocalDate
  readonly by: CenterId
  readonly newId: (prefix: string) => string
  readonly offsiteLoanId?: OffsiteLoanId
  readonly count: LoanCountRule
}

export interface OpenedLoanFinding {
  readonly findingId: FindingId
  readonly class: "D4" | "D5"
  readonly changes: readonly Change[]
}

interface Rivals {
  readonly person: PersonRecord
  readonly loans: readonly LoanLine[]
  /** Other centers whose live reservation holds the person: there is no contract yet. */
  readonly reservedBy: readonly CenterId[]
}

const rivalsOf = (loan: NewLoan, { person }: Named, context: FindingsContext): Rivals => {
  const reservation = liveReservation(person, context.now)
  return {
    person,
    loans: owedLoans(person).filter((line) => !sameLoan(line, loan)),
    reservedBy:
      reservation === undefined || reservation.centerId === loan.centerId ? [] : [reservation.centerId],
  }
}

const distinct = (loans: readonly LoanLine[]): readonly LoanLine[] => [
  ...new Map(loans.map((line) => [keyOfLoan(line), line])).values(),
]

const doubtOfLoans = (
  personRef: PersonRecord["personRef"],
  loan: NewLoan,
  others: readonly LoanLine[],
  furtherCenters: readonly CenterId[] = [],
): Found => ({
  class: "D4",
  personRef,
  accounts: [],
  loans: [...others, loan].map(nameOfLoan),
  centerIds: [...new Set([loan.centerId, ...others.map(({ centerId }) => centerId), ...furtherCenters])],
})

/** One doubt a loan, however many of the family it concerns: the same centers settle it together. */
const doubtOfRivals = (
  loan: NewLoan,
  owing: readonly Named[],
  context: FindingsContext,
): Found | undefined => {
  if (!isUnsettled(loan)) return undefined
  const rivals = owing
    .map((named) => rivalsOf(loan, named, context))
    .filter(({ loans, reservedBy }) => loans.length + reservedBy.length > 0)
  const first = rivals[0]
  return first === undefined
    ? undefined
    : doubtOfLoans(
        first.person.personRef,
        loan,
        distinct(rivals.flatMap(({ loans }) => loans)),
        rivals.flatMap(({ reservedBy }) => reservedBy),
      )
}

/** More loans in life than the rules allow, settled ones included. */
const doubtOfCount = (
  loan: NewLoan,
  owing: readonly Named[],
  { count }: FindingsContext,
): Found | undefined => {
  const first = owing[0]
  if (first === undefined || (!isUnsettled(loan) && !count.countsPaidOff)) return undefined
  const others = familyLoans(owing.map(({ person }) => person)).filter((line) => !sameLoan(line, loan))
  return countedLoans(others, count) + 1 > count.most
    ? doubtOfLoans(first.person.personRef, loan, others)
    : undefined
}

/**
 * Where somebody pays in, when it is not at the loan center: the normal account, whatever others are open. Only who
 * has none pays in at the loan center with any basic account there.
 */
const homeAccount = (person: PersonRecord, lender: CenterId): AccountRecord | undefined => {
  const open = person.accounts.filter(isOpen)
  const holder = open.find(
    (account) => person.guard !== undefined && sameAccount(person.guard.holder, account),
  )
  if (holder !== undefined) return holder.centerId === lender ? undefined : holder
  const basic = open.filter(({ accountKind }) => accountKind === "basic")
  return basic.some(({ centerId }) => centerId === lender) ? undefined : basic[0]
}

const isMarked = ({ holds }: AccountRecord, today: LocalDate): boolean =>
  holds.some((hold) => hold.ground === "loanMark" && holdStands(hold, today))

/**
 * 建金〔2015〕135号: an off-site loan is marked at the home center, or nobody there keeps the money in place. Borrower
 * and co-borrowers repay it from what they have at home; one doubt names the homes of all of them.
 */
const doubtOfMark = (loan: NewLoan, owing: readonly Named[], context: FindingsContext): Found | undefined => {
  if (context.offsiteLoanId !== undefined || !isUnsettled(loan)) return undefined
  const unmarked = owing
    .filter(({ party }) => party.role !== "spouse")
    .flatMap(({ person }) => homeAccount(person, loan.centerId) ?? [])
    .filter((home) => !isMarked(home, context.today))
  const first = unmarked[0]
  return first === undefined
    ? undefined
    : {
        class: "D5",
        personRef: first.personRef,
        accounts: unmarked,
        loans: [nameOfLoan(loan)],
        centerIds: [loan.centerId, ...unmarked.map(({ centerId }) => centerId)],
      }
}

/** What a newly registered loan makes doubtful: two that are owed, one too many in life (D4), no mark at home (D5). */
export const findingsOfNewLoan = (
  loan: NewLoan,
  people: readonly Named[],
  context: FindingsContext,
): readonly OpenedLoanFinding[] => {
  const owing = people.filter(({ party }) => counts(party))
  const tooMany = doubtOfRivals(loan, owing, context) ?? doubtOfCount(loan, owing, context)
  const unmarked = doubtOfMark(loan, owing, context)
  const open = (kind: OpenedLoanFinding["class"], found: Found | undefined): readonly OpenedLoanFinding[] => {
    if (found === undefined) return []
    const { findingId, changes } = openFinding(found, context)
    return [{ findingId, class: kind, changes }]
  }
  return [...open("D4", tooMany), ...open("D5", unmarked)]
}
