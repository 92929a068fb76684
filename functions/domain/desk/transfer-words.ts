import type { Words } from "../../../contracts/desk.ts"
import type { TransferStatus } from "../../../contracts/codes.ts"
import type { Party } from "../transfer/transfer-case.ts"
import { words } from "./words.ts"

/** What each center tells the contributor while a transfer stands there. Complete by its type. */
export const TRANSFER_TELL: Readonly<Record<TransferStatus, Readonly<Record<Party, Words>>>> = {
  letterSent: {
    in: words(
      "您的转移申请已受理，联系函已发往转出地，请等待转出地核对账户，您无需再去转出地。",
      "Your application is accepted and the letter is with the former center; you need not go there yourself.",
    ),
    out: words(
      "我们已收到转入地的联系函，正在核对您的账户，核对期间账户余额照常计息。",
      "We have the other center's letter and are checking your account; it earns interest meanwhile.",
    ),
  },
  letterConfirmed: {
    in: words(
      "转出地已确认接收联系函，正在核算本金和利息，划款后我们会通知您。",
      "The former center has confirmed the letter and is working out principal and interest; we tell you when the money comes.",
    ),
    out: words(
      "您的转出申请已确认，正在核算本金和利息并办理划款。",
      "Your transfer is confirmed; we are working out principal and interest and will pay.",
    ),
  },
  statementSent: {
    in: words(
      "转出地已出具账户信息表，款项到账并核对无误后3个工作日内记入您的账户。",
      "The former center has sent the account statement; the money is booked within 3 working days of its arrival.",
    ),
    out: words(
      "您的账户已转出销户，款项已划或正在划往转入地，请向转入地查询入账情况。",
      "Your account here is closed by transfer and the money is on its way; ask the new center when it is booked.",
    ),
  },
  negotiating: {
    in: words(
      "到账金额或账户信息需与转出地核实，您的资金安全，核实后即入账，我们会通知您。",
      "The amount or the statement is being checked with the former center; your money is safe and we will tell you.",
    ),
    out: words(
      "转入地对金额或账户信息提出核实，我们正在处理，您的资金安全。",
      "The new center asked about the amount or the statement; we are looking into it and your money is safe.",
    ),
  },
  refused: {
    in: words(
      "转出地未通过审核，理由和改正办法见下；您的资金仍在原账户，改正后可以重新申请。",
      "The former center refused; why and what to do is shown below. Your money is still in the old account and you may apply again.",
    ),
    out: words(
      "您的转出申请未通过审核，理由已告知转入地；资金仍在本中心您的账户中。",
      "Your transfer was refused and the new center knows why; the money is still in your account here.",
    ),
  },
  completed: {
    in: words(
      "转移已办结，款项已记入您的账户，缴存月数合并计算。",
      "The transfer is completed: the money is in your account and the months count together.",
    ),
    out: words(
      "转移已办结，款项已由转入地入账，您在本中心的账户已销户。",
      "The transfer is completed: the new center has booked the money and your account here is closed.",
    ),
  },
  completedAfterNegotiation: {
    in: words(
      "核实完毕，转移已办结，款项已记入您的账户。",
      "The matter is settled and the transfer completed: the money is in your account.",
    ),
    out: words(
      "核实完毕，转移已办结，款项已由转入地入账，您在本中心的账户已销户。",
      "The matter is settled: the new center has booked the money and your account here is closed.",
    ),
  },
  closedAsRefused: {
    in: words(
      "本次转移未能办理，已结束；资金仍在原账户，改正后可以重新申请。",
      "This transfer could not be made and has ended; the money is in the old account and you may apply again.",
    ),
    out: words(
      "本次转移未能办理，已结束；资金仍在本中心您的账户中。",
      "This transfer could not be made and has ended; the money is still in your account here.",
    ),
  },
  cancelled: {
    in: words(
      "转移申请已撤销，资金仍在原账户，需要时可以重新申请。",
      "The application was taken back; the money is in the old account and you may apply again.",
    ),
    out: words(
      "转入地已撤销转移申请，您的账户不受影响。",
      "The new center took the application back; your account is not affected.",
    ),
  },
  expired: {
    in: words(
      "转出地逾期未办，本次申请已失效，资金仍在原账户；请重新申请，我们会督促转出地。",
      "The former center let the time pass and this application has lapsed; the money is in the old account. Apply again, we will press for it.",
    ),
    out: words(
      "本次转移申请已逾期失效，资金仍在本中心您的账户中，请到转入地重新申请。",
      "This application has lapsed; the money is still in your account here. Please apply again at the new center.",
    ),
  },
}
