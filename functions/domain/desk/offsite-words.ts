import type { Words } from "../../../contracts/desk.ts"
import type { OffsiteLoanStatus } from "../../../contracts/offsite-loan-codes.ts"
import type { OffsiteParty } from "../offsite-loan/offsite-loan-case.ts"
import { words } from "./words.ts"

/** What each center tells the borrower while an off-site loan stands there. Complete by its type. */
export const OFFSITE_TELL: Readonly<Record<OffsiteLoanStatus, Readonly<Record<OffsiteParty, Words>>>> = {
  requested: {
    loan: words(
      "贷款申请已受理，我们已请缴存地出具缴存使用证明，您无需回缴存地开具。",
      "Your application is accepted; we have asked your home center for the certificate, you need not fetch it.",
    ),
    home: words(
      "贷款地请我们出具您的缴存使用证明，正在核对缴存记录。",
      "The loan center asked us for your contribution certificate; we are checking the record.",
    ),
  },
  certified: {
    loan: words(
      "缴存使用证明已收到，正在审批贷款，结果会通知您。",
      "We have the certificate and are deciding on the loan; you will hear from us.",
    ),
    home: words(
      "缴存使用证明已发给贷款地，证明有效期内您的账户暂不能转出或销户。",
      "The certificate is with the loan center; until it ends your account cannot be transferred or closed.",
    ),
  },
  granted: {
    loan: words(
      "贷款已发放，请按月还款；您可以用缴存地的公积金办理提取还贷或冲还贷。",
      "The loan is granted; please repay each month. You may use your fund at home toward it.",
    ),
    home: words(
      "您的异地贷款已发放，账户已作标识：不能销户，为这笔贷款提取或冲还贷照常办理。",
      "Your off-site loan is granted and the account bears its mark: it cannot be closed, but may repay this loan.",
    ),
  },
  paidOff: {
    loan: words("贷款已结清，请办理解除抵押。", "The loan is paid off; please have the mortgage released."),
    home: words(
      "异地贷款已结清，账户标识已解除，业务恢复正常。",
      "The loan is paid off and the mark is gone; your account is free again.",
    ),
  },
  converted: {
    loan: words(
      "您的缴存账户已转入本中心，这笔贷款现按本地贷款管理，还款不变。",
      "Your account has moved to us and the loan is a local one now; repayments stay the same.",
    ),
    home: words(
      "您的账户已转入贷款地，异地贷款转为当地贷款。",
      "Your account has moved to the loan center and the loan is a local one there.",
    ),
  },
  refused: {
    loan: words(
      "缴存地未出具缴存使用证明，理由和改正办法见下，改正后可以重新申请。",
      "Your home center issued no certificate; why and what to do is shown below. You may apply again.",
    ),
    home: words(
      "您的情况暂不能出具缴存使用证明，理由已告知贷款地，改正后可以重新申请。",
      "We could not certify; the loan center knows why. Put it right and apply again.",
    ),
  },
  rejected: {
    loan: words(
      "贷款申请未获批准，您可以补充条件后重新申请。",
      "The loan was declined; you may apply again when the conditions are met.",
    ),
    home: words(
      "贷款地未批准贷款，您账户上的限制已解除。",
      "The loan center declined the loan; the hold on your account is gone.",
    ),
  },
  cancelled: {
    loan: words(
      "贷款申请已撤销，需要时可以重新申请。",
      "The application was taken back; you may apply again.",
    ),
    home: words(
      "贷款申请已撤销，您账户上的限制已解除。",
      "The application was taken back; the hold on your account is gone.",
    ),
  },
  expired: {
    loan: words(
      "本次申请已逾期失效，如仍需贷款请重新申请。",
      "This application has lapsed; apply again if you still need the loan.",
    ),
    home: words(
      "本次异地贷款申请已逾期失效，您账户上的限制已解除。",
      "The application has lapsed; the hold on your account is gone.",
    ),
  },
}
