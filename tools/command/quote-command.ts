import { LoanQuoteResponse, type QuoteStep, RepaymentMethod } from "../../contracts/loan-quotes.ts"
import { text, type Language } from "../language.ts"
import type { Command, Session } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import {
  bindingNames,
  grouped,
  methodNames,
  notAppliedReasons,
  percent,
  ruleNames,
  shownFigures,
  shownResult,
} from "./quote-words.ts"
import { argumentAt, readBodyArgument } from "./read-input.ts"

const printLines = (session: Session, lines: readonly string[]): void => {
  for (const line of lines) session.print(line)
}

const verdictOf = (found: LoanQuoteResponse) =>
  found.eligible
    ? text(
        `可贷 ${grouped(found.amount)} 元（以“${bindingNames[found.bindingConstraint].zh}”为限）`,
        `May borrow ${grouped(found.amount)} yuan (bound by: ${bindingNames[found.bindingConstraint].en})`,
      )
    : text(
        `暂不符合条件；符合后可贷 ${grouped(found.amountIfEligible)} 元（以“${bindingNames[found.bindingConstraint].zh}”为限）`,
        `Not eligible now; would be ${grouped(found.amountIfEligible)} yuan (bound by: ${bindingNames[found.bindingConstraint].en})`,
      )

const printRecord = (session: Session, found: LoanQuoteResponse): void => {
  const zh = session.language === "zh"
  const { months } = found
  const doubled = months.doubled.join(", ")
  const facts = [
    [zh ? "缴存余额" : "balance", grouped(found.balance)],
    [zh ? "累计月数" : "cumulative months", String(months.cumulative)],
    [zh ? "连续月数" : "consecutive months", String(months.consecutive)],
    [zh ? "重复月份（核查）" : "paid twice (review)", doubled === "" ? undefined : doubled],
    [zh ? "已用贷款次数" : "loans before", String(found.loansBefore)],
    [zh ? "年利率" : "yearly rate", percent(found.yearlyRate)],
  ] as const
  printLines(session, factLines(facts))
}

/** What a month costs by either method. */
const printMethods = (session: Session, { schedules }: LoanQuoteResponse): void => {
  if (schedules === undefined) return
  const headings =
    session.language === "zh"
      ? ["还款方式", "首月还款", "末月还款", "利息合计", "本息合计"]
      : ["repayment", "first month", "last month", "interest in all", "paid in all"]
  const rows = RepaymentMethod.options.map((method) => {
    const { firstPayment, lastPayment, totalInterest, totalPaid } = schedules[method]
    return [
      methodNames[method][session.language],
      ...[firstPayment, lastPayment, totalInterest, totalPaid].map(grouped),
    ]
  })
  session.print("")
  printLines(session, tableLines(headings, rows))
}

type Source = NonNullable<QuoteStep["source"]>

/** A pack and the national rules may give their sources the same id; title and address tell them apart. */
const nameOfSource = ({ title, url }: Source): string => `${title} ${url ?? ""}`

/** Each source once, in the order in which the steps use them; a step names it by number. */
const sourcesOf = ({ steps }: LoanQuoteResponse): ReadonlyMap<string, Source> =>
  new Map(steps.flatMap(({ source }) => (source === undefined ? [] : [[nameOfSource(source), source]])))

const stepRows = (language: Language, found: LoanQuoteResponse): readonly (readonly string[])[] => {
  const names = [...sourcesOf(found).keys()]
  const numbered = (source: Source): string =>
    [`[${names.indexOf(nameOfSource(source)) + 1}]`, source.clause]
      .filter((part) => part !== undefined)
      .join(" ")
  return found.steps.map(({ rule, result, figures, source }) => [
    ruleNames[rule][language],
    shownResult(rule, result, language),
    shownFigures(figures, language),
    source === undefined ? "" : numbered(source),
  ])
}

const printSteps = (session: Session, found: LoanQuoteResponse): void => {
  const { language } = session
  const headings =
    language === "zh" ? ["步骤", "结果", "数字", "依据"] : ["step", "result", "figures", "source"]
  session.print("")
  printLines(session, tableLines(headings, stepRows(language, found)))
  const skipped = found.notApplied.map(({ rule, note, reason }) =>
    session.say(
      text(
        `  未适用 ${ruleNames[rule].zh}：${note?.zh ?? notAppliedReasons[reason].zh}`,
        `  not applied ${ruleNames[rule].en}: ${note?.en ?? notAppliedReasons[reason].en}`,
      ),
    ),
  )
  // One line for all applicants of whom it is true.
  printLines(session, [...new Set(skipped)])
  session.print("")
  for (const [index, { title, url, on }] of [...sourcesOf(found).values()].entries())
    session.print(`[${index + 1}] ${[title, url, on].filter((part) => part !== undefined).join("  ")}`)
}

const printSchedule = (session: Session, { schedule }: LoanQuoteResponse): void => {
  if (schedule === undefined) return
  const headings =
    session.language === "zh"
      ? ["期", "本金", "利息", "还款", "余额"]
      : ["month", "principal", "interest", "payment", "balance"]
  const rows = schedule.payments.map(({ principal, interest, payment, balance }, index) => [
    String(index + 1),
    ...[principal, interest, payment, balance].map(grouped),
  ])
  session.print("")
  session.print(methodNames[schedule.method][session.language])
  printLines(session, tableLines(headings, rows))
}

export const printQuote = (session: Session, found: LoanQuoteResponse): void => {
  const { policy } = found
  session.print(session.say(verdictOf(found)))
  for (const { rule, applicant, figures } of found.reasons)
    session.print(
      `  ✗ ${ruleNames[rule][session.language]}  ${session.say(text(`申请人 ${applicant}`, `applicant ${applicant}`))}  ${shownFigures(figures, session.language)}`,
    )
  session.print("")
  printRecord(session, found)
  printMethods(session, found)
  printSteps(session, found)
  printSchedule(session, found)
  session.print("")
  session.print(
    session.say(
      text(
        `政策：${policy.centerId} 自 ${policy.effectiveFrom} 第 ${policy.version} 版（${policy.hash.slice(0, 12)}）`,
        `policy: ${policy.centerId} from ${policy.effectiveFrom}, version ${policy.version} (${policy.hash.slice(0, 12)})`,
      ),
    ),
  )
}

const example = `{"centerId":"140500000000000","on":"2026-11-21","applicants":[{"person":{…},"cadence":"monthly"}],
   "price":"2000000.00","termMonths":360,"firstHome":true,"monthlyIncome":"20000.00","children":2}`

export const quote: Command = {
  usage: "loan quote @file",
  summary: text("贷款额度测算", "loan quote"),
  help: text(
    `测算一个家庭在一个中心的可贷额度：每一步用了哪条规则、什么数字、出自哪个文件，哪一条最低；两种还款方式的月供。
月份取并集，余额相加；贷款次数以平台登记和申报中较多者为准。

  hub loan quote @quote.json --as 140500000000000
  quote.json：
  ${example}

可选：spouse（不申请的配偶，只计其贷款次数和未结清贷款，不需授权码），
      monthlyDebt、circumstances、talentTier、greenStars、loansBefore，
      refinance {commercialBalance}（商转公），withSchedule equalInstalments|equalPrincipal（逐期还款表）；
      申请人出示授权码时，在其 person 旁写 consent。`,
    `How much a family may borrow at one center: each step with its rule, figures and source, the limit that binds, and the
monthly payment by both methods. Months are a union, balances a sum; of earlier loans the greater of registry and request counts.

  hub loan quote @quote.json --as 140500000000000
  quote.json:
  ${example.replace("…", "...")}

optional: spouse (who does not apply: only whose loans count with the family's; needs no consent code),
          monthlyDebt, circumstances, talentTier, greenStars, loansBefore,
          refinance {commercialBalance}, withSchedule equalInstalments|equalPrincipal (every payment);
          an applicant's consent code stands beside person as consent.`,
  ),
  run: async (session, args) => {
    const answer = await session.ask("POST", "/v1/loan-quotes", {
      body: readBodyArgument(argumentAt(args, 0, "@file")),
    })
    if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
    printQuote(session, LoanQuoteResponse.parse(answer.body))
  },
}
