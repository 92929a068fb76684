import type { ProblemEntry } from "./problem-entry.ts"

/** Federations of centers. */
export const FEDERATION_PROBLEMS = {} as const satisfies Record<string, ProblemEntry>
