import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Flexible employment. */
export const FLEXIBLE_PROBLEMS = {
  "agreement-not-found": entry(404, "3070", "没有此缴存使用协议", "There is no such agreement"),
  "monthly-record-missing": entry(
    409,
    "3080",
    "缴存记录未逐月提供，也不能由月缴存额推算",
    "The record does not tell the contributions month by month, nor can they be derived",
  ),
  "subsidy-already-paid": entry(409, "3081", "该补贴已发放", "This subsidy was paid already"),
  "subsidy-not-due": entry(
    409,
    "3082",
    "按中心规则不应发放该补贴",
    "The center's rules do not give this subsidy",
  ),
  "subsidy-over-quote": entry(
    409,
    "3083",
    "补贴金额超过测算金额",
    "The amount is more than the subsidy that is due",
  ),
  "interest-rate-unknown": entry(
    422,
    "3084",
    "该日期没有已登记的存款利率",
    "No rate of interest is known for that day",
  ),
  "balance-overdrawn": entry(422, "3085", "提取金额大于账户余额", "More was withdrawn than the account had"),
} as const satisfies Record<string, ProblemEntry>
