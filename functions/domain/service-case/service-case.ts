import type { ShownNotice } from "../../../contracts/shown-notice.ts"
import type { ShownWarning } from "../../../contracts/shown-warning.ts"
import type { CatalogueEntry } from "../../../contracts/service-catalogue.ts"
import type {
  ServiceClosure,
  ServiceDecision,
  ServiceDetails,
  ServiceLeg,
  ServiceResult,
  Verification,
} from "../../../contracts/service-cases.ts"
import {
  MATTERS,
  type MatterName,
  type Rating,
  type ServiceMode,
  type ServiceRefusalCode,
  type ServiceStatus,
} from "../../../contracts/service-codes.ts"
import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { PolicyHash, PolicyReference } from "../../../contracts/policy-reference.ts"
import type {
  AccountNo,
  BatchNo,
  CenterId,
  DocumentId,
  Instant,
  LocalDate,
  Money,
  PaymentReference,
  PersonRef,
  ServiceCaseId,
} from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import type { MoneyByType, WithdrawalDetails, WithdrawalJudgment } from "../../../contracts/withdrawals.ts"
import type { RunningLeg } from "../case/running-leg.ts"

/** The two centers of a case: receiving center (R) and home center (H). */
export type ServiceParty = "receiving" | "home"
export type RunningServiceLeg = RunningLeg<ServiceLeg, ServiceParty>

/** A document as the case knows it; its content lies elsewhere. */
export interface CaseDocument {
  readonly documentId: DocumentId
  readonly documentKind: string
}

/** What stays of the details of a case that has ended: no figure, no number, no day of anybody's life. */
export interface ForgottenDetails {
  readonly matter: MatterName
  readonly purpose?: WithdrawalDetails["purpose"]
}

export interface ServiceCase {
  readonly serviceCaseId: ServiceCaseId
  readonly status: ServiceStatus
  readonly version: number
  /** Rises with each workflow execution. */
  readonly generation: number
  readonly personRef: PersonRef
  /** Owner, patient or tenant whom a withdrawal names; absent: the applicant. */
  readonly principalRef?: PersonRef
  readonly receivingCenterId: CenterId
  readonly homeCenterId: CenterId
  readonly mode: ServiceMode
  readonly situation: string
  /** As asked, without the people that it names; of an ended case what it was about, and no more. */
  readonly details: ServiceDetails | ForgottenDetails
  /** The home account of a withdrawal, known from the approval on. */
  readonly accountNo?: AccountNo
  readonly appliedOn: LocalDate
  readonly openedAt: Instant
  readonly changedAt: Instant
  readonly documents: readonly CaseDocument[]
  /** Days and required papers of the catalogue on the day of the application: a later upload never judges this case. */
  readonly legDays: CatalogueEntry["legs"]
  readonly required: readonly string[]
  readonly policy?: PolicyReference
  /** What the two centers had agreed on in a federation when the case began: later versions never judge it. */
  readonly federation?: FederationReference
  readonly missing?: readonly string[]
  /** How often papers were asked for. */
  readonly supplements?: number
  /** The housing fact that the approval used. */
  readonly factKey?: string
  readonly legs: readonly RunningServiceLeg[]
  /** When the clock looks next: the earliest of the legs, of the expiry and of the erasure. */
  readonly timerAt?: Instant
  readonly expiryAt?: Instant
  readonly escalations: number
  readonly check?: {
    readonly verdict: WithdrawalJudgment["verdict"]
    readonly withdrawalReason: WithdrawalJudgment["withdrawalReason"]
    readonly rule?: RuleId
    readonly mostAmount: Money
    readonly most: MoneyByType
    readonly warnings?: ShownWarning[]
    readonly notices?: ShownNotice[]
    readonly checkedAt: Instant
  }
  readonly verification?: Pick<Verification, "outcome" | "verifiedOn" | "method">
  readonly decision?: {
    readonly outcome: ServiceDecision["outcome"]
    readonly reasonCode?: ServiceRefusalCode
    readonly reason?: string
    readonly rule: RuleId
    readonly policyHash?: PolicyHash
    readonly amount?: Money
    readonly handler: string
    readonly reviewer: string
    readonly decidedOn: LocalDate
    readonly result?: ServiceResult
  }
  readonly payment?: {
    readonly reference: PaymentReference
    readonly amount: Money
    readonly paidOn: LocalDate
    readonly returnedOn?: LocalDate
  }
  readonly closure?: Pick<ServiceClosure, "deliveredOn" | "delivery" | "trackingNo">
  readonly rating?: {
    readonly rating: Rating
    readonly ratedOn: LocalDate
    readonly note?: string
    readonly reply?: {
      readonly reply: string
      readonly substantiated: boolean
      readonly repliedOn: LocalDate
    }
  }
  readonly batchNo?: BatchNo
  /** A payment came back after the end: the case goes on, and its clock is to be started again. */
  readonly reopenedAt?: Instant
  /** When identity, documents and figures are erased; absent while the case runs. */
  readonly erasesAt?: Instant
  readonly erased?: true
}

export const endedServiceStatuses: readonly ServiceStatus[] = ["closed", "cancelled", "expired"]
export const hasEndedService = ({ status }: Pick<ServiceCase, "status">): boolean =>
  endedServiceStatuses.includes(status)

export const matterOf = ({ details }: Pick<ServiceCase, "details">): MatterName => details.matter

export const isWithdrawal = (serviceCase: Pick<ServiceCase, "details">): boolean =>
  MATTERS[matterOf(serviceCase)].ends === "withdrawal"

/** What is withdrawn for, when money is what the case is about. */
export const withdrawalOf = ({ details }: Pick<ServiceCase, "details">): WithdrawalDetails | undefined =>
  "withdrawal" in details ? details.withdrawal : undefined

/** The center that serves the applicant at the end: at the counter that took the case, or the home center online. */
export const deliveringParty = ({ mode }: Pick<ServiceCase, "mode">): ServiceParty =>
  mode === "online" ? "home" : "receiving"

/** What one person may have open once at a center: a matter, or one purpose of a withdrawal. */
export const subjectOf = ({ details }: Pick<ServiceCase, "details">): string => {
  if ("withdrawal" in details) return details.withdrawal.purpose
  return ("purpose" in details ? details.purpose : undefined) ?? details.matter
}

/** Whether the applicant waits for an answer, or for approved money: nobody asks for the same twice meanwhile. */
export const occupies = (serviceCase: Pick<ServiceCase, "details" | "status">): boolean =>
  ["submitted", "supplementRequested", "verified", "notVerified"].includes(serviceCase.status) ||
  (serviceCase.status === "approved" && isWithdrawal(serviceCase))

export const forgotten = ({ details }: Pick<ServiceCase, "details">): ForgottenDetails => {
  const purpose = "withdrawal" in details ? details.withdrawal.purpose : undefined
  return { matter: details.matter, ...(purpose === undefined ? {} : { purpose }) }
}
