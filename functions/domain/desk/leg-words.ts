import type { Words } from "../../../contracts/desk.ts"
import type { OffsiteLeg } from "../../../contracts/offsite-loans.ts"
import type { ServiceLeg } from "../../../contracts/service-cases.ts"
import type { Leg } from "../../../contracts/transfers.ts"
import { words } from "./words.ts"

/** What a leg asks of the center that must act, by its table: the next step of a clerk in one line. */
export const TRANSFER_LEG_WORDS: Readonly<Record<Leg, Words>> = {
  letter: words("发出联系函", "send the contact letter"),
  confirmation: words(
    "核对联系函并确认接收；账户不符或不符合转出条件的，选择理由退回",
    "check the contact letter and confirm it, or refuse it with a ground",
  ),
  statement: words(
    "审核账户，出具账户信息表并划款；不符合条件的，选择理由退回",
    "look at the account, send the account statement and pay, or refuse with a ground",
  ),
  payment: words(
    "按账户信息表的金额划款到联系函中的账户，登记付款流水号",
    "pay the statement's amount to the account of the letter and register the reference",
  ),
  completion: words(
    "核对到账金额与账户信息表，相符的入账办结，不符的提出协商",
    "hold the money against the statement: book and complete, or open a negotiation",
  ),
  negotiation: words(
    "答复协商：补款、更正账户信息表、办结或全额退回",
    "answer the negotiation: pay, correct the statement, complete or return it all",
  ),
  acknowledgement: words(
    "把退回理由告知申请人，确认后办结",
    "tell the applicant why it was refused, then acknowledge",
  ),
}

export const OFFSITE_LEG_WORDS: Readonly<Record<OffsiteLeg, Words>> = {
  certification: words(
    "核对缴存记录，出具缴存使用证明；不符合条件的，选择理由不予出具",
    "look at the record and certify it, or decline with a ground",
  ),
  decision: words("测算额度并审批贷款，放款后登记", "quote and decide the loan, then register the grant"),
  collectionAnswer: words(
    "联系借款人，答复协助催收的结果",
    "reach the borrower and answer the request for collection",
  ),
  offsetCompletion: words("核对冲还贷到账，入账", "book the offset that has arrived"),
  offsetReturn: words("登记银行退回的冲还贷款项", "register the offset that the bank sent back"),
  statusFeed: words("报送上月还款状态", "feed last month's repayment"),
}

export const SERVICE_LEG_WORDS: Readonly<Record<ServiceLeg, Words>> = {
  supplement: words("请申请人补齐材料后提交", "have the applicant supply the documents, then send them"),
  verification: words("核实事实，填写核实结果", "verify the fact and state the outcome"),
  decision: words("审批：通过或不通过，写明理由", "decide: approve, or refuse with the reason"),
  payment: words(
    "付款到申请人本人账户，登记付款流水号",
    "pay to the applicant's own account and register it",
  ),
  delivery: words("把结果送达申请人后办结", "deliver the result to the applicant, then close"),
  ratingReply: words("核查差评，答复申请人", "look into the bad rating and answer it"),
}

/** What waits beside the cases. None of them has a deadline that a source names. */
export const OTHER_NEXT = {
  finding: words("核查后说明本中心意见", "look into it and state this center's side"),
  arrears: words(
    "欠缴已到期，按本中心政策办理（封存或解除协议）",
    "arrears are due: seal or end by your policy",
  ),
  fundsPaid: words(
    "说明这笔款项属于哪一笔转移；不能说明的，对方将退回",
    "name the transfer that the money belongs to, or it will be sent back",
  ),
  fundsReceived: words(
    "等待对方说明；长期不能说明的，原路退回",
    "wait for the explanation; send it back when there is none",
  ),
} as const satisfies Record<string, Words>
