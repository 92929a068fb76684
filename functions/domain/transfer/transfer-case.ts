import type { AccountStatus } from "../../../contracts/accounts.ts"
import type { RefusalReasonCode, TransferStatus } from "../../../contracts/codes.ts"
import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { ReceivingAccount } from "../../../contracts/directory.ts"
import type {
  AccountKind,
  AccountNo,
  CenterId,
  Instant,
  LetterNo,
  LocalDate,
  Money,
  PersonRef,
  TransferId,
} from "../../../contracts/primitives.ts"
import type { DisputeReason, Leg, Payment } from "../../../contracts/transfers.ts"
import { exact, sumMoney, zeroMoney } from "../money/money.ts"

/** The two centers of a case: transfer-out (O) and transfer-in (I). */
export type Party = "out" | "in"

/** The running leg: who must act until when. A deadline in an unpublished year has no date. */
export interface RunningLeg {
  readonly leg: Leg
  readonly party: Party
  readonly dueOn?: LocalDate
  readonly dueAt?: Instant
  readonly unpublishedYear?: number
  /** Of a leg without date: when it began, so that reviewing it does not prolong it. */
  readonly since?: Instant
}

export interface SentPayment extends Payment {
  /** The bank sent it back. */
  readonly returnedOn?: LocalDate
}

export interface TransferCase {
  readonly transferId: TransferId
  readonly letterNo: LetterNo
  readonly status: TransferStatus
  readonly version: number
  /** Rises with each workflow execution that the sweeper starts. */
  readonly generation: number
  readonly personRef: PersonRef
  readonly accountKind: AccountKind
  readonly fromCenterId: CenterId
  readonly fromAccountNo: AccountNo
  readonly toCenterId: CenterId
  readonly toAccountNo: AccountNo
  readonly appliedOn: LocalDate
  readonly openedAt: Instant
  readonly changedAt: Instant
  readonly letterLate: boolean
  readonly receivingAccount: ReceivingAccount
  readonly batchNo?: string
  readonly replaces?: TransferId
  /** The version of a federation whose rules let the letter leave. */
  readonly federation?: FederationReference
  readonly running?: RunningLeg
  /** When the clock looks next. */
  readonly timerAt?: Instant
  /** 30 working days after a breach, only before any payment. */
  readonly expiryAt?: Instant
  readonly escalations: number
  readonly escalatedAt?: Instant
  readonly statement?: {
    readonly principal: Money
    readonly interest: Money
    readonly amount: Money
    readonly statedAt: Instant
  }
  readonly payments: readonly SentPayment[]
  readonly refusal?: {
    readonly reasonCode: RefusalReasonCode
    readonly note?: string
    readonly suggestedCenterId?: CenterId
  }
  readonly dispute?: { readonly reasonCode: DisputeReason; readonly receivedAmount?: Money }
  readonly stopRequested: boolean
  /** The money is on its way back, until the transfer-out center confirms. */
  readonly returning: boolean
  /** What the old account was before it was closed for this transfer. */
  readonly formerAccount?: { readonly status: AccountStatus; readonly statusSince: LocalDate }
}

const endedStatuses: readonly TransferStatus[] = [
  "completed",
  "completedAfterNegotiation",
  "closedAsRefused",
  "cancelled",
  "expired",
]
export const hasEnded = (transfer: TransferCase): boolean => endedStatuses.includes(transfer.status)

/** Payments that left and did not come back. */
export const standingPayments = (transfer: TransferCase): readonly SentPayment[] =>
  transfer.payments.filter((payment) => payment.returnedOn === undefined)

export const paidAmount = (transfer: TransferCase): Money =>
  sumMoney(standingPayments(transfer).map((payment) => payment.amount))

export interface Ledger {
  readonly bookedAtTransferOut: string
  readonly inTransit: Money
  readonly bookedAtTransferIn: Money
}

/** Booked at O + in transit + booked at I is the stated amount at every moment. */
export const ledgerOf = (transfer: TransferCase): Ledger => {
  const amount = transfer.statement?.amount ?? zeroMoney
  switch (transfer.status) {
    case "completed":
    case "completedAfterNegotiation":
      return { bookedAtTransferOut: "0.00", inTransit: zeroMoney, bookedAtTransferIn: amount }
    case "closedAsRefused":
    case "cancelled":
    case "expired":
    case "refused":
      return { bookedAtTransferOut: amount, inTransit: zeroMoney, bookedAtTransferIn: zeroMoney }
    case "letterSent":
    case "letterConfirmed":
    case "statementSent":
    case "negotiating": {
      const inTransit = paidAmount(transfer)
      return {
        bookedAtTransferOut: exact(amount).minus(exact(inTransit)).toFixed(2),
        inTransit,
        bookedAtTransferIn: zeroMoney,
      }
    }
  }
}
