import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Withdrawals: home side. */
export const WITHDRAWAL_PROBLEMS = {
  "withdrawal-not-allowed": entry(
    409,
    "4022",
    "按缴存地规则不可提取",
    "The home center's rules do not allow this withdrawal",
  ),
  "over-allowed-part": entry(
    409,
    "4023",
    "金额超过可提取部分",
    "The amount is more than the part that may be withdrawn",
  ),
  "shared-total-exceeded": entry(
    409,
    "4024",
    "全家提取合计超过费用减补贴",
    "The family's withdrawals exceed the cost less the subsidy",
  ),
  "fact-used": entry(
    409,
    "4025",
    "该缴存人已在其他中心将该住房事实用于提取",
    "The person has used the housing fact at another center",
  ),
  "fact-differs": entry(
    409,
    "4026",
    "该住房事实与已登记的金额或权利人不符",
    "The fact is registered with other figures or another owner",
  ),
  "withdrawal-not-recorded": entry(
    409,
    "4027",
    "已提取的资金仍在登记余额内，转出金额过大",
    "Withdrawn money still stands in the record; the statement is more than is left",
  ),
} as const satisfies Record<string, ProblemEntry>
