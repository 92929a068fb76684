import type { ProblemEntry } from "./problem-entry.ts"

/** Warnings: joint discipline. */
export const WARNING_PROBLEMS = {} as const satisfies Record<string, ProblemEntry>
