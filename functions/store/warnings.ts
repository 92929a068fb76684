import { INDEXES, keys } from "../../contracts/table.ts"
import type { HistoryEntry } from "../domain/change.ts"
import type { WarningLine, WarningRecord } from "../domain/warning/warning-record.ts"
import { newestOf } from "./newest-of.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

const warningIn = (item: Item): WarningRecord => {
  const {
    [INDEXES.in.partition]: _partition,
    [INDEXES.in.sort]: _sort,
    wakeBy: _wakeBy,
    wakeShard: _wakeShard,
    ...rest
  } = item
  return recordOf<WarningRecord>(rest)
}

export const readWarning = async (table: Table, warningId: string): Promise<WarningRecord | undefined> => {
  const item = await table.get(keys.warning.record(warningId))
  return item === undefined ? undefined : warningIn(item)
}

/** What was done to a warning; it has a handful of lines. */
export const readWarningHistory = async (
  table: Table,
  warningId: string,
): Promise<readonly HistoryEntry[]> => {
  const answer = await table.query({
    partition: keys.warning.partition(warningId),
    prefix: keys.warning.historyPrefix,
  })
  return answer.items.map((item) => recordOf<HistoryEntry>(item))
}

/** Warnings in effect about an employer. */
export const readUnitWarnings = async (
  table: Table,
  unitCreditCode: string,
): Promise<readonly WarningLine[]> => {
  const answer = await table.query({ partition: keys.warning.unitPartition(unitCreditCode) })
  return answer.items.map((item) => recordOf<WarningLine>(item))
}

export interface WarningPage {
  readonly warnings: readonly WarningRecord[]
  readonly nextAfter?: string
}

/** Warnings that a center has registered, or a former one whose books it keeps, newest first. */
export const listWarnings = async (
  table: Table,
  query: {
    readonly centerId: string
    readonly formerIds?: readonly string[]
    readonly limit: number
    readonly after?: string
  },
): Promise<WarningPage> => {
  const { partition, sort } = INDEXES.in
  const answers = await Promise.all(
    [query.centerId, ...(query.formerIds ?? [])].map((centerId) => {
      const listed = keys.warning.listPartition(centerId)
      return table.query({
        partition: listed,
        index: INDEXES.in,
        limit: query.limit,
        newestFirst: "newestFirst",
        ...(query.after === undefined
          ? {}
          : { after: { ...keys.warning.record(query.after), [partition]: listed, [sort]: query.after } }),
      })
    }),
  )
  const { ids, more } = newestOf(
    answers.map(({ items, last }) => ({
      ids: items.map((item) => String(item[sort])),
      more: last !== undefined,
    })),
    query.limit,
  )
  const items = await table.getMany(ids.map((id) => keys.warning.record(id)))
  const byId = new Map(items.map((item) => [String(item["warningId"]), warningIn(item)]))
  const last = more ? ids.at(-1) : undefined
  return {
    warnings: ids.flatMap((id) => byId.get(id) ?? []),
    ...(last === undefined ? {} : { nextAfter: last }),
  }
}
