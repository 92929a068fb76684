import { describe, expect, it } from "vitest"
import { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import { batchNo, batchOnPaper, linesOf, now } from "./batch-on-paper.ts"

const later = (minutes: number) => Instant.parse(new Date(Date.parse(now) + minutes * 60_000).toISOString())

const run = async (paper: Parameters<typeof batchOnPaper>[0]) => {
  const world = batchOnPaper(paper)
  world.send({ batchNo })
  await world.settle()
  return world
}

describe("a batch", () => {
  it("carries each line to a case of its own, tells the center once and lets its file be erased", async () => {
    const { kept } = await run({ file: linesOf(3) })
    expect(kept.batch).toMatchObject({ status: "finished", lines: 3, done: 3, accepted: 3, refused: 0 })
    expect([...kept.lines.values()].map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, "accepted"],
      [2, "accepted"],
      [3, "accepted"],
    ])
    expect([...kept.cases.values()].map((opened) => opened.transferId)).toEqual(
      [...kept.lines.values()].map(({ caseId }) => caseId),
    )
    expect([...kept.cases.values()].every((opened) => opened.batchNo === batchNo)).toBe(true)
    expect(kept.told).toMatchObject([
      { message: { type: "batch.finished", subjectId: batchNo, status: "finished", actionNeeded: false } },
    ])
    expect(kept.document.status).toBe("erased")
    expect(kept.batch).not.toHaveProperty("timerAt")
  })

  it("goes on after a line that is wrong, and says where each was", async () => {
    const lines = [
      '{"name":"a"}',
      "not json",
      '{"name":"b","name":"c"}',
      '{"name":"d","extra":1}',
      '{"name":7}',
      "",
      '["a"]',
      '{"name":"e","handler":"h-09"}',
      '{"name":"a"}',
      '{"name":"f"}',
    ]
    const { kept } = await run({ file: lines.join("\n") })
    expect(
      [...kept.lines.values()].map(({ line, problem, rule, field }) => [line, problem, rule, field]),
    ).toEqual([
      [1, undefined, undefined, undefined],
      [2, "not-json", "BAT-001", undefined],
      [3, "duplicate-key", "BAT-001", "/name"],
      [4, "invalid-request", "VAL-007", "/extra"],
      [5, "invalid-request", "VAL-001", "/name"],
      [6, "not-json", "BAT-001", undefined],
      [7, "invalid-request", "VAL-001", ""],
      [8, "invalid-request", "VAL-007", "/handler"],
      [9, "open-transfer-exists", "TRF-004", "/fromCenterId"],
      [10, undefined, undefined, undefined],
    ])
    expect(kept.batch).toMatchObject({ status: "finished", accepted: 2, refused: 8 })
    expect(kept.told).toMatchObject([{ message: { actionNeeded: true } }])
  })

  it("takes lines that end in carriage return and line feed, and a last one without end", async () => {
    const { kept } = await run({ file: '{"name":"a"}\r\n{"name":"b"}' })
    expect(kept.batch).toMatchObject({ lines: 2, accepted: 2 })
  })

  it.each([
    ["without a line", "", "BAT-002"],
    ["of more than a thousand lines", linesOf(1001), "BAT-002"],
    ["of more than 5 MiB", `"${"x".repeat(5 * 1024 * 1024)}"`, "BAT-002"],
  ])("%s is unreadable, and its center hears it", async (_, file, rule) => {
    const { kept } = await run({ file })
    expect(kept.batch).toMatchObject({ status: "unreadable", rule, done: 0 })
    expect(kept.told).toMatchObject([{ message: { status: "unreadable", actionNeeded: true } }])
    expect(kept.document.status).toBe("erased")
  })

  it("whose file is not the announced one any more is unreadable", async () => {
    const { kept } = await run({ needs: { readFile: () => Promise.resolve(undefined) } })
    expect(kept.batch).toMatchObject({ status: "unreadable", rule: "BAT-003" })
  })

  it("of a thousand lines takes ten messages, one after the other", async () => {
    const world = batchOnPaper({ file: linesOf(1000) })
    world.send({ batchNo })
    let messages = 0
    for (; world.kept.queue.length > 0; messages += 1) {
      expect(world.kept.queue).toHaveLength(1)
      await world.deliver()
    }
    expect([messages, world.kept.batch.done, world.kept.cases.size]).toEqual([10, 1000, 1000])
  })

  it("of a suspended center waits, and goes on when it is reinstated", async () => {
    let standing: "active" | "suspended" = "suspended"
    const world = batchOnPaper()
    const { readCenter } = world.needs
    const waiting = batchOnPaper({
      needs: {
        readCenter: async (id) => {
          const center = await readCenter(id)
          return center === undefined ? undefined : { ...center, standing }
        },
      },
    })
    waiting.send({ batchNo })
    await waiting.settle()
    expect(waiting.kept.batch).toMatchObject({ status: "running", done: 0 })
    standing = "active"
    expect(await waiting.remind(batchNo, later(10))).toBe(true)
    await waiting.settle()
    expect(waiting.kept.batch.status).toBe("finished")
  })

  it.each([
    ["goes on under a successor that is active", "2026-01-01", "active", "finished"],
    ["waits before the day of the merger", "2099-01-01", "active", "running"],
    ["waits when its successor is suspended too", "2026-01-01", "suspended", "running"],
  ] as const)("of a suspended center that merges %s", async (_, from, standing, status) => {
    const { readCenter } = batchOnPaper().needs
    const keepers = [{ centerId: CenterId.parse("140500000000000"), from: LocalDate.parse(from), standing }]
    const { kept } = await run({
      needs: {
        readCenter: async (id) => {
          const center = await readCenter(id)
          return center === undefined ? undefined : { ...center, standing: "suspended", keepers }
        },
      },
    })
    expect(kept.batch.status).toBe(status)
  })
})

describe("each line is carried once", () => {
  it("wherever the worker is killed", { timeout: 60_000 }, async () => {
    const file = linesOf(60)
    const whole = await run({ file })
    for (let at = 1; at <= whole.kept.effects; at += 1) {
      for (const when of ["before", "after"] as const) {
        const { kept } = await run({ file, dies: { at, when } })
        expect([at, when, kept.batch, kept.cases.size, kept.lines.size, kept.told.length]).toMatchObject([
          at,
          when,
          { status: "finished", done: 60, accepted: 60, refused: 0 },
          60,
          60,
          1,
        ])
      }
    }
  })

  it("by messages that come twice, one after the other and at once", async () => {
    const world = batchOnPaper({ file: linesOf(130) })
    const attempt = { now, deliveries: 1 }
    await Promise.all([1, 2, 3].map(() => world.work({ batchNo }, attempt)))
    await world.settle()
    world.send({ batchNo })
    await world.settle()
    expect(world.kept.batch).toMatchObject({ status: "finished", done: 130, accepted: 130 })
    expect([world.kept.cases.size, world.kept.told.length]).toEqual([130, 1])
  })

  it("when its message is lost: the sweeper sends another, not before its time and not each minute", async () => {
    const world = batchOnPaper({ file: linesOf(2) })
    expect(await world.remind(batchNo, later(9))).toBe(false)
    expect(await world.remind(batchNo, later(10))).toBe(true)
    expect(await world.remind(batchNo, later(11))).toBe(false)
    await world.settle()
    expect(world.kept.batch).toMatchObject({ status: "finished", accepted: 2 })
    expect(await world.remind(batchNo, later(30))).toBe(false)
  })
})

describe("a line that breaks the code", () => {
  it("is tried with the message, and refused when it fails for the third time", async () => {
    const { kept } = await run({ file: '{"name":"a"}\n{"name":"broken"}\n{"name":"b"}' })
    expect([...kept.lines.values()].map(({ outcome, problem }) => [outcome, problem])).toEqual([
      ["accepted", undefined],
      ["refused", "internal-error"],
      ["accepted", undefined],
    ])
    expect(kept.batch.status).toBe("finished")
  })
})

describe("a line that discloses", () => {
  it("is refused when the budget of the day is used up", async () => {
    const intent = { personRefs: ["prs_a"], purpose: "p", points: 1, found: "f" }
    const world = batchOnPaper({
      needs: {
        readLine: () => ({
          outcome: "ready",
          run: () => Promise.resolve({ outcome: "accepted", answer: {}, changes: [], disclosure: intent }),
        }),
        disclose: ({ line }) => Promise.resolve(line === 1 ? "recorded" : "budget-exhausted"),
      },
      file: linesOf(2),
    })
    world.send({ batchNo })
    await world.settle()
    expect([...world.kept.lines.values()].map(({ outcome, problem }) => [outcome, problem])).toEqual([
      ["accepted", undefined],
      ["refused", "disclosure-budget-exhausted"],
    ])
  })
})
