import { ground, label, type CodeLabel, type RefusalGround } from "./codes.ts"

/** Statuses of a service case; the hub's own names, the window guidance has none. */
export const SERVICE_STATUSES = {
  submitted: label("已提交", "submitted"),
  supplementRequested: label("待补正材料", "documents to be supplied"),
  verified: label("受理地已核实", "the receiving center has verified the fact"),
  notVerified: label("受理地核实不符", "the receiving center could not verify the fact"),
  approved: label("缴存地审批通过", "approved"),
  refused: label("缴存地审批不通过", "refused"),
  paid: label("已付款", "paid"),
  closed: label("已办结", "closed"),
  cancelled: label("已撤销", "cancelled"),
  expired: label("逾期失效", "expired"),
} as const satisfies Record<string, CodeLabel>
export type ServiceStatus = keyof typeof SERVICE_STATUSES

/** 办理模式. Who may decide never changes: it is the home center in each of them. */
export const SERVICE_MODES = {
  online: label("全程网办", "online: the home center acts alone"),
  agent: label("代收代办", "agent: the receiving center checks the papers, the home center decides"),
  joint: label("两地联办", "joint: the receiving center verifies the fact, the home center decides and pays"),
} as const satisfies Record<string, CodeLabel>
export type ServiceMode = keyof typeof SERVICE_MODES

interface Matter extends CodeLabel {
  /** What the case ends with: an answer, money to the person, or a change of the record. */
  readonly ends: "answer" | "withdrawal" | "change"
}
const matter = (ends: Matter["ends"], zh: string, en: string): Matter => ({ ends, zh, en })

/** 办理事项: the items of 跨省通办 since 2020, and what flexible contributors ask online (辽宁 十一). */
export const MATTERS = {
  informationQuery: matter("answer", "个人缴存贷款信息查询", "query of contributions and loans"),
  contributionCertificate: matter("answer", "出具缴存使用证明", "contribution certificate"),
  payoffCertificate: matter("answer", "开具贷款全部还清证明", "payoff certificate"),
  retirementWithdrawal: matter("withdrawal", "正常退休提取", "retirement withdrawal"),
  earlyRetirementWithdrawal: matter("withdrawal", "提前退休提取", "early retirement withdrawal"),
  purchaseWithdrawal: matter("withdrawal", "购房提取", "purchase withdrawal"),
  rentWithdrawal: matter("withdrawal", "租房提取", "rent withdrawal"),
  otherWithdrawal: matter("withdrawal", "其他提取", "another withdrawal"),
  unitRegistration: matter("change", "单位登记开户", "unit registration"),
  informationChange: matter("change", "单位及个人缴存信息变更", "unit and personal changes"),
  regularContribution: matter("change", "汇缴", "regular contribution"),
  backPayment: matter("change", "补缴", "back payment"),
  earlyFullRepayment: matter("change", "提前还清贷款", "early full repayment"),
  earlyPartialRepayment: matter("change", "提前部分偿还贷款", "early partial repayment"),
  flexibleAccountOpening: matter("change", "灵活就业人员开户", "flexible contributor's account opening"),
  flexibleContribution: matter("change", "灵活就业人员缴存", "flexible contributor's contribution"),
} as const satisfies Record<string, Matter>
export type MatterName = keyof typeof MATTERS

/** The closed list of grounds on which a home center refuses. */
export const SERVICE_REFUSALS = {
  "identity-mismatch": ground(
    "correctable",
    "身份信息不符",
    "identity differs",
    "核对后重新申请",
    "check the identity, then apply again",
  ),
  "account-not-found": ground(
    "correctable",
    "账户不存在",
    "no such account",
    "核对缴存地后重新申请",
    "check where the person pays in, then apply again",
  ),
  "fact-not-verified": ground(
    "correctable",
    "事实未核实",
    "the fact was not verified",
    "补充证明后重新申请",
    "bring further proof, then apply again",
  ),
  "documents-missing": ground(
    "correctable",
    "材料不齐",
    "documents are missing",
    "补齐材料后重新申请",
    "supply the documents, then apply again",
  ),
  "condition-not-met": ground(
    "correctable",
    "不符合办理条件",
    "a condition is not met",
    "见规则与备注",
    "see the rule and the note",
  ),
  "account-held": ground(
    "correctable",
    "账户存在限制",
    "a hold stands on the account",
    "解除限制后重新申请",
    "apply again when the hold is released",
  ),
  "loan-unsettled": ground(
    "correctable",
    "有未结清贷款或担保责任",
    "an unsettled loan or guarantee bars it",
    "结清后重新申请，或办理还贷提取",
    "apply again after payoff, or withdraw toward the loan",
  ),
  "frequency-reached": ground(
    "correctable",
    "提取次数或间隔未满",
    "withdrawn too recently",
    "间隔期满后重新申请",
    "apply again when the interval is over",
  ),
  "fact-used": ground(
    "final",
    "该住房事实已用于提取",
    "the housing fact was used before",
    "同一事实不得重复提取",
    "one fact is not used twice",
  ),
  other: ground("correctable", "其他原因", "another reason", "见备注", "see the note"),
} as const satisfies Record<string, RefusalGround>
export type ServiceRefusalCode = keyof typeof SERVICE_REFUSALS

/** 好差评, as the national rating of government services counts. */
export const RATINGS = {
  excellent: label("非常满意", "very satisfied"),
  good: label("满意", "satisfied"),
  fair: label("基本满意", "fairly satisfied"),
  bad: label("不满意", "dissatisfied"),
  terrible: label("非常不满意", "very dissatisfied"),
} as const satisfies Record<string, CodeLabel>
export type Rating = keyof typeof RATINGS

/** 差评: the home center must answer it. */
export const badRatings: readonly Rating[] = ["bad", "terrible"]
