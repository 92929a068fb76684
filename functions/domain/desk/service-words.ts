import type { Words } from "../../../contracts/desk.ts"
import type { ServiceStatus } from "../../../contracts/service-codes.ts"
import type { ServiceParty } from "../service-case/service-case.ts"
import { words } from "./words.ts"

/** What each center tells the applicant while a service case stands there. Complete by its type. */
export const SERVICE_TELL: Readonly<Record<ServiceStatus, Readonly<Record<ServiceParty, Words>>>> = {
  submitted: {
    receiving: words(
      "您的申请已受理并提交缴存地，办理进度我们会通知您，您无需前往缴存地。",
      "Your application is accepted and with your home center; you need not go there.",
    ),
    home: words("您的申请已收到，正在办理。", "We have your application and are working on it."),
  },
  supplementRequested: {
    receiving: words(
      "缴存地需要您补齐材料，请在期限内交到我们窗口，逾期申请将失效。",
      "Your home center needs further documents: please bring them in time, or the application lapses.",
    ),
    home: words(
      "申请材料不齐，请到受理地窗口补齐，逾期申请将失效。",
      "Documents are missing: please bring them to the center where you applied, in time.",
    ),
  },
  verified: {
    receiving: words(
      "我们已核实有关事实，现由缴存地审批。",
      "We have verified the fact; your home center decides now.",
    ),
    home: words(
      "受理地已核实有关事实，我们正在审批。",
      "The receiving center has verified the fact; we are deciding.",
    ),
  },
  notVerified: {
    receiving: words(
      "有关事实未能核实，已如实告知缴存地，由缴存地决定。",
      "The fact could not be verified; your home center knows and decides.",
    ),
    home: words(
      "受理地未能核实有关事实，我们正在决定是否办理，必要时请您补充证明。",
      "The receiving center could not verify the fact; we are deciding and may ask for further proof.",
    ),
  },
  approved: {
    receiving: words(
      "缴存地已审批通过，结果或款项随后送达。",
      "Your home center has approved; the result or the money follows.",
    ),
    home: words(
      "您的申请已审批通过，结果或款项随后送达。",
      "Your application is approved; the result or the money follows.",
    ),
  },
  refused: {
    receiving: words(
      "缴存地审批未通过，理由和改正办法见下，改正后可以重新申请。",
      "Your home center refused; why and what to do is shown below. You may apply again.",
    ),
    home: words(
      "您的申请未通过审批，理由和改正办法见下，改正后可以重新申请。",
      "Your application was refused; why and what to do is shown below. You may apply again.",
    ),
  },
  paid: {
    receiving: words(
      "款项已由缴存地付到您本人的银行账户，请查收。",
      "Your home center has paid to your own bank account.",
    ),
    home: words("款项已付到您本人的银行账户，请查收。", "The money is paid to your own bank account."),
  },
  closed: {
    receiving: words("业务已办结，欢迎您作出评价。", "The matter is closed; please rate it."),
    home: words("业务已办结。", "The matter is closed."),
  },
  cancelled: {
    receiving: words(
      "申请已撤销，需要时可以重新申请。",
      "The application was taken back; you may apply again.",
    ),
    home: words(
      "申请已在受理地撤销，您的账户不受影响。",
      "The application was taken back; your account is not affected.",
    ),
  },
  expired: {
    receiving: words(
      "申请已逾期失效，如仍需办理请重新申请。",
      "The application has lapsed; please apply again.",
    ),
    home: words("申请已逾期失效，如仍需办理请重新申请。", "The application has lapsed; please apply again."),
  },
}
