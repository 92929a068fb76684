import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Flexible employment. */
export const FLEXIBLE_PROBLEMS = {
  "agreement-not-found": entry(404, "3070", "没有此缴存使用协议", "There is no such agreement"),
} as const satisfies Record<string, ProblemEntry>
