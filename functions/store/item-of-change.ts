import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { INDEXES, keys, TTL_ATTRIBUTE } from "../../contracts/table.ts"
import type { NormalAccountGuard } from "../domain/account/account-record.ts"
import type { BatchChange } from "../domain/batch/batch-change.ts"
import type { Change } from "../domain/change.ts"
import type { DocumentChange } from "../domain/document/document-change.ts"
import type { FederationChange } from "../domain/federation/federation-change.ts"
import type { WarningChange } from "../domain/warning/warning-change.ts"
import type { InvestigationChange } from "../domain/investigation/investigation-change.ts"
import type { ReportChange } from "../domain/report/report-change.ts"
import type { DeskChange } from "../domain/desk/desk-change.ts"
import type { FlexibleChange } from "../domain/flexible/flexible-change.ts"
import type { ServiceChange } from "../domain/service-case/service-change.ts"
import type { WithdrawalChange } from "../domain/withdrawal/withdrawal-change.ts"
import type { FindingCase } from "../domain/finding/finding-record.ts"
import type { UnmatchedFunds } from "../domain/transfer/residual.ts"
import { isBatchChange, itemOfBatchChange } from "./item-of-batch-change.ts"
import { isFederationChange, itemOfFederationChange } from "./item-of-federation-change.ts"
import { isWarningChange, itemOfWarningChange } from "./item-of-warning-change.ts"
import { isInvestigationChange, itemOfInvestigationChange } from "./item-of-investigation-change.ts"
import { isReportChange, itemOfReportChange } from "./item-of-report-change.ts"
import { isDeskChange, itemOfDeskChange } from "./item-of-desk-change.ts"
import { openCase, saveCase } from "./item-of-case.ts"
import { isDocumentChange, itemOfDocumentChange } from "./item-of-document-change.ts"
import { isFlexibleChange, itemOfFlexibleChange } from "./item-of-flexible-change.ts"
import { itemOfLoanChange, type LoanChange } from "./item-of-loan-change.ts"
import { absent, put, remove, succeed } from "./item-parts.ts"
import { isServiceChange, itemOfServiceChange } from "./item-of-service-change.ts"
import { isWithdrawalChange, itemOfWithdrawalChange } from "./item-of-withdrawal-change.ts"
import { toItem, updateOf } from "./table.ts"

const listedAsOpen = (finding: FindingCase) => ({
  ...finding,
  [INDEXES.in.partition]: keys.finding.openPartition,
  [INDEXES.in.sort]: finding.findingId,
})

/** Both centers list the money until it is settled: then its next version is in no index, at no cost of a line of its own. */
const listedFunds = (funds: UnmatchedFunds) =>
  funds.status === "reported"
    ? {
        [INDEXES.in.partition]: keys.openFundsPartition(funds.receivingCenterId),
        [INDEXES.out.partition]: keys.openFundsPartition(funds.payingCenterId),
        [INDEXES.in.sort]: funds.unmatchedFundsId,
      }
    : {}

/** A used or dead code says nothing any more, yet a dispute over who used it is settled within this time. */
const consentKeptDays = 90

const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

/** A guard that was released and claimed again counts its versions anew: they are another guard's. */
const ofThisLife = ({ life }: NormalAccountGuard): string => (life === undefined ? "" : " AND life = :life")
const lifeOf = ({ life }: NormalAccountGuard) => (life === undefined ? {} : { ":life": life })

/** One change, one item, one condition. */
export const itemOfChange = (table: string, change: Change): TransactWriteItem => {
  if (isLoanChange(change)) return itemOfLoanChange(table, change)
  if (isServiceChange(change)) return itemOfServiceChange(table, change)
  if (isWithdrawalChange(change)) return itemOfWithdrawalChange(table, change)
  if (isFlexibleChange(change)) return itemOfFlexibleChange(table, change)
  if (isDocumentChange(change)) return itemOfDocumentChange(table, change)
  if (isBatchChange(change)) return itemOfBatchChange(table, change)
  if (isFederationChange(change)) return itemOfFederationChange(table, change)
  if (isWarningChange(change)) return itemOfWarningChange(table, change)
  if (isInvestigationChange(change)) return itemOfInvestigationChange(table, change)
  if (isReportChange(change)) return itemOfReportChange(table, change)
  if (isDeskChange(change)) return itemOfDeskChange(table, change)
  return itemOfOther(table, change)
}

type OtherChange = Exclude<
  Change,
  | LoanChange
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
>

const itemOfOther = (table: string, change: OtherChange): TransactWriteItem => {
  switch (change.kind) {
    case "registerAccount":
      return put(
        table,
        keys.person.account(change.account.personRef, change.account.centerId, change.account.accountNo),
        change.account,
        absent,
      )
    case "pointToPerson":
      return put(
        table,
        keys.account.pointer(change.account.centerId, change.account.accountNo),
        { personRef: change.account.personRef },
        absent,
      )
    case "repointToPerson":
      return updateOf(table, keys.account.pointer(change.account.centerId, change.account.accountNo), {
        set: { personRef: change.account.personRef },
        condition: "personRef = :former",
        values: { ":former": change.formerPersonRef },
      })
    case "forgetAccount":
      return remove(
        table,
        keys.person.account(change.account.personRef, change.account.centerId, change.account.accountNo),
        "#version = :version",
        { ":version": change.account.version },
        { "#version": "version" },
      )
    case "saveAccount": {
      const { personRef, centerId, accountNo } = change.account
      return succeed(table, keys.person.account(personRef, centerId, accountNo), change.account)
    }
    case "expectAccount": {
      const { personRef, centerId, accountNo, version } = change.account
      return {
        ConditionCheck: {
          TableName: table,
          Key: toItem({ ...keys.person.account(personRef, centerId, accountNo) }),
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: toItem({ ":version": version }),
        },
      }
    }
    case "claimGuard":
      return put(table, keys.person.normalAccount(change.guard.personRef), change.guard, absent)
    case "saveGuard":
      return succeed(table, keys.person.normalAccount(change.guard.personRef), change.guard, {
        condition: ofThisLife(change.guard),
        values: lifeOf(change.guard),
      })
    case "releaseGuard":
      return remove(
        table,
        keys.person.normalAccount(change.guard.personRef),
        `#version = :version${ofThisLife(change.guard)}`,
        { ":version": change.guard.version, ...lifeOf(change.guard) },
        { "#version": "version" },
      )
    case "expectUnlinked":
      return updateOf(table, keys.person.openings(change.personRef), {
        add: { openings: 1 },
        condition: "attribute_not_exists(currentPersonRef)",
      })
    case "closePartition":
      return put(
        table,
        keys.person.openings(change.former),
        { openings: change.openings, currentPersonRef: change.current },
        change.openings === 0 ? absent : "openings = :openings AND attribute_not_exists(currentPersonRef)",
        change.openings === 0 ? undefined : { ":openings": change.openings },
      )
    case "linkPerson":
      return put(
        table,
        keys.person.normalAccount(change.former),
        { currentPersonRef: change.current, version: 0 },
        change.guard === undefined ? absent : `version = :version${ofThisLife(change.guard)}`,
        change.guard === undefined
          ? undefined
          : { ":version": change.guard.version, ...lifeOf(change.guard) },
      )
    case "saveSegments":
      return put(
        table,
        keys.account.segment(change.account.centerId, change.account.accountNo, change.origin),
        { segments: change.segments },
      )
    case "markOpenTransfer":
      return put(
        table,
        keys.person.openTransfer(change.personRef, change.mark.fromCenterId, change.mark.accountKind),
        change.mark,
        absent,
      )
    case "unmarkOpenTransfer":
      return remove(
        table,
        keys.person.openTransfer(change.personRef, change.mark.fromCenterId, change.mark.accountKind),
        "transferId = :case",
        {
          ":case": change.mark.transferId,
        },
      )
    case "openCase":
      return openCase(table, change.case)
    case "saveCase":
      return saveCase(table, change.case)
    case "saveStatement":
      return put(table, keys.transfer.statement(change.transferId), { statement: change.statement })
    case "saveIdentity":
      return put(
        table,
        keys.case.identity(change.caseId),
        { encryptedIdentity: change.encryptedIdentity },
        absent,
      )
    case "eraseIdentity":
      return updateOf(table, keys.case.identity(change.caseId), {
        set: { [TTL_ATTRIBUTE]: seconds(change.at) },
      })
    case "claimPaymentReference":
      return put(
        table,
        keys.paymentReference(change.reference),
        { caseId: change.caseId, amount: change.amount },
        absent,
      )
    case "claimBankEntry":
      return put(
        table,
        keys.bankEntry(change.centerId, change.bankSerial),
        { caseId: change.caseId, amount: change.amount },
        absent,
      )
    case "saveResidual":
      return put(
        table,
        keys.transfer.residual(change.residual.transferId, change.residual.residualId),
        { ...change.residual, standing: change.residual.status },
        change.expected === "new" ? absent : "standing = :expected",
        change.expected === "new" ? undefined : { ":expected": change.expected },
      )
    case "saveUnmatchedFunds":
      return put(
        table,
        keys.unmatchedFunds(change.funds.unmatchedFundsId),
        { ...change.funds, ...listedFunds(change.funds), standing: change.funds.status },
        change.expected === "new" ? absent : "standing = :expected",
        change.expected === "new" ? undefined : { ":expected": change.expected },
      )
    case "recordFinding":
      return put(
        table,
        keys.person.finding(change.personRef, change.finding.findingId),
        change.finding,
        absent,
      )
    case "saveFinding":
      return put(
        table,
        keys.person.finding(change.personRef, change.finding.findingId),
        change.finding,
        "attribute_exists(pk)",
      )
    case "openFindingCase":
      return put(table, keys.finding.case(change.finding.findingId), listedAsOpen(change.finding), absent)
    case "saveFindingCase":
      return succeed(
        table,
        keys.finding.case(change.finding.findingId),
        change.finding.status === "closed" ? change.finding : listedAsOpen(change.finding),
      )
    case "listFinding":
      return put(table, keys.finding.listed(change.centerId, change.findingId), {
        findingId: change.findingId,
      })
    case "giveConsent":
      return put(
        table,
        keys.consent(change.consent.consentCode),
        {
          ...change.consent,
          // The item outlives the code, and bears the name of the code's own end for the database.
          endsAt: change.consent.expiresAt,
          [TTL_ATTRIBUTE]: seconds(change.consent.expiresAt) + consentKeptDays * 86_400,
        },
        absent,
      )
    case "spendConsent":
      return updateOf(table, keys.consent(change.consentCode), {
        set: { usedBy: change.by },
        condition: "attribute_exists(pk) AND attribute_not_exists(usedBy)",
      })
    case "tell":
      return put(table, keys.inbox.message(change.message.to, change.message.messageId), change.message)
    case "recordCaseHistory":
      return put(table, keys.case.history(change.caseId, change.version), change.entry, absent)
    case "recordAccountHistory":
      return put(
        table,
        keys.account.history(change.account.centerId, change.account.accountNo, change.entryId),
        change.entry,
        absent,
      )
    case "registerCenter":
      return put(table, keys.directory.center(change.center.centerId), change.center, absent)
    case "saveCenter":
      return succeed(table, keys.directory.center(change.center.centerId), change.center)
    case "addKey":
      return put(table, keys.directory.kidOwner(change.key.kid), change.key, absent)
    case "saveKey":
      return put(
        table,
        keys.directory.kidOwner(change.key.kid),
        change.key,
        "attribute_exists(pk) AND attribute_not_exists(revokedAt)",
      )
    case "expectKey":
      return {
        ConditionCheck: {
          TableName: table,
          Key: toItem({ ...keys.directory.kidOwner(change.kid) }),
          ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(revokedAt)",
        },
      }
    case "nameKey":
      return put(table, keys.directory.key(change.centerId, change.kid), { kid: change.kid })
    case "setReceivingAccount":
      return put(table, keys.directory.receivingAccount(change.centerId, change.effectiveAt), {
        ...change.account,
        effectiveAt: change.effectiveAt,
      })
    case "withdrawReceivingAccount":
      return remove(
        table,
        keys.directory.receivingAccount(change.centerId, change.effectiveAt),
        "attribute_exists(pk)",
      )
    case "setWebhook":
      return put(table, keys.directory.webhook(change.centerId), { url: change.url, since: change.since })
    case "removeWebhook":
      return remove(table, keys.directory.webhook(change.centerId), "attribute_exists(pk)")
    case "keepPolicy":
      return put(table, keys.policy.version(change.centerId, change.hash), {
        pack: change.pack,
        hash: change.hash,
        at: change.at,
      })
    case "followPolicies": {
      const { kind: _kind, ...line } = change
      return put(table, keys.policy.followed(change.centerId, change.from), line, absent)
    }
    case "ceaseToFollowPolicies":
      return remove(table, keys.policy.followed(change.centerId, change.from))
    case "savePolicy":
      return {
        Put: {
          TableName: table,
          Item: toItem({
            pack: change.pack,
            hash: change.hash,
            at: change.at,
            ...keys.policy.pack(change.centerId, change.effectiveFrom),
          }),
          ...(change.replaces === undefined
            ? { ConditionExpression: absent }
            : {
                ConditionExpression: "#hash = :replaced",
                ExpressionAttributeNames: { "#hash": "hash" },
                ExpressionAttributeValues: toItem({ ":replaced": change.replaces }),
              }),
        },
      }
  }
}

const loanKinds: Readonly<Record<LoanChange["kind"], true>> = {
  claimLoanGuard: true,
  saveLoanGuard: true,
  releaseLoanGuard: true,
  registerLoan: true,
  saveLoan: true,
  addLoanLine: true,
  saveLoanLine: true,
  forgetLoanLine: true,
  linkLoanGuard: true,
  recordLoanHistory: true,
  openReservation: true,
  saveReservation: true,
  claimCertificate: true,
  releaseCertificate: true,
  saveCertificate: true,
  markOffsiteLoan: true,
  unmarkOffsiteLoan: true,
}
const isLoanChange = (change: Change): change is LoanChange => change.kind in loanKinds
