import type { StatisticsMessage } from "../../contracts/statistics.ts"
import type { Key } from "../../contracts/table.ts"
import type { Hub } from "../../functions/edge/hub.ts"
import {
  marksToCount,
  postponeMark,
  readCounted,
  readMarks,
  readSubject,
  writeCounting,
} from "../../functions/store/statistics.ts"
import type { Table } from "../../functions/store/table.ts"
import { countStatistics, type CountStatisticsNeeds } from "../../functions/use-cases/count-statistics.ts"
import { remindStatistics } from "../../functions/use-cases/remind-statistics.ts"
import type { Instant } from "../../contracts/primitives.ts"
import type { VirtualClock } from "../../infra/local/clock.ts"
import type { Chance } from "./chance.ts"
import type { Gate } from "./gate.ts"
import type { StatisticsMutant } from "./mutant.ts"
import { runProcess } from "./process.ts"

interface Waiting {
  readonly message: StatisticsMessage
  readonly received: number
}

/** The queue behind every commit, and whoever counts what it brings. */
export interface Statistician {
  readonly send: (message: StatisticsMessage) => Promise<void>
  /** Finds what the queue has lost. */
  readonly remind: (now: Instant) => Promise<number>
}

interface Surroundings {
  readonly clock: VirtualClock
  readonly chance: Chance
  readonly gate: Gate
  readonly table: Table
  readonly hub: Hub
  readonly mutant: StatisticsMutant | undefined
}

const inOneBatch = 10
const mostReceived = 5
const batchingMs = [200, 20_000] as const
const visibleAgainMs = 30_000
/** How long somebody may take who trusts what was read before, and a message that is trusted more than the table. */
const dawdlesMs = [0, 6 * 3_600_000] as const
/** A standard queue delivers at least once, and now and then twice at the same time. */
const deliveredTwice = 0.1
/** What its faults disturb: its own work, and no promise to a center. */
const own = "statistics"

const markOf = (message: StatisticsMessage): Key | undefined => ("mark" in message ? message.mark : undefined)
const idOf = ({ pk, sk }: Key): string => `${pk} ${sk}`

type State = Awaited<ReturnType<CountStatisticsNeeds["readSubject"]>>

/** Who believes the message instead of the table: each carries what its commit left behind. */
const carriedStates = (table: Table) => {
  const carried = new Map<string, ReadonlyMap<string, State>>()
  let believed = new Map<string, State>()
  return {
    load: async (mark: Key): Promise<void> => {
      const [found] = await readMarks(table, [mark])
      const subjects = found?.subjects ?? []
      const states = await Promise.all(
        subjects.map(async (subject) => [subject, await readSubject(table, subject)] as const),
      )
      if (!carried.has(idOf(mark))) carried.set(idOf(mark), new Map(states))
    },
    believe: (marks: readonly Key[]): void => {
      believed = new Map(marks.flatMap((mark) => [...(carried.get(idOf(mark)) ?? [])]))
    },
    read: async (subject: string): Promise<State> => believed.get(subject) ?? readSubject(table, subject),
  }
}

export const createStatistician = ({
  clock,
  chance,
  gate,
  table,
  hub,
  mutant,
}: Surroundings): Statistician => {
  const waiting: Waiting[] = []
  const carried = carriedStates(table)
  let asked: ReadonlyMap<string, State> = new Map()

  const later = (): Promise<void> =>
    gate.isHealed()
      ? Promise.resolve()
      : new Promise((resolve) => void clock.setTimer(clock.now() + chance.between(...dawdlesMs), resolve))

  const plain: CountStatisticsNeeds = {
    readCenters: hub.readCenters,
    readMarks: (marks) => readMarks(table, marks),
    readCounted: (subjects) => readCounted(table, subjects),
    readSubject: (subject) => readSubject(table, subject),
    writeCounting: (counting) => writeCounting(table, counting),
  }
  const needs: Readonly<Record<StatisticsMutant | "none", CountStatisticsNeeds>> = {
    none: plain,
    "marks-lost": plain,
    "without-conditions": plain,
    "former-forgotten": {
      ...plain,
      readCounted: async (subjects) =>
        new Map(
          [...(await readCounted(table, subjects))].map(([id, known]) => [id, { ...known, facts: [] }]),
        ),
    },
    "state-first": {
      ...plain,
      readCounted: async (subjects) => {
        const states = await Promise.all(
          subjects.map(async (subject) => [subject, await readSubject(table, subject)] as const),
        )
        await later()
        const counted = await readCounted(table, subjects)
        asked = new Map(states)
        return counted
      },
      readSubject: async (subject) => asked.get(subject) ?? readSubject(table, subject),
    },
    "message-believed": { ...plain, readSubject: carried.read },
  }
  const count = countStatistics(needs[mutant ?? "none"])

  /** As the handler does: together, and if that fails each alone; what failed comes back. */
  const handle = async (batch: readonly Waiting[]): Promise<readonly Waiting[]> => {
    const counted = async (some: readonly Waiting[]): Promise<boolean> => {
      carried.believe(some.flatMap(({ message }) => markOf(message) ?? []))
      try {
        await count(
          some.map(({ message }) => message),
          clock.now(),
        )
        return true
      } catch {
        return false
      }
    }
    if (await counted(batch)) return []
    const failed: Waiting[] = []
    for (const each of batch) if (batch.length === 1 || !(await counted([each]))) failed.push(each)
    return failed
  }

  const deliver = async (batch: readonly Waiting[]): Promise<void> => {
    const end = await runProcess("statistician", own, () => handle(batch))
    for (const { message, received } of end.outcome === "done" ? end.value : batch)
      if (received < mostReceived)
        clock.setTimer(clock.now() + visibleAgainMs, () => enqueue({ message, received: received + 1 }))
  }

  const takeBatch = (): void => {
    const batch: Waiting[] = []
    while (batch.length < inOneBatch && waiting.length > 0)
      batch.push(...waiting.splice(chance.below(waiting.length), 1))
    if (batch.length === 0) return
    void deliver(batch)
    if (chance.happens(deliveredTwice)) void deliver(batch)
  }

  const enqueue = (each: Waiting): void => {
    waiting.push(each)
    const isSlow = mutant === "message-believed" && !gate.isHealed()
    const [least, most] = isSlow ? dawdlesMs : batchingMs
    clock.setTimer(clock.now() + chance.between(least, most), takeBatch)
  }

  const send = async (message: StatisticsMessage): Promise<void> => {
    const mark = markOf(message)
    if (mutant === "message-believed" && mark !== undefined) await carried.load(mark)
    await gate.pass({
      kind: "send",
      target: `statistics ${mark?.pk ?? ""}`,
      run: async () => enqueue({ message, received: 1 }),
    })
  }

  const remind = remindStatistics({
    marksToCount: (shard, now, limit) => marksToCount(table, shard, now, limit),
    sendOn: send,
    postponeMark: (key, wakeBy) => postponeMark(table, key, wakeBy),
  })
  return { send, remind: (now) => (mutant === "marks-lost" ? Promise.resolve(0) : remind(now)) }
}
