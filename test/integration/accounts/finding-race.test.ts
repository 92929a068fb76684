import { expect, test } from "vitest"
import { agree, card, emptyHub, link, O, open, passport } from "./account-races.ts"
import { interleave } from "./interleave.ts"
import { createMemoryTable, type Memory } from "./memory-table.ts"

// A doubt is settled while the documents of the person are joined: no line of it may be left open anywhere in use.

const read = "accounts first"
const alone = (memory: Memory) => createMemoryTable(memory, () => Promise.resolve(), read)

const linesOf = (memory: Memory) => {
  const partitions = new Map(
    [...memory.values()]
      .filter((item) => item["sk"] === "NORMAL_ACCOUNT")
      .map((item) => [item["pk"], item["currentPersonRef"]]),
  )
  return [...memory.values()].filter(
    (item) => String(item["sk"]).startsWith("FINDING#") && partitions.get(item["pk"]) === undefined,
  )
}

test("a finding that its center settles while its person's documents are joined is closed under the one in use", async () => {
  const before = await emptyHub()
  // Two basic accounts side by side under the former document (D2).
  for (const operation of [
    open(O, card, "o-1", "employee", "02"),
    open(O, passport, "o-2", "employee", "02"),
    open(O, passport, "o-3", "employee", "02"),
  ])
    await operation(alone(before))
  expect(linesOf(before)).toHaveLength(1)
  const outcomes = new Set<string>()
  const played = await interleave(() => {
    const memory: Memory = new Map(before)
    const runs = [agree(O, memory), link(O, card, passport)].map(
      (operation) => (step: () => Promise<void>) => operation(createMemoryTable(memory, step, read)),
    )
    return {
      runs,
      judge: ({ outcomes: ended, schedule }) => {
        outcomes.add(ended.map((outcome) => outcome.slice(0, 24)).join(" | "))
        const finding = [...memory.values()].find((item) => item["sk"] === "FINDING")
        const lines = linesOf(memory).map((item) => item["closedAt"] !== undefined)
        expect([finding?.["status"], lines], schedule.join("")).toEqual(["closed", [true]])
      },
    }
  }, 3)
  expect(played).toBeGreaterThan(20)
  // Whatever came in between, both acts are done in the end.
  expect([...outcomes]).toEqual([expect.stringMatching(/findingId.*\| .*linked/)])
})
