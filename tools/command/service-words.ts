import type { ServiceLeg } from "../../contracts/service-cases.ts"
import type { ServiceMode, ServiceStatus } from "../../contracts/service-codes.ts"
import type { WithdrawalVerdict } from "../../contracts/withdrawals.ts"
import { text, type Text } from "../language.ts"

// The words of a service case (跨省通办) as a clerk uses them.

/** What a clerk types, and the act of the interface that it is; a test holds the list against the routes. */
export const serviceActs = {
  ask: {
    action: "supplement-request",
    name: text(
      "缴存地（联办时受理地也可）：材料不齐，要求补正",
      "H, in joint mode R too: documents are missing",
    ),
  },
  supplement: { action: "supplement", name: text("受理地：补交材料", "R: the missing documents") },
  verify: {
    action: "verification",
    name: text("受理地（联办）：核实相符或不符", "R, joint mode: the fact is verified, or not"),
  },
  decide: {
    action: "decision",
    name: text("缴存地：审批通过或不通过", "H: approves or refuses"),
  },
  pay: { action: "payment", name: text("缴存地：提取已付款", "H: the withdrawal was paid") },
  return: {
    action: "payment-return",
    name: text("缴存地：付款被银行退回，重新待付", "H: the bank sent it back; to be paid again"),
  },
  revoke: {
    action: "revocation",
    name: text("缴存地：撤销审批，未付款或已退回时", "H: the approval is taken back, unpaid or returned"),
  },
  close: { action: "closure", name: text("受理地：结果已送达，办结", "R: the applicant has the result") },
  cancel: {
    action: "cancellation",
    name: text("受理地：申请人撤回，限审批前", "R: taken back, before a decision"),
  },
  rate: { action: "rating", name: text("受理地：好差评，一次", "R: the applicant's rating, once") },
  reply: { action: "rating-reply", name: text("缴存地：答复差评", "H: answers a bad rating") },
} as const satisfies Record<string, { readonly action: string; readonly name: Text }>
export type ServiceWord = keyof typeof serviceActs

export const isServiceWord = (word: string): word is ServiceWord => Object.hasOwn(serviceActs, word)

/** Lines of a case's history. */
export const serviceEventNames: Readonly<Record<string, Text>> = {
  request: text("受理地：提交申请", "R: the request"),
  "supplement-request": text("要求补正材料", "documents are asked for"),
  supplement: text("受理地：材料已补", "R: the documents are supplied"),
  verification: text("受理地：核实", "R: the verification"),
  approval: text("缴存地：审批通过", "H: approved"),
  refusal: text("缴存地：审批不通过", "H: refused"),
  payment: text("缴存地：付款", "H: paid"),
  "payment-return": text("缴存地：付款被退回", "H: the payment came back"),
  revocation: text("缴存地：撤销审批", "H: the approval taken back"),
  closure: text("受理地：办结", "R: closed"),
  erasure: text("材料和金额已清除", "documents and figures erased"),
  cancellation: text("受理地：撤销", "R: taken back"),
  rating: text("受理地：评价", "R: rated"),
  "rating-reply": text("缴存地：答复差评", "H: the rating is answered"),
  escalation: text("超期，已上报", "overdue, escalated"),
  expiry: text("逾期失效", "expired"),
  "calendar-review": text(
    "工作日历已公布，重新计算期限",
    "the calendar is published, the deadline is set anew",
  ),
}

export const serviceLegNames: Readonly<Record<ServiceLeg, Text>> = {
  supplement: text("补正材料", "supply the documents"),
  verification: text("核实事实", "verify the fact"),
  decision: text("审批", "decide"),
  payment: text("付款", "pay"),
  delivery: text("送达并办结", "hand over the result, close"),
  ratingReply: text("答复差评", "answer the bad rating"),
}

/** How the leg is done at this command line. */
export const serviceLegCommands: Readonly<Record<ServiceLeg, string>> = {
  supplement: "hub service supplement <id> --document <kind>=<file>",
  verification: "hub service verify <id> verified|notVerified method=contract",
  decision: "hub service decide <id> approve|refuse …",
  payment: "hub service pay <id> amount=… reference=…",
  delivery: "hub service close <id> delivery=counter",
  ratingReply: "hub service reply <id> reply=… substantiated=true|false",
}

/** In a table a mode is one word; the code table says what it means. */
export const modeNames: Readonly<Record<ServiceMode, Text>> = {
  online: text("全程网办", "online"),
  agent: text("代收代办", "agent"),
  joint: text("两地联办", "joint"),
}

export const verdictNames: Readonly<Record<WithdrawalVerdict, Text>> = {
  allowed: text("可提取", "allowed"),
  notAllowed: text("不可提取", "not allowed"),
  homeDecides: text(
    "规则未定，由缴存地判断（审批须写理由）",
    "no rule decides: the home center judges, with a reason",
  ),
}

/** What the applicant at the counter wants to hear. */
export const tellApplicant: Readonly<Record<ServiceStatus, Text>> = {
  submitted: text(
    "已受理，缴存地审批后答复；期限见上。",
    "Taken in; the home center decides by the day above.",
  ),
  supplementRequested: text(
    "还缺材料（见上）；补齐后重新起算审批时间，逾期不补申请失效。",
    "Documents are missing, see above. The time of the decision begins anew when they are there; without them the request expires.",
  ),
  verified: text("事实已核实，等缴存地审批。", "The fact is verified; the home center decides."),
  notVerified: text(
    "核实不符，缴存地不能批准；补充证明后可重新申请。",
    "The fact could not be verified, so it cannot be approved; with further proof another request is possible.",
  ),
  approved: text("缴存地已批准。", "The home center has approved."),
  refused: text(
    "缴存地未批准，原因和改正办法见上。",
    "The home center refused; the reason and what to do about it are above.",
  ),
  paid: text("款已付出，请查收银行账户。", "The money has been paid; look at the bank account."),
  closed: text("已办结。", "Done."),
  cancelled: text("申请已撤回，账户不受影响。", "Taken back; the account is as it was."),
  expired: text("逾期失效；如仍要办理，请重新申请。", "It expired; to go on, apply again."),
}
