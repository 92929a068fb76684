import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { Fact, FLOW_PAIRS } from "../../contracts/statistics.ts"
import {
  COUNT_SHARDS,
  INDEXES,
  keys,
  TTL_ATTRIBUTE,
  type CountShard,
  type Key,
} from "../../contracts/table.ts"
import type { AccountRecord, NormalAccountGuard } from "../domain/account/account-record.ts"
import type { HubCase } from "../domain/case/hub-case.ts"
import type { HistoryEntry } from "../domain/change.ts"
import type { FindingCase } from "../domain/finding/finding-record.ts"
import type { LoanRecord } from "../domain/loan-registry/loan-record.ts"
import type { Cell } from "../domain/statistics/count.ts"
import type { OwnLines } from "../domain/statistics/count-registry.ts"
import type { UnmatchedFunds } from "../domain/transfer/residual.ts"
import type { WithdrawalLedger } from "../domain/withdrawal/withdrawal-record.ts"
import { readHistory, readHubCase } from "./cases.ts"
import { absent, put, remove } from "./item-parts.ts"
import { recordOf } from "./record.ts"
import { committedAt, isOwnMark, type CountMark } from "./statistics-mark.ts"
import { updateOf, type Item, type Table } from "./table.ts"
import { readUnmatchedFunds } from "./transfers.ts"

/** A mark that still waits, and where it lies. */
export interface WaitingMark extends CountMark {
  readonly key: Key
}

/** What was counted of a subject before; version 0 when nothing was. */
export interface Counted {
  readonly subject: string
  readonly facts: readonly Fact[]
  readonly version: number
}

const factsOf = (text: unknown): readonly Fact[] =>
  typeof text === "string" ? Fact.array().parse(JSON.parse(text)) : []

const markIn = (item: Item): WaitingMark | undefined => {
  const { pk, sk, subjects, wakeBy, facts } = item
  // The attribute of the index is what says that it waits.
  if (typeof pk !== "string" || typeof sk !== "string" || typeof wakeBy !== "string") return undefined
  return {
    key: { pk, sk },
    subjects: Array.isArray(subjects) ? subjects.map(String) : [],
    facts: factsOf(facts),
  }
}

/** The marks that still wait among some; what was counted meanwhile is left out. */
export const readMarks = async (table: Table, marks: readonly Key[]): Promise<readonly WaitingMark[]> =>
  (await table.getMany(marks)).flatMap((item) => markIn(item) ?? [])

/** Marks that no message has had counted in time, oldest first, bounded. */
export const marksToCount = async (
  table: Table,
  shard: CountShard,
  now: string,
  limit: number,
): Promise<readonly { readonly key: Key; readonly wakeBy: string }[]> => {
  const answer = await table.query({ partition: shard, index: INDEXES.wake, upTo: now, limit })
  return answer.items.map((item) => ({
    key: { pk: String(item["pk"]), sk: String(item["sk"]) },
    wakeBy: String(item["wakeBy"]),
  }))
}

/** A mark whose message was sent once more is looked at again later. */
export const postponeMark = async (table: Table, key: Key, wakeBy: string): Promise<void> => {
  await table.update(key, {
    set: { wakeBy },
    condition: "attribute_exists(wakeBy)",
  })
}

export const readCounted = async (
  table: Table,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Counted>> => {
  const items = await table.getMany(subjects.map((subject) => keys.statistics.counted(subject)))
  const known = new Map(
    items.map((item) => {
      const subject = String(item["subject"])
      return [subject, { subject, facts: factsOf(item["facts"]), version: Number(item["version"]) }] as const
    }),
  )
  return new Map(
    subjects.map((subject) => [subject, known.get(subject) ?? { subject, facts: [], version: 0 }]),
  )
}

export type SubjectState =
  | { readonly kind: "case"; readonly case: HubCase; readonly course: readonly HistoryEntry[] }
  | { readonly kind: "person"; readonly lines: OwnLines }
  | { readonly kind: "loan"; readonly loan: LoanRecord }
  | { readonly kind: "finding"; readonly finding: FindingCase }
  | { readonly kind: "unmatchedFunds"; readonly funds: UnmatchedFunds }
  | { readonly kind: "withdrawals"; readonly ledger: WithdrawalLedger }
  | { readonly kind: "nothing" }

/** All of a partition: of a person whose documents were joined what lies here, and not where the link leads. */
const readLines = async (table: Table, partition: string): Promise<OwnLines> => {
  const items: Item[] = []
  let after: Item | undefined
  do {
    const page = await table.query({ partition, ...(after === undefined ? {} : { after }) })
    items.push(...page.items)
    after = page.last
  } while (after !== undefined)
  const accounts = items.filter((item) => String(item["sk"]).startsWith("ACCOUNT#"))
  const guard = items.find((item) => item["sk"] === "NORMAL_ACCOUNT" && item["holder"] !== undefined)
  return {
    accounts: accounts.map((item) => recordOf<AccountRecord>(item)),
    ...(guard === undefined ? {} : { guard: recordOf<NormalAccountGuard>(guard) }),
  }
}

/** The state of a subject as it is now. */
export const readSubject = async (table: Table, subject: string): Promise<SubjectState> => {
  const [kind = "", first = "", ...rest] = subject.split("#")
  const second = rest.join("#")
  switch (kind) {
    case "CASE": {
      const [found, history] = await Promise.all([
        readHubCase<HubCase>(table, first),
        readHistory(table, first),
      ])
      return found === undefined
        ? { kind: "nothing" }
        : { kind: "case", case: found, course: history.map(({ entry }) => entry) }
    }
    case "PERSON":
      return { kind: "person", lines: await readLines(table, subject) }
    case "LOAN": {
      const item = await table.get(keys.loan.record(first, second))
      return item === undefined ? { kind: "nothing" } : { kind: "loan", loan: recordOf<LoanRecord>(item) }
    }
    case "FINDING": {
      const item = await table.get(keys.finding.case(first))
      return item === undefined
        ? { kind: "nothing" }
        : { kind: "finding", finding: recordOf<FindingCase>(item) }
    }
    case "UNMATCHED": {
      const funds = await readUnmatchedFunds(table, first)
      return funds === undefined ? { kind: "nothing" } : { kind: "unmatchedFunds", funds }
    }
    case "ACCOUNT": {
      const item = await table.get(keys.account.withdrawals(first, second))
      return item === undefined
        ? { kind: "nothing" }
        : { kind: "withdrawals", ledger: recordOf<WithdrawalLedger>(item) }
    }
    default:
      return { kind: "nothing" }
  }
}

/** Facts that changed no record are told once by message; their id is kept longer than any queue repeats. */
const onceDays = 15

/** What one counting writes: all of it, or nothing. */
export interface Counting {
  readonly counted: readonly Counted[]
  /** Subjects whose facts stand as they were counted: the version rises, so that no older state is written over them. */
  readonly confirmed: readonly Counted[]
  readonly marks: readonly Key[]
  readonly once: readonly string[]
  readonly cells: readonly Cell[]
  /** Late cases are listed, and struck off, with the figures that count them. */
  readonly late: readonly string[]
  readonly onTime: readonly string[]
  readonly nowMs: number
}

const countedItem = (table: string, { subject, facts, version }: Counted): TransactWriteItem =>
  put(
    table,
    keys.statistics.counted(subject),
    { subject, facts: JSON.stringify(facts), version: version + 1 },
    version === 0 ? absent : "version = :seen",
    version === 0 ? undefined : { ":seen": version },
  )

const confirmedItem = (table: string, known: Counted): TransactWriteItem =>
  known.version === 0
    ? countedItem(table, known)
    : updateOf(table, keys.statistics.counted(known.subject), {
        add: { version: 1 },
        condition: "version = :seen",
        values: { ":seen": known.version },
      })

const waits = "attribute_exists(wakeBy)"

/** A mark of its own is gone once it is counted; a message id stays, to be known when it comes again. */
const unmarked = (table: string, key: Key): TransactWriteItem =>
  isOwnMark(key)
    ? remove(table, key, waits)
    : updateOf(table, key, { remove: ["wakeBy", "wakeShard", "subjects", "facts"], condition: waits })

const itemsOf = (table: string, counting: Counting): readonly TransactWriteItem[] => [
  ...counting.counted.map((counted) => countedItem(table, counted)),
  ...counting.confirmed.map((known) => confirmedItem(table, known)),
  ...counting.marks.map((key) => unmarked(table, key)),
  ...counting.once.map((id) =>
    put(
      table,
      keys.statistics.once(id),
      { [TTL_ATTRIBUTE]: Math.floor(counting.nowMs / 1000) + onceDays * 86_400 },
      absent,
    ),
  ),
  ...counting.late.map((caseId) => put(table, keys.statistics.late(caseId), { caseId })),
  ...counting.onTime.map((caseId) => remove(table, keys.statistics.late(caseId))),
  ...counting.cells
    .filter((cell) => !isPair(cell))
    .map(({ partition, sort, figures }) =>
      updateOf(table, keys.statistics.cell(partition, sort), { add: figures }),
    ),
]

const isPair = ({ partition }: Cell): boolean => partition.startsWith(`${FLOW_PAIRS}#`)
const yearOf = ({ partition }: Cell): string => partition.slice(FLOW_PAIRS.length + 1)
const pairKeyOf = (cell: Cell): Key => keys.statistics.pair(yearOf(cell), cell.sort)

/** What the table keeps of two cities and a year; of a year without transfers nothing is listed. */
export const pairRecord = (year: string, pair: string, transfers: number, fen: number): Item => ({
  transfers,
  fen,
  ...(transfers > 0
    ? { inCenter: keys.statistics.pairList(year), caseKey: rankOf(transfers, fen, pair) }
    : {}),
})

/** Sorts by transfers, then by money. The index carries keys only, so the key tells both. */
const rankOf = (transfers: number, fen: number, pair: string): string =>
  `${String(transfers).padStart(9, "0")}#${String(fen).padStart(16, "0")}#${pair}`

/** The place in a list cannot be added to: it is written anew from what was read, and holds while nobody else has. */
const pairItems = async (table: Table, cells: readonly Cell[]): Promise<readonly TransactWriteItem[]> => {
  const known = new Map((await table.getMany(cells.map(pairKeyOf))).map((item) => [String(item["pk"]), item]))
  return cells.map((cell) => {
    const key = pairKeyOf(cell)
    const seen = known.get(key.pk)
    const [before, beforeFen] = [Number(seen?.["transfers"] ?? 0), Number(seen?.["fen"] ?? 0)]
    const transfers = before + (cell.figures["count"] ?? 0)
    const fen = beforeFen + (cell.figures["amount"] ?? 0)
    return put(
      table.name,
      key,
      pairRecord(yearOf(cell), cell.sort, transfers, fen),
      seen === undefined ? absent : "transfers = :transfers AND fen = :fen",
      seen === undefined ? undefined : { ":transfers": before, ":fen": beforeFen },
    )
  })
}

/** The largest flows between two cities in a year, largest first. */
export const readLargestFlows = async (
  table: Table,
  year: string,
  limit: number,
): Promise<
  readonly { readonly from: string; readonly to: string; readonly count: number; readonly amount: number }[]
> => {
  const { items } = await table.query({
    partition: keys.statistics.pairList(year),
    index: INDEXES.in,
    newestFirst: "newestFirst",
    limit,
  })
  return items.map(({ caseKey }) => {
    const [transfers, fen, pair = ""] = String(caseKey).split("#")
    const [from = "", to = ""] = pair.split(">")
    return { from, to, count: Number(transfers), amount: Number(fen) }
  })
}

/** Counts once: whoever comes second finds the marks gone or the versions raised, and has written nothing. */
export const writeCounting = async (table: Table, counting: Counting): Promise<"counted" | "conflict"> => {
  const items = [...itemsOf(table.name, counting), ...(await pairItems(table, counting.cells.filter(isPair)))]
  if (items.length === 0) return "counted"
  const result = await table.transact(items)
  return result.outcome === "committed" ? "counted" : "conflict"
}

/** One counter item: the second part of its sort key is the slice. */
export interface Counter {
  readonly first: string
  readonly slice?: string
  readonly figures: Readonly<Record<string, number>>
}

const counterOf = ({ pk: _pk, sk, ...figures }: Item): Counter => {
  const [first = "", slice] = String(sk).split("#")
  return {
    first,
    ...(slice === undefined ? {} : { slice }),
    figures: Object.fromEntries(
      Object.entries(figures).flatMap(([name, value]) =>
        typeof value === "number" && value !== 0 ? [[name, value]] : [],
      ),
    ),
  }
}

/** The counters of a partition between two sort keys, the second one with everything that begins with it. */
export const readCounters = async (
  table: Table,
  partition: string,
  between?: { readonly from: string; readonly to: string },
): Promise<readonly Counter[]> => {
  const counters: Counter[] = []
  let after: Item | undefined
  do {
    const page = await table.query({
      partition: keys.statistics.partition(partition),
      eventually: true,
      ...(between === undefined ? {} : { between: { from: between.from, to: `${between.to}~` } }),
      ...(after === undefined ? {} : { after }),
    })
    counters.push(...page.items.map(counterOf))
    after = page.last
  } while (after !== undefined)
  return counters
}

/** Every commit before this instant is counted; undefined when none waits. A mark waits from its commit on. */
export const readCountedThrough = async (table: Table): Promise<string | undefined> => {
  const oldest = await Promise.all(
    COUNT_SHARDS.map((partition) => table.query({ partition, index: INDEXES.wake, limit: 1 })),
  )
  const waiting = oldest.flatMap(({ items }) => items.map(({ wakeBy }) => String(wakeBy))).toSorted()[0]
  return waiting === undefined || waiting < "2" ? undefined : committedAt(waiting)
}
