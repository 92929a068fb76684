import {
  batchFileKind,
  batchFileType,
  batchMostBytes,
  type Batch,
  type OpenBatchRequest,
} from "../../contracts/batches.ts"
import { BatchNo, CenterId, type DocumentId } from "../../contracts/primitives.ts"
import { openedBatch, viewBatch } from "../domain/batch/batch-progress.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { bindDocument } from "../domain/document/bind-document.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import { refuse } from "../domain/refusal.ts"
import { accept, type Call, type UseCase } from "./use-case.ts"

export interface OpenBatchNeeds {
  readonly readDocument: (id: DocumentId) => Promise<DocumentRecord | undefined>
  readonly nextBatchSerial: (sixDigits: string, yymmdd: string) => Promise<number | undefined>
}

const field = "/documentId"

const batchNoOf = async (needs: OpenBatchNeeds, call: Call<unknown>): Promise<BatchNo | undefined> => {
  const sixDigits = call.callerId.slice(0, 6)
  const yymmdd = chinaDateOf(call.now).replaceAll("-", "").slice(2)
  const serial = await needs.nextBatchSerial(sixDigits, yymmdd)
  return serial === undefined
    ? undefined
    : BatchNo.parse(`PLZYJXH${sixDigits}${yymmdd}${String(serial).padStart(4, "0")}`)
}

/** What is wrong with a file that nobody has to read for it. */
const unfit = ({ documentKind, contentType, bytes }: DocumentRecord) => {
  if (documentKind !== batchFileKind || contentType !== batchFileType)
    return refuse("invalid-request", { rule: "BAT-004", field })
  return bytes > batchMostBytes ? refuse("invalid-request", { rule: "BAT-002", field }) : undefined
}

/**
 * A center hands in a file of requests. The batch and the file's belonging to it are one transaction; the lines are
 * carried afterwards, each in a transaction of its own.
 */
export const openBatch =
  (needs: OpenBatchNeeds): UseCase<OpenBatchRequest, Batch> =>
  async (call) => {
    const { subject, documentId, handler, reviewer } = call.body
    const centerId = CenterId.parse(call.callerId)
    const document = await needs.readDocument(documentId)
    const mine = document?.centerId === centerId ? document : undefined
    const defect = mine === undefined ? undefined : unfit(mine)
    if (defect !== undefined) return defect
    // Bound to nothing yet: the number is drawn only for a file that can be taken.
    const usable = bindDocument(mine, { centerId, caseId: "", field })
    if (usable.outcome === "refused") return usable
    const batchNo = await batchNoOf(needs, call)
    if (batchNo === undefined) return refuse("batch-serials-exhausted")
    const bound = bindDocument(mine, { centerId, caseId: batchNo, field })
    if (bound.outcome === "refused") return bound
    const opened = openedBatch(batchNo, { centerId, subject, documentId, handler, reviewer }, call.now)
    return accept(viewBatch(opened), [
      { kind: "saveBatch", batch: opened },
      { kind: "saveDocument", document: bound.document },
    ])
  }
