import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Flexible employment. */
export const FLEXIBLE_PROBLEMS = {
  "agreement-not-found": entry(404, "3070", "没有此缴存使用协议", "There is no such agreement"),
  "agreement-not-for-employee": entry(
    409,
    "3071",
    "单位缴存职工账户不能签订灵活就业缴存协议",
    "An employee's account takes no agreement of a flexible contributor",
  ),
  "contribution-out-of-limits": entry(
    422,
    "3072",
    "约定的缴存额、基数或比例超出本市公布的上下限",
    "The agreed contribution, base or rate is outside the limits that the center publishes",
  ),
  "agreement-running": entry(
    409,
    "3073",
    "账户已有有效的缴存使用协议",
    "The account has a running agreement already",
  ),
  "agreement-ended": entry(409, "3074", "缴存使用协议已终止", "The agreement has ended already"),
  "agreement-exists": entry(
    409,
    "3075",
    "协议编号在本中心已使用",
    "The center has used this agreement number already",
  ),
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
  "back-payment-not-allowed": entry(
    409,
    "3086",
    "灵活就业人员不得补缴欠缴月份",
    "A flexible contributor does not pay unpaid months later",
  ),
} as const satisfies Record<string, ProblemEntry>
