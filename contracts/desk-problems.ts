import type { ProblemEntry } from "./problem-entry.ts"

/** The clerk's page. */
export const DESK_PROBLEMS = {} as const satisfies Record<string, ProblemEntry>
