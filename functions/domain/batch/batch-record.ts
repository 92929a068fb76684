import type { BatchNo, CenterId, DocumentId, Instant } from "../../../contracts/primitives.ts"

/** A file of requests of one center, carried line by line. */
export interface BatchRecord {
  readonly batchNo: BatchNo
  readonly centerId: CenterId
  readonly subject: "transfers" | "serviceCases"
  readonly documentId: DocumentId
  readonly status: "running" | "finished" | "unreadable"
  readonly handler: string
  readonly reviewer: string
  /** Known when the file was read. */
  readonly lines?: number
  /** Lines with an outcome; the next one to carry is the one after. */
  readonly done: number
  readonly accepted: number
  readonly refused: number
  readonly openedAt: Instant
  readonly finishedAt?: Instant
  readonly version: number
}

/** What became of one line. */
export interface BatchLine {
  readonly line: number
  readonly outcome: "accepted" | "refused"
  /** The case that it opened. */
  readonly caseId?: string
  readonly problem?: string
  readonly rule?: string
  /** JSON pointer into the line. */
  readonly field?: string
  readonly at: Instant
}
