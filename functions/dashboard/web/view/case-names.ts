import { label, DUPLICATE_CLASSES, TRANSFER_STATUSES } from "../../../../contracts/codes.ts"
import { OFFSITE_LOAN_STATUSES } from "../../../../contracts/offsite-loan-codes.ts"
import { MATTERS, SERVICE_MODES, SERVICE_STATUSES } from "../../../../contracts/service-codes.ts"
import type { SupervisedCase } from "../../../../contracts/supervision.ts"
import type { Bilingual } from "../shared/language.ts"

type Table = Readonly<Record<string, Bilingual>>

const named = (table: Table, name: string): Bilingual => table[name] ?? { zh: name, en: name }

export const statusName = (kind: SupervisedCase["kind"], status: string): Bilingual => {
  switch (kind) {
    case "transfer":
      return named(TRANSFER_STATUSES, status)
    case "offsiteLoan":
      return named(OFFSITE_LOAN_STATUSES, status)
    case "service":
      return named(SERVICE_STATUSES, status)
  }
}

export const matterName = (matter: string): Bilingual => named(MATTERS, matter)
export const modeName = (mode: string): Bilingual => named(SERVICE_MODES, mode)

/** What somebody must do, of all kinds of cases: names of the interface that no code table has. */
const LEGS: Table = {
  letter: label("发送联系函", "letter"),
  confirmation: label("确认联系函", "confirmation of the letter"),
  statement: label("出具账户信息表", "statement"),
  payment: label("付款", "payment"),
  completion: label("入账办结", "completion"),
  negotiation: label("协商", "negotiation"),
  acknowledgement: label("确认拒绝", "acknowledgement of the refusal"),
  certification: label("出具缴存使用证明", "certification"),
  decision: label("审批", "decision"),
  collectionAnswer: label("答复协助催收", "answer to the request for collection"),
  offsetCompletion: label("冲还贷入账", "booking of the offset"),
  offsetReturn: label("退回在途冲还贷", "return of the offset"),
  statusFeed: label("每月还款状态", "monthly repayment status"),
  supplement: label("补正材料", "supplement"),
  verification: label("核实", "verification"),
  delivery: label("送达", "delivery"),
  ratingReply: label("答复差评", "reply to a bad rating"),
}
export const legName = (leg: string): Bilingual => named(LEGS, leg)

export const classOfFinding = (name: string): Bilingual => named(DUPLICATE_CLASSES, name)

const KINDS: Table = {
  transfer: label("转移接续", "transfer"),
  offsiteLoan: label("异地贷款", "off-site loan"),
  service: label("跨省通办", "service"),
}
export const kindName = (kind: string): Bilingual => named(KINDS, kind)

/** `transfer.escalated`: the kind of the case is told, the rest is what happened to it. */
const ESCALATIONS: Table = {
  "transfer.escalated": label("转移接续超期", "transfer overdue"),
  "offsite-loan.escalated": label("异地贷款超期", "off-site loan overdue"),
  "service.escalated": label("通办业务超期", "service case overdue"),
  "warning.escalated": label("警示异议逾期未答复", "objection to a warning overdue"),
  "investigation.escalated": label("协查逾期未答复", "co-investigation overdue"),
}
export const escalationName = (type: string): Bilingual => named(ESCALATIONS, type)

/** What happened to a case. */
const EVENTS: Table = {
  letter: label("发出联系函", "letter sent"),
  "letter-confirmation": label("确认联系函", "letter confirmed"),
  refusal: label("审核不通过", "refused"),
  "refusal-acknowledgement": label("确认拒绝", "refusal acknowledged"),
  statement: label("出具账户信息表", "statement sent"),
  payment: label("付款", "payment sent"),
  "payment-return": label("付款被银行退回", "payment came back"),
  dispute: label("提出协商", "negotiation opened"),
  return: label("全额退回", "money sent back"),
  "return-confirmation": label("退款已收到", "return confirmed"),
  completion: label("办结", "completed"),
  cancellation: label("撤销", "cancelled"),
  "stop-request": label("申请人要求停止", "applicant wants to stop"),
  expiry: label("逾期失效", "expired"),
  escalation: label("超期上报", "escalated"),
  "calendar-review": label("按新公布的日历重算期限", "deadline moved to the published calendar"),
  certification: label("出具缴存使用证明", "certified"),
  "certification-refusal": label("不予出具证明", "not certified"),
  quote: label("贷款测算", "quote"),
  grant: label("放款", "granted"),
  rejection: label("未获批准", "declined"),
  payoff: label("结清", "paid off"),
  "write-off": label("核销", "written off"),
  request: label("发起申请", "requested"),
  supplement: label("补正材料", "documents supplied"),
  "supplement-request": label("要求补正", "documents asked for"),
  verification: label("核实", "verified"),
  approval: label("审批通过", "approved"),
  revocation: label("撤回审批", "approval taken back"),
  closure: label("办结", "closed"),
  rating: label("评价", "rated"),
  "rating-reply": label("答复差评", "rating answered"),
  erasure: label("清除个人信息", "personal data erased"),
}
export const eventName = (event: string): Bilingual => named(EVENTS, event)
