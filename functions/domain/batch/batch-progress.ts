import type { Batch } from "../../../contracts/batches.ts"
import { Instant, MessageId, type BatchNo } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import type { Change } from "../change.ts"
import type { BatchLine, BatchRecord } from "./batch-record.ts"

/** Longer than one message is at work: who looks then finds a batch that has lost its message. */
const lookAgainMs = 600_000

const lookAgainAt = (now: Instant): Instant =>
  Instant.parse(new Date(Date.parse(now) + lookAgainMs).toISOString())

type Opening = Pick<BatchRecord, "centerId" | "subject" | "documentId" | "handler" | "reviewer">

export const openedBatch = (batchNo: BatchNo, opening: Opening, now: Instant): BatchRecord => ({
  batchNo,
  ...opening,
  status: "running",
  done: 0,
  accepted: 0,
  refused: 0,
  openedAt: now,
  timerAt: lookAgainAt(now),
  version: 1,
})

/** The batch after some more of its lines have an outcome; with the last one it is finished. */
export const advancedBatch = (
  batch: BatchRecord,
  {
    lines,
    outcomes,
    now,
  }: { readonly lines: number; readonly outcomes: readonly BatchLine[]; readonly now: Instant },
): BatchRecord => {
  const accepted = outcomes.filter(({ outcome }) => outcome === "accepted").length
  const counted = {
    ...batch,
    lines,
    done: batch.done + outcomes.length,
    accepted: batch.accepted + accepted,
    refused: batch.refused + outcomes.length - accepted,
    version: batch.version + 1,
  }
  return counted.done < lines
    ? { ...counted, timerAt: lookAgainAt(now) }
    : ended({ ...counted, status: "finished" }, now)
}

/** A file that cannot be carried at all. */
export const unreadableBatch = (batch: BatchRecord, rule: RuleId, now: Instant): BatchRecord =>
  ended({ ...batch, status: "unreadable", rule, version: batch.version + 1 }, now)

const ended = ({ timerAt: _timerAt, ...batch }: BatchRecord, now: Instant): BatchRecord => ({
  ...batch,
  finishedAt: now,
})

/** Its message was lost: it gets another, and is looked at again later. */
export const remindedBatch = (batch: BatchRecord, now: Instant): BatchRecord => ({
  ...batch,
  timerAt: lookAgainAt(now),
  version: batch.version + 1,
})

/** The center hears once, with the transaction that ends the batch. */
export const tellOfEnd = (
  batch: BatchRecord,
  context: { readonly now: Instant; readonly newId: (prefix: string) => string },
): Change => ({
  kind: "tell",
  message: {
    messageId: MessageId.parse(context.newId("msg")),
    type: "batch.finished",
    to: batch.centerId,
    at: context.now,
    subjectId: batch.batchNo,
    status: batch.status,
    actionNeeded: batch.refused > 0 || batch.status === "unreadable",
  },
})

/** The batch as its center sees it. */
export const viewBatch = (batch: BatchRecord): Batch => {
  const {
    centerId: _center,
    handler: _handler,
    reviewer: _reviewer,
    timerAt: _timer,
    version: _version,
    ...shown
  } = batch
  return shown
}
