import type { AgreementNo, CenterId, LocalDate } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import type { AccountName, AccountRecord } from "../domain/account/account-record.ts"
import type { AgreementList, AgreementRecord } from "../domain/flexible/flexible-record.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

const agreementIn = (item: Item): AgreementRecord => {
  const { wakeBy: _wakeBy, wakeShard: _wakeShard, ...rest } = item
  return recordOf<AgreementRecord>(rest)
}

export const readAgreement = async (
  table: Table,
  centerId: string,
  agreementNo: string,
): Promise<AgreementRecord | undefined> => {
  const item = await table.get(keys.agreement.record(centerId, agreementNo))
  return item === undefined ? undefined : agreementIn(item)
}

/** The latest agreement of an account, running or ended. */
export const readLatestAgreement = async (
  table: Table,
  { centerId, accountNo }: AccountName,
): Promise<AgreementRecord | undefined> => {
  const pointer = await table.get(keys.account.agreement(centerId, accountNo))
  if (pointer === undefined) return undefined
  return readAgreement(table, centerId, recordOf<{ agreementNo: AgreementNo }>(pointer).agreementNo)
}

/** A listed account, as it stands today: the list is not told of every act on the account. */
export interface ListedAccount {
  readonly since: LocalDate
  readonly account: AccountRecord
}

interface Listed {
  readonly accountNo: AccountRecord["accountNo"]
  readonly since: LocalDate
}

const accountsOf = async (
  table: Table,
  centerId: CenterId,
  listed: readonly Listed[],
): Promise<ReadonlyMap<string, AccountRecord>> => {
  const pointers = await table.getMany(
    listed.map(({ accountNo }) => keys.account.pointer(centerId, accountNo)),
  )
  const persons = new Map(pointers.map((item) => [String(item["pk"]), String(item["personRef"])]))
  const lines = listed.flatMap(({ accountNo }) => {
    const personRef = persons.get(keys.account.pointer(centerId, accountNo).pk)
    return personRef === undefined ? [] : [keys.person.account(personRef, centerId, accountNo)]
  })
  const accounts = await table.getMany(lines)
  return new Map(accounts.map((item) => [String(item["accountNo"]), recordOf<AccountRecord>(item)]))
}

export interface ListedPage {
  readonly listed: readonly ListedAccount[]
  readonly nextAfter?: string
}

/** Accounts of a list of the center, by account number. */
export const listAgreementAccounts = async (
  table: Table,
  query: {
    readonly centerId: CenterId
    readonly list: AgreementList
    readonly limit: number
    /** Number of the last account of the page before. */
    readonly after?: string
  },
): Promise<ListedPage> => {
  const { centerId, list, limit, after } = query
  const answer = await table.query({
    partition: keys.agreement.listPartition(centerId, list),
    limit,
    ...(after === undefined ? {} : { after: { ...keys.agreement.listed(centerId, list, after) } }),
  })
  const listed = answer.items.map((item) => recordOf<Listed>(item))
  const accounts = await accountsOf(table, centerId, listed)
  const last = listed.at(-1)
  return {
    listed: listed.flatMap(({ accountNo, since }) => {
      const account = accounts.get(accountNo)
      return account === undefined ? [] : [{ since, account }]
    }),
    ...(answer.last === undefined || last === undefined ? {} : { nextAfter: last.accountNo }),
  }
}
