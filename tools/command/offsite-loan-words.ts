import type { OffsiteLoanStatus } from "../../contracts/offsite-loan-codes.ts"
import type { OffsiteLeg } from "../../contracts/offsite-loans.ts"
import { text, type Text } from "../language.ts"

// The words of an off-site loan as a clerk uses them.

/** What the centers call each act; a test holds the list against the routes. */
export const offsiteActionNames: Readonly<Record<string, Text>> = {
  certification: text("缴存地：出具缴存使用证明，锁定账户", "H: certify the record; holds the account"),
  "certification-refusal": text("缴存地：不予出具（封闭原因表）", "H: no certificate, from the closed list"),
  cancellation: text("贷款地：出具证明前撤销", "L: take the request back, before the certificate"),
  quote: text("贷款地：按证明测算额度", "L: quote over the certified record"),
  grant: text("贷款地：放款，限制变为异地贷款标识", "L: grant; the hold becomes the loan mark"),
  rejection: text("贷款地：不予贷款，证明作废", "L: no loan; the certificate is void"),
  "collection-request": text("贷款地：逾期，请缴存地协助催收", "L: overdue, ask H to help collecting"),
  "collection-answer": text("缴存地：答复催收（可扣划）", "H: answer it, with or without a deduction"),
  offset: text("缴存地：冲还贷付款", "H: money from the account to the loan"),
  "offset-completion": text("贷款地：冲还贷入账", "L: book it on the loan"),
  "offset-return": text("缴存地：冲还贷被银行退回", "H: the bank sent it back"),
}

/** Further lines of a case's history. */
export const offsiteEventNames: Readonly<Record<string, Text>> = {
  ...offsiteActionNames,
  request: text("贷款地：申请出具证明", "L: the request"),
  "status-feed": text("贷款地：报送还款状态", "L: the month's status"),
  payoff: text("贷款地：结清", "L: paid off"),
  "write-off": text("贷款地：核销", "L: written off"),
  "home-change": text("账户转移，缴存地变更", "the account moved: another home center"),
  conversion: text("账户转到贷款地，转为本地贷款", "the account came to the lender: a local loan"),
  escalation: text("超期，已上报", "overdue, escalated"),
  expiry: text("逾期失效", "expired"),
  "calendar-review": text(
    "工作日历已公布，重新计算期限",
    "the calendar is published, the deadline is set anew",
  ),
}

export const legNames: Readonly<Record<OffsiteLeg, Text>> = {
  certification: text("出具缴存使用证明", "certify the record"),
  decision: text("审批：测算、放款或不予贷款", "decide: quote, grant or reject"),
  collectionAnswer: text("答复协助催收", "answer the collection request"),
  offsetCompletion: text("冲还贷入账", "book the offset"),
  offsetReturn: text("确认在途冲还贷已退回", "confirm that the offset on its way came back"),
  statusFeed: text("报送每月还款状态", "feed the month's status"),
}

/** How the leg is done at this command line. */
export const legCommands: Readonly<Record<OffsiteLeg, string>> = {
  certification: "hub offsite-loan certification <id> …",
  decision: "hub offsite-loan quote <id> @quote.json; grant | rejection <id> …",
  collectionAnswer: "hub offsite-loan collection-answer <id> contacted=true",
  offsetCompletion: "hub offsite-loan offset-completion <id> balance=… bankSerial=…",
  offsetReturn: "hub offsite-loan offset-return <id> returnedOn=…",
  statusFeed: "hub loan feed <contractNo> month=… balance=…",
}

/** What the contributor at the counter wants to hear. */
export const tellContributor: Readonly<Record<OffsiteLoanStatus, Text>> = {
  requested: text(
    "缴存地正在核对缴存记录；出证后贷款地再审批。此时账户照常使用。",
    "The home center is checking the record; the loan center decides when it has certified. The account works as usual until then.",
  ),
  certified: text(
    "证明已出具，等贷款地审批。证明有效期内账户不能提取、转出、销户；不批或到期即解除。",
    "Certified; the loan center decides. While the certificate is valid nothing leaves the account; it is free again when the loan is declined or the certificate ends.",
  ),
  granted: text(
    "已放款。账户不能销户；可以提取归还这笔贷款、办理冲还贷；换城市时账户可以转，标识跟着走。",
    "Granted. The account cannot be closed; money may be withdrawn or offset to repay this loan. Moving to another city is possible: the mark goes along.",
  ),
  paidOff: text(
    "贷款已结清，账户标识已解除；结清证明编号见上。",
    "Paid off; the mark is gone. The number of the payoff certificate is above.",
  ),
  converted: text(
    "账户已转到贷款中心，改按本地贷款管理。",
    "The account has come to the loan center: the loan is a local one now.",
  ),
  refused: text("缴存地未出具证明：原因见上；", "The home center did not certify, for the reason above:"),
  rejected: text(
    "贷款未获批准，账户限制已解除，可以另行申请。",
    "The loan was declined; the account is free and another application is possible.",
  ),
  cancelled: text("申请已撤销，账户不受影响。", "The request was taken back; the account is as it was."),
  expired: text(
    "逾期失效，账户限制已解除；如仍要贷款，请重新取得授权码并申请。",
    "It expired and the account is free. To go on, get a new consent code and apply again.",
  ),
}
