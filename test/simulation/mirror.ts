import { BatchGetItemCommand, type AttributeValue, type DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import type { Key } from "../../contracts/table.ts"
import type {
  AccountRecord,
  NormalAccountGuard,
  OpenTransferMark,
} from "../../functions/domain/account/account-record.ts"
import type { HistoryEntry } from "../../functions/domain/change.ts"
import { isServiceCase, isTransfer } from "../../functions/domain/case/hub-case.ts"
import type { InboxMessage } from "../../contracts/messages.ts"
import type { OffsiteLoanCase } from "../../functions/domain/offsite-loan/offsite-loan-case.ts"
import type { ServiceCase } from "../../functions/domain/service-case/service-case.ts"
import type { TransferCase } from "../../functions/domain/transfer/transfer-case.ts"
import type { SegmentGroup } from "../../functions/store/accounts.ts"
import { recordOf } from "../../functions/store/record.ts"
import type { Item } from "../../functions/store/table.ts"
import type { Statement } from "../../contracts/transfers.ts"
import { mirrorLoans, type LoanMirror, type Rows } from "./loan-mirror.ts"
import { mirrorServices, type ServiceMirror } from "./service-mirror.ts"

interface Beside {
  readonly wait?: { readonly token: string; readonly generation: number; readonly since: string }
  readonly wakeBy?: string
  readonly wakeShard?: string
}

/** A case as it lies in the table, with what the store keeps beside it. */
export type StoredCase = TransferCase & Beside
export type StoredLoanCase = OffsiteLoanCase & Beside
export type StoredServiceCase = ServiceCase & Beside
export type StoredHubCase = StoredCase | StoredLoanCase | StoredServiceCase

/** What the table holds, read again after each write by another connection: the check trusts no write. */
export interface Mirror extends LoanMirror, ServiceMirror {
  readonly refresh: (keys: readonly Key[]) => Promise<void>
  readonly hubCases: () => readonly StoredHubCase[]
  readonly hubCase: (caseId: string) => StoredHubCase | undefined
  readonly transfers: () => readonly StoredCase[]
  readonly transfer: (transferId: string) => StoredCase | undefined
  readonly offsiteLoans: () => readonly StoredLoanCase[]
  readonly offsiteLoan: (offsiteLoanId: string) => StoredLoanCase | undefined
  readonly serviceCases: () => readonly StoredServiceCase[]
  readonly serviceCase: (serviceCaseId: string) => StoredServiceCase | undefined
  readonly history: (caseId: string) => readonly (HistoryEntry & { readonly version: number })[]
  readonly statement: (transferId: string) => Statement | undefined
  readonly persons: () => readonly string[]
  readonly accounts: (personRef: string) => readonly AccountRecord[]
  readonly guard: (personRef: string) => NormalAccountGuard | undefined
  readonly openTransfers: (personRef: string) => readonly OpenTransferMark[]
  readonly segments: (centerId: string, accountNo: string) => readonly SegmentGroup[]
  readonly accountHistory: () => readonly HistoryEntry[]
  readonly payment: (reference: string) => { readonly caseId: string; readonly amount: string } | undefined
  /** Every message that was ever written, acknowledged or not. */
  readonly messages: () => readonly InboxMessage[]
  readonly hasMessages: (centerId: string) => boolean
  /** When the oldest commit that nobody has counted asks to be looked at. */
  readonly uncounted: () => number | undefined
  /** What was counted of transfers so far, day by day. */
  readonly counters: () => readonly Readonly<Record<string, number>>[]
  readonly onMark: (listener: () => void) => void
  readonly onWrite: (listener: () => void) => void
}

/** The days of the nation of one metric, looked at after each effect. */
export const followedCounters = "STAT#transfers#nation"

const mostKeysOfARead = 100
const isMark = ({ sk }: Key): boolean => sk === "JTI" || sk === "MARK"
const isOfCounting = (key: Key): boolean => isMark(key) || key.pk === followedCounters
const isStoredTransfer = (known: StoredHubCase): known is StoredCase => isTransfer(known)
const isStoredService = (known: StoredHubCase): known is StoredServiceCase => isServiceCase(known)
const isStoredLoan = (known: StoredHubCase): known is StoredLoanCase =>
  !isStoredTransfer(known) && !isStoredService(known)
const after = (text: unknown, prefix: string): string => String(text).slice(prefix.length)

export const createMirror = (client: DynamoDBClient, tableName: string): Mirror => {
  const partitions = new Map<string, Map<string, Item>>()
  const listeners: (() => void)[] = []
  const markListeners: (() => void)[] = []
  const messages = new Map<string, InboxMessage>()

  const marks = new Map<string, number>()
  const noteMark = (key: Key, item: Item | undefined): void => {
    if (!isMark(key)) return
    const { pk } = key
    const wakeBy = item?.["wakeBy"]
    if (typeof wakeBy === "string") marks.set(pk, Date.parse(wakeBy))
    else marks.delete(pk)
  }
  const place = ({ pk, sk }: Key, item: Item | undefined): void => {
    const partition = partitions.get(pk) ?? new Map<string, Item>()
    partitions.set(pk, partition)
    if (item === undefined) partition.delete(sk)
    else partition.set(sk, item)
    if (item !== undefined && pk.startsWith("INBOX#")) messages.set(sk, recordOf<InboxMessage>(item))
    if (item !== undefined) loans.see(item)
    noteMark({ pk, sk }, item)
  }
  const readKeys = async (keys: readonly Key[]): Promise<readonly Record<string, AttributeValue>[]> => {
    const Keys = keys.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }))
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead: true } } }),
    )
    return answer.Responses?.[tableName] ?? []
  }
  const withPrefix = (partition: string, prefix: string): readonly Item[] =>
    [...(partitions.get(partition) ?? [])].filter(([sk]) => sk.startsWith(prefix)).map(([, item]) => item)
  const partitionsWith = (prefix: string): readonly string[] =>
    [...partitions.keys()].filter((pk) => pk.startsWith(prefix))
  const itemOf = (pk: string, sk: string): Item | undefined => partitions.get(pk)?.get(sk)
  const rows: Rows = { withPrefix, partitionsWith, itemOf }
  const loans = mirrorLoans(rows)
  const hubCase = (caseId: string): StoredHubCase | undefined => {
    const item = itemOf(`CASE#${caseId}`, "CASE")
    return item === undefined ? undefined : recordOf<StoredHubCase>(item)
  }
  const hubCases = (): readonly StoredHubCase[] =>
    partitionsWith("CASE#").flatMap((pk) => hubCase(after(pk, "CASE#")) ?? [])

  return {
    ...loans,
    ...mirrorServices(rows),
    refresh: async (keys) => {
      const distinct = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()]
      for (let start = 0; start < distinct.length; start += mostKeysOfARead) {
        const asked = distinct.slice(start, start + mostKeysOfARead)
        const found = (await readKeys(asked)).map((item) => unmarshall(item))
        for (const key of asked)
          place(
            key,
            found.find((item) => item["pk"] === key.pk && item["sk"] === key.sk),
          )
      }
      // That a commit was counted changes nothing that anybody was promised.
      if (!keys.every(isOfCounting)) for (const listener of listeners) listener()
      for (const listener of markListeners) listener()
    },
    hubCases,
    hubCase,
    transfers: () => hubCases().filter(isStoredTransfer),
    transfer: (transferId) => {
      const known = hubCase(transferId)
      return known !== undefined && isStoredTransfer(known) ? known : undefined
    },
    offsiteLoans: () => hubCases().filter(isStoredLoan),
    offsiteLoan: (offsiteLoanId) => {
      const known = hubCase(offsiteLoanId)
      return known !== undefined && isStoredLoan(known) ? known : undefined
    },
    serviceCases: () => hubCases().filter(isStoredService),
    serviceCase: (serviceCaseId) => {
      const known = hubCase(serviceCaseId)
      return known !== undefined && isStoredService(known) ? known : undefined
    },
    history: (caseId) =>
      withPrefix(`CASE#${caseId}`, "HISTORY#")
        .map((item) => ({ ...recordOf<HistoryEntry>(item), version: Number(after(item["sk"], "HISTORY#")) }))
        .toSorted((left, right) => left.version - right.version),
    statement: (transferId) => {
      const item = itemOf(`CASE#${transferId}`, "STATEMENT")
      return item === undefined ? undefined : recordOf<{ statement: Statement }>(item).statement
    },
    persons: () => partitionsWith("PERSON#").map((pk) => after(pk, "PERSON#")),
    accounts: (ref) => withPrefix(`PERSON#${ref}`, "ACCOUNT#").map((item) => recordOf<AccountRecord>(item)),
    guard: (ref) => {
      const item = itemOf(`PERSON#${ref}`, "NORMAL_ACCOUNT")
      return item === undefined ? undefined : recordOf<NormalAccountGuard>(item)
    },
    openTransfers: (ref) =>
      withPrefix(`PERSON#${ref}`, "OPEN_TRANSFER#").map((item) => recordOf<OpenTransferMark>(item)),
    segments: (centerId, accountNo) =>
      withPrefix(`ACCOUNT#${centerId}#${accountNo}`, "SEGMENT#").map((item) => ({
        origin: after(item["sk"], "SEGMENT#"),
        segments: recordOf<Pick<SegmentGroup, "segments">>(item).segments,
      })),
    accountHistory: () =>
      partitionsWith("ACCOUNT#").flatMap((pk) =>
        withPrefix(pk, "HISTORY#").map((item) => recordOf<HistoryEntry>(item)),
      ),
    payment: (reference) => {
      const item = itemOf(`PAYMENT#${reference}`, "PAYMENT")
      return item === undefined ? undefined : recordOf<{ caseId: string; amount: string }>(item)
    },
    messages: () => [...messages.values()],
    hasMessages: (centerId) => (partitions.get(`INBOX#${centerId}`)?.size ?? 0) > 0,
    counters: () => withPrefix(followedCounters, "").map((item) => recordOf<Record<string, number>>(item)),
    onMark: (listener) => void markListeners.push(listener),
    uncounted: () => (marks.size === 0 ? undefined : Math.min(...marks.values())),
    onWrite: (listener) => void listeners.push(listener),
  }
}
