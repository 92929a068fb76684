import type { BatchOutcome, BatchSubject } from "../../../contracts/batches.ts"
import type { BatchNo, CaseId, CenterId, DocumentId, Instant } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"

/** A file of requests of one center, carried line by line. */
export interface BatchRecord {
  readonly batchNo: BatchNo
  readonly centerId: CenterId
  readonly subject: BatchSubject
  readonly documentId: DocumentId
  readonly status: "running" | "finished" | "unreadable"
  /** Why the file cannot be read. */
  readonly rule?: RuleId
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
  /** While it runs: when somebody must look whether it still does. */
  readonly timerAt?: Instant
  readonly version: number
}

/** What became of one line. Nothing personal: a number, a case and where the line was wrong. */
export interface BatchLine {
  readonly line: number
  readonly outcome: BatchOutcome
  /** The case that it opened. */
  readonly caseId?: CaseId
  readonly problem?: string
  readonly rule?: RuleId
  /** JSON pointer into the line. */
  readonly field?: string
  readonly at: Instant
}
