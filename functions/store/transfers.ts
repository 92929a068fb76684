import type { CenterId, Instant, TransferId } from "../../contracts/primitives.ts"
import type { Statement } from "../../contracts/transfers.ts"
import { INDEXES, keys, TTL_ATTRIBUTE, WAKE_SHARDS } from "../../contracts/table.ts"
import type { HistoryEntry } from "../domain/change.ts"
import type { Residual, UnmatchedFunds } from "../domain/transfer/residual.ts"
import type { Party, TransferCase } from "../domain/transfer/transfer-case.ts"
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

const caseOf = (item: Item): TransferCase => {
  const rest = { ...item }
  for (const name of bookkeeping) delete rest[name]
  return recordOf<TransferCase>(rest)
}

const waitOf = (item: Item | undefined): ParkedWait | undefined => {
  const wait = item?.["wait"]
  return typeof wait === "object" && wait !== null ? recordOf<ParkedWait>({ ...wait }) : undefined
}

export const readCase = async (table: Table, transferId: TransferId): Promise<TransferCase | undefined> => {
  const item = await table.get(keys.transfer.case(transferId))
  return item === undefined ? undefined : caseOf(item)
}

export interface WatchedCase {
  readonly case: TransferCase
  readonly wait?: ParkedWait
  /** When the sweeper should look; absent on a case at rest. */
  readonly wakeBy?: string
}

/** The case with what the workflow left beside it, of one read: for the sweeper. */
export const readWatchedCase = async (table: Table, transferId: string): Promise<WatchedCase | undefined> => {
  const item = await table.get(keys.transfer.case(transferId))
  if (item === undefined) return undefined
  const wait = waitOf(item)
  const { wakeBy } = item
  return {
    case: caseOf(item),
    ...(wait === undefined ? {} : { wait }),
    ...(typeof wakeBy === "string" ? { wakeBy } : {}),
  }
}

export const readWait = async (table: Table, transferId: string): Promise<ParkedWait | undefined> =>
  waitOf(await table.get(keys.transfer.case(transferId), ["wait"]))

export const readStatement = async (table: Table, transferId: TransferId): Promise<Statement | undefined> => {
  const item = await table.get(keys.transfer.statement(transferId))
  return item === undefined ? undefined : recordOf<{ statement: Statement }>(item).statement
}

/** Undefined once it is erased: the database may take days to remove an expired item, so the time is checked too. */
export const readEncryptedIdentity = async (
  table: Table,
  transferId: TransferId,
  nowMs: number,
): Promise<string | undefined> => {
  const item = await table.get(keys.transfer.identity(transferId))
  if (item === undefined) return undefined
  const erasedAt = item[TTL_ATTRIBUTE]
  if (typeof erasedAt === "number" && erasedAt <= nowMs / 1000) return undefined
  return recordOf<{ encryptedIdentity: string }>(item).encryptedIdentity
}

export interface CaseHistory {
  readonly version: number
  readonly entry: HistoryEntry
}

/** A case has a bounded life; its partition is read in one page of at most this many lines. */
const mostHistory = 200

export const readHistory = async (table: Table, transferId: TransferId): Promise<readonly CaseHistory[]> => {
  const answer = await table.query({
    partition: keys.transfer.partition(transferId),
    prefix: keys.transfer.historyPrefix,
    limit: mostHistory,
  })
  return answer.items.map((item) => ({
    version: Number(String(item["sk"]).slice(keys.transfer.historyPrefix.length)),
    entry: recordOf<HistoryEntry>(item),
  }))
}

export const readResiduals = async (table: Table, transferId: TransferId): Promise<readonly Residual[]> => {
  const answer = await table.query({
    partition: keys.transfer.partition(transferId),
    prefix: keys.transfer.residualPrefix,
    limit: mostHistory,
  })
  return answer.items.map((item) => residualOf(item))
}

const residualOf = (item: Item): Residual => {
  const { standing: _standing, ...rest } = item
  return recordOf<Residual>(rest)
}

export const readUnmatchedFunds = async (table: Table, id: string): Promise<UnmatchedFunds | undefined> => {
  const item = await table.get(keys.unmatchedFunds(id))
  if (item === undefined) return undefined
  const { standing: _standing, ...rest } = item
  return recordOf<UnmatchedFunds>(rest)
}

export interface CasePage {
  readonly cases: readonly TransferCase[]
  readonly nextAfter?: string
}

/** Cases of a center in one role, newest first. `after` is the id of the last case of the page before. */
export const listCases = async (
  table: Table,
  query: {
    readonly centerId: CenterId
    readonly party: Party
    readonly limit: number
    readonly after?: string
    readonly between?: { readonly from: string; readonly to: string }
  },
): Promise<CasePage> => {
  const index = query.party === "in" ? INDEXES.in : INDEXES.out
  const answer = await table.query({
    partition: query.centerId,
    index,
    limit: query.limit,
    newestFirst: "newestFirst",
    ...(query.between === undefined ? {} : { between: query.between }),
    ...(query.after === undefined
      ? {}
      : {
          after: {
            ...keys.transfer.case(query.after),
            [index.partition]: query.centerId,
            [index.sort]: query.after,
          },
        }),
  })
  const ids = answer.items.map((item) => String(item["caseKey"]))
  const items = await table.getMany(ids.map((id) => keys.transfer.case(id)))
  const byId = new Map(items.map((item) => [String(item["transferId"]), caseOf(item)]))
  const lastId = answer.last === undefined ? undefined : ids.at(-1)
  return {
    cases: ids.flatMap((id) => byId.get(id) ?? []),
    ...(lastId === undefined ? {} : { nextAfter: lastId }),
  }
}

/** `overtaken`: the workflow waits elsewhere by now, and left a newer token. */
export type ParkResult = "parked" | "movedOn" | "overtaken"

/**
 * Stores the task token, unless the case has left the awaited statuses or a later execution has taken over. A slow
 * or doubled park never replaces the token of a state that was entered after its own.
 */
export const parkCase = async (
  table: Table,
  park: {
    readonly transferId: string
    readonly token: string
    readonly generation: number
    readonly awaited: readonly string[]
    readonly version: number
    readonly wakeBy: string
    /** When the waiting state asked; orders the tokens of one execution. */
    readonly since: Instant
  },
): Promise<ParkResult> => {
  const awaited = park.awaited.map((status, index) => [`:a${index}`, status] as const)
  const updated = await table.update(keys.transfer.case(park.transferId), {
    set: {
      wait: { token: park.token, generation: park.generation, since: park.since },
      wakeBy: park.wakeBy,
    },
    condition: `#generation = :generation AND #version = :version AND #status IN (${awaited.map(([name]) => name).join(", ")}) AND NOT (#wait.#since > :since)`,
    names: {
      "#generation": "generation",
      "#status": "status",
      "#version": "version",
      "#wait": "wait",
      "#since": "since",
    },
    values: {
      ":generation": park.generation,
      ":version": park.version,
      ":since": park.since,
      ...Object.fromEntries(awaited),
    },
  })
  if (updated !== undefined) return "parked"
  const wait = await readWait(table, park.transferId)
  return wait?.generation === park.generation && wait.since > park.since ? "overtaken" : "movedOn"
}

/** Cases that asked to be looked at by now, of one shard, oldest first, bounded. */
export const casesToWake = async (
  table: Table,
  shard: (typeof WAKE_SHARDS)[number],
  now: Instant,
  limit: number,
): Promise<readonly string[]> => {
  const answer = await table.query({ partition: shard, index: INDEXES.wake, upTo: now, limit })
  return answer.items.map((item) => String(item["pk"]).slice("CASE#".length))
}

/** The next execution of the case: wins only against the generation that the sweeper saw. */
export const raiseGeneration = async (
  table: Table,
  transferId: string,
  seen: number,
  wakeBy: string,
): Promise<boolean> => {
  const updated = await table.update(keys.transfer.case(transferId), {
    set: { generation: seen + 1, wakeBy },
    remove: ["wait"],
    condition: "#generation = :seen",
    names: { "#generation": "generation" },
    values: { ":seen": seen },
  })
  return updated !== undefined
}

/** An ended case whose workflow has heard of it needs no further look. */
export const restCase = async (table: Table, transferId: string, version: number): Promise<void> => {
  await table.update(keys.transfer.case(transferId), {
    remove: ["wakeBy", "wait"],
    condition: "#version = :version",
    names: { "#version": "version" },
    values: { ":version": version },
  })
}

/** A woken case that has not parked again yet is looked at once more after this instant. */
export const lookAgainAt = async (
  table: Table,
  transferId: string,
  version: number,
  wakeBy: string,
): Promise<void> => {
  await table.update(keys.transfer.case(transferId), {
    set: { wakeBy },
    condition: "#version = :version",
    names: { "#version": "version" },
    values: { ":version": version },
  })
}
