import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Batches. */
export const BATCH_PROBLEMS = {
  "batch-not-found": entry(404, "3110", "没有此批次", "There is no such batch"),
} as const satisfies Record<string, ProblemEntry>
