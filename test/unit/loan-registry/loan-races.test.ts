import { describe, expect, test } from "vitest"
import { interleave } from "../../integration/accounts/interleave.ts"
import { createMemoryTable, type Memory } from "../../integration/accounts/memory-table.ts"
import { defectsOfLoans } from "./defects-of-loans.ts"
import {
  card,
  emptyHub,
  feedToNothing,
  I,
  importPaidOff,
  link,
  O,
  open,
  passport,
  payOff,
  register,
  release,
  reserve,
  spouse,
  T,
  useReservation,
  writeOff,
  type Operation,
} from "./loan-races.ts"

// Each operation, in pairs, on one family, interrupted at each look at a person's record and each commit.

type Scene = readonly Operation[]

const couple = { spouse }
const scenes: Readonly<Record<string, Scene>> = {
  "nothing yet, under two documents": [open(O, card, "o-1"), open(T, passport, "t-1")],
  "a reservation of the couple": [open(O, card, "o-1"), open(T, passport, "t-1"), reserve(O, card, couple)],
  "a loan, and a contested one beside it": [
    open(O, card, "o-1"),
    open(T, passport, "t-1"),
    register(O, "A", card, couple),
    register(I, "B", card),
    feedToNothing(O, "A"),
    feedToNothing(I, "B"),
  ],
  "a contested loan beside a reservation": [
    open(O, card, "o-1"),
    open(T, passport, "t-1"),
    reserve(O, card, couple),
    register(I, "B", card),
    feedToNothing(I, "B"),
  ],
  "a loan under each document": [
    open(O, card, "o-1"),
    open(T, passport, "t-1"),
    register(O, "A", card, couple),
    register(T, "C", passport),
    feedToNothing(O, "A"),
    feedToNothing(T, "C"),
  ],
}

const operations: Readonly<Record<string, (memory: Memory) => Operation>> = {
  "reserve the card at I": () => reserve(I, card),
  "reserve the spouse and the card at T": () => reserve(T, spouse, { spouse: card }),
  "reserve the passport at I": () => reserve(I, passport),
  "release at O": (memory) => release(memory, O),
  "use the reservation": (memory) => useReservation(memory, O, "R", card, couple),
  "grant to the couple at O, naming no reservation": () => register(O, "S", card, couple),
  "grant to one of the couple at O": () => register(O, "W", spouse),
  "register for the card": () => register(I, "N", card),
  "register for the couple, crosswise": () => register(T, "M", spouse, { spouse: card }),
  "register for the passport": () => register(I, "P", passport),
  "register, guaranteed by the card": () => register(T, "G", spouse, { guarantors: [card] }),
  "import history of the passport": () => importPaidOff(O, "H", passport),
  "pay off A": () => payOff(O, "A"),
  "pay off B": () => payOff(I, "B"),
  "pay off C": () => payOff(T, "C"),
  "write off A": () => writeOff(O, "A"),
  "link to the card": () => link(O, card, passport),
  "link to the passport": () => link(O, passport, card),
}

const settingOf = async (scene: Scene): Promise<Memory> => {
  const memory = await emptyHub()
  const table = createMemoryTable(memory, () => Promise.resolve(), "accounts first")
  for (const act of scene) {
    const outcome = await act(table)
    if (!outcome.startsWith("{")) throw new Error(`the scene is not set: ${outcome}`)
  }
  return memory
}

const race = async (
  before: Memory,
  names: readonly string[],
  defects: Map<string, string>,
): Promise<number> =>
  interleave(() => {
    const memory: Memory = new Map(before)
    const runs = names.map((name) => (step: () => Promise<void>) => {
      const act = operations[name]
      if (act === undefined) throw new Error(name)
      return act(memory)(createMemoryTable(memory, step, "guard first"))
    })
    return {
      runs,
      judge: ({ schedule, outcomes }) => {
        const threw = outcomes.filter((outcome) => /^(threw|unended)/.test(outcome))
        for (const defect of [...defectsOfLoans(memory), ...threw])
          if (!defects.has(defect))
            defects.set(defect, `${names.join(" | ")} [${schedule.join("")}] ${outcomes.join(" | ")}`)
      },
    }
  }, 2)

const names = Object.keys(operations)
const pairs = names.flatMap((left, index) => names.slice(index).map((right) => [left, right]))

describe("any two acts on the loans of one family, in every order", () => {
  for (const [about, scene] of Object.entries(scenes))
    test(`${about}: guards and loans agree, and nothing is lost`, { timeout: 120_000 }, async () => {
      const before = await settingOf(scene)
      expect(defectsOfLoans(before)).toEqual([])
      const defects = new Map<string, string>()
      let played = 0
      for (const pair of pairs) played += await race(before, pair, defects)
      expect([...defects].slice(0, 8).map(([defect, how]) => `${defect} <- ${how}`)).toEqual([])
      expect(played).toBeGreaterThan(pairs.length)
    })
})
