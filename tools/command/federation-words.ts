import type { FederationService, FederationSummary } from "../../contracts/federations.ts"
import { text, type Text } from "../language.ts"

export const serviceNames: Readonly<Record<FederationService, Text>> = {
  inboundTransfer: text("转移接续", "transfers"),
  certificateRecognition: text("证明互认", "recognition of certificates"),
  purchaseInvestigation: text("购房信息协查", "co-investigation of purchases"),
  abnormalRegionNotices: text("异常地区警示公告", "notices of abnormal regions"),
  sharedWarnings: text("联合惩戒", "shared warnings"),
  jointWithdrawal: text("统一提取政策", "joint withdrawal rules"),
  extraMatters: text("增加通办事项", "extra matters"),
  fundsLending: text("资金融通", "lending of funds"),
}

export const stateNames: Readonly<Record<FederationSummary["versions"][number]["state"], Text>> = {
  proposed: text("待接受", "proposed"),
  inForce: text("生效", "in force"),
  ended: text("失效", "ended"),
}
