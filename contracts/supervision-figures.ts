import { label, type CodeLabel } from "./codes.ts"
import { RATINGS } from "./service-codes.ts"
import type { FigureUnit, MetricName } from "./supervision-metrics.ts"

/** Names of counted figures, for people. A name has parts: `in.completed`, `joint.approved`, `rated.good`. */
export const FIGURE_TEXTS: Readonly<Record<string, CodeLabel>> = {
  in: label("转入", "inbound"),
  out: label("转出", "outbound"),
  payee: label("收款", "received"),
  payer: label("付款", "paid"),
  loan: label("贷款地", "loan center"),
  home: label("缴存地", "home center"),
  receiving: label("受理地", "receiving center"),
  requested: label("发起", "requested"),
  completed: label("办结", "completed"),
  refused: label("拒绝", "refused"),
  cancelled: label("撤销", "cancelled"),
  expired: label("失效", "expired"),
  returned: label("退回", "returned"),
  negotiated: label("协商", "negotiated"),
  submitted: label("提交", "submitted"),
  approved: label("通过", "approved"),
  paid: label("已付款", "paid"),
  closed: label("办结", "closed"),
  granted: label("发放", "granted"),
  certified: label("出具证明", "certified"),
  count: label("笔数", "count"),
  open: label("未销号", "open"),
  principal: label("本金", "principal"),
  interest: label("利息", "interest"),
  amount: label("金额", "amount"),
  ended: label("办结环节", "legs ended"),
  undated: label("日历未公布", "without a calendar"),
  days: label("工作日", "working days"),
  onTime: label("按时", "on time"),
  transfer: label("转移接续", "transfers"),
  offsiteLoan: label("异地贷款", "off-site loans"),
  service: label("跨省通办", "service cases"),
  late: label("逾期", "late"),
  prevented: label("拦截", "prevented"),
  found: label("发现", "found"),
  resolved: label("销号", "resolved"),
  mistaken: label("误报", "mistaken"),
  corrected: label("已更正", "corrected"),
  lawful: label("依法存在", "lawful"),
  confirmed: label("确认违规", "confirmed"),
  rejected: label("未获批准", "declined"),
  refusedCalls: label("被拒绝的调用", "refused calls"),
  local: label("本地", "local"),
  offsite: label("异地", "off-site"),
  balance: label("余额", "balance"),
  overdue: label("逾期额", "overdue"),
  overdueCount: label("逾期笔数", "loans overdue"),
  rated: label("评价", "rated"),
  replied: label("已答复", "replied"),
  ...RATINGS,
  online: label("全程网办", "online"),
  agent: label("代收代办", "agent"),
  joint: label("两地联办", "joint"),
  employee: label("单位缴存", "employee"),
  flexible: label("灵活就业", "flexible"),
  normal: label("正常", "normal"),
  other: label("其他状态", "other status"),
  sealed: label("封存", "sealed"),
  dormant: label("沉睡账户", "dormant"),
  contested: label("待核实", "contested"),
  lastPoll: label("最近取件", "last poll"),
  oldestUnread: label("最早未读消息", "oldest unread message"),
  unreadHours: label("未读时长（小时）", "hours unread"),
  writeUnits: label("写单元", "write units"),
  readUnits: label("读单元", "read units"),
  commits: label("提交", "commits"),
  transitions: label("状态转换", "state transitions"),
  usd: label("美元", "US dollars"),
  perCase: label("每笔", "a case"),
  onTimeShare: label("按时率", "on-time share"),
  averageDays: label("平均工作日", "average working days"),
  refusalRate: label("拒绝率", "refusal rate"),
  negotiationRate: label("协商率", "negotiation rate"),
  completionRate: label("办结率", "completion rate"),
  offsiteShare: label("异地贷款占比（笔数）", "off-site share of loans"),
  offsiteAmountShare: label("异地贷款发放率（金额）", "off-site share of amounts"),
  overdueRatio: label("逾期率", "overdue ratio"),
  flexibleShare: label("灵活就业占比", "share of flexible contributors"),
  approvalRate: label("通过率", "approval rate"),
  resolvedShare: label("销号率", "share resolved"),
}

interface Ratio {
  readonly name: string
  readonly of: string
  /** Sums that are added below the line. */
  readonly by: readonly string[]
  /** Sums that are taken off below the line. */
  readonly less?: readonly string[]
  readonly unit?: FigureUnit
}

const legRatios: readonly Ratio[] = [
  { name: "onTimeShare", of: "onTime", by: ["ended"], less: ["undated"] },
  { name: "averageDays", of: "days", by: ["ended"], less: ["undated"], unit: "mean" },
]

/** What is divided when a table is read; each for each role of its own. */
export const RATIOS: Readonly<Partial<Record<MetricName, readonly Ratio[]>>> = {
  transfers: [
    { name: "completionRate", of: "completed", by: ["requested"] },
    { name: "refusalRate", of: "refused", by: ["requested"] },
    { name: "negotiationRate", of: "negotiated", by: ["requested"] },
  ],
  legs: legRatios,
  serviceDays: legRatios,
  duplicates: [{ name: "resolvedShare", of: "resolved", by: ["found"] }],
  loans: [
    { name: "offsiteShare", of: "offsite.granted", by: ["granted"] },
    { name: "offsiteAmountShare", of: "offsite.amount", by: ["amount"] },
  ],
  loanBook: [{ name: "overdueRatio", of: "overdue", by: ["balance"] }],
  services: [{ name: "approvalRate", of: "approved", by: ["approved", "refused"] }],
  accounts: [{ name: "flexibleShare", of: "flexible.normal", by: ["flexible.normal", "employee.normal"] }],
}

const money: Readonly<Partial<Record<MetricName, readonly string[]>>> = {
  transfers: ["principal", "interest", "amount"],
  transit: ["amount"],
  unmatched: ["amount"],
  offsiteLoans: ["amount"],
  loans: ["amount"],
  loanBook: ["balance", "overdue"],
  services: ["amount"],
  withdrawals: ["amount", "employee", "flexible"],
  flows: ["amount"],
}

/** The unit of what is divided. */
export const unitOfRatio = (metric: MetricName, figure: string): FigureUnit | undefined => {
  const last = figure.split(".").at(-1) ?? figure
  const ratio = RATIOS[metric]?.find(({ name }) => name === last)
  return ratio === undefined ? undefined : (ratio.unit ?? "ratio")
}

/** The unit of a counted figure: money is counted in fen and told in yuan. */
export const unitOf = (metric: MetricName, figure: string): FigureUnit => {
  const last = figure.split(".").at(-1) ?? figure
  if (money[metric]?.includes(last) === true) return "money"
  return (metric === "legs" || metric === "serviceDays") && last === "days" ? "workingDays" : "count"
}
