import type {
  CaseId,
  CenterId,
  ConsentCode,
  FindingId,
  Instant,
  InvestigationId,
  OffsiteLoanId,
  Person,
  PersonRef,
  ReservationId,
  ServiceCaseId,
  TransferId,
} from "../../contracts/primitives.ts"
import type { FunctionName, OperatingLimits } from "../../contracts/environment.ts"
import { personRef, nameMac } from "../security/person-reference.ts"
import { decryptIdentity, encryptIdentity, type Identity } from "../security/identity-encryption.ts"
import { readAccount, readHolder, readSegments } from "../store/accounts.ts"
import { listAgreementAccounts, readAgreement, readLatestAgreement } from "../store/agreements.ts"
import {
  listCenters,
  readCenter,
  readCenters,
  readDirectory,
  readKey,
  readKeysOf,
  readPushAddress,
  readReceivingAccount,
  readWaitingReceivingAccounts,
  readWebhook,
} from "../store/directory.ts"
import { readInbox, acknowledge } from "../store/inbox.ts"
import { nextCertificateSerial, nextLetterSerial } from "../store/letters.ts"
import { readPerson } from "../store/persons.ts"
import { readPolicies, readPolicyByHash } from "../store/policies.ts"
import { listReports, readReports, readReportVersions } from "../store/reports.ts"
import { readCounters } from "../store/statistics.ts"
import { listCases, readEncryptedIdentity, readHistory, readHubCase } from "../store/cases.ts"
import { listBatchLines, nextBatchSerial, readBatch, readBatchLines } from "../store/batches.ts"
import { readConsent } from "../store/consents.ts"
import { readCaseWithParties, readDocument } from "../store/documents.ts"
import {
  listFederations,
  readFederation,
  readFederationVersion,
  readMemberships,
} from "../store/federations.ts"
import { listFindings, listOpenFindings, readFinding } from "../store/findings.ts"
import { readCountedThrough, readLargestFlows } from "../store/statistics.ts"
import { listEscalations, listLateCases, readCasesById, readPolls } from "../store/supervision.ts"
import { readCertificate, readLoan, readReservation } from "../store/loans.ts"
import { makeDeskCode } from "../security/desk-code.ts"
import { readDeskLink } from "../store/desk-links.ts"
import { listOpenFunds, readResiduals, readStatement, readUnmatchedFunds } from "../store/transfers.ts"
import {
  listInvestigations,
  listNotices,
  readCityNotices,
  readInvestigation,
  readInvestigationHistory,
  readNotice,
} from "../store/investigations.ts"
import { listWarnings, readUnitWarnings, readWarning, readWarningHistory } from "../store/warnings.ts"
import { readFact, readWithdrawals } from "../store/withdrawals.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import type { LoanName } from "../domain/loan-registry/loan-record.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import type { ServiceCase } from "../domain/service-case/service-case.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import type { AccountName } from "../domain/account/account-record.ts"
import type { Identified } from "../use-cases/use-case.ts"
import type { Change } from "../domain/change.ts"
import { commitCounted } from "./count-later.ts"
import { followUp } from "./follow-up.ts"
import { createMembershipDirectory } from "./membership-directory.ts"
import { pollNotes } from "./poll-notes.ts"
import type { Runtime } from "./runtime.ts"

type CaseQuery = Omit<Parameters<typeof listCases>[1], "kind">

/** The functions that use cases may declare as their needs, over one runtime. */
export const hubOf = (runtime: () => Runtime) => {
  const table = () => runtime().table
  const findMemberships = createMembershipDirectory((id) => readMemberships(table(), id))
  return {
    findMemberships,
    limits: (): OperatingLimits => runtime().limits,
    audience: (): string => runtime().audience,
    identify: async (person: Person): Promise<Identified> => {
      const { personMacKey } = await runtime().secret()
      return { personRef: personRef(personMacKey, person), nameMac: nameMac(personMacKey, person.name) }
    },
    encrypt: async (identity: Identity, caseId: string): Promise<string> => {
      const { identityKey } = await runtime().secret()
      return encryptIdentity(identityKey, identity, { caseId })
    },
    decrypt: async (encrypted: string, caseId: string): Promise<Identity | undefined> => {
      const { identityKey } = await runtime().secret()
      const opened = await decryptIdentity(identityKey, encrypted, { caseId })
      return opened.outcome === "decrypted" ? opened.identity : undefined
    },
    readPerson: (ref: PersonRef) => readPerson(table(), ref),
    readAccount: (name: AccountName) => readAccount(table(), name),
    readHolder: (name: AccountName) => readHolder(table(), name),
    readSegments: (name: AccountName) => readSegments(table(), name),
    readAgreement: (centerId: string, agreementNo: string) => readAgreement(table(), centerId, agreementNo),
    readLatestAgreement: (name: AccountName) => readLatestAgreement(table(), name),
    listAgreementAccounts: (query: Parameters<typeof listAgreementAccounts>[1]) =>
      listAgreementAccounts(table(), query),
    readWithdrawals: (name: AccountName) => readWithdrawals(table(), name),
    readFact: (fact: string) => readFact(table(), fact),
    readCase: (id: TransferId) => readHubCase<TransferCase>(table(), id),
    readOffsiteLoan: (id: OffsiteLoanId) => readHubCase<OffsiteLoanCase>(table(), id),
    readServiceCase: (id: ServiceCaseId) => readHubCase<ServiceCase>(table(), id),
    readCertificate: (id: OffsiteLoanId) => readCertificate(table(), id),
    readLoan: (name: LoanName) => readLoan(table(), name),
    readReservation: (id: ReservationId) => readReservation(table(), id),
    readConsent: (code: ConsentCode) => readConsent(table(), code),
    readDocument: (id: string) => readDocument(table(), id),
    readCaseWithParties: (id: CaseId) => readCaseWithParties(table(), id),
    signUpload: (document: DocumentRecord, nowMs: number) =>
      runtime().documents().signUpload(document, nowMs),
    signOpening: (document: DocumentRecord, nowMs: number) =>
      runtime().documents().signOpening(document, nowMs),
    inspectContent: (document: DocumentRecord, nowMs: number) =>
      runtime().documents().inspectContent(document, nowMs),
    readContent: (document: DocumentRecord, nowMs: number) =>
      runtime().documents().readContent(document, nowMs),
    readInvestigation: (id: InvestigationId) => readInvestigation(table(), id),
    readInvestigationHistory: (id: InvestigationId) => readInvestigationHistory(table(), id),
    readInvestigationIdentity: (id: InvestigationId, nowMs: number) =>
      readEncryptedIdentity(table(), id, nowMs),
    listInvestigations: (query: Parameters<typeof listInvestigations>[1]) =>
      listInvestigations(table(), query),
    readNotice: (id: string) => readNotice(table(), id),
    listNotices: (federationId: string) => listNotices(table(), federationId),
    readCityNotices: (cityCode: string) => readCityNotices(table(), cityCode),
    readWarning: (id: string) => readWarning(table(), id),
    readWarningHistory: (id: string) => readWarningHistory(table(), id),
    readUnitWarnings: (unitCreditCode: string) => readUnitWarnings(table(), unitCreditCode),
    listWarnings: (query: Parameters<typeof listWarnings>[1]) => listWarnings(table(), query),
    readFinding: (id: FindingId) => readFinding(table(), id),
    listFindings: (query: Parameters<typeof listFindings>[1]) => listFindings(table(), query),
    listOpenFindings: (query: Parameters<typeof listOpenFindings>[1]) => listOpenFindings(table(), query),
    readStatement: (id: TransferId) => readStatement(table(), id),
    readEncryptedIdentity: (id: CaseId, nowMs: number) => readEncryptedIdentity(table(), id, nowMs),
    readHistory: (id: CaseId) => readHistory(table(), id),
    readResiduals: (id: TransferId) => readResiduals(table(), id),
    readUnmatchedFunds: (id: string) => readUnmatchedFunds(table(), id),
    listOpenFunds: (query: Parameters<typeof listOpenFunds>[1]) => listOpenFunds(table(), query),
    newDeskCode: () => makeDeskCode(),
    readDeskLink: (codeHash: string) => readDeskLink(table(), codeHash),
    listTransfers: (query: CaseQuery) => listCases<TransferCase>(table(), { kind: "trf", ...query }),
    listOffsiteLoans: (query: CaseQuery) => listCases<OffsiteLoanCase>(table(), { kind: "lnc", ...query }),
    listServiceCases: (query: CaseQuery) => listCases<ServiceCase>(table(), { kind: "svc", ...query }),
    nextLetterSerial: (sixDigits: string, yymmdd: string) => nextLetterSerial(table(), sixDigits, yymmdd),
    nextCertificateSerial: (centerId: string, yyyymmdd: string) =>
      nextCertificateSerial(table(), centerId, yyyymmdd),
    readBatch: (batchNo: string) => readBatch(table(), batchNo),
    readBatchLines: (batchNo: string, lines: readonly number[]) => readBatchLines(table(), batchNo, lines),
    listBatchLines: (query: Parameters<typeof listBatchLines>[1]) => listBatchLines(table(), query),
    nextBatchSerial: (sixDigits: string, yymmdd: string) => nextBatchSerial(table(), sixDigits, yymmdd),
    readCenter: (id: string) => readCenter(table(), id),
    readCenters: (ids: readonly string[]) => readCenters(table(), ids),
    /** A center as others deal with it: standing and closing days are those of whoever keeps its books. */
    readKeptCenter: async (id: string) => (await readCenters(table(), [id])).get(id),
    readCountedThrough: () => readCountedThrough(table()),
    readLargestFlows: (year: string, limit: number) => readLargestFlows(table(), year, limit),
    listLateCases: (page: Parameters<typeof listLateCases>[1]) => listLateCases(table(), page),
    readCasesById: (ids: readonly string[]) => readCasesById(table(), ids),
    listCasesOf: (query: Parameters<typeof listCases>[1]) => listCases(table(), query),
    listEscalations: (month: string, page: Parameters<typeof listEscalations>[2]) =>
      listEscalations(table(), month, page),
    notePoll: pollNotes(runtime),
    readPolls: () => readPolls(table()),
    readDirectory: () => readDirectory(table()),
    /** One transaction of a call that makes several; the call's own outcome is stored by the last. */
    commitPart: async (
      functionName: FunctionName,
      changes: readonly Change[],
    ): Promise<"committed" | "conflict"> => {
      const written = await commitCounted(runtime(), functionName, changes)
      if (written.outcome !== "committed") return "conflict"
      await followUp(runtime(), functionName, changes)
      return "committed"
    },
    listCenters: (limit: number, after: string | undefined) => listCenters(table(), limit, after),
    readKey: (kid: string) => readKey(table(), kid),
    readKeysOf: (centerId: string) => readKeysOf(table(), centerId),
    readReceivingAccount: (id: CenterId, now: Parameters<typeof readReceivingAccount>[2]) =>
      readReceivingAccount(table(), id, now),
    readWaitingReceivingAccounts: (id: CenterId, now: Instant) =>
      readWaitingReceivingAccounts(table(), id, now),
    readWebhook: (id: string) => readWebhook(table(), id),
    readPushAddress: (id: string, now: Instant) => readPushAddress(table(), id, chinaDateOf(now)),
    readPolicies: (id: string) => readPolicies(table(), id),
    readReports: (centerId: string, months: readonly string[]) => readReports(table(), centerId, months),
    readReportVersions: (centerId: string, month: string) => readReportVersions(table(), centerId, month),
    listReports: (month: string) => listReports(table(), month),
    readCounters: (partition: string, between?: { readonly from: string; readonly to: string }) =>
      readCounters(table(), partition, between),
    readPolicyByHash: (id: string, hash: string) => readPolicyByHash(table(), id, hash),
    readFederation: (id: string) => readFederation(table(), id),
    readFederationVersion: (id: string, version: number) => readFederationVersion(table(), id, version),
    listFederations: () => listFederations(table()),
    readMemberships: (id: CenterId) => readMemberships(table(), id),
    readInbox: (ids: readonly string[], limit: number) => readInbox(table(), ids, limit),
    acknowledge: (ids: readonly string[], messageIds: readonly string[]) =>
      acknowledge(table(), ids, messageIds),
  }
}

export type Hub = ReturnType<typeof hubOf>
