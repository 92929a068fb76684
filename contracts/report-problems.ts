import type { ProblemEntry } from "./problem-entry.ts"

/** Monthly reports of centers, and report cards. */
export const REPORT_PROBLEMS = {} as const satisfies Record<string, ProblemEntry>
