import type { Segment } from "../../contracts/accounts.ts"
import type { PersonRef } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import {
  findAccount,
  type AccountName,
  type AccountRecord,
  type PersonRecord,
} from "../domain/account/account-record.ts"
import { readPerson } from "./persons.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

/** Whose account it is, by the account number of a center. */
export const readHolder = async (table: Table, name: AccountName): Promise<PersonRef | undefined> => {
  const item = await table.get(keys.account.pointer(name.centerId, name.accountNo))
  return item === undefined ? undefined : recordOf<{ personRef: PersonRef }>(item).personRef
}

/** An account with all that is known of its holder, consistent. */
export const readAccount = async (
  table: Table,
  name: AccountName,
): Promise<{ readonly account: AccountRecord; readonly person: PersonRecord } | undefined> => {
  const personRef = await readHolder(table, name)
  if (personRef === undefined) return undefined
  const person = await readPerson(table, personRef)
  const account = findAccount(person, name)
  return account === undefined ? undefined : { account, person }
}

export interface SegmentGroup {
  /** `local`, or the transfer that brought them. */
  readonly origin: string
  readonly segments: readonly Segment[]
}

/** The contribution record of an account: one group of its own, one a transfer. */
export const readSegments = async (table: Table, name: AccountName): Promise<readonly SegmentGroup[]> => {
  const answer = await table.query({
    partition: keys.account.partition(name.centerId, name.accountNo),
    prefix: keys.account.segmentPrefix,
  })
  return answer.items.map((item) => ({
    origin: String(item["sk"]).slice(keys.account.segmentPrefix.length),
    segments: recordOf<{ segments: readonly Segment[] }>(item).segments,
  }))
}
