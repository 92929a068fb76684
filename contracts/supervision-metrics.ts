import { label, type CodeLabel } from "./codes.ts"
import { namesOf } from "./names-of.ts"

/**
 * The metrics of supervision. A figure is a sum that the hub counts; what a table shows as a ratio is divided from two
 * sums when it is read, so that a province's is the ratio of its sums and never a mean.
 */

/** `workingDays` and `count` are whole numbers, `money` is yuan with two places, a ratio and a mean have six places. */
export type FigureUnit = "count" | "money" | "workingDays" | "ratio" | "instant" | "hours" | "usd" | "mean"

/** How a metric may be broken down; `slice` is what the metric itself divides by. */
export const BREAKDOWNS = {
  total: label("合计", "total"),
  day: label("按日", "by day"),
  month: label("按月", "by month"),
  center: label("按中心", "by center"),
  province: label("按省", "by province"),
  federation: label("按联盟", "by federation"),
  slice: label("按类别", "by kind"),
  age: label("按时长", "by age"),
} as const satisfies Record<string, CodeLabel>
export type Breakdown = keyof typeof BREAKDOWNS
export const breakdowns = namesOf(BREAKDOWNS)

interface Metric extends CodeLabel {
  /** Whether it is what stands now, whatever the days asked, or what happened on them. */
  readonly of: "days" | "now"
  readonly by: readonly Breakdown[]
  /** What a center is to the figures: each gets a column of its own below the nation. */
  readonly roles: readonly string[]
}

const dated = [
  "total",
  "day",
  "month",
  "center",
  "province",
  "federation",
] as const satisfies readonly Breakdown[]
const standing = ["total", "center", "province", "federation"] as const satisfies readonly Breakdown[]

export const METRICS = {
  transfers: { of: "days", by: dated, roles: ["in", "out"], ...label("转移接续", "transfers") },
  refusals: {
    of: "days",
    by: [...dated, "slice"],
    roles: ["in", "out"],
    ...label("转移拒绝原因", "refusals of transfers"),
  },
  legs: {
    of: "days",
    by: [...dated, "slice"],
    roles: ["own"],
    ...label("办理时限", "working days of each leg"),
  },
  serviceDays: {
    of: "days",
    by: [...dated, "slice"],
    roles: ["own"],
    ...label("通办办理天数", "working days of service cases by mode"),
  },
  openCases: { of: "now", by: [...standing, "age"], roles: ["own"], ...label("在办业务", "open cases") },
  transit: {
    of: "now",
    by: [...standing, "age"],
    roles: ["in", "out"],
    ...label("在途资金", "money in transit"),
  },
  unmatched: {
    of: "now",
    by: [...standing, "age"],
    roles: ["payee", "payer"],
    ...label("有款无函", "money without a letter"),
  },
  duplicates: {
    of: "days",
    by: [...dated, "slice"],
    roles: ["own"],
    ...label("重复账户和贷款", "duplicates prevented, found and resolved"),
  },
  openFindings: {
    of: "now",
    by: [...standing, "slice", "age"],
    roles: ["own"],
    ...label("未销号疑点", "open findings"),
  },
  offsiteLoans: { of: "days", by: dated, roles: ["loan", "home"], ...label("异地贷款", "off-site loans") },
  loans: { of: "days", by: dated, roles: ["own"], ...label("贷款发放", "loans granted") },
  loanBook: {
    of: "now",
    by: [...standing, "slice"],
    roles: ["own"],
    ...label("贷款余额和逾期", "loans outstanding and overdue"),
  },
  services: {
    of: "days",
    by: [...dated, "slice"],
    roles: ["receiving", "home"],
    ...label("跨省通办", "service cases"),
  },
  withdrawals: { of: "days", by: [...dated, "slice"], roles: ["own"], ...label("跨区域提取", "withdrawals") },
  accounts: {
    of: "now",
    by: standing,
    roles: ["own"],
    ...label("账户", "accounts and flexible contributors"),
  },
  holds: { of: "now", by: [...standing, "slice"], roles: ["own"], ...label("限制和标识", "holds and marks") },
  availability: {
    of: "now",
    by: ["center"],
    roles: ["own"],
    ...label("中心可用性", "availability of centers"),
  },
  rejections: {
    of: "days",
    by: [...dated, "slice"],
    roles: ["own"],
    ...label("被拒绝的调用", "rejected calls by problem"),
  },
  flows: { of: "days", by: ["total"], roles: [], ...label("城市间流量", "flows between cities") },
  operatorActs: {
    of: "days",
    by: ["total", "day", "month", "slice"],
    roles: [],
    ...label("运营方操作", "the operator's own actions"),
  },
  cost: {
    of: "days",
    by: ["total", "day", "month", "slice"],
    roles: [],
    ...label("平台成本", "what the hub spent"),
  },
  indicators: {
    of: "days",
    by: ["total", "month", "center", "province", "federation"],
    roles: ["own"],
    ...label("监管指标", "indicators of supervision"),
  },
} as const satisfies Record<string, Metric>
export type MetricName = keyof typeof METRICS
export const metricNames = namesOf(METRICS)

/** Upper ends of the classes of age, in calendar days; the last class is open. */
export const AGE_CLASSES = [3, 10, 30, 90] as const

/** Most days that one question may cover. */
export const mostDays = 400
