import { BatchOutcome, type Batch, type BatchLineResult, type BatchLines } from "../../contracts/batches.ts"
import { viewBatch } from "../domain/batch/batch-progress.ts"
import type { BatchLine, BatchRecord } from "../domain/batch/batch-record.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { isRefusal, limitOf } from "./query-values.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"

interface LinePage {
  readonly lines: readonly BatchLine[]
  readonly nextAfter?: number
}

export interface ReadBatchNeeds {
  readonly readBatch: (batchNo: string) => Promise<BatchRecord | undefined>
}
export interface ListBatchLinesNeeds extends ReadBatchNeeds {
  readonly listBatchLines: (query: {
    readonly batchNo: string
    readonly limit: number
    readonly after?: number
  }) => Promise<LinePage>
}

/** A batch of the caller; of any other it does not even learn that there is one. */
const ownBatch = async (needs: ReadBatchNeeds, call: Call): Promise<BatchRecord | Refusal> => {
  const batch = await needs.readBatch(call.params["batchNo"] ?? "")
  return batch === undefined || batch.centerId !== call.callerId ? refuse("batch-not-found") : batch
}

export const readBatch =
  (needs: ReadBatchNeeds): UseCase<undefined, Batch> =>
  async (call) => {
    const batch = await ownBatch(needs, call)
    return isRefusal(batch) ? batch : answer(viewBatch(batch))
  }

const mostLinesShown = 100
/** A batch has at most ten such pages, so that a filtered page looks through all of it if need be. */
const mostPagesRead = 10

const cursorForm = /^line\.([1-9]\d{0,3})$/

/** Outcomes in the order of the file; `outcome` shows the accepted or the refused ones only. */
export const listBatchLines =
  (needs: ListBatchLinesNeeds): UseCase<undefined, BatchLines> =>
  async (call) => {
    const limit = limitOf(call.query, mostLinesShown)
    if (isRefusal(limit)) return limit
    const { outcome, cursor } = call.query
    if (outcome !== undefined && !BatchOutcome.safeParse(outcome).success)
      return refuse("invalid-request", { rule: "VAL-009", field: "outcome" })
    const start = cursor === undefined ? undefined : cursorForm.exec(cursor)?.[1]
    if (cursor !== undefined && start === undefined) return refuse("cursor-invalid", { field: "cursor" })
    const batch = await ownBatch(needs, call)
    if (isRefusal(batch)) return batch

    const found: BatchLineResult[] = []
    let after = start === undefined ? undefined : Number(start)
    for (let page = 0; page < mostPagesRead; page += 1) {
      const read = await needs.listBatchLines({
        batchNo: batch.batchNo,
        limit: mostLinesShown,
        ...(after === undefined ? {} : { after }),
      })
      const shown = read.lines.filter((line) => outcome === undefined || line.outcome === outcome)
      const taken = shown.slice(0, limit - found.length)
      found.push(...taken)
      const left = shown.length > taken.length
      after = left ? taken.at(-1)?.line : read.nextAfter
      if (left || after === undefined || found.length === limit) break
    }
    return answer({ lines: found, ...(after === undefined ? {} : { cursor: `line.${after}` }) })
  }
