import { describe, expect, it } from "vitest"
import { fact } from "../../../functions/domain/statistics/fact.ts"
import { LocalDate } from "../../../contracts/primitives.ts"
import type { Fact, StatisticsMessage } from "../../../contracts/statistics.ts"
import { sameFacts, stepTowards, countChange } from "../../../functions/domain/statistics/count.ts"
import { countStatistics, type CountStatisticsNeeds } from "../../../functions/use-cases/count-statistics.ts"

type Counting = Parameters<CountStatisticsNeeds["writeCounting"]>[0]
type Mark = Awaited<ReturnType<CountStatisticsNeeds["readMarks"]>>[number]
type Known = { subject: string; facts: readonly Fact[]; version: number }
type Finding = Extract<
  Awaited<ReturnType<CountStatisticsNeeds["readSubject"]>>,
  { kind: "finding" }
>["finding"]

const nowMs = Date.parse("2026-03-05T02:00:00.000Z")
const keyOf = (name: string) => ({ pk: `JTI#c#${name}`, sk: "JTI" })
const message = (name: string): StatisticsMessage => ({ mark: keyOf(name) })

/** Marks, what was counted and counters in memory, with the conditions of the store. */
const ledger = (marked: Readonly<Record<string, readonly string[]>>) => {
  const marks = new Map<string, Mark>(
    Object.entries(marked).map(([name, subjects]) => [
      keyOf(name).pk,
      { key: keyOf(name), subjects, facts: [] },
    ]),
  )
  const counted = new Map<string, Known>()
  const once = new Set<string>()
  const cells = new Map<string, number>()
  const written: Counting[] = []
  const centersOf = new Map<string, readonly string[]>()
  const hooks: { beforeWrite?: () => Promise<void> } = {}
  const isStale = (counting: Counting): boolean =>
    counting.marks.some(({ pk }) => !marks.has(pk)) ||
    counting.once.some((id) => once.has(id)) ||
    [...counting.counted, ...counting.confirmed].some(
      ({ subject, version }) => (counted.get(subject)?.version ?? 0) !== version,
    )
  const needs: CountStatisticsNeeds = {
    readMarks: async (keys) => keys.flatMap(({ pk }) => marks.get(pk) ?? []),
    readCounted: async (subjects) =>
      new Map(
        subjects.map((subject) => [subject, counted.get(subject) ?? { subject, facts: [], version: 0 }]),
      ),
    readSubject: async (subject) => {
      const centerIds = centersOf.get(subject)
      return centerIds === undefined
        ? { kind: "nothing" }
        : { kind: "finding", finding: findingOf(subject, centerIds) }
    },
    readCenters: async () => new Map(),
    writeCounting: async (counting) => {
      const { beforeWrite } = hooks
      delete hooks.beforeWrite
      await beforeWrite?.()
      if (isStale(counting)) return "conflict"
      written.push(counting)
      for (const { pk } of counting.marks) marks.delete(pk)
      for (const id of counting.once) once.add(id)
      for (const known of [...counting.counted, ...counting.confirmed])
        counted.set(known.subject, { ...known, version: known.version + 1 })
      for (const { partition, sort, figures } of counting.cells)
        for (const [name, value] of Object.entries(figures)) {
          const id = `${partition} ${sort} ${name}`
          cells.set(id, (cells.get(id) ?? 0) + value)
        }
      return "counted"
    },
  }
  const put = (subject: string, ...centerIds: readonly string[]) => void centersOf.set(subject, centerIds)
  const forget = (subject: string) => void centersOf.delete(subject)
  const open = (): number => cells.get("openFindings#nation 2026-03-02#D1 open") ?? 0
  const mark = (name: string, ...subjects: readonly string[]) =>
    void marks.set(keyOf(name).pk, { key: keyOf(name), subjects, facts: [] })
  return { needs, count: countStatistics(needs), put, forget, mark, marks, cells, written, hooks, open }
}

const findingOf = (subject: string, centerIds: readonly string[]): Finding =>
  JSON.parse(
    JSON.stringify({
      findingId: subject.slice(8),
      class: "D1",
      status: "open",
      centerIds,
      foundAt: "2026-03-02T01:00:00.000Z",
    }),
  )

const sized = ({ counted, confirmed, marks, once, cells, late, onTime }: Counting): number =>
  [counted, confirmed, marks, once, cells, late, onTime].reduce((sum, { length }) => sum + length, 0)

describe("counting", () => {
  it("counts a subject of two marks once, and nothing when the messages come again", async () => {
    const books = ledger({ first: ["FINDING#a"], second: ["FINDING#a"] })
    books.put("FINDING#a", "A", "B")
    await books.count([message("first"), message("second"), message("first")], nowMs)
    await books.count([message("second")], nowMs)
    expect(books.open()).toBe(1)
    expect(books.written).toHaveLength(1)
    expect(books.marks.size).toBe(0)
  })

  it("counts apart what does not fit one transaction, and a single mark in steps", async () => {
    const books = ledger({
      ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`m${index}`, [`FINDING#${index}`]])),
      broad: Array.from({ length: 8 }, (_, index) => `FINDING#b${index}`),
    })
    const names = [...books.marks.keys()].map((pk) => pk.slice("JTI#c#".length))
    for (let index = 0; index < 12; index += 1)
      books.put(`FINDING#${index}`, ...Array.from({ length: 9 }, (_, center) => `C${index}-${center}`))
    for (let index = 0; index < 8; index += 1)
      books.put(`FINDING#b${index}`, ...Array.from({ length: 9 }, (_, center) => `D${index}-${center}`))
    await books.count(names.map(message), nowMs)
    expect(books.open()).toBe(20)
    expect(books.marks.size).toBe(0)
    for (const counting of books.written) expect(sized(counting)).toBeLessThanOrEqual(100)
    expect(books.written.length).toBeGreaterThan(3)
  })

  it("decides again after a conflict, and gives up on one that never ends", async () => {
    const books = ledger({ first: ["FINDING#a"] })
    books.put("FINDING#a", "A")
    books.mark("second", "FINDING#a")
    books.hooks.beforeWrite = () => books.count([message("second")], nowMs)
    await books.count([message("first")], nowMs)
    expect(books.open()).toBe(1)
    const never = countStatistics({ ...books.needs, writeCounting: async () => "conflict" })
    books.mark("third", "FINDING#a")
    await expect(never([message("third")], nowMs)).rejects.toThrow("faster")
  })

  it("lets nobody who read an older state write it after a newer one was found as it had been counted", async () => {
    const books = ledger({ opened: ["FINDING#a"] })
    books.put("FINDING#a", "A")
    // Between this counter's reading and its writing the state goes back to what was counted, and that is counted.
    books.hooks.beforeWrite = async () => {
      books.forget("FINDING#a")
      books.mark("undone", "FINDING#a")
      await books.count([message("undone")], nowMs)
    }
    await books.count([message("opened")], nowMs)
    expect(books.open()).toBe(0)
    expect(books.marks.size).toBe(0)
  })

  it("counts what no record tells once, and a mark of nothing known not at all", async () => {
    const books = ledger({ empty: ["OTHER#x"] })
    const once: StatisticsMessage = {
      once: "call-1",
      facts: [
        fact({
          metric: "rejections",
          day: LocalDate.parse("2026-03-05"),
          centers: [["own", "A"]],
          figures: { count: 1 },
        }),
      ],
    }
    await books.count([once, once, message("empty"), message("gone")], nowMs)
    await books.count([once], nowMs)
    expect(books.cells.get("rejections#nation 2026-03-05 count")).toBe(1)
    expect(books.marks.size).toBe(0)
  })
})

const one = (center: string): Fact =>
  fact({
    metric: "holds",
    day: "now",
    stands: true,
    slice: "other",
    centers: [["own", center]],
    figures: { count: 1, b: 2 },
  })

describe("facts", () => {
  it("are the same in whatever order they and their members are stored", () => {
    const stored: Fact = {
      metric: "holds",
      day: "now",
      stands: true,
      slice: "other",
      centers: [["own", "A"]],
      figures: { b: 2, count: 1 },
    }
    expect(sameFacts([one("A"), one("B")], [one("B"), stored])).toBe(true)
    expect(sameFacts([one("A")], [one("A"), one("A")])).toBe(false)
  })

  it("are reached in steps that add up to the whole change", () => {
    const before = Array.from({ length: 40 }, (_, index) => one(`A${index}`))
    const after = Array.from({ length: 40 }, (_, index) => one(`B${index}`))
    let reached: readonly Fact[] = before
    let steps = 0
    while (!sameFacts(reached, after)) {
      const next = stepTowards(reached, after, 20, () => undefined)
      expect(countChange(reached, next, () => undefined).length).toBeLessThanOrEqual(20)
      reached = next
      steps += 1
    }
    expect(steps).toBeGreaterThan(5)
  })
})
