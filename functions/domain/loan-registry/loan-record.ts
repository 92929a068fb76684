import type { LoanFinding, LoanKind, LoanRelation, LoanRole, LoanStatus } from "../../../contracts/loans.ts"
import type {
  CenterId,
  ContractNo,
  Instant,
  LocalDate,
  Money,
  Month,
  OffsiteLoanId,
  PersonRef,
  ReservationId,
} from "../../../contracts/primitives.ts"

export interface LoanName {
  readonly centerId: CenterId
  readonly contractNo: ContractNo
}

/** What a person is to a loan; the reference may have been linked to another document since. */
export interface LoanParty {
  readonly personRef: PersonRef
  readonly role: LoanRole
  readonly relation?: LoanRelation
}

/** A loan as its center registered it; the truth about it. */
export interface LoanRecord extends LoanName {
  readonly kind: LoanKind
  readonly amount: Money
  readonly termMonths: number
  readonly yearlyRate: string
  readonly grantedOn: LocalDate
  readonly status: LoanStatus
  readonly balance: Money
  readonly overduePeriods: number
  readonly overdueAmount: Money
  readonly fedMonth?: Month
  readonly parties: readonly LoanParty[]
  readonly reservationId?: ReservationId
  /** The off-site case that carries it; stays when the loan has become a local one. */
  readonly offsiteLoanId?: OffsiteLoanId
  readonly findings: readonly LoanFinding[]
  readonly endedOn?: LocalDate
  /** 文号 of the decision to write it off. */
  readonly writeOffDocumentNo?: string
  readonly registeredAt: Instant
  readonly version: number
}

/** The line of a loan in the partition of each of its parties: slim, and without figures that change monthly. */
export interface LoanLine extends LoanName {
  readonly personRef: PersonRef
  readonly role: LoanRole
  readonly kind: LoanKind
  readonly status: LoanStatus
  readonly grantedOn: LocalDate
  /** Unsettled, while the guard is another's: a finding is open, unless a reservation of the same center has it. */
  readonly contested: boolean
  readonly version: number
}

/** The guard `UNSETTLED_LOAN`: the one loan that a person owes, or the center that is about to grant it. */
export interface LoanGuard {
  readonly personRef: PersonRef
  readonly holder:
    | { readonly kind: "loan"; readonly centerId: CenterId; readonly contractNo: ContractNo }
    | {
        readonly kind: "reservation"
        readonly centerId: CenterId
        readonly reservationId: ReservationId
        readonly expiresAt: Instant
      }
  /** Given when it is claimed: tells it from one that was released before, whose versions it repeats. */
  readonly life: string
  readonly version: number
}

/** Who of the loan center did it, when, and why it was let go: evidence of a claim that bars a family elsewhere. */
export interface ReservationAct {
  readonly at: Instant
  readonly event: "reservation" | "grant" | "release"
  readonly handler?: string
  readonly reviewer?: string
  readonly note?: string
}

export interface ReservationRecord {
  readonly reservationId: ReservationId
  readonly centerId: CenterId
  /** `expired` is never stored: time alone makes it so. */
  readonly status: "held" | "used" | "released"
  readonly reservedAt: Instant
  readonly expiresAt: Instant
  /** Borrower, co-borrowers and spouse; each bears the guard. */
  readonly parties: readonly LoanParty[]
  readonly loansBefore: number
  readonly offsiteLoanId?: OffsiteLoanId
  readonly acts: readonly ReservationAct[]
  readonly version: number
}

/** One live certificate a person: who issued it, for which case, until when. */
export interface CertificateGuard {
  readonly personRef: PersonRef
  readonly offsiteLoanId: OffsiteLoanId
  readonly homeCenterId: CenterId
  readonly validTo: LocalDate
}

/** An off-site case that is requested or certified: what gives its loan center the right to read the home record. */
export interface OffsiteLoanMark {
  readonly offsiteLoanId: OffsiteLoanId
  readonly loanCenterId: CenterId
  readonly homeCenterId: CenterId
}

export const sameLoan = (left: LoanName, right: LoanName): boolean =>
  left.centerId === right.centerId && left.contractNo === right.contractNo

/** A loan that is written off is still owed: only payoff settles. */
export const isUnsettled = ({ status }: Pick<LoanLine, "status">): boolean => status !== "paidOff"

/** Borrowers and spouse owe as one family; a guarantor does not borrow. */
export const counts = ({ role }: Pick<LoanLine, "role">): boolean => role !== "guarantor"

/** A reservation holds its people until 24:00 of the sixtieth day, not a moment longer. */
export const reservationStands = (
  { status, expiresAt }: Pick<ReservationRecord, "status" | "expiresAt">,
  now: Instant,
): boolean => status === "held" && now < expiresAt

/** Whether the guard still bars others: a loan's does until payoff, a reservation's until it expires. */
export const guardBars = ({ holder }: LoanGuard, now: Instant): boolean =>
  holder.kind === "loan" || now < holder.expiresAt
