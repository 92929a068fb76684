import { describe, expect, test } from "vitest"
import {
  card,
  close,
  complete,
  confirm,
  emptyHub,
  I,
  importOne,
  letter,
  link,
  makeFlexible,
  merge,
  O,
  open,
  passport,
  seal,
  stateAndPay,
  T,
  unseal,
  type Operation,
} from "./account-races.ts"
import { defectsOfPersons } from "./defects-of-persons.ts"
import { interleave } from "./interleave.ts"
import { createMemoryTable, type Memory, type Tear } from "./memory-table.ts"

// Each operation, in pairs and some in threes, on one person, interrupted at each look at the table and each commit.

type Scene = (memory: Memory) => readonly Operation[]

const scenes: Readonly<Record<string, Scene>> = {
  "two documents without a normal account": () => [
    open(O, card, "o-1", "flexible", "02"),
    open(O, card, "o-2", "employee", "02"),
    open(I, card, "i-1", "employee", "02"),
    open(T, passport, "t-1", "employee", "02"),
  ],
  "a normal account, one that waits, one from before the hub": () => [
    open(O, card, "o-1", "employee"),
    open(O, card, "o-2", "employee", "02"),
    open(I, card, "i-1", "employee"),
    importOne(T, card, "t-2"),
    open(T, passport, "t-1", "employee", "02"),
  ],
  "a normal account under each document": () => [
    open(O, card, "o-1", "employee"),
    importOne(O, card, "o-2"),
    open(T, passport, "t-1", "employee"),
    open(I, passport, "i-1", "employee"),
  ],
  "an old account that its transfer has closed": (memory) => [
    open(O, card, "o-1", "employee"),
    open(O, card, "o-2", "employee", "02"),
    open(I, card, "i-1", "employee", "02"),
    open(T, passport, "t-1", "employee"),
    letter("o-1", "i-1"),
    confirm(memory),
    stateAndPay(memory),
  ],
  "an old account that its transfer has closed, the new one waits": (memory) => [
    open(O, card, "o-1", "employee"),
    open(O, card, "o-2", "employee", "02"),
    open(I, card, "i-1", "employee"),
    open(T, passport, "t-1", "employee", "02"),
    letter("o-1", "i-1"),
    confirm(memory),
    stateAndPay(memory),
  ],
}

const operations: Readonly<Record<string, (memory: Memory) => Operation>> = {
  "open 01 flexible": () => open(O, card, "n-1", "flexible"),
  "open 01 employee": () => open(T, card, "n-3", "employee"),
  "open 01 under the other document": () => open(O, passport, "n-4", "employee"),
  "open 02": () => open(T, passport, "n-5", "employee", "02"),
  "import 01": () => importOne(O, card, "m-1"),
  "import 01 under the other document": () => importOne(O, passport, "m-3"),
  "seal o-1": () => seal(O, "o-1"),
  "seal i-1": () => seal(I, "i-1"),
  "unseal o-1": () => unseal(O, "o-1"),
  "unseal o-2": () => unseal(O, "o-2"),
  "unseal i-1": () => unseal(I, "i-1"),
  "unseal t-1": () => unseal(T, "t-1"),
  "close o-1": () => close(O, "o-1"),
  "make o-1 flexible": () => makeFlexible(O, "o-1"),
  "merge o-2 into o-1": () => merge(O, "o-2", "o-1"),
  "merge o-1 into o-2": () => merge(O, "o-1", "o-2"),
  "link to the card": () => link(O, card, passport),
  "link to the passport": () => link(O, passport, card),
  complete: (memory) => complete(memory),
}

const tears: readonly Tear[] = ["accounts first", "guard first"]
const asSeen = (defects: ReadonlyMap<string, string>): readonly string[] =>
  [...defects].slice(0, 12).map(([defect, how]) => `${defect} <- ${how}`)

const settingOf = async (scene: Scene): Promise<Memory> => {
  const memory = await emptyHub()
  const table = createMemoryTable(memory, () => Promise.resolve(), "accounts first")
  for (const act of scene(memory)) {
    const outcome = await act(table)
    if (!outcome.startsWith("{")) throw new Error(`the scene is not set: ${outcome}`)
  }
  return memory
}

const race = async (
  before: Memory,
  names: readonly string[],
  mostPreemptions: number,
  defects: Map<string, string>,
  torn: readonly Tear[],
): Promise<number> => {
  let played = 0
  for (const tear of torn)
    played += await interleave(() => {
      const memory: Memory = new Map(before)
      const runs = names.map((name) => (step: () => Promise<void>) => {
        const act = operations[name]
        if (act === undefined) throw new Error(name)
        return act(memory)(createMemoryTable(memory, step, tear))
      })
      return {
        runs,
        judge: ({ schedule, outcomes }) => {
          const threw = outcomes.filter((outcome) => /^(threw|unended)/.test(outcome))
          for (const defect of [...defectsOfPersons(memory), ...threw])
            if (!defects.has(defect))
              defects.set(
                defect,
                `${tear}: ${names.join(" | ")} [${schedule.join("")}] ${outcomes.join(" | ")}`,
              )
        },
      }
    }, mostPreemptions)
  return played
}

const names = Object.keys(operations)
const pairsOf = (some: readonly string[]) =>
  some.flatMap((left, index) => some.slice(index).map((right) => [left, right]))

/** One of each that moves the guard or the accounts: they are looked at more closely, and in threes. */
const movers = [
  "open 01 flexible",
  "import 01",
  "seal o-1",
  "unseal i-1",
  "merge o-1 into o-2",
  "link to the card",
  "complete",
]
const threes = movers.flatMap((first, index) =>
  movers
    .slice(index + 1)
    .flatMap((second, next) => movers.slice(index + next + 2).map((third) => [first, second, third])),
)

/** A query is torn in both ways where two race; of the many threes each in one, by turns. */
const tearsOf = (actors: number, index: number): readonly Tear[] =>
  actors === 2 ? tears : tears.slice(index % 2, (index % 2) + 1)

describe.each(Object.entries(scenes))("%s", (_, scene) => {
  test.each([
    { groups: pairsOf(names), together: "two", mostPreemptions: 1 },
    { groups: pairsOf(movers), together: "two movers", mostPreemptions: 3 },
    { groups: threes, together: "three movers", mostPreemptions: 1 },
  ])(
    "no $together leave two normal accounts, a lost waiter or a lost account",
    async ({ groups, mostPreemptions }) => {
      const before = await settingOf(scene)
      expect(defectsOfPersons(before)).toEqual([])
      const defects = new Map<string, string>()
      let played = 0
      for (const [index, group] of groups.entries())
        played += await race(before, group, mostPreemptions, defects, tearsOf(group.length, index))
      expect(asSeen(defects)).toEqual([])
      expect(played).toBeGreaterThan(groups.length)
    },
  )
})
