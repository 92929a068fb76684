import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Supervision: statistics, metrics, the dashboard. */
export const SUPERVISION_PROBLEMS = {
  "metric-unknown": entry(404, "3120", "没有此指标", "There is no such metric"),
  "range-too-long": entry(400, "3121", "查询区间过长", "The range of days is too long"),
  "scope-not-permitted": entry(403, "3122", "超出监管范围", "The token does not reach so far"),
  "case-not-found": entry(404, "3123", "没有此业务", "There is no such case"),
} as const satisfies Record<string, ProblemEntry>
