import type { ProblemEntry } from "./problem-entry.ts"

/** A center that merges into another. */
export const SUCCESSION_PROBLEMS = {} as const satisfies Record<string, ProblemEntry>
