import { REFUSAL_REASONS, type RefusalGround } from "../../../contracts/codes.ts"
import type { DeskCase, Words } from "../../../contracts/desk.ts"
import { CERTIFICATION_REFUSALS } from "../../../contracts/offsite-loan-codes.ts"
import { SERVICE_MODES, SERVICE_REFUSALS } from "../../../contracts/service-codes.ts"
import { isServiceCase, isTransfer, type HubCase } from "../case/hub-case.ts"
import type { OffsiteLoanCase } from "../offsite-loan/offsite-loan-case.ts"
import type { ServiceCase, ServiceParty } from "../service-case/service-case.ts"
import { paidAmount, type TransferCase } from "../transfer/transfer-case.ts"
import { words } from "./words.ts"

type Facts = DeskCase["facts"]
type Fact = readonly [Words, string | number | Words | undefined]

const shown = (value: string | number | Words): Words =>
  typeof value === "object" ? words(value.zh, value.en) : words(String(value), String(value))

/** What is not known is not listed. */
const factsOf = (facts: readonly Fact[]): Facts =>
  facts.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: shown(value) }]))

const ofTransfer = (transfer: TransferCase): Facts => {
  const { statement, dispute } = transfer
  return factsOf([
    [words("原个人账号", "old account"), transfer.fromAccountNo],
    [words("转入个人账号", "new account"), transfer.toAccountNo],
    [words("申请日期", "applied on"), transfer.appliedOn],
    [words("本金（元）", "principal, yuan"), statement?.principal],
    [words("利息（元）", "interest, yuan"), statement?.interest],
    [words("转移金额（元）", "amount, yuan"), statement?.amount],
    [words("已付款（元）", "paid, yuan"), statement === undefined ? undefined : paidAmount(transfer)],
    [words("对方称到账（元）", "received as stated, yuan"), dispute?.receivedAmount],
    [words("批次号", "batch"), transfer.batchNo],
  ])
}

const ofOffsite = (offsite: OffsiteLoanCase): Facts => {
  const { grant, loan } = offsite
  return factsOf([
    [words("申请日期", "applied on"), offsite.appliedOn],
    [words("证明编号", "certificate"), offsite.certificateNo],
    [words("证明有效期至", "certificate ends"), offsite.validTo],
    [words("测算额度（元）", "quoted, yuan"), offsite.quote?.amount],
    [words("贷款金额（元）", "loan, yuan"), grant?.amount],
    [words("期限（月）", "term, months"), grant?.termMonths],
    [words("贷款余额（元）", "balance, yuan"), loan?.balance],
    [words("逾期期数", "instalments overdue"), loan?.overduePeriods],
    [words("冲还贷（元）", "offset, yuan"), offsite.offset?.amount],
  ])
}

/** How much the account holds or what was approved the receiving center does not learn here either. */
const ofService = (serviceCase: ServiceCase, sides: ReadonlySet<ServiceParty>): Facts => {
  const { check, decision, payment, closure, missing } = serviceCase
  return factsOf([
    [words("办理模式", "mode"), SERVICE_MODES[serviceCase.mode]],
    [words("申请日期", "applied on"), serviceCase.appliedOn],
    [words("待补材料（份）", "documents missing"), missing?.length],
    [words("可提取上限（元）", "most to withdraw, yuan"), sides.has("home") ? check?.mostAmount : undefined],
    [words("批准金额（元）", "approved, yuan"), decision?.amount],
    [words("审批日期", "decided on"), decision?.decidedOn],
    [words("付款日期", "paid on"), payment?.paidOn],
    [words("送达日期", "delivered on"), closure?.deliveredOn],
  ])
}

const sidesOfService = (serviceCase: ServiceCase, reader: string): ReadonlySet<ServiceParty> =>
  new Set<ServiceParty>([
    ...(serviceCase.receivingCenterId === reader ? (["receiving"] as const) : []),
    ...(serviceCase.homeCenterId === reader ? (["home"] as const) : []),
  ])

export const deskFactsOf = (hubCase: HubCase, reader: string): Facts => {
  if (isTransfer(hubCase)) return ofTransfer(hubCase)
  return isServiceCase(hubCase) ? ofService(hubCase, sidesOfService(hubCase, reader)) : ofOffsite(hubCase)
}

const groundWords = ({ zh, en, guidance }: RefusalGround, note: string | undefined): Words => {
  const added = note === undefined ? "" : ` ${note}`
  return words(`${zh}。${guidance.zh}。${added}`.trim(), `${en}: ${guidance.en}.${added}`)
}

/** Why it was refused, and what the contributor can do about it. */
export const deskReasonOf = (hubCase: HubCase): Words | undefined => {
  if (isTransfer(hubCase)) {
    const { refusal } = hubCase
    return refusal === undefined ? undefined : groundWords(REFUSAL_REASONS[refusal.reasonCode], refusal.note)
  }
  if (isServiceCase(hubCase)) {
    const code = hubCase.decision?.reasonCode
    return code === undefined ? undefined : groundWords(SERVICE_REFUSALS[code], hubCase.decision?.reason)
  }
  const { refusal } = hubCase
  return refusal === undefined
    ? undefined
    : groundWords(CERTIFICATION_REFUSALS[refusal.reasonCode], refusal.note)
}
