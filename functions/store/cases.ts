import type { Instant } from "../../contracts/primitives.ts"
import {
  INDEXES,
  keys,
  TTL_ATTRIBUTE,
  toWakeOf,
  type CaseKind,
  type ToWake,
  type WakeShard,
} from "../../contracts/table.ts"
import type { HubCase } from "../domain/case/hub-case.ts"
import type { HistoryEntry } from "../domain/change.ts"
import { newestOf } from "./newest-of.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

/** The token that a waiting workflow left, and the execution it belongs to. */
export interface ParkedWait {
  readonly token: string
  readonly generation: number
  readonly since: Instant
}

/** What the store keeps beside the case: nothing of the business. */
const bookkeeping = ["wait", "wakeBy", "wakeShard", "inCenter", "outCenter", "caseKey"] as const

/** The case as the store wrote it. What kind it is the caller knows from the prefix of its id. */
const caseIn = (item: Item): Item => {
  const rest = { ...item }
  for (const name of bookkeeping) delete rest[name]
  return rest
}

const waitOf = (item: Item | undefined): ParkedWait | undefined => {
  const wait = item?.["wait"]
  return typeof wait === "object" && wait !== null ? recordOf<ParkedWait>({ ...wait }) : undefined
}

export const readHubCase = async <Case extends HubCase>(
  table: Table,
  caseId: string,
): Promise<Case | undefined> => {
  const item = await table.get(keys.case.case(caseId))
  return item === undefined ? undefined : recordOf<Case>(caseIn(item))
}

export interface WatchedCase {
  readonly case: HubCase
  readonly wait?: ParkedWait
  /** When the sweeper should look; absent on a case at rest. */
  readonly wakeBy?: string
}

/** The case with what the workflow left beside it, of one read: for the sweeper. */
export const readWatchedCase = async (table: Table, caseId: string): Promise<WatchedCase | undefined> => {
  const item = await table.get(keys.case.case(caseId))
  if (item === undefined) return undefined
  const wait = waitOf(item)
  const { wakeBy } = item
  return {
    case: recordOf<HubCase>(caseIn(item)),
    ...(wait === undefined ? {} : { wait }),
    ...(typeof wakeBy === "string" ? { wakeBy } : {}),
  }
}

export const readWait = async (table: Table, caseId: string): Promise<ParkedWait | undefined> =>
  waitOf(await table.get(keys.case.case(caseId), ["wait"]))

/** Undefined once it is erased: the database may take days to remove an expired item, so the time is checked too. */
export const readEncryptedIdentity = async (
  table: Table,
  caseId: string,
  nowMs: number,
): Promise<string | undefined> => {
  const item = await table.get(keys.case.identity(caseId))
  if (item === undefined) return undefined
  const erasedAt = item[TTL_ATTRIBUTE]
  if (typeof erasedAt === "number" && erasedAt <= nowMs / 1000) return undefined
  return recordOf<{ encryptedIdentity: string }>(item).encryptedIdentity
}

export interface CaseHistory {
  readonly version: number
  readonly entry: HistoryEntry
}

/** An off-site loan is fed each month for up to forty years; a case with more lines than this would be broken data. */
const mostHistoryPages = 10
const historyPage = 200

export const readHistory = async (table: Table, caseId: string): Promise<readonly CaseHistory[]> => {
  const items: Item[] = []
  let after: Item | undefined
  for (let page = 0; page < mostHistoryPages; page += 1) {
    const answer = await table.query({
      partition: keys.case.partition(caseId),
      prefix: keys.case.historyPrefix,
      limit: historyPage,
      ...(after === undefined ? {} : { after }),
    })
    items.push(...answer.items)
    after = answer.last
    if (after === undefined) break
  }
  return items.map((item) => ({
    version: Number(String(item["sk"]).slice(keys.case.historyPrefix.length)),
    entry: recordOf<HistoryEntry>(item),
  }))
}

export interface CasePage<Case extends HubCase> {
  readonly cases: readonly Case[]
  readonly nextAfter?: string
}

/** Cases of a center in one role, newest first. `after` is the id of the last case of the page before. */
export const listCases = async <Case extends HubCase>(
  table: Table,
  query: {
    readonly kind: CaseKind
    readonly centerId: string
    /** Further centers whose cases stand in the same list. */
    readonly formerIds?: readonly string[]
    /** `in`: transfer-in or loan center; `out`: transfer-out or home center. */
    readonly party: "in" | "out"
    readonly limit: number
    readonly after?: string
    readonly between?: { readonly from: string; readonly to: string }
  },
): Promise<CasePage<Case>> => {
  const index = INDEXES[query.party]
  const listed = await Promise.all(
    [query.centerId, ...(query.formerIds ?? [])].map((centerId) => {
      const partition = keys.case.listPartition(query.kind, centerId)
      return table.query({
        partition,
        index,
        limit: query.limit,
        newestFirst: "newestFirst",
        ...(query.between === undefined ? {} : { between: query.between }),
        ...(query.after === undefined
          ? {}
          : {
              after: {
                ...keys.case.case(query.after),
                [index.partition]: partition,
                [index.sort]: query.after,
              },
            }),
      })
    }),
  )
  const { ids, more } = newestOf(
    listed.map(({ items, last }) => ({
      ids: items.map((item) => String(item["caseKey"])),
      more: last !== undefined,
    })),
    query.limit,
  )
  const items = await table.getMany(ids.map((id) => keys.case.case(id)))
  const byId = new Map(items.map((item) => [String(item["caseKey"]), recordOf<Case>(caseIn(item))]))
  const lastId = more ? ids.at(-1) : undefined
  return {
    cases: ids.flatMap((id) => byId.get(id) ?? []),
    ...(lastId === undefined ? {} : { nextAfter: lastId }),
  }
}

/** `overtaken`: the workflow waits elsewhere by now, and left a newer token. */
export type ParkResult = "parked" | "movedOn" | "overtaken"

/**
 * Stores the task token, unless the case has changed since it was read or a later execution has taken over. A slow
 * or doubled park never replaces the token of a state that was entered after its own.
 */
export const leaveToken = async (
  table: Table,
  park: {
    readonly caseId: string
    readonly token: string
    readonly generation: number
    readonly version: number
    readonly wakeBy: string
    /** When the waiting state asked; orders the tokens of one execution. */
    readonly since: Instant
  },
): Promise<ParkResult> => {
  const updated = await table.update(keys.case.case(park.caseId), {
    set: {
      wait: { token: park.token, generation: park.generation, since: park.since },
      wakeBy: park.wakeBy,
    },
    condition: "#generation = :generation AND #version = :version AND NOT (#wait.#since > :since)",
    names: {
      "#generation": "generation",
      "#version": "version",
      "#wait": "wait",
      "#since": "since",
    },
    values: {
      ":generation": park.generation,
      ":version": park.version,
      ":since": park.since,
    },
  })
  if (updated !== undefined) return "parked"
  const wait = await readWait(table, park.caseId)
  return wait?.generation === park.generation && wait.since > park.since ? "overtaken" : "movedOn"
}

/** What asked to be looked at by now, of one shard, oldest first, bounded. */
export const toWake = async (
  table: Table,
  shard: WakeShard,
  now: Instant,
  limit: number,
): Promise<readonly ToWake[]> => {
  const answer = await table.query({ partition: shard, index: INDEXES.wake, upTo: now, limit })
  return answer.items.flatMap((item) => toWakeOf(String(item["pk"])) ?? [])
}

/** The next execution of the case: wins only against the generation that the sweeper saw. */
export const raiseGeneration = async (
  table: Table,
  caseId: string,
  seen: number,
  wakeBy: string,
): Promise<boolean> => {
  const updated = await table.update(keys.case.case(caseId), {
    set: { generation: seen + 1, wakeBy },
    remove: ["wait"],
    condition: "#generation = :seen",
    names: { "#generation": "generation" },
    values: { ":seen": seen },
  })
  return updated !== undefined
}

/** A case at rest, whose workflow has heard of it: it is looked at again on a day of its own, or never. */
export const restCase = async (
  table: Table,
  caseId: string,
  version: number,
  until: string | undefined,
): Promise<void> => {
  await table.update(keys.case.case(caseId), {
    ...(until === undefined ? {} : { set: { wakeBy: until } }),
    remove: until === undefined ? ["wakeBy", "wait"] : ["wait"],
    condition: "#version = :version",
    names: { "#version": "version" },
    values: { ":version": version },
  })
}

/** A woken case that has not parked again yet is looked at once more after this instant. */
export const lookAgainAt = async (
  table: Table,
  caseId: string,
  version: number,
  wakeBy: string,
): Promise<void> => {
  await table.update(keys.case.case(caseId), {
    set: { wakeBy },
    condition: "#version = :version",
    names: { "#version": "version" },
    values: { ":version": version },
  })
}
