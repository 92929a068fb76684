import { Agreement, AgreementList, Arrears } from "../../contracts/agreements.ts"
import { InterestQuoteResponse, TaxStatement } from "../../contracts/interest.ts"
import { ParticipationCheckResponse } from "../../contracts/participation.ts"
import { SubsidyPaid, SubsidyQuoteResponse } from "../../contracts/subsidies.ts"
import { text, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import {
  agreementStatuses,
  arrearsEffects,
  arrearsStates,
  dueNames,
  endReasons,
  formNames,
  participationActs,
  participationVerdicts,
  rhythmNames,
  stackingNames,
  subsidyNames,
} from "./flexible-words.ts"
import { personOf } from "./person-arguments.ts"
import { factLines, tableLines } from "./print-table.ts"
import { grouped, percent } from "./quote-words.ts"
import { readFields, required, todayInChina, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"
import { printRuleSteps } from "./rule-steps.ts"

type Fields = Readonly<Record<string, unknown>>

/** Only acts name who did them; a check or a quote has no such member. */
const withoutStaff = ({ handler: _handler, reviewer: _reviewer, ...fields }: Fields): Fields => fields

const isWhole = (word: string): boolean => /^[@{-]/.test(word)

const accountAt = (session: Session, args: readonly string[]): string =>
  argumentAt(args, 0, session.say(text("<账号>", "<accountNo>")))

const pathOf = (accountNo: string, rest: string): string =>
  `/v1/accounts/${encodeURIComponent(accountNo)}/${rest}`

/** The money or the rate and base that a person wants to pay stand inside `contribution`. */
const joinFields = ({ monthlyContribution, base, rate, ...rest }: Fields): Fields => {
  const contribution = {
    ...(monthlyContribution === undefined ? {} : { monthlyContribution }),
    ...(base === undefined ? {} : { base }),
    ...(rate === undefined ? {} : { rate }),
  }
  return Object.keys(contribution).length === 0 ? rest : { contribution, ...rest }
}

const checkBody = (session: Session, args: readonly string[]): Fields => {
  const act = argumentAt(args, 0, Object.keys(participationActs).join("|"))
  if (isWhole(act)) return withoutStaff(readFields(session, args))
  if (!Object.hasOwn(participationActs, act))
    throw new CommandError(
      text(
        `没有这种查询：${act}。可用：${Object.keys(participationActs).join("、")}`,
        `no such check: ${act}. There are ${Object.keys(participationActs).join(", ")}`,
      ),
    )
  const typed = withoutStaff(readFields(session, args.slice(1)))
  if (act !== "join") return { act, ...typed }
  const person = personOf(required(session.flags.person, "--person"))
  return { act, person, residence: "mainland", ...joinFields(typed) }
}

const runCheck = async (session: Session, args: readonly string[]): Promise<void> => {
  const answer = await session.ask("POST", "/v1/participation-checks", { body: checkBody(session, args) })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { verdict, steps, centerId, checkId } = ParticipationCheckResponse.parse(answer.body)
  session.print(session.say(participationVerdicts[verdict]))
  if (centerId !== undefined)
    session.print(session.say(text(`正常账户在 ${centerId}`, `the normal account is at ${centerId}`)))
  printRuleSteps(session, steps, participationVerdicts)
  session.print(session.say(text(`查询编号 ${checkId}`, `check ${checkId}`)))
}

const printAgreement = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const agreement = Agreement.parse(body)
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const reason = agreement.endReason === undefined ? undefined : session.say(endReasons[agreement.endReason])
  const facts = factLines([
    [name("账号", "account"), agreement.accountNo],
    [name("协议编号", "agreement"), agreement.agreementNo],
    [name("状态", "status"), session.say(agreementStatuses[agreement.status])],
    [name("签订日期", "signed on"), agreement.signedOn],
    [name("就业方式", "form of work"), session.say(formNames[agreement.formOfWork])],
    [name("缴存周期", "rhythm"), session.say(rhythmNames[agreement.rhythm])],
    [name("月缴存额", "monthly contribution"), grouped(agreement.monthlyContribution)],
    [
      name("基数、比例", "base and rate"),
      agreement.contributionBase === undefined || agreement.contributionRate === undefined
        ? undefined
        : `${grouped(agreement.contributionBase)}  ${percent(agreement.contributionRate)}`,
    ],
    [name("集中管理账户", "collective account"), agreement.collectiveAccountNo],
    [
      name("终止", "ended"),
      agreement.endedOn === undefined ? undefined : `${agreement.endedOn}  ${reason ?? ""}`.trimEnd(),
    ],
    [name("可缴至", "last month"), agreement.lastMonth],
    [name("原协议", "agreement before"), agreement.formerAgreementNo],
    [name("版本", "version"), String(agreement.version)],
  ])
  for (const line of facts) session.print(line)
}

const runAgreement = async (session: Session, args: readonly string[]): Promise<void> => {
  const [word] = args
  if (word !== "sign" && word !== "end") {
    const answer = await session.ask("GET", pathOf(accountAt(session, args), "agreement"))
    return printAgreement(session, answer.body)
  }
  const accountNo = accountAt(session, args.slice(1))
  const typed = readFields(session, args.slice(2))
  const answer =
    word === "sign"
      ? await session.ask("PUT", pathOf(accountNo, "agreement"), {
          body: { signedOn: todayInChina(), ...typed },
          ...versionOf(session),
        })
      : await session.ask("POST", pathOf(accountNo, "agreement/termination"), {
          body: { endedOn: todayInChina(), ...typed },
          ...versionOf(session),
        })
  printAgreement(session, answer.body)
}

const runArrears = async (session: Session, args: readonly string[]): Promise<void> => {
  const { on, json } = session.flags
  const query = on === undefined ? "" : `?on=${encodeURIComponent(on)}`
  const answer = await session.ask("GET", `${pathOf(accountAt(session, args), "arrears")}${query}`)
  if (json === true) return session.print(JSON.stringify(answer.body))
  const arrears = Arrears.parse(answer.body)
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const facts = factLines([
    [name("账号", "account"), `${arrears.accountNo}  ${arrears.on}`],
    [name("状态", "state"), session.say(arrearsStates[arrears.state])],
    [name("连续未缴", "unpaid in a row"), `${arrears.unpaidMonths} ${name("个月", "months")}`],
    [name("已缴至", "paid through"), arrears.paidThrough],
    [name("应办日", "due on"), arrears.dueOn],
    [
      name("后果", "then"),
      arrears.effect === undefined ? undefined : session.say(arrearsEffects[arrears.effect]),
    ],
    [
      name("依据", "rule"),
      arrears.rule === undefined ? undefined : `${arrears.rule} ${arrears.clause ?? ""}`.trimEnd(),
    ],
    [
      name("贷款", "loan"),
      arrears.loanBars === true
        ? name("未结清，暂不能办", "unsettled: it bars the act until it is paid off")
        : undefined,
    ],
  ])
  for (const line of facts) session.print(line)
}

const runList = async (session: Session, args: readonly string[]): Promise<void> => {
  const which = args[0] ?? "arrears"
  const answer = await session.ask("GET", `/v1/agreements?list=${encodeURIComponent(which)}`)
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { accounts, cursor } = AgreementList.parse(answer.body)
  if (accounts.length === 0) return session.print(session.say(text("没有。", "None.")))
  const headings = session.language === "zh" ? ["账号", "自"] : ["account", "since"]
  for (const line of tableLines(
    headings,
    accounts.map(({ accountNo, since }) => [accountNo, since]),
  ))
    session.print(line)
  if (cursor !== undefined)
    session.note(
      session.say(text("还有更多，用 --json 取 cursor。", "There are more: --json has the cursor.")),
    )
}

const paySubsidy = async (session: Session, args: readonly string[]): Promise<void> => {
  const answer = await session.ask("POST", pathOf(accountAt(session, args), "subsidies"), {
    body: { paidOn: todayInChina(), ...readFields(session, args.slice(1)) },
    ...versionOf(session),
  })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { kind, amount, paidOn, year, version } = SubsidyPaid.parse(answer.body)
  session.print(
    `${session.say(subsidyNames[kind])}  ${grouped(amount)}  ${year ?? ""}  ${paidOn}  v${version}`,
  )
}

const runSubsidy = async (session: Session, args: readonly string[]): Promise<void> => {
  if (args[0] === "pay") return paySubsidy(session, args.slice(1))
  const accountNo = accountAt(session, args)
  const typed = withoutStaff(readFields(session, args.slice(1)))
  const answer = await session.ask("POST", "/v1/subsidy-quotes", {
    body: { accountNo, on: session.flags.on ?? todayInChina(), ...typed },
  })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { lines, stacking, total } = SubsidyQuoteResponse.parse(answer.body)
  for (const line of lines) {
    const base =
      line.of === undefined
        ? ""
        : session.say(text(`  按 ${grouped(line.of)} 计`, `  of ${grouped(line.of)}`))
    session.print(
      `${session.say(subsidyNames[line.kind])} ${line.kind}  ${session.say(dueNames[line.due])}  ${grouped(line.amount)}${base}  ${line.year ?? ""}`.trimEnd(),
    )
    printRuleSteps(session, line.steps, participationVerdicts)
    session.print("")
  }
  session.print(
    `${session.say(text("合计", "together"))} ${total === undefined ? "?" : grouped(total)}  ${session.say(stackingNames[stacking])}`,
  )
}

const runInterest = async (session: Session, args: readonly string[]): Promise<void> => {
  const body = withoutStaff(readFields(session, args))
  const answer = await session.ask("POST", "/v1/interest-quotes", {
    body: { movements: [], closedOn: session.flags.on ?? todayInChina(), ...body },
  })
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const { principal, interest, days, credits, parts, rates } = InterestQuoteResponse.parse(answer.body)
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const facts = factLines([
    [name("本金", "principal"), grouped(principal)],
    [name("应计利息", "accrued interest"), `${grouped(interest)}  ${days} ${name("天", "days")}`],
    ...credits.map(
      (credit) => [`${name("结息", "credited")} ${credit.on}`, grouped(credit.interest)] as const,
    ),
    [
      name("灵活就业部分", "flexible money"),
      parts === undefined
        ? undefined
        : `${grouped(parts.flexible.principal)} + ${grouped(parts.flexible.interest)}`,
    ],
    [
      name("单位缴存部分", "employee money"),
      parts === undefined
        ? undefined
        : `${grouped(parts.employee.principal)} + ${grouped(parts.employee.interest)}`,
    ],
    ...rates.map(
      (rate) =>
        [
          `${name("利率自", "rate from")} ${rate.from}`,
          `${percent(rate.yearlyRate)}  ${rate.title}`,
        ] as const,
    ),
  ])
  for (const line of facts) session.print(line)
}

const runTax = async (session: Session, args: readonly string[]): Promise<void> => {
  const accountNo = accountAt(session, args)
  const year = argumentAt(args, 1, session.say(text("<年份>", "<year>")))
  const answer = await session.ask("GET", pathOf(accountNo, `tax-statements/${encodeURIComponent(year)}`))
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const statement = TaxStatement.parse(answer.body)
  const zh = session.language === "zh"
  const headings = zh ? ["月份", "缴存", "金额", "入账日"] : ["month", "contributor", "amount", "credited on"]
  const rows = statement.months.map(({ month, contributorType, amount, creditedOn }) => [
    month,
    session.say(contributorType === "flexible" ? text("灵活就业", "flexible") : text("单位", "employee")),
    grouped(amount),
    creditedOn ?? "",
  ])
  for (const line of tableLines(headings, rows)) session.print(line)
  const name = (zhName: string, en: string): string => session.say(text(zhName, en))
  const facts = factLines([
    [name("灵活就业缴存", "flexible"), grouped(statement.flexible)],
    [name("单位缴存的个人部分", "own part of employee money"), grouped(statement.employee)],
    [name("合计", "total"), grouped(statement.total)],
    [
      name("个人部分不详的月份", "own part unknown"),
      statement.unknownMonths.length === 0 ? undefined : statement.unknownMonths.join(" "),
    ],
    [
      name("由转出中心开具", "stated by"),
      statement.transferredFrom.length === 0 ? undefined : statement.transferredFrom.join(" "),
    ],
  ])
  session.print("")
  for (const line of facts) session.print(line)
  session.note(
    session.say(text("可扣除限额由税务机关判断。", "The deductible limit is the tax office's to judge.")),
  )
}

const part = (usage: string, summary: Text, help: Text, run: Command["run"]): Command => ({
  usage: `flexible ${usage}`,
  summary,
  help,
  run,
})

const parts: Readonly<Record<string, Command>> = {
  check: part(
    "check join|changeBase|backPay|stop|contribute [name=value ...] | @file",
    text("参加、调整、补缴、停缴、缴存：能否、依据", "may somebody join, change, pay, stop: with each rule"),
    text(
      `  hub flexible check join --person "证件号码 姓名" livesOrWorksHere=true creditGood=true monthlyContribution=600.00
  hub flexible check changeBase accountNo=CJ01 on=2026-07-10 newBase=6000.00 newRate=0.1
  hub flexible check backPay accountNo=CJ01 months=2026-03,2026-04
  hub flexible check stop accountNo=CJ01
  hub flexible check contribute accountNo=CJ01 months=2026-10,2026-11 amount=1200.00
也可写 base=… rate=… 代替 monthlyContribution；residence 默认 mainland。`,
      `  hub flexible check join --person "<number> <name>" livesOrWorksHere=true creditGood=true monthlyContribution=600.00
  hub flexible check changeBase accountNo=CJ01 on=2026-07-10 newBase=6000.00 newRate=0.1
  hub flexible check backPay accountNo=CJ01 months=2026-03,2026-04
  hub flexible check stop accountNo=CJ01
  hub flexible check contribute accountNo=CJ01 months=2026-10,2026-11 amount=1200.00
base=... rate=... may stand for monthlyContribution; residence is mainland unless it is given.`,
    ),
    runCheck,
  ),
  agreement: part(
    "agreement <accountNo> | sign <accountNo> … | end <accountNo> reason=…",
    text("缴存使用协议：查看、签订、终止", "agreement: show, sign, end"),
    text(
      `  hub flexible agreement CJ01
  hub flexible agreement sign CJ01 agreementNo=XY-1 formOfWork=selfEmployed rhythm=month monthlyContribution=600.00 --handler cj01 --reviewer cj02
  hub flexible agreement end CJ01 reason=voluntary --handler cj01 --reviewer cj02
formOfWork：selfEmployed、partTime、newForm；rhythm：month、quarter、halfYear、year、lumpSum；
reason：voluntary、arrears、employed、other。signedOn、endedOn 默认今天。`,
      `  hub flexible agreement CJ01
  hub flexible agreement sign CJ01 agreementNo=XY-1 formOfWork=selfEmployed rhythm=month monthlyContribution=600.00 --handler cj01 --reviewer cj02
  hub flexible agreement end CJ01 reason=voluntary --handler cj01 --reviewer cj02
formOfWork: selfEmployed, partTime, newForm; rhythm: month, quarter, halfYear, year, lumpSum;
reason: voluntary, arrears, employed, other. signedOn and endedOn are today unless they are given.`,
    ),
    runAgreement,
  ),
  arrears: part(
    "arrears <accountNo> [--on <day>]",
    text("欠缴：几个月、何时应办什么", "what is unpaid, and what the center must do when"),
    text("  hub flexible arrears CJ01 --on 2026-12-01", "  hub flexible arrears CJ01 --on 2026-12-01"),
    runArrears,
  ),
  list: part(
    "list missing|arrears",
    text("缺协议的账户、欠缴到期的账户", "accounts without agreement, accounts whose arrears are due"),
    text("  hub flexible list missing", "  hub flexible list missing"),
    runList,
  ),
  subsidy: part(
    "subsidy <accountNo> [--on <day>] [kind=… year=… categories=…] | pay <accountNo> kind=… amount=…",
    text("补贴：测算、登记发放", "subsidies: quote, report what was paid"),
    text(
      `  hub flexible subsidy CJ01 --on 2027-01-15
  hub flexible subsidy CJ01 kind=startingGrant categories=graduate graduatedOn=2025-06-30
  hub flexible subsidy pay CJ01 kind=contribution year=2026 amount=60.00 --handler cj01 --reviewer cj02
kind：contribution、startingGrant、interest、unusedMoney；categories：student、graduate、veteran、borderGuard。`,
      `  hub flexible subsidy CJ01 --on 2027-01-15
  hub flexible subsidy CJ01 kind=startingGrant categories=graduate graduatedOn=2025-06-30
  hub flexible subsidy pay CJ01 kind=contribution year=2026 amount=60.00 --handler cj01 --reviewer cj02
kind: contribution, startingGrant, interest, unusedMoney; categories: student, graduate, veteran, borderGuard.`,
    ),
    runSubsidy,
  ),
  interest: part(
    "interest openingBalance=… openedOn=… [--on <day>] | @file",
    text("计息测算，到分", "interest to the fen"),
    text(
      `  hub flexible interest openingBalance=12000.00 openedOn=2026-01-05 part=flexible --on 2026-07-10
  hub flexible interest @interest.json                  有收支时：{"openingBalance":…,"movements":[{"on":…,"kind":"contribution","amount":…}],…}`,
      `  hub flexible interest openingBalance=12000.00 openedOn=2026-01-05 part=flexible --on 2026-07-10
  hub flexible interest @interest.json                  with movements: {"openingBalance":...,"movements":[{"on":...,"kind":"contribution","amount":...}],...}`,
    ),
    runInterest,
  ),
  tax: part(
    "tax <accountNo> <year>",
    text("个人缴存年度证明（报税）", "own contributions of a year, for the tax office"),
    text("  hub flexible tax CJ01 2026", "  hub flexible tax CJ01 2026"),
    runTax,
  ),
}

const partList = (language: "zh" | "en"): string =>
  Object.entries(parts)
    .map(([name, { summary }]) => `  hub flexible ${name.padEnd(11)}${summary[language]}`)
    .join("\n")

export const flexible: Command = {
  usage: `flexible ${Object.keys(parts).join(" | ")}`,
  summary: text(
    "灵活就业：参加、协议、欠缴、补贴、计息、报税",
    "flexible employment: joining, agreement, arrears, subsidy, interest, tax",
  ),
  help: text(
    `${partList("zh")}\n\n各自的说明：hub flexible check --help`,
    `${partList("en")}\n\nhelp on each: hub flexible check --help`,
  ),
  parts,
  run: async (session, args) => {
    const word = argumentAt(args, 0, Object.keys(parts).join("|"))
    const chosen = parts[word]
    if (chosen === undefined)
      throw new CommandError(
        text(
          `没有这个命令：flexible ${word}。见 hub flexible --help`,
          `no such command: flexible ${word}. See hub flexible --help`,
        ),
      )
    await chosen.run(session, args.slice(1))
  },
}
