import type * as z from "zod"
import type { LoanRuleName } from "../../contracts/loan-policies.ts"
import type { BindingConstraint, QuoteNotApplied, RepaymentMethod } from "../../contracts/loan-quotes.ts"
import { text, type Language, type Text } from "../language.ts"

// The words of a quote as a clerk uses them.

/** The rules as a clerk calls them. */
export const ruleNames: Readonly<Record<LoanRuleName, Text>> = {
  cap: text("最高额度", "cap"),
  "cap-bonus": text("额度上浮", "raise of the cap"),
  "cap-ceiling": text("上浮后上限", "ceiling of the raises"),
  liquidity: text("流动性系数", "liquidity coefficient"),
  base: text("缴存核算额度", "by contributions"),
  "base-least-balance": text("余额保底", "least balance counted"),
  "base-least-amount": text("额度保底", "least amount"),
  "time-coefficient": text("缴存时间系数", "time coefficient"),
  "cadence-coefficient": text("缴存方式系数", "coefficient of the way of paying"),
  repayment: text("还款能力", "repayment capacity"),
  "loan-to-value": text("房价成数", "loan to value"),
  price: text("房价", "price"),
  "commercial-balance": text("商贷余额", "owed on the commercial loan"),
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

export const bindingNames: Readonly<Record<BindingConstraint, Text>> = {
  cap: ruleNames.cap,
  base: ruleNames.base,
  repayment: ruleNames.repayment,
  loanToValue: ruleNames["loan-to-value"],
  price: ruleNames.price,
  commercialBalance: ruleNames["commercial-balance"],
}

export const notAppliedReasons: Readonly<Record<z.infer<typeof QuoteNotApplied>["reason"], Text>> = {
  noFigure: text("来源没有给出数字", "no source gives a figure"),
  inputMissing: text("请求未提供所需数据", "the request does not say"),
  noneFits: text("没有适用的档次", "nothing fits the applicants"),
}

export const methodNames: Readonly<Record<RepaymentMethod, Text>> = {
  equalInstalments: text("等额本息", "equal instalments"),
  equalPrincipal: text("等额本金", "equal principal"),
}

const figureNames: Readonly<Record<string, Text>> = {
  accountKind: text("账户", "account"),
  applicant: text("申请人", "applicant"),
  applicants: text("申请人数", "applicants"),
  atLeast: text("要求", "asked"),
  balance: text("余额", "balance"),
  base: text("核算", "base"),
  bonus: text("上浮", "raised by"),
  cadence: text("缴存方式", "way of paying"),
  cap: text("额度", "cap"),
  ceiling: text("上限", "ceiling"),
  coefficient: text("系数", "coefficient"),
  commercialBalance: text("未偿商贷", "still owed"),
  contribution: text("月缴存额", "contribution"),
  contributionBase: text("缴存基数", "contribution base"),
  contributionMonths: text("存期月数", "months held"),
  contributorType: text("身份", "contributor"),
  countedAs: text("按", "counted as"),
  factor: text("系数", "factor"),
  firstHome: text("首套", "first home"),
  from: text("自", "since"),
  has: text("现有", "has"),
  income: text("月收入", "income"),
  latestAge: text("最高年龄", "latest age"),
  loansBefore: text("已用", "used"),
  longestTermMonths: text("最长月数", "longest months"),
  months: text("月数", "months"),
  most: text("至多", "at most"),
  multiple: text("倍数", "multiple"),
  otherDebt: text("其他月还款", "other debt"),
  perYear: text("每年", "a year"),
  price: text("房价", "price"),
  share: text("比例", "share"),
  termMonths: text("期限月数", "months of the term"),
  unsettled: text("未结清", "unsettled"),
  yearlyRate: text("年利率", "yearly rate"),
  years: text("年数", "years"),
}

const valueNames: Readonly<Record<string, Text>> = {
  basic: text("基本", "basic"),
  employee: text("单位缴存", "employee"),
  false: text("否", "no"),
  flexible: text("灵活就业", "flexible"),
  free: text("自由缴存", "freely"),
  lumpSum: text("趸缴", "in one sum"),
  met: text("符合", "met"),
  monthly: text("按月", "monthly"),
  "not met": text("不符合", "not met"),
  supplementary: text("补充", "supplementary"),
  true: text("是", "yes"),
  unknown: text("未知", "unknown"),
}

/** 1100000.00 -> 1,100,000.00; whatever is not yuan stays. */
export const grouped = (value: string): string =>
  /^\d+\.\d{2}$/.test(value) ? value.replace(/\B(?=(\d{3})+(?!\d)\.)/g, ",") : value

/** A plain ratio as a percentage: 0.026 -> 2.6 %. */
export const percent = (ratio: string): string => `${Number((Number(ratio) * 100).toFixed(4))} %`

const percentages = new Set(["yearlyRate", "share"])

const shownValue = (name: string, value: string, language: Language): string =>
  percentages.has(name) ? percent(value) : (valueNames[value]?.[language] ?? grouped(value))

export const shownResult = (rule: LoanRuleName, result: string, language: Language): string =>
  shownValue(rule === "rate" ? "yearlyRate" : rule, result, language)

/** What went into a step, in words. */
export const shownFigures = (figures: Readonly<Record<string, string>>, language: Language): string =>
  Object.entries(figures)
    .map(([name, value]) => `${figureNames[name]?.[language] ?? name} ${shownValue(name, value, language)}`)
    .join(language === "zh" ? "，" : ", ")
