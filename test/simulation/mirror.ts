import { BatchGetItemCommand, type AttributeValue, type DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import type { Key } from "../../contracts/table.ts"
import type {
  AccountRecord,
  NormalAccountGuard,
  OpenTransferMark,
} from "../../functions/domain/account/account-record.ts"
import type { HistoryEntry } from "../../functions/domain/change.ts"
import type { TransferCase } from "../../functions/domain/transfer/transfer-case.ts"
import type { SegmentGroup } from "../../functions/store/accounts.ts"
import { recordOf } from "../../functions/store/record.ts"
import type { Item } from "../../functions/store/table.ts"
import type { Statement } from "../../contracts/transfers.ts"

/** A case as it lies in the table, with what the store keeps beside it. */
export type StoredCase = TransferCase & {
  readonly wait?: { readonly token: string; readonly generation: number }
  readonly wakeBy?: string
  readonly wakeShard?: string
}

/** What the table holds, read again after each write by another connection: the check trusts no write. */
export interface Mirror {
  readonly refresh: (keys: readonly Key[]) => Promise<void>
  readonly cases: () => readonly StoredCase[]
  readonly case: (transferId: string) => StoredCase | undefined
  readonly history: (transferId: string) => readonly (HistoryEntry & { readonly version: number })[]
  readonly statement: (transferId: string) => Statement | undefined
  readonly persons: () => readonly string[]
  readonly accounts: (personRef: string) => readonly AccountRecord[]
  readonly guard: (personRef: string) => NormalAccountGuard | undefined
  readonly openTransfers: (personRef: string) => readonly OpenTransferMark[]
  readonly segments: (centerId: string, accountNo: string) => readonly SegmentGroup[]
  readonly accountHistory: () => readonly HistoryEntry[]
  readonly payment: (reference: string) => { readonly caseId: string; readonly amount: string } | undefined
  readonly hasMessages: (centerId: string) => boolean
  readonly onWrite: (listener: () => void) => void
}

const mostKeysOfARead = 100
const after = (text: unknown, prefix: string): string => String(text).slice(prefix.length)

export const createMirror = (client: DynamoDBClient, tableName: string): Mirror => {
  const partitions = new Map<string, Map<string, Item>>()
  const listeners: (() => void)[] = []

  const place = ({ pk, sk }: Key, item: Item | undefined): void => {
    const partition = partitions.get(pk) ?? new Map<string, Item>()
    partitions.set(pk, partition)
    if (item === undefined) partition.delete(sk)
    else partition.set(sk, item)
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

  return {
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
      for (const listener of listeners) listener()
    },
    cases: () =>
      partitionsWith("CASE#").flatMap((pk) => {
        const item = itemOf(pk, "CASE")
        return item === undefined ? [] : [recordOf<StoredCase>(item)]
      }),
    case: (transferId) => {
      const item = itemOf(`CASE#${transferId}`, "CASE")
      return item === undefined ? undefined : recordOf<StoredCase>(item)
    },
    history: (transferId) =>
      withPrefix(`CASE#${transferId}`, "HISTORY#")
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
    hasMessages: (centerId) => (partitions.get(`INBOX#${centerId}`)?.size ?? 0) > 0,
    onWrite: (listener) => void listeners.push(listener),
  }
}
