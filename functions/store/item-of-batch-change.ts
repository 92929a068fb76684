import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { keys, wakeShardOf } from "../../contracts/table.ts"
import type { BatchChange } from "../domain/batch/batch-change.ts"
import type { BatchRecord } from "../domain/batch/batch-record.ts"
import { absent, firstOrNext, put } from "./item-parts.ts"

const kinds: Readonly<Record<BatchChange["kind"], true>> = { saveBatch: true, recordLine: true }
export const isBatchChange = (change: { readonly kind: string }): change is BatchChange =>
  change.kind in kinds

/** The sweeper takes up a batch that has stopped. */
const watched = (batch: BatchRecord) =>
  batch.timerAt === undefined
    ? batch
    : { ...batch, wakeBy: batch.timerAt, wakeShard: wakeShardOf(batch.batchNo) }

export const itemOfBatchChange = (table: string, change: BatchChange): TransactWriteItem => {
  switch (change.kind) {
    case "saveBatch":
      return firstOrNext(table, keys.batch.record(change.batch.batchNo), watched(change.batch))
    case "recordLine":
      return put(table, keys.batch.line(change.batchNo, change.line.line), change.line, absent)
  }
}
