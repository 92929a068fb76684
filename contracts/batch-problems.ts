import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Batches. */
export const BATCH_PROBLEMS = {
  "batch-not-found": entry(404, "3110", "没有此批次", "There is no such batch"),
  "batch-serials-exhausted": entry(
    409,
    "2008",
    "当日批次号已用完",
    "The batch serials of this day are used up",
    "retryable",
  ),
} as const satisfies Record<string, ProblemEntry>
