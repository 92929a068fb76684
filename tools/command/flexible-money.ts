import { InterestQuoteResponse, TaxStatement } from "../../contracts/interest.ts"
import { SubsidyPaid, SubsidyQuoteResponse } from "../../contracts/subsidies.ts"
import { text } from "../language.ts"
import type { Session } from "./command.ts"
import { dueNames, participationVerdicts, stackingNames, subsidyNames } from "./flexible-words.ts"
import { factLines, tableLines } from "./print-table.ts"
import { grouped, percent } from "./quote-words.ts"
import { readFields, todayInChina, versionOf } from "./read-fields.ts"
import { argumentAt } from "./read-input.ts"
import { printRuleSteps } from "./rule-steps.ts"

// Subsidy, interest and tax statement of flexible contributors.

type Fields = Readonly<Record<string, unknown>>

/** Only acts name who did them; a check or a quote has no such member. */
export const withoutStaff = ({ handler: _handler, reviewer: _reviewer, ...fields }: Fields): Fields => fields

export const accountAt = (session: Session, args: readonly string[]): string =>
  argumentAt(args, 0, session.say(text("<账号>", "<accountNo>")))

export const pathOf = (accountNo: string, rest: string): string =>
  `/v1/accounts/${encodeURIComponent(accountNo)}/${rest}`

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

export const runSubsidy = async (session: Session, args: readonly string[]): Promise<void> => {
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

export const runInterest = async (session: Session, args: readonly string[]): Promise<void> => {
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

export const runTax = async (session: Session, args: readonly string[]): Promise<void> => {
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
