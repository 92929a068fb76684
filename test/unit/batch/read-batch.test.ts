import { describe, expect, it } from "vitest"
import { BatchNo, CenterId, DocumentId, Instant } from "../../../contracts/primitives.ts"
import { keys, toWakeOf } from "../../../contracts/table.ts"
import { advancedBatch, openedBatch } from "../../../functions/domain/batch/batch-progress.ts"
import type { BatchLine } from "../../../functions/domain/batch/batch-record.ts"
import { listBatchLines } from "../../../functions/use-cases/read-batch.ts"

const now = Instant.parse("2026-09-01T01:00:00.000Z")
const centerId = CenterId.parse("140500000000000")
const batchNo = BatchNo.parse("PLZYJXH1405002609010001")
const opened = openedBatch(
  batchNo,
  {
    centerId,
    subject: "transfers",
    documentId: DocumentId.parse("doc_01K9A3V8Q4T6W8Y0Z2B4D6F8H0"),
    handler: "h-01",
    reviewer: "r-02",
  },
  now,
)

/** A thousand lines, of which each third was refused. */
const lines: readonly BatchLine[] = Array.from({ length: 1000 }, (_, index) => ({
  line: index + 1,
  outcome: index % 3 === 0 ? "refused" : "accepted",
  at: now,
}))

const list = (query: Readonly<Record<string, string>>) =>
  listBatchLines({
    readBatch: () => Promise.resolve(opened),
    listBatchLines: ({ limit, after = 0 }) =>
      Promise.resolve({
        lines: lines.slice(after, after + limit),
        ...(after + limit < lines.length ? { nextAfter: after + limit } : {}),
      }),
  })({
    callerId: centerId,
    now,
    nowMs: Date.parse(now),
    body: undefined,
    params: { batchNo },
    query,
    newId: (prefix) => prefix,
    keyRestricted: false,
  })

describe("the lines of a batch", () => {
  it.each([
    [undefined, "7"],
    [undefined, "100"],
    ["refused", "7"],
    ["refused", "100"],
    ["accepted", "99"],
  ])("of outcome %s, %s a page: each is shown once, in the order of the file", async (outcome, limit) => {
    const shown: number[] = []
    let cursor: string | undefined
    for (let page = 0; page < 200; page += 1) {
      const result = await list({
        limit,
        ...(outcome === undefined ? {} : { outcome }),
        ...(cursor === undefined ? {} : { cursor }),
      })
      if (result.outcome !== "answered") throw new Error(result.outcome)
      expect(result.answer.lines.length).toBeLessThanOrEqual(Number(limit))
      shown.push(...result.answer.lines.map(({ line }) => line))
      cursor = result.answer.cursor
      if (cursor === undefined) break
    }
    expect(shown).toEqual(
      lines.filter((line) => outcome === undefined || line.outcome === outcome).map(({ line }) => line),
    )
  })
})

describe("the progress of a batch", () => {
  it("asks the sweeper to look while it runs, and no more when it has ended", () => {
    const later = Instant.parse("2026-09-01T01:05:00.000Z")
    const half = advancedBatch(opened, { lines: 4, outcomes: lines.slice(0, 2), now: later })
    expect(half).toMatchObject({
      status: "running",
      done: 2,
      timerAt: "2026-09-01T01:15:00.000Z",
      version: 2,
    })
    const whole = advancedBatch(half, { lines: 4, outcomes: lines.slice(2, 4), now: later })
    expect(whole).toMatchObject({ status: "finished", done: 4, accepted: 2, refused: 2, finishedAt: later })
    expect(whole).not.toHaveProperty("timerAt")
  })

  it("is told to the sweeper by its key", () => {
    expect(toWakeOf(keys.batch.record(batchNo).pk)).toEqual({ kind: "batch", batchNo })
  })
})
