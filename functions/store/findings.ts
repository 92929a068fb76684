import { INDEXES, keys } from "../../contracts/table.ts"
import type { FindingCase } from "../domain/finding/finding-record.ts"
import { newestOf } from "./newest-of.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

const findingOf = (item: Item): FindingCase => {
  const { [INDEXES.in.partition]: _partition, [INDEXES.in.sort]: _sort, ...rest } = item
  return recordOf<FindingCase>(rest)
}

export const readFinding = async (table: Table, findingId: string): Promise<FindingCase | undefined> => {
  const item = await table.get(keys.finding.case(findingId))
  return item === undefined ? undefined : findingOf(item)
}

export interface FindingPage {
  readonly findings: readonly FindingCase[]
  readonly nextAfter?: string
}

interface Page {
  readonly limit: number
  /** Id of the last finding of the page before. */
  readonly after?: string
}

const pageOf = async (table: Table, ids: readonly string[], hasMore: boolean): Promise<FindingPage> => {
  const items = await table.getMany(ids.map((id) => keys.finding.case(id)))
  const byId = new Map(items.map((item) => [String(item["findingId"]), findingOf(item)]))
  const last = ids.at(-1)
  return {
    findings: ids.flatMap((id) => byId.get(id) ?? []),
    ...(hasMore && last !== undefined ? { nextAfter: last } : {}),
  }
}

/** All findings of a center, open and closed, newest first. */
export const listFindings = async (
  table: Table,
  query: Page & { readonly centerId: string; readonly formerIds?: readonly string[] },
): Promise<FindingPage> => {
  const { limit, after } = query
  const listed = await Promise.all(
    [query.centerId, ...(query.formerIds ?? [])].map((centerId) =>
      table.query({
        partition: keys.finding.listPartition(centerId),
        limit,
        newestFirst: "newestFirst",
        ...(after === undefined ? {} : { after: { ...keys.finding.listed(centerId, after) } }),
      }),
    ),
  )
  const { ids, more } = newestOf(
    listed.map(({ items, last }) => ({
      ids: items.map((item) => String(item["findingId"])),
      more: last !== undefined,
    })),
    limit,
  )
  return pageOf(table, ids, more)
}

/** The open findings of the whole country, newest first: for supervisors. */
export const listOpenFindings = async (table: Table, query: Page): Promise<FindingPage> => {
  const { partition, sort } = INDEXES.in
  const answer = await table.query({
    partition: keys.finding.openPartition,
    index: INDEXES.in,
    limit: query.limit,
    newestFirst: "newestFirst",
    ...(query.after === undefined
      ? {}
      : {
          after: {
            ...keys.finding.case(query.after),
            [partition]: keys.finding.openPartition,
            [sort]: query.after,
          },
        }),
  })
  return pageOf(
    table,
    answer.items.map((item) => String(item[sort])),
    answer.last !== undefined,
  )
}
