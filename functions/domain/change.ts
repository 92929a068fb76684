import type { Segment } from "../../contracts/accounts.ts"
import type { InboxMessage } from "../../contracts/messages.ts"
import type { Instant, Money } from "../../contracts/primitives.ts"
import type { PolicyPack } from "../../contracts/policies.ts"
import type { ReceivingAccount } from "../../contracts/directory.ts"
import type { Statement } from "../../contracts/transfers.ts"
import type {
  AccountName,
  AccountRecord,
  NormalAccountGuard,
  OpenTransferMark,
} from "./account/account-record.ts"
import type { CenterRecord, KeyRecord } from "./directory/center-record.ts"
import type { Residual, UnmatchedFunds } from "./transfer/residual.ts"
import type { HubCase } from "./case/hub-case.ts"
import type { LateLeg } from "./case/running-leg.ts"
import type { ConsentRecord } from "./consent/consent-record.ts"
import type { Finding, FindingCase } from "./finding/finding-record.ts"
import type {
  CertificateGuard,
  LoanGuard,
  LoanLine,
  LoanName,
  LoanRecord,
  OffsiteLoanMark,
  ReservationRecord,
} from "./loan-registry/loan-record.ts"
import type { CertificateRecord } from "./offsite-loan/offsite-loan-case.ts"
import type { BatchChange } from "./batch/batch-change.ts"
import type { DocumentChange } from "./document/document-change.ts"
import type { FederationChange } from "./federation/federation-change.ts"
import type { WarningChange } from "./warning/warning-change.ts"
import type { InvestigationChange } from "./investigation/investigation-change.ts"
import type { ReportChange } from "./report/report-change.ts"
import type { DeskChange } from "./desk/desk-change.ts"
import type { SuccessionChange } from "./directory/succession-change.ts"
import type { FlexibleChange } from "./flexible/flexible-change.ts"
import type { ServiceChange } from "./service-case/service-change.ts"
import type { WithdrawalChange } from "./withdrawal/withdrawal-change.ts"

/** One line of what happened, kept with the case or account; also the leaf of the audit log. */
export interface HistoryEntry {
  readonly at: Instant
  readonly event: string
  /** Acting center, `operator` or `clock`. */
  readonly by: string
  readonly handler?: string
  readonly reviewer?: string
  readonly status?: string
  /** What the acting center wrote to the other. */
  readonly note?: string
}

/**
 * What a decision changes. All changes of one decision are written in one transaction or not at all; each names
 * the condition under which it still holds, and the store turns it into one item.
 */
export type Change =
  | ServiceChange
  | WithdrawalChange
  | FlexibleChange
  | DocumentChange
  | BatchChange
  | FederationChange
  | WarningChange
  | InvestigationChange
  | ReportChange
  | DeskChange
  | SuccessionChange
  | { readonly kind: "registerAccount"; readonly account: AccountRecord }
  | { readonly kind: "pointToPerson"; readonly account: AccountRecord }
  | { readonly kind: "repointToPerson"; readonly account: AccountRecord; readonly formerPersonRef: string }
  | { readonly kind: "forgetAccount"; readonly account: AccountRecord }
  | { readonly kind: "saveAccount"; readonly account: AccountRecord }
  /** Holds while nobody has changed the account since it was read. */
  | { readonly kind: "expectAccount"; readonly account: AccountRecord }
  | { readonly kind: "claimGuard"; readonly guard: NormalAccountGuard }
  | { readonly kind: "saveGuard"; readonly guard: NormalAccountGuard }
  | { readonly kind: "releaseGuard"; readonly guard: NormalAccountGuard }
  /** Holds when the person's partition has not been joined to another's meanwhile; counts the opening, so that a join that has not seen it fails. */
  | { readonly kind: "expectUnlinked"; readonly personRef: string }
  /** Holds when no account was opened in the partition since it was read; none is opened there any more. */
  | {
      readonly kind: "closePartition"
      readonly former: string
      readonly current: string
      readonly openings: number
    }
  | {
      readonly kind: "linkPerson"
      readonly former: string
      readonly current: string
      /** The guard of the former document as it was read; it moves with the accounts. */
      readonly guard?: NormalAccountGuard
    }
  | {
      readonly kind: "saveSegments"
      readonly account: AccountName
      readonly origin: string
      readonly segments: readonly Segment[]
    }
  | { readonly kind: "markOpenTransfer"; readonly personRef: string; readonly mark: OpenTransferMark }
  | { readonly kind: "unmarkOpenTransfer"; readonly personRef: string; readonly mark: OpenTransferMark }
  | { readonly kind: "openCase"; readonly case: HubCase }
  | { readonly kind: "saveCase"; readonly case: HubCase }
  | { readonly kind: "saveStatement"; readonly transferId: string; readonly statement: Statement }
  | { readonly kind: "saveIdentity"; readonly caseId: string; readonly encryptedIdentity: string }
  | { readonly kind: "eraseIdentity"; readonly caseId: string; readonly at: Instant }
  | {
      readonly kind: "claimPaymentReference"
      readonly reference: string
      readonly caseId: string
      readonly amount: Money
    }
  /** Money that a center received is booked, or sent back, once ever: by the entry of its bank account. */
  | {
      readonly kind: "claimBankEntry"
      readonly centerId: string
      readonly bankSerial: string
      /** The case, residual or unmatched funds that the money belongs to. */
      readonly caseId: string
      readonly amount: Money
      /** Where the request names the entry. */
      readonly field?: string
    }
  | { readonly kind: "saveResidual"; readonly residual: Residual; readonly expected: "new" | "sent" }
  | {
      readonly kind: "saveUnmatchedFunds"
      readonly funds: UnmatchedFunds
      readonly expected: "new" | "reported"
    }
  | { readonly kind: "claimLoanGuard"; readonly guard: LoanGuard }
  | { readonly kind: "saveLoanGuard"; readonly guard: LoanGuard }
  | { readonly kind: "releaseLoanGuard"; readonly guard: LoanGuard }
  | { readonly kind: "registerLoan"; readonly loan: LoanRecord }
  | { readonly kind: "saveLoan"; readonly loan: LoanRecord }
  | { readonly kind: "addLoanLine"; readonly line: LoanLine }
  | { readonly kind: "saveLoanLine"; readonly line: LoanLine }
  | { readonly kind: "forgetLoanLine"; readonly line: LoanLine }
  /** Moves the guard of a former document to the one in use: the marker left there bars every later claim. */
  | {
      readonly kind: "linkLoanGuard"
      readonly former: string
      readonly current: string
      readonly guard?: LoanGuard
    }
  | {
      readonly kind: "recordLoanHistory"
      readonly loan: LoanName
      readonly version: number
      readonly entry: HistoryEntry
    }
  | { readonly kind: "openReservation"; readonly reservation: ReservationRecord }
  | { readonly kind: "saveReservation"; readonly reservation: ReservationRecord }
  /** `replaces`: the dead certificate that still stood there when it was read; absent when there was none. */
  | {
      readonly kind: "claimCertificate"
      readonly guard: CertificateGuard
      readonly replaces?: CertificateGuard
    }
  | { readonly kind: "releaseCertificate"; readonly guard: CertificateGuard }
  | {
      readonly kind: "saveCertificate"
      readonly certificate: CertificateRecord
      readonly offsiteLoanId: string
    }
  | { readonly kind: "markOffsiteLoan"; readonly personRef: string; readonly mark: OffsiteLoanMark }
  | { readonly kind: "unmarkOffsiteLoan"; readonly personRef: string; readonly mark: OffsiteLoanMark }
  | { readonly kind: "giveConsent"; readonly consent: ConsentRecord }
  /** Holds while nobody has used the code. */
  | { readonly kind: "spendConsent"; readonly consentCode: string; readonly by: string }
  | { readonly kind: "recordFinding"; readonly personRef: string; readonly finding: Finding }
  /** The line of a finding in the person's partition, closed with its case. */
  | { readonly kind: "saveFinding"; readonly personRef: string; readonly finding: Finding }
  | { readonly kind: "openFindingCase"; readonly finding: FindingCase }
  | { readonly kind: "saveFindingCase"; readonly finding: FindingCase }
  | { readonly kind: "listFinding"; readonly centerId: string; readonly findingId: string }
  /** `late`: of an escalation, for supervisors. */
  | { readonly kind: "tell"; readonly message: InboxMessage; readonly late?: LateLeg }
  | {
      readonly kind: "recordCaseHistory"
      readonly caseId: string
      readonly version: number
      readonly entry: HistoryEntry
    }
  | {
      readonly kind: "recordAccountHistory"
      readonly account: AccountName
      readonly entryId: string
      readonly entry: HistoryEntry
    }
  | { readonly kind: "registerCenter"; readonly center: CenterRecord }
  | { readonly kind: "saveCenter"; readonly center: CenterRecord }
  | { readonly kind: "addKey"; readonly key: KeyRecord }
  | { readonly kind: "saveKey"; readonly key: KeyRecord }
  /** Holds while the key is not revoked. */
  | { readonly kind: "expectKey"; readonly kid: string }
  /** Lists the key under its center. */
  | { readonly kind: "nameKey"; readonly centerId: string; readonly kid: string }
  | {
      readonly kind: "setReceivingAccount"
      readonly centerId: string
      readonly account: ReceivingAccount
      readonly effectiveAt: Instant
    }
  /** A change that has not taken hold yet is taken back. */
  | { readonly kind: "withdrawReceivingAccount"; readonly centerId: string; readonly effectiveAt: Instant }
  | { readonly kind: "setWebhook"; readonly centerId: string; readonly url: string; readonly since: Instant }
  | { readonly kind: "removeWebhook"; readonly centerId: string }
  /** `replaces`: hash of the pack of the same first day that was read; absent when there was none. */
  | {
      readonly kind: "savePolicy"
      readonly centerId: string
      readonly effectiveFrom: string
      readonly pack: PolicyPack
      readonly hash: string
      readonly at: Instant
      readonly replaces?: string
    }
  /** The same pack under its content hash, so that a case that named it can read it when it is replaced. */
  | {
      readonly kind: "keepPolicy"
      readonly centerId: string
      readonly pack: PolicyPack
      readonly hash: string
      readonly at: Instant
    }
