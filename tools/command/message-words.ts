import type { InboxMessage, MessageType } from "../../contracts/messages.ts"
import { text, type Text } from "../language.ts"

/** What each message says, as a clerk reads it. */
export const messageNames: Readonly<Record<MessageType, Text>> = {
  "transfer.letter-sent": text("收到联系函", "a contact letter"),
  "transfer.letter-confirmed": text("联系函已确认", "the letter is confirmed"),
  "transfer.refused": text("转移审核不通过", "the transfer is refused"),
  "transfer.refusal-acknowledged": text("对方已确认拒绝", "the refusal is acknowledged"),
  "transfer.statement-sent": text("收到账户信息表", "the account statement"),
  "transfer.payment-sent": text("对方已付款", "a payment left"),
  "transfer.payment-returned": text("付款被银行退回", "the bank sent a payment back"),
  "transfer.disputed": text("对方提出协商", "a negotiation is opened"),
  "transfer.return-sent": text("对方全额退回", "the money goes back whole"),
  "transfer.return-confirmed": text("退款已收到", "the money is back"),
  "transfer.completed": text("转移办结", "the transfer is completed"),
  "transfer.cancelled": text("联系函已撤销", "the letter was taken back"),
  "transfer.expired": text("转移逾期失效", "the transfer expired"),
  "transfer.stop-requested": text("申请人要求停止", "the applicant wants to stop"),
  "transfer.escalated": text("转移超期，已上报", "a transfer is overdue, escalated"),
  "transfer.residual-sent": text("办结后的尾款", "money that follows a transfer"),
  "transfer.residual-booked": text("尾款已入账", "the money that followed is booked"),
  "funds.unmatched": text("有款无函", "money without a letter"),
  "funds.explained": text("有款无函已说明", "the money without a letter is explained"),
  "offsite-loan.requested": text("异地贷款：请出具缴存使用证明", "off-site loan: please certify"),
  "offsite-loan.certified": text("异地贷款：证明已出具", "off-site loan: certified"),
  "offsite-loan.certification-refused": text("异地贷款：不予出具证明", "off-site loan: not certified"),
  "offsite-loan.granted": text("异地贷款：已放款（回执）", "off-site loan: granted (return slip)"),
  "offsite-loan.rejected": text("异地贷款：未获批准，限制已解除", "off-site loan: declined, the hold ended"),
  "offsite-loan.cancelled": text("异地贷款：申请已撤销", "off-site loan: taken back"),
  "offsite-loan.expired": text("异地贷款：逾期失效", "off-site loan: expired"),
  "offsite-loan.status-fed": text("异地贷款：每月还款状态", "off-site loan: the month's status"),
  "offsite-loan.collection-requested": text(
    "异地贷款：逾期，请协助催收",
    "off-site loan: overdue, please help",
  ),
  "offsite-loan.collection-answered": text("异地贷款：催收已答复", "off-site loan: collection answered"),
  "offsite-loan.offset-sent": text("异地贷款：冲还贷款项已付", "off-site loan: an offset left"),
  "offsite-loan.offset-booked": text("异地贷款：冲还贷已入账", "off-site loan: the offset is booked"),
  "offsite-loan.offset-returned": text("异地贷款：冲还贷被银行退回", "off-site loan: the offset came back"),
  "offsite-loan.paid-off": text("异地贷款：已结清，标识解除", "off-site loan: paid off, the mark ended"),
  "offsite-loan.written-off": text("异地贷款：已核销", "off-site loan: written off"),
  "offsite-loan.home-changed": text("异地贷款：缴存地已变更", "off-site loan: another home center"),
  "offsite-loan.converted": text("异地贷款：转为本地贷款", "off-site loan: became a local one"),
  "offsite-loan.escalated": text("异地贷款：超期，已上报", "off-site loan: overdue, escalated"),
  "service.submitted": text("通办业务：请办理", "service case: please handle"),
  "service.supplement-requested": text("通办业务：需补正材料", "service case: documents are missing"),
  "service.supplied": text("通办业务：材料已补正", "service case: the documents are supplied"),
  "service.verified": text(
    "通办业务：事实已核实，请审批",
    "service case: the fact is verified, please decide",
  ),
  "service.not-verified": text("通办业务：核实不符", "service case: the fact was not verified"),
  "service.approved": text("通办业务：审批通过", "service case: approved"),
  "service.refused": text("通办业务：审批不通过", "service case: refused"),
  "service.paid": text("通办业务：提取已付款", "service case: the withdrawal is paid"),
  "service.payment-returned": text("通办业务：付款被银行退回", "service case: the payment came back"),
  "service.closed": text("通办业务：已办结", "service case: closed"),
  "service.cancelled": text("通办业务：申请已撤销", "service case: taken back"),
  "service.expired": text("通办业务：逾期失效", "service case: expired"),
  "service.rated": text("通办业务：收到评价", "service case: rated"),
  "service.rating-replied": text("通办业务：差评已答复", "service case: the bad rating is answered"),
  "service.escalated": text("通办业务超期，已上报", "a service case is overdue, escalated"),
  "finding.opened": text("疑点：待核查", "a doubt"),
  "finding.stated": text("疑点：对方已说明", "a doubt: another center states its side"),
  "finding.closed": text("疑点：已了结", "a doubt is settled"),
  "batch.finished": text("批次办理完毕", "a batch has ended"),
  "account.seal-request": text("请封存账户", "please seal the account"),
  "account.normal-granted": text("账户转为正常", "the account is normal now"),
  "account.person-linked": text("证件已关联", "documents were joined"),
  "agreement.arrears-due": text("欠缴已到期，应由本中心办理", "arrears are due: the center must act"),
  "federation.proposed": text("联盟版本待您签署接受", "a federation version waits for your acceptance"),
  "federation.joined": text("有成员加入联盟", "a member joined the federation"),
  "federation.left": text("有成员退出联盟", "a member left the federation"),
  "warning.registered": text("警示待复核", "a warning waits for its reviewer"),
  "warning.escalated": text("警示异议逾期未答复", "an objection to a warning is late"),
  "warning.objected": text("对警示提出异议，请在期限内答复", "a warning is objected to: answer in time"),
  "warning.answered": text("警示异议已答复", "the objection to a warning was answered"),
  "warning.ended": text("警示已解除", "a warning has ended"),
  "investigation.requested": text("请协查购房信息", "please look into a home purchase"),
  "investigation.answered": text("购房信息协查已答复", "your question about a home purchase is answered"),
  "investigation.escalated": text("购房信息协查逾期", "an answer about a home purchase is late"),
  "investigation.closed": text(
    "购房信息协查未答复而关闭",
    "a question about a home purchase is closed without answer",
  ),
  "notice.published": text("购房提取异常地区警示", "a region with abnormal purchases was announced"),
  "notice.withdrawn": text("异常地区警示撤回", "the notice of a region was withdrawn"),
  "center.merged": text("机构合并，业务由承继中心办理", "a center has merged into its successor"),
  "center.succession-proposed": text(
    "提出机构合并，待承继中心接受",
    "a merger was proposed; the successor answers",
  ),
  "center.succession-cancelled": text("机构合并已撤销", "the merger was cancelled"),
  "directory.key-added": text("新密钥已登记", "a key was registered"),
  "directory.receiving-account-changed": text("收款账户变更", "the receiving account changed"),
}

/** What is to be done, by the type of the message; <case>, <account>, <contract> and <finding> are filled in. */
const nextSteps: Readonly<Partial<Record<MessageType, Text>>> = {
  "transfer.letter-sent": text(
    "核对账户后：hub transfer letter-confirmation <case>",
    "look at the account, then: hub transfer letter-confirmation <case>",
  ),
  "transfer.statement-sent": text(
    "核对到账金额后：hub transfer completion | dispute <case>",
    "hold it against the money, then: hub transfer completion | dispute <case>",
  ),
  "transfer.refused": text(
    "告知申请人后：hub transfer refusal-acknowledgement <case>",
    "tell the applicant, then: hub transfer refusal-acknowledgement <case>",
  ),
  "offsite-loan.requested": text(
    "核对缴存记录后：hub offsite-loan certification <case> accountNo=… 或 certification-refusal <case> reasonCode=…",
    "check the record, then: hub offsite-loan certification <case> accountNo=... or certification-refusal <case> reasonCode=...",
  ),
  "offsite-loan.certified": text(
    "测算、预占、放款：hub offsite-loan quote <case> @quote.json；hub loan reserve；hub offsite-loan grant | rejection <case>",
    "quote, reserve, decide: hub offsite-loan quote <case> @quote.json; hub loan reserve; hub offsite-loan grant | rejection <case>",
  ),
  "offsite-loan.certification-refused": text(
    "告知申请人原因和改正办法：hub offsite-loan show <case>",
    "tell the applicant why, and how to put it right: hub offsite-loan show <case>",
  ),
  "offsite-loan.granted": text(
    "账户已加异地贷款标识：不能销户；为这笔贷款提取、冲还贷照常",
    "the account bears the loan mark: it cannot be closed; repaying this loan stays allowed",
  ),
  "offsite-loan.collection-requested": text(
    "联系借款人后：hub offsite-loan collection-answer <case> contacted=true|false",
    "reach the borrower, then: hub offsite-loan collection-answer <case> contacted=true|false",
  ),
  "offsite-loan.collection-answered": text(
    "如有扣划，入账后报送：hub loan feed <contract> month=… balance=…",
    "if money was deducted, book it and feed: hub loan feed <contract> month=... balance=...",
  ),
  "offsite-loan.offset-sent": text(
    "到账后：hub offsite-loan offset-completion <case> balance=… bankSerial=…",
    "when the money is there: hub offsite-loan offset-completion <case> balance=... bankSerial=...",
  ),
  "offsite-loan.offset-returned": text(
    "这笔冲还贷未成：不要入账",
    "this offset came to nothing: book nothing",
  ),
  "offsite-loan.paid-off": text(
    "标识已解除，结清证明编号见：hub offsite-loan show <case>",
    "the mark ended; the payoff certificate's number: hub offsite-loan show <case>",
  ),
  "offsite-loan.home-changed": text(
    "原缴存地职责已结束，无需操作；贷款地和新缴存地看待办：hub offsite-loan show <case>",
    "the former home center's duty has ended; the other two see what is to be done: hub offsite-loan show <case>",
  ),
  "offsite-loan.converted": text(
    "贷款改按本地贷款管理：hub loan show <contract>",
    "the loan is a local one now: hub loan show <contract>",
  ),
  "offsite-loan.escalated": text(
    "看谁超期、应办什么：hub offsite-loan show <case>",
    "see who is late with what: hub offsite-loan show <case>",
  ),
  "service.submitted": text(
    "看事项和材料后审批，联办的等受理地核实：hub service show <case>；hub service decide <case> approve|refuse …",
    "see what is asked, then decide (in joint mode after the verification): hub service show <case>; hub service decide <case> approve|refuse ...",
  ),
  "service.supplement-requested": text(
    "向申请人要齐后补交：hub service supplement <case> --document <种类>=<文件>",
    "get them from the applicant: hub service supplement <case> --document <kind>=<file>",
  ),
  "service.supplied": text(
    "材料已补，重新核实或审批：hub service show <case>",
    "the papers are there, verify or decide anew: hub service show <case>",
  ),
  "service.verified": text(
    "审批：hub service decide <case> approve|refuse …",
    "decide: hub service decide <case> approve|refuse ...",
  ),
  "service.not-verified": text(
    "不能批准：hub service decide <case> refuse reasonCode=fact-not-verified",
    "it cannot be approved: hub service decide <case> refuse reasonCode=fact-not-verified",
  ),
  "service.refused": text(
    "告知原因和改正办法后办结：hub service show <case>；hub service close <case> delivery=counter",
    "tell why and what helps, then close: hub service show <case>; hub service close <case> delivery=counter",
  ),
  "service.paid": text(
    "告知申请人已付款后办结：hub service close <case> delivery=counter",
    "tell the applicant that it is paid, then close: hub service close <case> delivery=counter",
  ),
  "service.rated": text(
    "差评须答复：hub service reply <case> reply=… substantiated=true|false",
    "a bad rating is to be answered: hub service reply <case> reply=... substantiated=true|false",
  ),
  "agreement.arrears-due": text(
    "看欠几个月、应办什么：hub flexible arrears <account>",
    "see what is unpaid and what is to be done: hub flexible arrears <account>",
  ),
  "finding.opened": text(
    "核查后说明：hub finding show <finding>；hub finding state <finding> …",
    "look into it and state your side: hub finding show <finding>; hub finding state <finding> ...",
  ),
  "finding.stated": text(
    "看对方意见，说明本方：hub finding show <finding>",
    "see what the other center states, then state yours: hub finding show <finding>",
  ),
  "batch.finished": text(
    "逐行结果：hub batch lines <批次号>；被拒的行改正后另交一批",
    "each line: hub batch lines <batchNo>; put refused lines right and hand them in anew",
  ),
  "account.seal-request": text(
    "封存账户：hub account seal <account>",
    "seal the account: hub account seal <account>",
  ),
}

const commandsByPrefix: Readonly<Record<string, string>> = { lnc_: "offsite-loan", svc_: "service" }

/** A message that reports something else while the case still waits for its receiver. */
const lookAtCase = (caseId: string | undefined): Text | undefined => {
  const command = commandsByPrefix[caseId?.slice(0, 4) ?? ""] ?? "transfer"
  return caseId === undefined
    ? undefined
    : text(`看待办：hub ${command} show <case>`, `see what is to be done: hub ${command} show <case>`)
}

/** What the clerk does next; nothing where there is nothing to do and nothing to look at. */
export const nextStepOf = (message: InboxMessage): Text | undefined => {
  const step = nextSteps[message.type] ?? lookAtCase(message.caseId)
  if (step === undefined) return undefined
  const filled = (line: string): string =>
    line
      .replaceAll("<case>", message.caseId ?? "<id>")
      .replaceAll("<account>", message.accountNo ?? "<accountNo>")
      .replaceAll("<contract>", message.contractNo ?? "<contractNo>")
      .replaceAll("<finding>", message.subjectId ?? "<findingId>")
  return { zh: filled(step.zh), en: filled(step.en) }
}
