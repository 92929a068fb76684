import type { ReceivingAccount } from "../../contracts/directory.ts"
import type { CenterId, Instant, LocalDate } from "../../contracts/primitives.ts"
import { keys } from "../../contracts/table.ts"
import { asKept, keeperOf } from "../domain/directory/books-keeper.ts"
import type { CenterRecord, KeyRecord } from "../domain/directory/center-record.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

export const readCenter = async (table: Table, centerId: string): Promise<CenterRecord | undefined> => {
  const item = await table.get(keys.directory.center(centerId))
  return item === undefined ? undefined : recordOf<CenterRecord>(item)
}

const centersById = async (
  table: Table,
  centerIds: readonly string[],
): Promise<ReadonlyMap<string, CenterRecord>> => {
  const items = await table.getMany([...new Set(centerIds)].map((id) => keys.directory.center(id)))
  return new Map(items.map((item) => [String(item["centerId"]), recordOf<CenterRecord>(item)]))
}

/** Centers as others deal with them, by who keeps their books; a merger costs one read more. */
export const readCenters = async (
  table: Table,
  centerIds: readonly string[],
): Promise<ReadonlyMap<string, CenterRecord>> => {
  const asked = await centersById(table, centerIds)
  const keeperIds = [...asked.values()].flatMap(({ keepers = [] }) => keepers.map(({ centerId }) => centerId))
  const keepers = keeperIds.length === 0 ? asked : await centersById(table, keeperIds)
  return new Map([...asked].map(([id, center]) => [id, asKept(center, keepers)]))
}

export const listCenters = async (
  table: Table,
  limit: number,
  after: string | undefined,
): Promise<{ readonly centers: readonly CenterRecord[]; readonly nextAfter?: string }> => {
  const answer = await table.query({
    partition: keys.directory.partition,
    limit,
    ...(after === undefined ? {} : { after: { ...keys.directory.center(after) } }),
  })
  const centers = answer.items.map((item) => recordOf<CenterRecord>(item))
  const last = answer.last === undefined ? undefined : centers.at(-1)?.centerId
  return { centers, ...(last === undefined ? {} : { nextAfter: last }) }
}

const directoryPage = 500

/** The whole directory, in the order of the codes. */
export const readDirectory = async (table: Table): Promise<readonly CenterRecord[]> => {
  const found: CenterRecord[] = []
  let after: string | undefined
  do {
    const page = await listCenters(table, directoryPage, after)
    found.push(...page.centers)
    after = page.nextAfter
  } while (after !== undefined)
  return found
}

export const readKey = async (table: Table, kid: string): Promise<KeyRecord | undefined> => {
  const item = await table.get(keys.directory.kidOwner(kid))
  return item === undefined ? undefined : recordOf<KeyRecord>(item)
}

/** All keys of a center, revoked ones included. */
export const readKeysOf = async (table: Table, centerId: string): Promise<readonly KeyRecord[]> => {
  const answer = await table.query({ partition: keys.directory.centerPartition(centerId), prefix: "KEY#" })
  const items = await table.getMany(answer.items.map((item) => keys.directory.kidOwner(String(item["kid"]))))
  return items.map((item) => recordOf<KeyRecord>(item))
}

export type DatedReceivingAccount = ReceivingAccount & { readonly effectiveAt: Instant }

const receivingPrefix = "RECEIVING#"

/** A center has at most one change that waits; more would be broken data. */
const mostWaiting = 10

/** Changes of the receiving account that have not taken hold at an instant. */
export const readWaitingReceivingAccounts = async (
  table: Table,
  centerId: CenterId,
  now: Instant,
): Promise<readonly DatedReceivingAccount[]> => {
  const answer = await table.query({
    partition: keys.directory.centerPartition(centerId),
    between: { from: `${receivingPrefix}${now}`, to: `${receivingPrefix}9999` },
    limit: mostWaiting,
  })
  return answer.items
    .map((item) => recordOf<DatedReceivingAccount>(item))
    .filter(({ effectiveAt }) => effectiveAt > now)
}

/** The receiving account in force at an instant: the latest whose cooling period is over. */
export const readReceivingAccount = async (
  table: Table,
  centerId: CenterId,
  now: Instant,
): Promise<DatedReceivingAccount | undefined> => {
  const answer = await table.query({
    partition: keys.directory.centerPartition(centerId),
    between: { from: receivingPrefix, to: `${receivingPrefix}${now}` },
    newestFirst: "newestFirst",
    limit: 1,
  })
  const item: Item | undefined = answer.items[0]
  return item === undefined ? undefined : recordOf<DatedReceivingAccount>(item)
}

export const readWebhook = async (
  table: Table,
  centerId: string,
): Promise<{ readonly url: string; readonly since: Instant } | undefined> => {
  const item = await table.get(keys.directory.webhook(centerId))
  return item === undefined ? undefined : recordOf<{ url: string; since: Instant }>(item)
}

/** Where messages of a center are pushed on a day, and to whom: its webhook, or that of who keeps its books. */
export const readPushAddress = async (
  table: Table,
  centerId: string,
  on: LocalDate,
): Promise<{ readonly url: string; readonly centerId: string } | undefined> => {
  const [webhook, center] = await Promise.all([readWebhook(table, centerId), readCenter(table, centerId)])
  const keeper = center === undefined ? centerId : keeperOf(center, on)
  const found = keeper === centerId ? webhook : await readWebhook(table, keeper)
  return found === undefined ? undefined : { url: found.url, centerId: keeper }
}
