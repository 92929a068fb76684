import type * as z from "zod"
import { CERTIFICATION_REFUSALS, OFFSITE_LOAN_STATUSES } from "../../contracts/offsite-loan-codes.ts"
import { OffsiteLoanDetail, OffsiteLoanList, type OffsiteLoan } from "../../contracts/offsite-loans.ts"
import { text, type Language } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { actOnOffsiteLoan, quoteOffsiteLoan, requestOffsiteLoan } from "./offsite-loan-acts.ts"
import {
  legCommands,
  legNames,
  offsiteActionNames,
  offsiteEventNames,
  tellContributor,
} from "./offsite-loan-words.ts"
import { factLines, tableLines } from "./print-table.ts"
import { grouped, percent, bindingNames } from "./quote-words.ts"
import { chinaMinute } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"

type Detail = z.infer<typeof OffsiteLoanDetail>
type Leg = OffsiteLoan["legs"][number]

const isAction = (word: string): boolean => Object.hasOwn(offsiteActionNames, word)
const actionList = (language: Language): string =>
  Object.entries(offsiteActionNames)
    .map(([action, name]) => `  ${action.padEnd(24)}${name[language]}`)
    .join("\n")

const dueOf = (session: Session, { dueOn, dueUnpublishedYear }: Leg): string => {
  if (dueOn !== undefined) return dueOn
  return dueUnpublishedYear === undefined
    ? ""
    : session.say(
        text(`${dueUnpublishedYear} 年日历未公布`, `calendar of ${dueUnpublishedYear} not published`),
      )
}

const list = async (session: Session): Promise<void> => {
  const { flags } = session
  const zh = session.language === "zh"
  const query = [
    ["role", flags.role],
    ["status", flags.status],
    ["due", flags.due],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
  const answer = await session.ask(
    "GET",
    `/v1/offsite-loans${query.length === 0 ? "" : `?${query.join("&")}`}`,
  )
  if (flags.json === true) return session.print(JSON.stringify(answer.body))
  const { offsiteLoans, cursor } = OffsiteLoanList.parse(answer.body)
  if (offsiteLoans.length === 0)
    return session.print(session.say(text("没有异地贷款业务。", "No off-site loans.")))
  const headings = zh
    ? ["状态", "贷款地", "缴存地", "金额", "待办", "应办方", "期限", "业务编号"]
    : ["status", "lender", "home", "amount", "to do", "who", "due", "case"]
  const rows = offsiteLoans.map((offsite) => {
    const [leg] = offsite.legs
    return [
      OFFSITE_LOAN_STATUSES[offsite.status][session.language],
      offsite.loanCenterId,
      offsite.homeCenterId,
      grouped(offsite.loan?.balance ?? offsite.grant?.amount ?? offsite.quote?.amount ?? ""),
      leg === undefined ? "" : legNames[leg.leg][session.language],
      leg?.actingCenterId ?? "",
      leg === undefined ? "" : dueOf(session, leg),
      offsite.offsiteLoanId,
    ]
  })
  for (const line of tableLines(headings, rows)) session.print(line)
  if (cursor !== undefined)
    session.note(
      session.say(
        text(
          "还有更早的业务，可用 --role、--status、--due 缩小范围。",
          "There are earlier ones; narrow the list with --role, --status or --due.",
        ),
      ),
    )
}

const loanFacts = (session: Session, { loan, grant, quote, collection, offset }: Detail) => {
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  return [
    [
      name("测算", "quote"),
      quote === undefined
        ? undefined
        : `${grouped(quote.amount)}  ${bindingNames[quote.bindingConstraint][session.language]}${quote.eligible ? "" : name("（不符合条件）", " (not eligible)")}`,
    ],
    [
      name("放款", "grant"),
      grant === undefined
        ? undefined
        : `${grant.contractNo}  ${grouped(grant.amount)}  ${grant.termMonths} ${name("期", "months")}  ${percent(grant.yearlyRate)}  ${grant.grantedOn}`,
    ],
    [name("超出测算的理由", "why over the quote"), grant?.overrideReason],
    [
      name("未偿本金", "balance"),
      loan === undefined
        ? undefined
        : `${grouped(loan.balance)}${loan.asOf === undefined ? "" : name(`（${loan.asOf} 报送）`, ` (fed for ${loan.asOf})`)}`,
    ],
    [
      name("逾期", "overdue"),
      loan === undefined || loan.overduePeriods === 0
        ? undefined
        : `${loan.overduePeriods} ${name("期", "periods")}  ${grouped(loan.overdueAmount)}`,
    ],
    [
      name("协助催收", "collection"),
      collection === undefined
        ? undefined
        : `${collection.requestedOn}  ${grouped(collection.overdueAmount)}  ${
            collection.answer === undefined
              ? name("待答复", "no answer yet")
              : `${collection.answer.contacted ? name("已联系", "reached") : name("未联系到", "not reached")}${collection.answer.deduction === undefined ? "" : name(`，扣划 ${grouped(collection.answer.deduction.amount)}（${collection.answer.deduction.reference}）`, `, deducted ${grouped(collection.answer.deduction.amount)} (${collection.answer.deduction.reference})`)}`
          }`,
    ],
    [
      name("冲还贷", "offset"),
      offset === undefined
        ? undefined
        : `${offset.paidOn}  ${grouped(offset.amount)}  ${{ sent: name("在途", "on its way"), booked: name("已入账", "booked"), returned: name("已退回", "sent back") }[offset.status]}  ${offset.reference}`,
    ],
  ] as const
}

const certificateFacts = (session: Session, { certificate, certificateNo, validTo }: Detail) => {
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  return [
    [
      name("缴存使用证明", "certificate"),
      certificateNo === undefined
        ? undefined
        : `${certificateNo}  ${name("有效期至", "valid to")} ${validTo ?? ""}`,
    ],
    [
      name("缴存", "record"),
      certificate === undefined
        ? undefined
        : `${name("余额", "balance")} ${grouped(certificate.balance)}  ${name("基数", "base")} ${grouped(certificate.contributionBase)}  ${certificate.continuousFrom}..${certificate.continuousTo}  ${name("贷款次数", "loans")} ${certificate.loanCount}`,
    ],
  ] as const
}

const refusalFact = (session: Session, { refusal, rejection }: Detail): string | undefined => {
  if (refusal !== undefined) {
    const ground = CERTIFICATION_REFUSALS[refusal.reasonCode]
    return [ground[session.language], ground.guidance[session.language], refusal.note]
      .filter((part) => part !== undefined)
      .join(" · ")
  }
  return rejection === undefined
    ? undefined
    : [rejection.reasonCode, rejection.note].filter((part) => part !== undefined).join(" · ")
}

const printLegs = (session: Session, offsite: Detail): void => {
  if (offsite.legs.length === 0) return
  const zh = session.language === "zh"
  const headings = zh ? ["待办", "应办方", "期限", "办理"] : ["to do", "who", "due", "with"]
  const rows = offsite.legs.map((leg) => [
    `${legNames[leg.leg][session.language]}${leg.escalatedAt === undefined ? "" : session.say(text("（超期已上报）", " (overdue, escalated)"))}`,
    leg.actingCenterId === session.caller()
      ? session.say(text(`${leg.actingCenterId} 本中心`, `${leg.actingCenterId} us`))
      : leg.actingCenterId,
    dueOf(session, leg),
    leg.actingCenterId === session.caller()
      ? legCommands[leg.leg]
          .replace("<id>", offsite.offsiteLoanId)
          .replace("<contractNo>", offsite.grant?.contractNo ?? "<contractNo>")
      : "",
  ])
  session.print("")
  for (const line of tableLines(headings, rows)) session.print(line)
}

const show = async (session: Session, offsiteLoanId: string): Promise<void> => {
  const answer = await session.ask("GET", `/v1/offsite-loans/${offsiteLoanId}`)
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const offsite = OffsiteLoanDetail.parse(answer.body)
  const zh = session.language === "zh"
  const name = (zhName: string, enName: string): string => (zh ? zhName : enName)
  const facts = factLines([
    [name("状态", "status"), OFFSITE_LOAN_STATUSES[offsite.status][session.language]],
    [name("贷款地", "lender"), offsite.loanCenterId],
    [name("缴存地", "home"), `${offsite.homeCenterId} ${offsite.homeAccountNo ?? ""}`.trim()],
    [
      name("原缴存地", "homes before"),
      offsite.homes.length === 0
        ? undefined
        : offsite.homes.map(({ centerId, until }) => `${centerId} (${until})`).join(", "),
    ],
    [name("申请日", "applied on"), offsite.appliedOn],
    ...certificateFacts(session, offsite),
    [name("原因", "why not"), refusalFact(session, offsite)],
    ...loanFacts(session, offsite),
    [name("结清证明", "payoff certificate"), offsite.payoffCertificateNo],
    [name("办结日", "ended on"), offsite.endedOn],
    [name("版本", "version"), String(offsite.version)],
  ])
  for (const line of facts) session.print(line)
  printLegs(session, offsite)
  session.print("")
  session.print(`${name("告诉缴存人：", "Tell the contributor: ")}${adviceOf(session, offsite)}`)
  session.print("")
  const headings = zh ? ["时间（北京）", "事项", "办理方", "状态"] : ["time (China)", "event", "by", "status"]
  const rows = offsite.history.map(({ at, event, by, status }) => [
    chinaMinute(at),
    offsiteEventNames[event]?.[session.language] ?? event,
    by === "clock" ? name("时钟", "clock") : by,
    OFFSITE_LOAN_STATUSES[status][session.language],
  ])
  for (const line of tableLines(headings, rows)) session.print(line)
}

/** What the contributor should hear; after a refusal also how to put it right. */
const adviceOf = (session: Session, { status, refusal, loan }: Detail): string => {
  const told = session.say(tellContributor[status])
  if (refusal !== undefined)
    return `${told} ${CERTIFICATION_REFUSALS[refusal.reasonCode].guidance[session.language]}`
  return status === "granted" && (loan?.overduePeriods ?? 0) > 0
    ? `${session.say(text("贷款已逾期，请尽快还款。", "The loan is overdue: please pay soon."))} ${told}`
    : told
}

export const offsiteLoan: Command = {
  usage:
    "offsite-loan list | show <id> | request | quote <id> @file | <action> <id> [name=value ...] --handler <id> --reviewer <id>",
  summary: text("异地贷款：列表、详情、办理", "off-site loans: list, show, act"),
  help: text(
    `  hub offsite-loan list [--role loan|home] [--status certified] [--due 2026-12-31]
  hub offsite-loan show <id>                             谁在何时前应办什么、怎么办、怎样答复缴存人
  hub offsite-loan request --person "证件号码 姓名" --home <缴存地机构代码> --consent cns_… --phone 13900000000
  hub offsite-loan certification <id> accountNo=… …      余额、分段、状态取自已登记的缴存记录，不必再写
  hub offsite-loan quote <id> @quote.json                测算；内容同 hub loan quote，不写 centerId、on
  hub offsite-loan <办理> <id> [字段=值 …]               或 @报文；--handler、--reviewer 为经办、复核

办理：
${actionList("zh")}

例（缴存地晋城，贷款地沈阳）：
  hub offsite-loan certification lnc_01… accountNo=JC2611002 contributionBase=15500.00 monthlyContribution=3720.00 unitRate=0.12 ownRate=0.12 continuousFrom=2023-01 continuousTo=2026-06 centerPhone=0356-1000000 --handler jb11 --reviewer fh05 --as 140500000000000
  hub offsite-loan grant lnc_01… contractNo=SY-0815 amount=1080000.00 termMonths=360 yearlyRate=0.026 certificateNo=202611050001 reservationId=lrs_01… --handler jb03 --reviewer fh01 --as 210100000000000
  hub offsite-loan collection-answer lnc_01… contacted=true deduction.amount=5333.50 deduction.reference=JCBANK1 deduction.paidOn=2027-01-25 --handler jb11 --reviewer fh05 --as 140500000000000
  hub offsite-loan offset lnc_01… amount=20000.00 reference=JCBANK2 --handler jb11 --reviewer fh05 --as 140500000000000`,
    `  hub offsite-loan list [--role loan|home] [--status certified] [--due 2026-12-31]
  hub offsite-loan show <id>                             who must do what until when, with what, and what to tell the contributor
  hub offsite-loan request --person "<document number> <name>" --home <centerId> --consent cns_... --phone 13900000000
  hub offsite-loan certification <id> accountNo=... ...  balance, segments and status come from the registered record
  hub offsite-loan quote <id> @quote.json                as for hub loan quote, without centerId and on
  hub offsite-loan <action> <id> [name=value ...]        or @body; --handler and --reviewer are added

actions (L loan center, H home center):
${actionList("en")}

examples (H Jincheng, L Shenyang):
  hub offsite-loan certification lnc_01... accountNo=JC2611002 contributionBase=15500.00 monthlyContribution=3720.00 unitRate=0.12 ownRate=0.12 continuousFrom=2023-01 continuousTo=2026-06 centerPhone=0356-1000000 --handler jb11 --reviewer fh05 --as 140500000000000
  hub offsite-loan grant lnc_01... contractNo=SY-0815 amount=1080000.00 termMonths=360 yearlyRate=0.026 certificateNo=202611050001 reservationId=lrs_01... --handler jb03 --reviewer fh01 --as 210100000000000
  hub offsite-loan collection-answer lnc_01... contacted=true deduction.amount=5333.50 deduction.reference=JCBANK1 deduction.paidOn=2027-01-25 --handler jb11 --reviewer fh05 --as 140500000000000
  hub offsite-loan offset lnc_01... amount=20000.00 reference=JCBANK2 --handler jb11 --reviewer fh05 --as 140500000000000`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "list|show|request|<action>")
    if (word === "list") return list(session)
    if (word === "request") return requestOffsiteLoan(session, args.slice(1))
    if (word !== "show" && !isAction(word))
      throw new CommandError(
        text(
          `没有这种办理：${word}。见 hub offsite-loan --help`,
          `no such action: ${word}. See hub offsite-loan --help`,
        ),
      )
    const offsiteLoanId = argumentAt(args, 1, "<offsiteLoanId>")
    if (word === "show") return show(session, offsiteLoanId)
    if (word === "quote") return quoteOffsiteLoan(session, offsiteLoanId, args.slice(2))
    return actOnOffsiteLoan(session, { action: word, offsiteLoanId }, args.slice(2))
  },
}
