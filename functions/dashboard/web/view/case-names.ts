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
