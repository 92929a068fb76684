import type { BatchMessage } from "../../contracts/batches.ts"
import type { Instant } from "../../contracts/primitives.ts"
import { remindedBatch } from "../domain/batch/batch-progress.ts"
import type { BatchRecord } from "../domain/batch/batch-record.ts"
import type { Change } from "../domain/change.ts"

export interface RemindBatchNeeds {
  readonly readBatch: (batchNo: string) => Promise<BatchRecord | undefined>
  readonly commitChanges: (changes: readonly Change[]) => Promise<"committed" | "conflict">
  readonly sendOn: (message: BatchMessage) => Promise<void>
}

/**
 * A batch that has not moved for a while has lost its message, or its message has died: it gets another. When the next
 * look is due is written first, so that a queue that does not answer is not asked again each minute.
 */
export const remindBatch =
  (needs: RemindBatchNeeds) =>
  async (batchNo: string, now: Instant): Promise<boolean> => {
    const batch = await needs.readBatch(batchNo)
    if (batch?.timerAt === undefined || batch.timerAt > now) return false
    const written = await needs.commitChanges([{ kind: "saveBatch", batch: remindedBatch(batch, now) }])
    if (written === "conflict") return false
    await needs.sendOn({ batchNo: batch.batchNo })
    return true
  }
