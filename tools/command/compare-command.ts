import { Center } from "../../contracts/directory.ts"
import { type ComparedQuote, LoanComparisonResponse } from "../../contracts/loan-quotes.ts"
import { PROBLEMS, problemSlugs } from "../../contracts/problems.ts"
import { text } from "../language.ts"
import { type Command, ProblemError, type Session } from "./command.ts"
import { tableLines } from "./print-table.ts"
import { bindingNames, grouped, percent, ruleNames } from "./quote-words.ts"
import { argumentAt, readBodyArgument } from "./read-input.ts"

const nameOf = async (session: Session, centerId: string): Promise<string> => {
  try {
    const center = Center.parse((await session.ask("GET", `/v1/directory/centers/${centerId}`)).body)
    return session.language === "zh" ? center.name : (center.nameEn ?? center.name)
  } catch (error) {
    if (error instanceof ProblemError) return centerId
    throw error
  }
}

const problemTitle = (session: Session, slug: string): string => {
  const known = problemSlugs.find((each) => each === slug)
  return known === undefined ? slug : PROBLEMS[known][session.language]
}

/** Place, center, amount, what binds or why not, rate, and the first payment by each method. */
const rowOf = async (session: Session, line: ComparedQuote, place: number): Promise<readonly string[]> => {
  const name = await nameOf(session, line.centerId)
  const { language } = session
  if (line.outcome === "refused") return ["–", name, "–", problemTitle(session, line.problem), "", "", ""]
  const { quote } = line
  if (!quote.eligible) {
    const reasons = [...new Set(quote.reasons.map(({ rule }) => ruleNames[rule][language]))]
    const why = session.say(
      text(
        `不符合：${reasons.join("、")}（符合后 ${grouped(quote.amountIfEligible)}）`,
        `not met: ${reasons.join(", ")} (else ${grouped(quote.amountIfEligible)})`,
      ),
    )
    return ["–", name, grouped(quote.amount), why, percent(quote.yearlyRate), "", ""]
  }
  return [
    String(place),
    name,
    grouped(quote.amount),
    bindingNames[quote.bindingConstraint][language],
    percent(quote.yearlyRate),
    grouped(quote.schedules?.equalInstalments.firstPayment ?? "–"),
    grouped(quote.schedules?.equalPrincipal.firstPayment ?? "–"),
  ]
}

const printComparison = async (session: Session, { on, quotes, best }: LoanComparisonResponse) => {
  const rows = await Promise.all(quotes.map((line, index) => rowOf(session, line, index + 1)))
  const first = best === undefined ? undefined : rows[best]
  session.print(
    session.say(
      first === undefined
        ? text("没有中心可以放款。", "No center lends.")
        : text(`${first[1]} 最多：${first[2]} 元`, `${first[1]} lends most: ${first[2]} yuan`),
    ),
  )
  session.print("")
  const headings =
    session.language === "zh"
      ? ["", "中心", "可贷（元）", "以何为限 / 原因", "年利率", "等额本息首月", "等额本金首月"]
      : [
          "",
          "center",
          "amount (yuan)",
          "bound by / reason",
          "rate",
          "instalment, month 1",
          "by principal, month 1",
        ]
  for (const line of tableLines(headings, rows)) session.print(line)
  session.print("")
  session.print(
    session.say(
      text(
        `按 ${on} 各中心自己的政策测算；缴存记录只读取一次，只记录一次。`,
        `By each center's own policy on ${on}; the record was read, and the reading recorded, once.`,
      ),
    ),
  )
}

const example = `{"centerIds":["140500000000000","510100000000000"],"firstHomeIn":["510100000000000"],"on":"2026-11-21",
   "applicants":[{"person":{…}}],"price":"2000000.00","termMonths":360,"firstHome":false,"monthlyIncome":"20000.00"}`

export const compare: Command = {
  usage: "loan compare @file",
  summary: text("多城市额度比较", "loan quotes of several cities"),
  help: text(
    `同一家庭在至多十个中心的可贷额度，一行一个中心，从高到低；不能测算的列出原因。各中心按自己的政策，记录只读取一次。

  hub loan compare @compare.json --as 140500000000000
  compare.json：与 loan quote 相同，centerIds 代替 centerId；
  firstHomeIn 列出认定为首套的中心（firstHome 为 false 时）：
  ${example}`,
    `What the same family may borrow at up to ten centers, one row each, the best first; those without a quote tell why. Each
center by its own policy, over one reading of the record.

  hub loan compare @compare.json --as 140500000000000
  compare.json: as for loan quote, with centerIds instead of centerId;
  firstHomeIn lists the centers that find it a first home although firstHome is false:
  ${example.replace("…", "...")}`,
  ),
  run: async (session, args) => {
    const answer = await session.ask("POST", "/v1/loan-quotes/comparison", {
      body: readBodyArgument(argumentAt(args, 0, "@file")),
    })
    if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
    await printComparison(session, LoanComparisonResponse.parse(answer.body))
  },
}
