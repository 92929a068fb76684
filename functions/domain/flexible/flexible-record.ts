import type { EndReason, FormOfWork, Rhythm } from "../../../contracts/agreements.ts"
import type {
  AccountNo,
  AgreementNo,
  CenterId,
  Instant,
  LocalDate,
  Money,
  Month,
  PersonRef,
} from "../../../contracts/primitives.ts"
import type { SubsidyKind } from "../../../contracts/subsidies.ts"

/** Months between the end of one agreement and the signing of the next: nobody owes them, nobody may pay them. */
export interface AgreementPause {
  /** Last month that could be paid under the agreement that ended. */
  readonly after: Month
  /** Month in which the next one was signed. */
  readonly before: Month
}

/** 缴存使用协议 of a flexible contributor, as the center registered it. */
export interface AgreementRecord {
  readonly centerId: CenterId
  readonly agreementNo: AgreementNo
  readonly accountNo: AccountNo
  readonly personRef: PersonRef
  readonly status: "running" | "ended"
  readonly signedOn: LocalDate
  readonly formOfWork: FormOfWork
  readonly rhythm: Rhythm
  /** 月缴存额 that was agreed, yuan. */
  readonly monthlyContribution: Money
  readonly contributionBase?: Money
  readonly contributionRate?: string
  readonly collectiveAccountNo?: AccountNo
  readonly endedOn?: LocalDate
  readonly endReason?: EndReason
  /** Of an ended agreement: the last month that may be paid under it. */
  readonly lastMonth?: Month
  readonly formerAgreementNo?: AgreementNo
  /** Of all agreements of the account before this one. */
  readonly pauses: readonly AgreementPause[]
  /** When the clock looks at its arrears next; absent: never. */
  readonly timerAt?: Instant
  /** When the center was last told that the agreement is in arrears; absent while it is not. */
  readonly arrearsToldAt?: Instant
  readonly version: number
}

/** Lists of a center's accounts that somebody must look at. */
export type AgreementList = "missing" | "arrears"

/** A subsidy that was paid to a person; `once` is what it can be paid for only once. */
export interface SubsidyRecord {
  readonly personRef: PersonRef
  readonly once: string
  readonly kind: SubsidyKind
  readonly centerId: CenterId
  readonly accountNo: AccountNo
  readonly amount: Money
  readonly paidOn: LocalDate
  /** The months that it was paid for: none is subsidised twice. */
  readonly from?: Month
  readonly to?: Month
}
