import type * as z from "zod"
import type { LoanRuleName } from "../../contracts/loan-policies.ts"
import {
  type BindingConstraint,
  LoanQuoteResponse,
  type QuoteNotApplied,
} from "../../contracts/loan-quotes.ts"
import { text, type Text } from "../language.ts"
import type { Command } from "./command.ts"
import { factLines, tableLines } from "./print-table.ts"
import { argumentAt, readBodyArgument } from "./read-input.ts"

/** The rules as a clerk calls them. */
const ruleNames: Readonly<Record<z.infer<typeof LoanRuleName>, Text>> = {
  cap: text("最高额度", "cap"),
  "cap-bonus": text("额度上浮", "raise of the cap"),
  "cap-ceiling": text("上浮后上限", "ceiling of the raises"),
  liquidity: text("流动性系数", "liquidity coefficient"),
  base: text("缴存核算额度", "by contributions"),
  "base-least-balance": text("余额保底", "least balance counted"),
  "base-least-amount": text("额度保底", "least amount"),
  "time-coefficient": text("缴存时间系数", "time coefficient"),
  "cadence-coefficient": text("缴存方式系数", "coefficient of the way of paying"),
  "commercial-balance": text("商贷余额", "owed on the commercial loan"),
  repayment: text("还款能力", "repayment capacity"),
  "loan-to-value": text("房价成数", "loan to value"),
  price: text("房价", "price"),
  rate: text("贷款利率", "interest rate"),
  "consecutive-months": text("连续缴存月数", "consecutive months"),
  "cumulative-months": text("累计缴存月数", "cumulative months"),
  "months-since-opening": text("开户月数", "months since the opening"),
  "normal-status": text("账户正常", "account in normal status"),
  "latest-age": text("最高年龄", "latest age"),
  "longest-term": text("最长期限", "longest term"),
  "loan-count": text("贷款次数", "loans before"),
  "unsettled-loan": text("未结清贷款", "unsettled loan"),
}
const bindingNames: Readonly<Record<BindingConstraint, Text>> = {
  cap: ruleNames.cap,
  base: ruleNames.base,
  repayment: ruleNames.repayment,
  loanToValue: ruleNames["loan-to-value"],
  price: ruleNames.price,
  commercialBalance: ruleNames["commercial-balance"],
}
const notAppliedReasons: Readonly<Record<z.infer<typeof QuoteNotApplied>["reason"], Text>> = {
  noFigure: text("来源没有给出数字", "no source gives a figure"),
  inputMissing: text("请求未提供所需数据", "the request does not say"),
  noneFits: text("没有适用的档次", "nothing fits the applicants"),
}
const metNames: Readonly<Record<string, Text>> = {
  met: text("符合", "met"),
  "not met": text("不符合", "not met"),
}

export const quote: Command = {
  usage: "quote @file",
  summary: text("贷款额度测算", "loan quote"),
  help: text(
    `测算可贷额度：每一步用了哪条规则、什么数字、哪一条最低。月份取并集，余额相加。

  hub quote @quote.json --as 140500000000000
  quote.json: {"centerId":"140500000000000","on":"2026-11-21","applicants":[{"person":{…}}],
               "price":"2000000.00","termMonths":360,"firstHome":true,"monthlyIncome":"20000.00"}`,
    `How much may be borrowed: each step with its rule and figures, and the one that binds. Months are a union, balances a sum.

  hub quote @quote.json --as 140500000000000
  quote.json: {"centerId":"140500000000000","on":"2026-11-21","applicants":[{"person":{...}}],
               "price":"2000000.00","termMonths":360,"firstHome":true,"monthlyIncome":"20000.00"}`,
  ),
  run: async (session, args) => {
    const answer = await session.ask("POST", "/v1/loan-quotes", {
      body: readBodyArgument(argumentAt(args, 0, "@file")),
    })
    if (session.flags.json === true) return session.print(JSON.stringify(answer.body))
    const found = LoanQuoteResponse.parse(answer.body)
    const zh = session.language === "zh"
    const nameOf = (rule: keyof typeof ruleNames): string => ruleNames[rule][session.language]
    session.print(
      session.say(
        found.eligible
          ? text(
              `可贷 ${found.amount} 元（以“${bindingNames[found.bindingConstraint].zh}”为限）`,
              `May borrow ${found.amount} yuan (bound by ${bindingNames[found.bindingConstraint].en})`,
            )
          : text(
              `暂不符合条件；符合后可贷 ${found.amountIfEligible} 元`,
              `Not eligible now; would be ${found.amountIfEligible} yuan`,
            ),
      ),
    )
    for (const reason of found.reasons)
      session.print(`  ✗ ${nameOf(reason.rule)}  ${figuresText(reason.figures)}`)
    session.print("")
    const { months } = found
    const facts = factLines([
      [zh ? "缴存余额" : "balance", found.balance],
      [zh ? "累计月数" : "cumulative months", String(months.cumulative)],
      [zh ? "连续月数" : "consecutive months", String(months.consecutive)],
      [
        zh ? "重复月份（核查）" : "paid twice (review)",
        months.doubled.length === 0 ? undefined : months.doubled.join(", "),
      ],
    ])
    for (const line of facts) session.print(line)
    session.print("")
    const headings = zh ? ["步骤", "结果", "数字", "依据"] : ["step", "result", "figures", "source"]
    const rows = found.steps.map((step) => [
      nameOf(step.rule),
      metNames[step.result]?.[session.language] ?? step.result,
      figuresText(step.figures),
      step.source?.title ?? "",
    ])
    for (const line of tableLines(headings, rows)) session.print(line)
    for (const skipped of found.notApplied)
      session.print(
        session.say(
          text(
            `  未适用 ${nameOf(skipped.rule)}：${skipped.note?.zh ?? notAppliedReasons[skipped.reason].zh}`,
            `  not applied ${nameOf(skipped.rule)}: ${skipped.note?.en ?? notAppliedReasons[skipped.reason].en}`,
          ),
        ),
      )
    session.print(
      `${found.policy.centerId} ${found.policy.effectiveFrom} v${found.policy.version} ${found.policy.hash.slice(0, 12)}`,
    )
  },
}

const figuresText = (figures: Readonly<Record<string, string>>): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ")
