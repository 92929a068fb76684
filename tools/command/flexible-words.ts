import type { Agreement, ArrearsState, EndReason, FormOfWork, Rhythm } from "../../contracts/agreements.ts"
import type { ParticipationCheckRequest, ParticipationVerdict } from "../../contracts/participation.ts"
import type { SubsidyKind, SubsidyLine } from "../../contracts/subsidies.ts"
import type * as z from "zod"
import { text, type Text } from "../language.ts"

// The words of flexible employment as a clerk uses them.

export const participationActs: Readonly<Record<ParticipationCheckRequest["act"], Text>> = {
  join: text("参加", "join"),
  changeBase: text("调整缴存基数和比例", "change base and rate"),
  backPay: text("补缴", "pay past months"),
  stop: text("停缴", "stop contributing"),
  contribute: text("缴存或预缴", "contribute, or pay in advance"),
}

export const participationVerdicts: Readonly<Record<ParticipationVerdict, Text>> = {
  allowed: text("可以", "allowed"),
  notAllowed: text("不可以", "not allowed"),
  homeDecides: text("规则未定，由中心判断", "no rule decides: the center judges"),
}

export const formNames: Readonly<Record<FormOfWork, Text>> = {
  selfEmployed: text("个体经营", "self-employed"),
  partTime: text("非全日制", "part-time"),
  newForm: text("新就业形态", "new form of work"),
}

export const rhythmNames: Readonly<Record<Rhythm, Text>> = {
  month: text("按月", "by month"),
  quarter: text("按季", "by quarter"),
  halfYear: text("按半年", "by half-year"),
  year: text("按年", "by year"),
  lumpSum: text("一次性趸缴", "lump sum"),
}

export const agreementStatuses: Readonly<Record<Agreement["status"], Text>> = {
  running: text("有效", "running"),
  ended: text("已终止", "ended"),
}

export const endReasons: Readonly<Record<EndReason, Text>> = {
  voluntary: text("自愿终止", "voluntary"),
  arrears: text("欠缴停缴", "arrears"),
  employed: text("转为单位缴存", "became an employee"),
  other: text("其他", "other"),
}

export const arrearsStates: Readonly<Record<z.infer<typeof ArrearsState>, Text>> = {
  inOrder: text("无欠缴", "nothing unpaid"),
  arrears: text("有欠缴", "months are unpaid"),
  due: text("欠缴到期，应由中心办理", "due: the center must act"),
}

export const arrearsEffects: Readonly<Record<"endsAgreement" | "closesAccount", Text>> = {
  endsAgreement: text("协议终止", "the agreement ends"),
  closesAccount: text("办理账户注销", "the account is closed"),
}

export const subsidyNames: Readonly<Record<z.infer<typeof SubsidyKind>, Text>> = {
  contribution: text("缴存补贴", "by the year's contributions"),
  startingGrant: text("一次性开户补贴", "once, for starting"),
  interest: text("利息补贴", "by the year's interest"),
  unusedMoney: text("未使用资金补贴", "of unused money"),
}

export const dueNames: Readonly<Record<SubsidyLine["due"], Text>> = {
  due: text("可发放", "due"),
  notDue: text("不可发放", "not due"),
  homeDecides: text("由中心判断", "the center judges"),
}

export const stackingNames: Readonly<Record<"all" | "highest" | "notRuled", Text>> = {
  all: text("可叠加", "they add up"),
  highest: text("取其高", "the highest alone"),
  notRuled: text("政策未规定能否叠加", "the pack does not say whether they add up"),
}
