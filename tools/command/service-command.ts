import { OpenedServiceApplicant, ServiceCaseList, type ServiceCase } from "../../contracts/service-cases.ts"
import { MATTERS, SERVICE_REFUSALS, SERVICE_STATUSES } from "../../contracts/service-codes.ts"
import { text, type Language } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { grouped } from "./quote-words.ts"
import { argumentAt } from "./read-input.ts"
import { actOnServiceCase } from "./service-acts.ts"
import { showCatalogue } from "./service-catalogue-command.ts"
import { requestServiceCase } from "./service-request.ts"
import { dueOf, showServiceCase } from "./service-show.ts"
import { isServiceWord, modeNames, serviceActs, serviceLegNames } from "./service-words.ts"
import { purposeList } from "./withdrawal-fields.ts"

const amountOf = ({ payment, decision, details }: ServiceCase): string => {
  const amount = payment?.amount ?? decision?.amount ?? details["amount"]
  return typeof amount === "string" ? grouped(amount) : ""
}

const list = async (session: Session): Promise<void> => {
  const { flags, language } = session
  if (flags.role !== undefined && flags.role !== "receiving" && flags.role !== "home")
    throw new CommandError(
      text(
        "--role 应为 receiving（受理）或 home（审批）",
        "--role is receiving (taken in here) or home (decided here)",
      ),
    )
  const query = [
    ["role", flags.role],
    ["status", flags.status],
    ["matter", flags.matter],
    ["due", flags.due],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
  const answer = await session.ask(
    "GET",
    `/v1/service-cases${query.length === 0 ? "" : `?${query.join("&")}`}`,
  )
  if (flags.json === true) return session.print(JSON.stringify(answer.body))
  const { serviceCases, cursor } = ServiceCaseList.parse(answer.body)
  if (serviceCases.length === 0)
    return session.print(session.say(text("没有通办业务。", "No service cases.")))
  const headings =
    language === "zh"
      ? ["状态", "事项", "模式", "受理地", "缴存地", "金额", "待办", "应办方", "期限", "业务编号"]
      : ["status", "matter", "mode", "receiving", "home", "amount", "to do", "who", "due", "case"]
  const rows = serviceCases.map((serviceCase) => {
    const [leg] = serviceCase.legs
    return [
      SERVICE_STATUSES[serviceCase.status][language],
      MATTERS[serviceCase.matter][language],
      modeNames[serviceCase.mode][language],
      serviceCase.receivingCenterId,
      serviceCase.homeCenterId,
      amountOf(serviceCase),
      leg === undefined ? "" : serviceLegNames[leg.leg][language],
      leg?.actingCenterId ?? "",
      leg === undefined ? "" : dueOf(session, leg),
      serviceCase.serviceCaseId,
    ]
  })
  for (const line of tableLines(headings, rows)) session.print(line)
  if (cursor !== undefined)
    session.note(
      session.say(
        text(
          "还有更早的业务，可用 --role receiving|home、--status、--matter、--due 缩小范围。",
          "There are earlier ones; narrow the list with --role receiving|home, --status, --matter or --due.",
        ),
      ),
    )
}

/** Who it is, how to reach them and where to pay: recorded before it is told. */
const openApplicant = async (session: Session, args: readonly string[]): Promise<void> => {
  const serviceCaseId = argumentAt(args, 0, session.say(text("<业务编号>", "<serviceCaseId>")))
  const answer = await session.ask("POST", `/v1/service-cases/${serviceCaseId}/identity`, {
    body: { purpose: session.flags.purpose ?? "match-account" },
  })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { person, contact, principal, bankAccount } = OpenedServiceApplicant.parse(answer.body)
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const facts = factLines([
    [name("申请人", "applicant"), `${person.documentType} ${person.documentNumber} ${person.name}`],
    [name("电话", "phone"), contact.phone],
    [
      name("权利人", "principal"),
      principal === undefined
        ? undefined
        : `${principal.documentType} ${principal.documentNumber} ${principal.name}`,
    ],
    [
      name("收款账户", "bank account"),
      bankAccount === undefined
        ? undefined
        : `${bankAccount.accountName} ${bankAccount.accountNo} ${bankAccount.bankName}`,
    ],
  ])
  for (const line of facts) session.print(line)
}

const actList = (language: Language): string =>
  Object.entries(serviceActs)
    .map(([word, { name }]) => `  ${word.padEnd(12)}${name[language]}`)
    .join("\n")

const refusalList = (language: Language): string =>
  Object.entries(SERVICE_REFUSALS)
    .map(([code, ground]) => `  ${code.padEnd(20)}${ground[language]}`)
    .join("\n")

const request: Command = {
  usage: "service request <purpose|matter> | @file  [name=value ...] --person … --home … --phone …",
  summary: text("提交一笔通办申请", "send a request"),
  help: text(
    `申请人在本中心提出，缴存地审批。没写的 --mode、--situation 取自缴存地目录（只有一种时）。

  hub service request purchase accountNo=JC001 amount=30000.00 region=210100 contractNo=HT-2026-88 price=900000.00 purchasedOn=2026-11-02 \\
    --person "证件号码 姓名" --home 140500000000000 --phone 13900000000 --situation newHome \\
    --document purchaseContract=contract.pdf --handler sy03 --reviewer sy01 --as 210100000000000
  hub service request lift … --principal "产权人证件号码 姓名" --relation child
  hub service request payoffCertificate contractNo=HT-2019-1 --mode agent …
  hub service request @request.json                      完整报文，内容见 /docs

--document：已登记的 doc_…，或 <种类>=<文件>（一并上传）；可写多次。--home 不写即本中心（全程网办）。
收款账户：bankAccount.accountName=… bankAccount.accountNo=… bankAccount.bankName=…
其他事项：${Object.keys(MATTERS).join("、")}

提取用途及其字段：
${purposeList("zh")}`,
    `The applicant asks here, the home center decides. --mode and --situation may be left out where its catalogue has only one.

  hub service request purchase accountNo=JC001 amount=30000.00 region=210100 contractNo=HT-2026-88 price=900000.00 purchasedOn=2026-11-02 \\
    --person "<document number> <name>" --home 140500000000000 --phone 13900000000 --situation newHome \\
    --document purchaseContract=contract.pdf --handler sy03 --reviewer sy01 --as 210100000000000
  hub service request lift ... --principal "<document number> <name>" --relation child
  hub service request payoffCertificate contractNo=HT-2019-1 --mode agent ...
  hub service request @request.json                      the whole body, see /docs

--document: a doc_... that was announced, or <kind>=<file>, which is uploaded; may be repeated. Without --home: our own, online.
Bank account: bankAccount.accountName=... bankAccount.accountNo=... bankAccount.bankName=...
Other matters: ${Object.keys(MATTERS).join(", ")}

Purposes of a withdrawal and their fields:
${purposeList("en")}`,
  ),
  run: requestServiceCase,
}

const decide: Command = {
  usage: "service decide <id> approve|refuse [name=value ...] --handler <id> --reviewer <id>",
  summary: serviceActs.decide.name,
  help: text(
    `  hub service decide svc_… approve amount=30000.00 --handler jb11 --reviewer fh05
  hub service decide svc_… approve amount=30000.00 reason=… …         规则未定时须写理由
  hub service decide svc_… approve certificateNo=202611050001 --document payoffCertificate=p.pdf …
  hub service decide svc_… refuse reasonCode=condition-not-met reason=… …

reasonCode（封闭原因表）：
${refusalList("zh")}`,
    `  hub service decide svc_... approve amount=30000.00 --handler jb11 --reviewer fh05
  hub service decide svc_... approve amount=30000.00 reason=... ...   where no rule decides, a reason is asked
  hub service decide svc_... approve certificateNo=202611050001 --document payoffCertificate=p.pdf ...
  hub service decide svc_... refuse reasonCode=condition-not-met reason=... ...

reasonCode (closed list):
${refusalList("en")}`,
  ),
  run: (session, args) => actOnServiceCase(session, "decide", args),
}

const catalogue: Command = {
  usage: "service catalogue <centerId> [--on <day>] [--matter <matter>]",
  summary: text(
    "办事指南：事项、模式、情形、材料、时限",
    "matters of a center, with modes, documents and days",
  ),
  help: text(
    "缴存地在某日的办事指南：  hub service catalogue 140500000000000 --on 2026-12-01 --matter purchaseWithdrawal",
    "What a home center offers on a day:  hub service catalogue 140500000000000 --on 2026-12-01 --matter purchaseWithdrawal",
  ),
  run: showCatalogue,
}

export const service: Command = {
  usage: "service list | show <id> | request … | <act> <id> [name=value ...] | catalogue <centerId>",
  summary: text(
    "跨省通办：受理、核实、审批、付款、办结、评价",
    "service cases: request, verify, decide, pay, close",
  ),
  parts: { request, decide, catalogue },
  help: text(
    `  hub service catalogue <机构代码>                       能办什么、要什么材料、几天
  hub service request purchase … | lift … | rent … | @file   见 hub service request --help
  hub service list [--role receiving|home] [--status submitted] [--matter purchaseWithdrawal] [--due 2026-12-31]
  hub service show <id>                                  谁在何时前应办什么、怎么办、怎样答复申请人
  hub service applicant <id> [--purpose match-account]   查看申请人、电话、收款账户（留痕）
  hub service <办理> <id> [字段=值 …]                    或 @报文；--handler、--reviewer 为经办、复核

办理：
${actList("zh")}

例（缴存地晋城，受理地沈阳）：
  hub service verify svc_01… verified method=contract --handler sy03 --reviewer sy01 --as 210100000000000
  hub service ask svc_01… missing=downPaymentInvoice,identity --handler jb11 --reviewer fh05 --as 140500000000000
  hub service supplement svc_01… --document downPaymentInvoice=invoice.pdf --handler sy03 --reviewer sy01 --as 210100000000000
  hub service decide svc_01… approve amount=30000.00 --handler jb11 --reviewer fh05 --as 140500000000000
  hub service pay svc_01… amount=30000.00 reference=JCBANK8 --handler jb11 --reviewer fh05 --as 140500000000000
  hub service revoke svc_01… reasonCode=other reason=… --handler jb11 --reviewer fh05 --as 140500000000000
  hub service close svc_01… delivery=post trackingNo=EMS-123456789 --handler sy03 --reviewer sy01 --as 210100000000000
  hub service rate svc_01… bad note=… …                  excellent、good、fair、bad、terrible
  hub service reply svc_01… reply=… substantiated=true …`,
    `  hub service catalogue <centerId>                       what can be asked, with which papers, in how many days
  hub service request purchase ... | lift ... | rent ... | @file   see hub service request --help
  hub service list [--role receiving|home] [--status submitted] [--matter purchaseWithdrawal] [--due 2026-12-31]
  hub service show <id>                                  who must do what until when, with what, and what to tell the applicant
  hub service applicant <id> [--purpose match-account]   applicant, phone and bank account; recorded
  hub service <act> <id> [name=value ...]                or @body; --handler and --reviewer are added

acts (R receiving center, H home center):
${actList("en")}

examples (H Jincheng, R Shenyang):
  hub service verify svc_01... verified method=contract --handler sy03 --reviewer sy01 --as 210100000000000
  hub service ask svc_01... missing=downPaymentInvoice,identity --handler jb11 --reviewer fh05 --as 140500000000000
  hub service supplement svc_01... --document downPaymentInvoice=invoice.pdf --handler sy03 --reviewer sy01 --as 210100000000000
  hub service decide svc_01... approve amount=30000.00 --handler jb11 --reviewer fh05 --as 140500000000000
  hub service pay svc_01... amount=30000.00 reference=JCBANK8 --handler jb11 --reviewer fh05 --as 140500000000000
  hub service revoke svc_01... reasonCode=other reason=... --handler jb11 --reviewer fh05 --as 140500000000000
  hub service close svc_01... delivery=post trackingNo=EMS-123456789 --handler sy03 --reviewer sy01 --as 210100000000000
  hub service rate svc_01... bad note=... ...            excellent, good, fair, bad, terrible
  hub service reply svc_01... reply=... substantiated=true ...`,
  ),
  run: async (session, args) => {
    const word = argumentAt(args, 0, "list|show|request|catalogue|<act>")
    const rest = args.slice(1)
    if (word === "list") return list(session)
    if (word === "show") return showServiceCase(session, rest)
    if (word === "request") return requestServiceCase(session, rest)
    if (word === "catalogue") return showCatalogue(session, rest)
    if (word === "applicant") return openApplicant(session, rest)
    if (isServiceWord(word)) return actOnServiceCase(session, word, rest)
    throw new CommandError(
      text(`没有这种办理：${word}。见 hub service --help`, `no such act: ${word}. See hub service --help`),
    )
  },
}
