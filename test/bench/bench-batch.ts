import { setTimeout as pause } from "node:timers/promises"
import { lineOf, openBatch, readBatch, uploadFile } from "../fixtures/batch-story.ts"
import type { TestCenter } from "../fixtures/federation.ts"
import { chinaDay, moving } from "../fixtures/transfer-story.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { consumptionOf } from "./consumption-of.ts"

export interface CountedBatch {
  /** The letter's own writes, the outcome of the line, and its share of the batch. */
  readonly wruPerLine: number
  readonly rruPerLine: number
  readonly lambdaInvocations: number
}
export interface TimedBatch {
  readonly linesPerSecond: number
}

const countedLines = 100
const timedLines = 200

const fileOf = async (O: TestCenter, I: TestCenter, lines: number, nowMs: number): Promise<string> => {
  const stories = []
  for (let line = 0; line < lines; line += 1) stories.push(await moving(O, I))
  return stories.map((story) => lineOf(story, { appliedOn: chinaDay(nowMs) })).join("\n")
}

/** From the opening of the batch to its end, the workflows of its cases started; the upload is not of the table. */
export const countBatch = async ({ hub, O, I }: BenchFederation): Promise<CountedBatch> => {
  const carry = async (lines: number) => {
    const documentId = await uploadFile(I, await fileOf(O, I, lines, hub.clock.now()))
    return consumptionOf(hub, () => openBatch(I, documentId))
  }
  await carry(1)
  const { wru, rru, lambdaInvocations } = await carry(countedLines)
  return { wruPerLine: wru / countedLines, rruPerLine: rru / countedLines, lambdaInvocations }
}

export const timeBatch = async ({ hub, O, I }: BenchFederation): Promise<TimedBatch> => {
  const carry = async (lines: number): Promise<number> => {
    const documentId = await uploadFile(I, await fileOf(O, I, lines, hub.clock.now()))
    const { batchNo } = await openBatch(I, documentId)
    const startMs = performance.now()
    while ((await readBatch(I, batchNo)).status === "running") await pause(50)
    return performance.now() - startMs
  }
  await carry(1)
  const tookMs = await carry(timedLines)
  return { linesPerSecond: Math.round((timedLines / tookMs) * 1000) }
}
