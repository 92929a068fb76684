import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Monthly reports of centers, and report cards. */
export const REPORT_PROBLEMS = {
  "report-inconsistent": entry(
    422,
    "3160",
    "月报数据自相矛盾：分项与合计、余额滚动或上月不一致",
    "The report contradicts itself or the month before: parts, totals or the balance",
  ),
  "report-month-not-open": entry(
    422,
    "3161",
    "该月份不能填报或查看：尚未结束，或早于中心接入",
    "The month has not ended, or lies before the center began",
  ),
  "report-not-found": entry(404, "3162", "该月没有月报", "There is no report of that month"),
} as const satisfies Record<string, ProblemEntry>
