import type { LoanStatus, LoanTerms } from "../../../contracts/loans.ts"
import type {
  LocalDate,
  Money,
  OffsiteLoanId,
  ReservationId,
  StaffId,
} from "../../../contracts/primitives.ts"
import type { PersonRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { compareMoney, isZeroMoney, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { twoInLife, type LoanCountRule } from "./loan-count.ts"
import {
  defectOfLoanDay,
  loanHistory,
  nameOfLoan,
  type LoanContext,
  type LoanDecision,
} from "./loan-decision.ts"
import { giveGuard, liveReservation, namesReservation, takeGuard, touchGuard } from "./loan-guard.ts"
import {
  counts,
  isUnsettled,
  reservationStands,
  type LoanGuard,
  type LoanLine,
  type LoanParty,
  type LoanRecord,
  type ReservationRecord,
} from "./loan-record.ts"
import { findingsOfNewLoan } from "./findings-of-new-loan.ts"

export interface LoanPerson {
  readonly party: LoanParty
  readonly person: PersonRecord
}

export interface RegisterLoanContext extends LoanContext {
  readonly staff: { readonly handler?: StaffId; readonly reviewer?: StaffId }
  /** The reservation that the grant uses up. */
  readonly reservation?: ReservationRecord
  /** The off-site case that carries the loan. */
  readonly offsiteLoanId?: OffsiteLoanId
  /** How many loans the center's rules allow in life; absent: two. */
  readonly count?: LoanCountRule
}

/** A grant states its terms; an import says how the loan stands, too. */
export type RegisteredTerms = LoanTerms & {
  readonly status?: LoanStatus
  readonly balance?: Money
  readonly endedOn?: LocalDate
}

const invalid = (rule: Refusal["rule"], field: string): Refusal =>
  refuse("invalid-request", { ...(rule === undefined ? {} : { rule }), field })

/** What contradicts itself is no fact yet. */
const defectOfTerms = (terms: RegisteredTerms, context: RegisterLoanContext): Refusal | undefined => {
  const { status = "unsettled", balance, endedOn } = terms
  if (isZeroMoney(terms.amount)) return invalid("VAL-001", "/amount")
  if (terms.grantedOn > context.today) return invalid("VAL-010", "/grantedOn")
  if (balance !== undefined && compareMoney(balance, terms.amount) > 0) return invalid("LON-004", "/balance")
  if (status === "paidOff" && balance !== undefined && !isZeroMoney(balance))
    return invalid("LON-006", "/balance")
  if (status === "unsettled") return endedOn === undefined ? undefined : invalid("VAL-001", "/endedOn")
  if (endedOn === undefined) return invalid("VAL-008", "/endedOn")
  return defectOfLoanDay(endedOn, "/endedOn", terms, context)
}

/** The reservation holds those people, and those only, for this center, and for this case if it was made for one. */
export const fitsLoan = (
  reservation: ReservationRecord,
  people: readonly LoanPerson[],
  context: Pick<RegisterLoanContext, "by" | "now" | "offsiteLoanId">,
): boolean => {
  const held = new Set(reservation.parties.map(({ personRef }) => personRef))
  const owing = people.filter(({ party }) => counts(party))
  return (
    reservation.centerId === context.by &&
    reservationStands(reservation, context.now) &&
    (reservation.offsiteLoanId === undefined || reservation.offsiteLoanId === context.offsiteLoanId) &&
    held.size === owing.length &&
    owing.every(({ party }) => held.has(party.personRef))
  )
}

/** The center's own reservation that holds the borrower of a grant which does not name it. */
export const ownReservationOf = (
  people: readonly LoanPerson[],
  { by, now }: Pick<RegisterLoanContext, "by" | "now">,
): ReservationId | undefined => {
  const borrower = people.find(({ party }) => party.role === "borrower")
  const reservation = borrower === undefined ? undefined : liveReservation(borrower.person, now)
  return reservation?.centerId === by ? reservation.reservationId : undefined
}

const defectOfReservation = (
  people: readonly LoanPerson[],
  context: RegisterLoanContext,
): Refusal | undefined =>
  context.reservation === undefined || fitsLoan(context.reservation, people, context)
    ? undefined
    : refuse("reservation-missing", { rule: "LON-003", field: "/reservationId" })

const loanOf = (
  terms: RegisteredTerms,
  people: readonly LoanPerson[],
  context: RegisterLoanContext,
): Omit<LoanRecord, "findings"> => {
  const { contractNo, kind, amount, termMonths, yearlyRate, grantedOn, endedOn } = terms
  const status = terms.status ?? "unsettled"
  return {
    centerId: context.by,
    contractNo,
    kind,
    amount,
    termMonths,
    yearlyRate,
    grantedOn,
    status,
    balance: terms.balance ?? (status === "paidOff" ? zeroMoney : amount),
    overduePeriods: 0,
    overdueAmount: zeroMoney,
    parties: people.map(({ party }) => party),
    ...(context.reservation === undefined ? {} : { reservationId: context.reservation.reservationId }),
    ...(context.offsiteLoanId === undefined ? {} : { offsiteLoanId: context.offsiteLoanId }),
    ...(endedOn === undefined ? {} : { endedOn }),
    registeredAt: context.now,
    version: 1,
  }
}

/** The guard that the loan gets, if it gets one: its own reservation's, a free one, or one that has expired. */
const guardFor = (
  loan: LoanGuard["holder"],
  { person }: LoanPerson,
  context: RegisterLoanContext,
): Change | undefined => {
  const { loanGuard } = person
  return loanGuard !== undefined &&
    context.reservation !== undefined &&
    namesReservation(loanGuard, context.reservation.reservationId)
    ? giveGuard(loanGuard, loan)
    : takeGuard(person, loan, context)
}

/** The line of a party, and the guard. A line that touches no guard must not be put where the person has just left. */
const changesOfParty = (
  loan: Omit<LoanRecord, "findings">,
  named: LoanPerson,
  context: RegisterLoanContext,
): readonly Change[] => {
  const { party, person } = named
  const owes = counts(party) && isUnsettled(loan)
  const guard = owes ? guardFor({ kind: "loan", ...nameOfLoan(loan) }, named, context) : undefined
  const line: LoanLine = {
    ...nameOfLoan(loan),
    personRef: person.personRef,
    role: party.role,
    kind: loan.kind,
    status: loan.status,
    grantedOn: loan.grantedOn,
    contested: owes && guard === undefined,
    version: 1,
  }
  const beside: Change =
    line.contested && person.loanGuard !== undefined
      ? touchGuard(person.loanGuard)
      : { kind: "expectUnlinked", personRef: person.personRef }
  return [{ kind: "addLoanLine", line }, guard ?? beside]
}

/**
 * A granted loan is a fact: no conflict refuses it. Who is held by another loan or reservation gets a contested line
 * beside it, and the centers get a finding, in the transaction that registers the loan. The center's own reservation of
 * other people bars the guard as well, and is no doubt: the center knows of both.
 */
export const registerLoan = (
  terms: RegisteredTerms,
  people: readonly LoanPerson[],
  context: RegisterLoanContext,
): LoanDecision => {
  const defect = defectOfTerms(terms, context) ?? defectOfReservation(people, context)
  if (defect !== undefined) return defect
  const { reservation } = context
  const registered = loanOf(terms, people, context)
  const opened = findingsOfNewLoan(registered, people, { count: twoInLife, ...context })
  const loan: LoanRecord = {
    ...registered,
    findings: opened.map(({ findingId, class: found }) => ({ findingId, class: found })),
  }
  return {
    outcome: "accepted",
    loan,
    changes: [
      { kind: "registerLoan", loan },
      loanHistory(loan, terms.status === undefined ? "grant" : "import", context),
      ...people.flatMap((named) => changesOfParty(registered, named, context)),
      ...(reservation === undefined ? [] : [usedUp(reservation, context)]),
      ...opened.flatMap(({ changes }) => changes),
    ],
  }
}

const usedUp = (
  reservation: ReservationRecord,
  { now, staff }: Pick<RegisterLoanContext, "now" | "staff">,
): Change => ({
  kind: "saveReservation",
  reservation: {
    ...reservation,
    status: "used",
    acts: [...reservation.acts, { at: now, event: "grant", ...staff }],
    version: reservation.version + 1,
  },
})
