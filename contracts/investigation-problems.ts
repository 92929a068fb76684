import type { ProblemEntry } from "./problem-entry.ts"

/** Co-investigation of home purchases, and notices of regions with abnormal purchases. */
export const INVESTIGATION_PROBLEMS = {} as const satisfies Record<string, ProblemEntry>
