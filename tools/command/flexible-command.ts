import { Agreement, AgreementList, Arrears } from "../../contracts/agreements.ts"
import { ParticipationCheckResponse } from "../../contracts/participation.ts"
import { text, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import {
  agreementStatuses,
  arrearsEffects,
  arrearsStates,
  endReasons,
  formNames,
  participationActs,
  participationVerdicts,
  rhythmNames,
} from "./flexible-words.ts"
import { accountAt, pathOf, runInterest, runSubsidy, runTax, withoutStaff } from "./flexible-money.ts"
import { personOf } from "./person-arguments.ts"
import { factLines, tableLines } from "./print-table.ts"
import { grouped, percent } from "./quote-words.ts"
import { readFields, required, todayInChina, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"
import { printRuleSteps } from "./rule-steps.ts"

type Fields = Readonly<Record<string, unknown>>

const isWhole = (word: string): boolean => /^[@{-]/.test(word)

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
