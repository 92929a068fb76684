import type { BatchLine, BatchRecord } from "./batch-record.ts"

/** Changes of batches. */
export type BatchChange =
  | { readonly kind: "saveBatch"; readonly batch: BatchRecord }
  /** Holds while the line has no outcome: carried twice, it is written once. */
  | { readonly kind: "recordLine"; readonly batchNo: string; readonly line: BatchLine }
