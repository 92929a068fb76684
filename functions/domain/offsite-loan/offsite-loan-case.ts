import type { BindingConstraint } from "../../../contracts/loan-quotes.ts"
import type {
  Certification,
  CollectionAnswer,
  LoanRejection,
  OffsiteLeg,
} from "../../../contracts/offsite-loans.ts"
import type { CertificationRefusalCode, OffsiteLoanStatus } from "../../../contracts/offsite-loan-codes.ts"
import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { PolicyReference } from "../../../contracts/policy-reference.ts"
import type {
  AccountNo,
  CenterId,
  CertificateNo,
  ConsentCode,
  ContractNo,
  Instant,
  LocalDate,
  Money,
  Month,
  OffsiteLoanId,
  PaymentReference,
  PersonRef,
  ReservationId,
} from "../../../contracts/primitives.ts"
import type { RunningLeg } from "../case/running-leg.ts"

/** The two centers of a case: loan center (L) and home center (H). */
export type OffsiteParty = "loan" | "home"

export type RunningOffsiteLeg = RunningLeg<OffsiteLeg, OffsiteParty>

export interface OffsiteLoanCase {
  readonly offsiteLoanId: OffsiteLoanId
  readonly status: OffsiteLoanStatus
  readonly version: number
  /** Rises with each workflow execution. */
  readonly generation: number
  readonly personRef: PersonRef
  readonly loanCenterId: CenterId
  readonly homeCenterId: CenterId
  readonly homeAccountNo?: AccountNo
  readonly appliedOn: LocalDate
  readonly consentCode: ConsentCode
  readonly openedAt: Instant
  readonly changedAt: Instant
  readonly legs: readonly RunningOffsiteLeg[]
  /** When the clock looks next: the earliest of the legs, of the certificate's end and of the expiry. */
  readonly timerAt?: Instant
  readonly expiryAt?: Instant
  readonly escalations: number
  /** The loan center's pack on the day of the request, by content: a later upload never judges this case. */
  readonly policy?: PolicyReference
  /** 证明互认: the version under which the loan center takes the certificate without further papers. */
  readonly recognition?: FederationReference
  readonly certificateNo?: CertificateNo
  readonly validTo?: LocalDate
  readonly refusal?: { readonly reasonCode: CertificationRefusalCode; readonly note?: string }
  readonly rejection?: { readonly reasonCode: LoanRejection["reasonCode"]; readonly note?: string }
  readonly quote?: {
    readonly amount: Money
    readonly bindingConstraint: BindingConstraint
    readonly eligible: boolean
    readonly termMonths: number
    readonly yearlyRate: string
    readonly quotedAt: Instant
  }
  readonly grant?: {
    readonly contractNo: ContractNo
    readonly amount: Money
    readonly termMonths: number
    readonly yearlyRate: string
    readonly grantedOn: LocalDate
    readonly reservationId: ReservationId
    readonly overrideReason?: string
  }
  readonly loan?: {
    readonly balance: Money
    readonly overduePeriods: number
    readonly overdueAmount: Money
    readonly asOf?: Month
  }
  readonly collection?: {
    readonly overduePeriods: number
    readonly overdueAmount: Money
    readonly requestedOn: LocalDate
    /** With the reference and the day of a deduction, so that the loan center finds the money on its account. */
    readonly answer?: Pick<CollectionAnswer, "contacted" | "deduction"> & {
      readonly answeredOn: LocalDate
    }
  }
  /** Deducted at home since the loan center's last feed, whose balance knows nothing of it yet. */
  readonly deducted?: Money
  readonly offset?: {
    readonly reference: PaymentReference
    readonly amount: Money
    readonly paidOn: LocalDate
    readonly status: "sent" | "booked" | "returned"
  }
  readonly homes: readonly { readonly centerId: CenterId; readonly until: LocalDate }[]
  readonly payoffCertificateNo?: CertificateNo
  readonly endedOn?: LocalDate
}

/** Money on its way from the home account to the loan: neither booked nor sent back. */
export const hasOpenOffset = ({ offset }: Pick<OffsiteLoanCase, "offset">): boolean =>
  offset?.status === "sent"

/** The certificate as it was issued; kept beside the case. */
export interface CertificateRecord extends Certification {
  readonly certificateNo: CertificateNo
  readonly issuedOn: LocalDate
  readonly addressedTo: CenterId
}

export const endedOffsiteStatuses: readonly OffsiteLoanStatus[] = [
  "paidOff",
  "converted",
  "refused",
  "rejected",
  "cancelled",
  "expired",
]
export const hasEndedOffsite = ({ status }: Pick<OffsiteLoanCase, "status">): boolean =>
  endedOffsiteStatuses.includes(status)

/** Legs that a workflow keeps awake for. The monthly feed is no such leg: it is looked at when its day is over. */
export const actionLegs = ({ legs }: Pick<OffsiteLoanCase, "legs">): readonly RunningOffsiteLeg[] =>
  legs.filter(({ leg }) => leg !== "statusFeed")
