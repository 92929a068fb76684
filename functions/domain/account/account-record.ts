import type { AccountStatus, Hold, HoldScope } from "../../../contracts/accounts.ts"
import type {
  AccountKind,
  AccountNo,
  CenterId,
  ContributorType,
  LocalDate,
  PersonRef,
} from "../../../contracts/primitives.ts"
import type { Finding } from "../finding/finding-record.ts"
import type { SubsidyRecord } from "../flexible/flexible-record.ts"
import type { CertificateGuard, LoanGuard, LoanLine, OffsiteLoanMark } from "../loan-registry/loan-record.ts"
import type { OpenServiceMark } from "../service-case/service-change.ts"
import type { WarningLine } from "../warning/warning-record.ts"

/** The line of an account in its holder's partition. `status` never is 06: that is how a judicial hold is shown. */
export interface AccountRecord {
  readonly personRef: PersonRef
  /** MAC of the normalised name: same document, other name is a D7 finding. */
  readonly nameMac: string
  readonly centerId: CenterId
  readonly accountNo: AccountNo
  readonly accountKind: AccountKind
  readonly contributorType: ContributorType
  readonly status: AccountStatus
  readonly statusSince: LocalDate
  readonly openedOn: LocalDate
  readonly contested: boolean
  readonly unitCreditCode?: string
  readonly agreementNo?: string
  readonly holds: readonly Hold[]
  readonly version: number
}

export interface AccountName {
  readonly centerId: CenterId
  readonly accountNo: AccountNo
}

/** The guard `NORMAL_ACCOUNT`: who holds the person's one normal basic account, and who waits for its seal. */
export interface NormalAccountGuard {
  readonly personRef: PersonRef
  readonly holder: AccountName
  readonly waiting: readonly AccountName[]
  /** Given when it is claimed: tells it from one that was released before, whose versions it repeats. */
  readonly life?: string
  readonly version: number
}

export interface OpenTransferMark {
  readonly fromCenterId: CenterId
  readonly accountKind: AccountKind
  readonly transferId: string
}

/** All that the hub knows of one person, of one moment as far as the guard and the accounts tell. */
export interface PersonRecord {
  readonly personRef: PersonRef
  readonly guard?: NormalAccountGuard
  readonly accounts: readonly AccountRecord[]
  readonly openTransfers: readonly OpenTransferMark[]
  readonly findings: readonly Finding[]
  readonly loanGuard?: LoanGuard
  readonly loans: readonly LoanLine[]
  readonly certificate?: CertificateGuard
  readonly offsiteLoans: readonly OffsiteLoanMark[]
  /** What was paid that is paid once, by whatever center; absent where nobody asked. */
  readonly subsidies?: readonly SubsidyRecord[]
  readonly openServices: readonly OpenServiceMark[]
  /** Warnings in effect about the person, whoever may see them; absent where nobody asked. */
  readonly warnings?: readonly WarningLine[]
  /** How many accounts were opened without touching the guard; joining two documents depends on it. */
  readonly openings?: number
}

export const closedStatuses: readonly AccountStatus[] = ["03", "04", "05"]
export const isOpen = (account: AccountRecord): boolean => !closedStatuses.includes(account.status)

export const sameAccount = (left: AccountName, right: AccountName): boolean =>
  left.centerId === right.centerId && left.accountNo === right.accountNo

export const holdStands = (hold: Hold, today: LocalDate): boolean =>
  hold.from <= today && (hold.to === undefined || hold.to >= today)

/** What a reader sees: 06 while a judicial hold stands on an open account. */
export const visibleStatus = (account: AccountRecord, today: LocalDate): AccountStatus =>
  isOpen(account) && account.holds.some((hold) => hold.ground === "judicial" && holdStands(hold, today))
    ? "06"
    : account.status

export const barredBy = (account: AccountRecord, scope: HoldScope, today: LocalDate): Hold | undefined =>
  account.holds.find((hold) => hold.scope.includes(scope) && holdStands(hold, today))

export const withHold = (account: AccountRecord, hold: Hold): AccountRecord => ({
  ...account,
  holds: [...account.holds, hold],
  version: account.version + 1,
})

/** Ends the holds of a case on an account, and no other. */
export const withoutHoldsOf = (account: AccountRecord, caseId: string): AccountRecord => ({
  ...account,
  holds: account.holds.filter((hold) => hold.caseId !== caseId),
  version: account.version + 1,
})

export const findAccount = (person: PersonRecord, name: AccountName): AccountRecord | undefined =>
  person.accounts.find((account) => sameAccount(account, name))
