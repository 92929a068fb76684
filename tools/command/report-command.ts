import { requestExamples } from "../../contracts/openapi-examples.ts"
import { Month } from "../../contracts/primitives.ts"
import { ReportCard, type ReportCardLine } from "../../contracts/report-cards.ts"
import { MonthlyReport } from "../../contracts/reports.ts"
import { indicatorCatalogue } from "../../contracts/starter/indicators.ts"
import { indicatorsOf } from "../../functions/domain/indicator/indicators-of.ts"
import { quotientOf, writtenOf } from "../../functions/domain/indicator/ratio.ts"
import { exampleReport } from "../demo/example-report.ts"
import { text, type Text } from "../language.ts"
import { CommandError, type Command, type Session } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { grouped } from "./quote-words.ts"
import { chinaMinute, readFields, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"
import { breachWords, gradeWords } from "./report-words.ts"

const monthIn = (typed: string): string => {
  if (Month.safeParse(typed).success) return typed
  throw new CommandError(text(`月份写成 2026-10，不是 ${typed}`, `a month is written 2026-10, not ${typed}`))
}

const monthAt = (args: readonly string[]): string => monthIn(argumentAt(args, 0, "<month>"))
const pathOf = (what: "reports" | "report-cards", month: string): string =>
  `/v1/${what}/${encodeURIComponent(month)}`

const nameOf = (session: Session, indicator: ReportCardLine["indicator"]): string =>
  indicatorCatalogue()[indicator].name[session.language]

/** What the report's own figures say of it, as the card will. */
const indicatorLines = (session: Session, report: MonthlyReport): readonly (readonly [string, string])[] =>
  Object.entries(indicatorsOf([{ centerId: report.centerId, month: report.month, figures: report }])).flatMap(
    ([name, fraction]) => {
      const quotient = quotientOf(fraction)
      const known = Object.entries(indicatorCatalogue()).find(([other]) => other === name)?.[1]
      return quotient === undefined || known === undefined
        ? []
        : [[known.name[session.language], writtenOf(quotient, known.written)] as const]
    },
  )

const printReport = (session: Session, body: unknown): void => {
  if (session.flags.json === true) return session.print(JSON.stringify(body))
  const report = MonthlyReport.parse(body)
  const { deposits, withdrawals, balance, loans, contributors } = report
  const name = (zh: string, en: string): string => session.say(text(zh, en))
  const facts = factLines([
    [name("月份", "month"), `${report.month}  ${name("第", "version ")}${report.version}${name("版", "")}`],
    [name("报送", "reported"), chinaMinute(report.reportedAt)],
    [name("实缴单位", "paying units"), String(contributors.payingUnits)],
    [name("实缴职工", "paying employees"), String(contributors.payingEmployees)],
    [name("灵活就业实缴", "paying flexible"), String(contributors.payingFlexible)],
    [name("期初余额", "opening balance"), grouped(balance.opening)],
    [name("缴存额", "deposits"), grouped(deposits.total)],
    [name("结息", "interest"), balance.interest === undefined ? undefined : grouped(balance.interest)],
    [name("提取额", "withdrawals"), grouped(withdrawals.total)],
    [name("期末余额", "closing balance"), grouped(balance.closing)],
    [name("贷款余额", "loan balance"), grouped(loans.balance)],
    [name("逾期额", "overdue"), grouped(loans.overdue.total)],
    ...indicatorLines(session, report),
  ])
  for (const line of facts) session.print(line)
  for (const { rule, field } of report.breaches)
    session.print(`! ${rule}  ${session.say(breachWords[rule] ?? text(field, field))}`)
}

const runPut = async (session: Session, args: readonly string[]): Promise<void> => {
  const month = monthAt(args)
  const body = readFields(session, args.slice(1))
  const answer = await session.ask("PUT", pathOf("reports", month), { body, ...versionOf(session) })
  printReport(session, answer.body)
}

const runShow = async (session: Session, args: readonly string[]): Promise<void> => {
  const answer = await session.ask("GET", pathOf("reports", monthAt(args)))
  printReport(session, answer.body)
}

const cardRow = (session: Session, line: ReportCardLine): readonly string[] => [
  nameOf(session, line.indicator),
  line.written ?? "-",
  session.say(gradeWords[line.grade]),
  line.place === undefined ? "-" : `${line.place.rank}/${line.place.of}`,
  line.averageWithheld === undefined ? (line.averageWritten ?? "-") : "*",
]

const runCard = async (session: Session, args: readonly string[]): Promise<void> => {
  const answer = await session.ask("GET", pathOf("report-cards", monthAt(args)))
  if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
  const card = ReportCard.parse(answer.body)
  const headings =
    session.language === "zh"
      ? ["指标", "本中心", "等级", "名次", "全体平均"]
      : ["indicator", "own", "grade", "place", "average"]
  for (const line of tableLines(
    headings,
    card.lines.map((line) => cardRow(session, line)),
  ))
    session.print(line)
  if (card.place !== undefined)
    session.print(
      session.say(
        text(
          `总名次 ${card.place.rank}/${card.place.of}（按已知指标的达标比例）`,
          `place ${card.place.rank}/${card.place.of} by the share of known lines that are met`,
        ),
      ),
    )
  if (card.lines.some(({ averageWithheld }) => averageWithheld !== undefined))
    session.note(
      session.say(
        text(
          "* 有此数据的中心太少，平均数会泄露个别中心的情况，故不提供。",
          "* too few centers have the figure: an average would tell what single ones reported.",
        ),
      ),
    )
  if (!card.reported)
    session.note(session.say(text("该月月报尚未报送。", "The report of that month has not come in.")))
}

/** Of one's own center, or the one that the reference shows. */
const runExample = (session: Session, args: readonly string[]): Promise<void> => {
  const [month] = args
  const body =
    month === undefined ? requestExamples.putReport : exampleReport(session.caller(), monthIn(month))
  session.print(JSON.stringify(body, null, 2))
  return Promise.resolve()
}

const part = (usage: string, summary: Text, help: Text, run: Command["run"]): Command => ({
  usage: `report ${usage}`,
  summary,
  help,
  run,
})

const parts: Readonly<Record<string, Command>> = {
  put: part(
    "put <month> @file [--handler … --reviewer …] [--if-match <version>]",
    text("报送或更正月报", "state a month, or correct it"),
    text(
      `  hub report example 2026-10 --as 210100000000000 > october.json
  hub report put 2026-10 @october.json --handler sy01 --reviewer sy02 --as 210100000000000
  hub report put 2026-10 @october.json --if-match 1 --as 210100000000000        更正第1版
月份结束后才能报送。期初余额＋缴存额＋结息－提取额＝期末余额，到分；期初余额等于上月月报的期末余额。`,
      `  hub report example 2026-10 --as 210100000000000 > october.json
  hub report put 2026-10 @october.json --handler sy01 --reviewer sy02 --as 210100000000000
  hub report put 2026-10 @october.json --if-match 1 --as 210100000000000        corrects version 1
A month is stated when it is over. opening + deposits + interest - withdrawals = closing, to the fen; the opening
balance is the closing balance of the month before.`,
    ),
    runPut,
  ),
  show: part(
    "show <month>",
    text("查看本中心月报和指标", "one's own report, with what its figures say"),
    text("  hub report show 2026-10 --as 210100000000000", "  hub report show 2026-10 --as 210100000000000"),
    runShow,
  ),
  card: part(
    "card <month>",
    text("月度评价：等级、名次、全体平均", "report card: grades, places, the average of all"),
    text(
      `  hub report card 2026-10 --as 210100000000000
流量指标按当年1月至该月累计，余额指标按该月末。`,
      `  hub report card 2026-10 --as 210100000000000
Flows are those of the year so far, balances those of the month's end.`,
    ),
    runCard,
  ),
  example: part(
    "example [month]",
    text("打印一份示例月报（JSON）", "print an example report as JSON"),
    text(
      `  hub report example
  hub report example 2026-10 --as 210100000000000 > october.json      各月首尾相接的虚构数据`,
      `  hub report example
  hub report example 2026-10 --as 210100000000000 > october.json      invented; each month follows the one before`,
    ),
    runExample,
  ),
}

const partList = (language: "zh" | "en"): string =>
  Object.entries(parts)
    .map(([name, { summary }]) => `  hub report ${name.padEnd(10)}${summary[language]}`)
    .join("\n")

export const report: Command = {
  usage: `report ${Object.keys(parts).join(" | ")}`,
  summary: text("月报与评价：报送、查看、评价、示例", "monthly reports: put, show, card, example"),
  help: text(
    `${partList("zh")}\n\n各自的说明：hub report put --help`,
    `${partList("en")}\n\nhelp on each: hub report put --help`,
  ),
  parts,
  run: async (session, args) => {
    const word = argumentAt(args, 0, Object.keys(parts).join("|"))
    const chosen = parts[word]
    if (chosen === undefined)
      throw new CommandError(
        text(
          `没有这个命令：report ${word}。见 hub report --help`,
          `no such command: report ${word}. See hub report --help`,
        ),
      )
    await chosen.run(session, args.slice(1))
  },
}
