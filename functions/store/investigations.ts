import { INDEXES, keys } from "../../contracts/table.ts"
import type { HistoryEntry } from "../domain/change.ts"
import type {
  InvestigationRecord,
  NoticeLine,
  NoticeRecord,
} from "../domain/investigation/investigation-record.ts"
import { newestOf } from "./newest-of.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

const investigationIn = (item: Item): InvestigationRecord => {
  const {
    inCenter: _inCenter,
    outCenter: _outCenter,
    caseKey: _caseKey,
    wakeBy: _wakeBy,
    wakeShard: _wakeShard,
    ...rest
  } = item
  return recordOf<InvestigationRecord>(rest)
}

export const readInvestigation = async (
  table: Table,
  investigationId: string,
): Promise<InvestigationRecord | undefined> => {
  const item = await table.get(keys.investigation.record(investigationId))
  return item === undefined ? undefined : investigationIn(item)
}

/** What was done; a handful of lines. */
export const readInvestigationHistory = async (
  table: Table,
  investigationId: string,
): Promise<readonly HistoryEntry[]> => {
  const answer = await table.query({
    partition: keys.investigation.partition(investigationId),
    prefix: keys.investigation.historyPrefix,
  })
  return answer.items.map((item) => recordOf<HistoryEntry>(item))
}

/** What a center asked for (`in`) or is asked (`out`), or a former one whose books it keeps, newest first. */
export const listInvestigations = async (
  table: Table,
  query: {
    readonly centerId: string
    readonly formerIds?: readonly string[]
    readonly party: "in" | "out"
    readonly limit: number
    readonly after?: string
  },
): Promise<{ readonly cases: readonly InvestigationRecord[]; readonly nextAfter?: string }> => {
  const index = INDEXES[query.party]
  const answers = await Promise.all(
    [query.centerId, ...(query.formerIds ?? [])].map((centerId) => {
      const partition = keys.investigation.listPartition(centerId)
      return table.query({
        partition,
        index,
        limit: query.limit,
        newestFirst: "newestFirst",
        ...(query.after === undefined
          ? {}
          : {
              after: {
                ...keys.investigation.record(query.after),
                [index.partition]: partition,
                [index.sort]: query.after,
              },
            }),
      })
    }),
  )
  const { ids, more } = newestOf(
    answers.map(({ items, last }) => ({
      ids: items.map((item) => String(item["caseKey"])),
      more: last !== undefined,
    })),
    query.limit,
  )
  const items = await table.getMany(ids.map((id) => keys.investigation.record(id)))
  const byId = new Map(items.map((item) => [String(item["investigationId"]), investigationIn(item)]))
  const last = more ? ids.at(-1) : undefined
  return {
    cases: ids.flatMap((id) => byId.get(id) ?? []),
    ...(last === undefined ? {} : { nextAfter: last }),
  }
}

export const readNotice = async (table: Table, noticeId: string): Promise<NoticeRecord | undefined> => {
  const item = await table.get(keys.notice.record(noticeId))
  return item === undefined ? undefined : recordOf<NoticeRecord>(item)
}

/** Of one federation or city; more than these at once nobody would read. */
const mostNotices = 200

export const listNotices = async (table: Table, federationId: string): Promise<readonly NoticeLine[]> => {
  const answer = await table.query({
    partition: keys.notice.listPartition(federationId),
    limit: mostNotices,
    newestFirst: "newestFirst",
  })
  return answer.items.map((item) => recordOf<NoticeLine>(item))
}

/** Notices about a city and its districts, those that are over among them. */
export const readCityNotices = async (table: Table, cityCode: string): Promise<readonly NoticeLine[]> => {
  const answer = await table.query({
    partition: keys.notice.cityPartition(cityCode),
    limit: mostNotices,
    newestFirst: "newestFirst",
  })
  return answer.items.map((item) => recordOf<NoticeLine>(item))
}
