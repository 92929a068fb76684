import type {
  AccountNo,
  CenterId,
  Instant,
  LocalDate,
  Money,
  Month,
  PersonRef,
} from "../../../contracts/primitives.ts"
import type { MoneyByType, WithdrawalJudgment, WithdrawalPurpose } from "../../../contracts/withdrawals.ts"

/** One withdrawal that a housing fact was used for. */
export interface FactUse {
  readonly caseId: string
  readonly personRef: PersonRef
  readonly centerId: CenterId
  readonly amount: Money
  readonly usedOn: LocalDate
}

/**
 * A housing fact with a number (a contract, a permit, a building and room): the guard that keeps one purchase or one
 * lift from being used twice. It belongs to the family of one principal, and all its uses stay within one total.
 */
export interface HousingFact {
  /** `lift#210100#12-3#501`: purpose, place and numbers; unique in the whole hub. */
  readonly fact: string
  readonly principalRef: PersonRef
  /** Most that all withdrawals for it may take together: the price, or the cost less the subsidy. */
  readonly total: Money
  readonly uses: readonly FactUse[]
  readonly version: number
}

/** 附A.7. */
export type WithdrawalReason = WithdrawalJudgment["withdrawalReason"]

/** The months that rent, fees or repayments are withdrawn for. */
export interface WithdrawnPeriod {
  readonly from: Month
  readonly to: Month
  /** Of a repayment: which loan. Two loans of one home (组合贷款) are repaid in the same months. */
  readonly loan?: string
}

/** One withdrawal of an account: from approval until the center's own record contains it. */
export interface LedgerEntry {
  /** The service case; `report/` and the payment reference of a reported withdrawal; `sum/` of several old ones. */
  readonly caseId: string
  /** Absent when a center reported a withdrawal with its national reason only. */
  readonly purpose?: WithdrawalPurpose
  readonly reason: WithdrawalReason
  readonly amount: Money
  readonly taken: MoneyByType
  readonly approvedOn: LocalDate
  readonly paidOn?: LocalDate
  /** Absent where it is not for months, and where a center reported it. */
  readonly period?: WithdrawnPeriod
  /** The record that the center put since is without this money. */
  readonly recordedAt?: Instant
}

/** What was approved and paid from one account, newest last. */
export interface WithdrawalLedger {
  readonly centerId: CenterId
  readonly accountNo: AccountNo
  readonly entries: readonly LedgerEntry[]
  readonly version: number
}
