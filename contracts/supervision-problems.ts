import type { ProblemEntry } from "./problem-entry.ts"

/** Supervision: statistics, metrics, the dashboard. */
export const SUPERVISION_PROBLEMS = {} as const satisfies Record<string, ProblemEntry>
