import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import type { MoneyByType, WithdrawalDetails, WithdrawalStep } from "../../../contracts/withdrawals.ts"
import {
  exact,
  leastMoney,
  limitOfMoney,
  roundDownToMoney,
  subtractMoney,
  sumForLimit,
  type Exact,
} from "../money/money.ts"
import { totalOf } from "./parts-of-balance.ts"
import { costOf, monthsOf } from "./withdrawal-figures.ts"
import { dayOf, entriesOf } from "./withdrawal-ledger.ts"
import type { WithdrawalLedger } from "./withdrawal-record.ts"
import type { RuleForParts } from "./withdrawal-rules-of.ts"
import { stepOf, type StepText } from "./withdrawal-step.ts"

export interface LimitQuestion {
  readonly cited: RuleForParts
  readonly details: WithdrawalDetails
  readonly on: LocalDate
  readonly ledger: WithdrawalLedger | undefined
  /** What there is of the money that the rule speaks of. */
  readonly available: MoneyByType
}

/** Two children or more raise what is capped in yuan. */
const childrenThatRaise = 2

const raised = ({ cited, details }: LimitQuestion, amount: Money): Exact => {
  const factor = cited.rule.limit?.raisedForChildren
  const children = details.purpose === "rent" ? (details.children ?? 0) : 0
  return factor === undefined || children < childrenThatRaise ? exact(amount) : exact(amount).times(factor)
}

const isRaisable = ({ cited }: LimitQuestion): boolean => cited.rule.limit?.above === "homeDecides"

const within = ({ cited }: LimitQuestion, limit: Money, text: StepText): WithdrawalStep =>
  stepOf("WDR-019", "allowed", text, { limit, source: cited.source })

/** A cap in yuan. Where papers or the family raise it, it is as much as leaves without the home center's judgment. */
const cap = (question: LimitQuestion, limit: Money, text: StepText): WithdrawalStep =>
  within(
    question,
    limit,
    isRaisable(question)
      ? { zh: `${text.zh}；超过的由缴存地判断`, en: `${text.en}; the home center decides on more` }
      : text,
  )

const missing = ({ cited }: LimitQuestion, text: StepText): WithdrawalStep =>
  stepOf("WDR-019", "homeDecides", text, { source: cited.source })

const shareLimit = (question: LimitQuestion): WithdrawalStep | undefined => {
  const limit = question.cited.rule.limit
  if (limit?.fact === undefined && limit?.share === undefined) return undefined
  const cost = limit.fact === "cost" ? costOf(question.details) : totalOf(question.available)
  if (cost === undefined)
    return missing(question, { zh: "缺少计算限额的费用", en: "the cost that the limit counts is not stated" })
  const of = limit.fact === "cost" ? { zh: "费用", en: "the cost" } : { zh: "余额", en: "the balance" }
  const { share } = limit
  return share === undefined
    ? within(question, cost, { zh: `不超过${of.zh}`, en: `within ${of.en}` })
    : within(question, limitOfMoney(cost, share), {
        zh: `不超过${of.zh}的${exact(share).times(100).toFixed()}%`,
        en: `within ${share} of ${of.en}`,
      })
}

const monthlyLimit = (question: LimitQuestion): WithdrawalStep | undefined => {
  const monthly = question.cited.rule.limit?.monthly
  if (monthly === undefined) return undefined
  const months = monthsOf(question.details)
  if (months === undefined)
    return missing(question, {
      zh: "缺少计算限额的月份",
      en: "the months that the limit counts are not stated",
    })
  return cap(question, roundDownToMoney(raised(question, monthly).times(months)), {
    zh: `按月限额，共${months}个月`,
    en: `the monthly limit for ${months} months`,
  })
}

const lessOrNothing = (from: Money, less: Money): Money => subtractMoney(from, leastMoney(from, less))

const yearlyLimit = (question: LimitQuestion): WithdrawalStep | undefined => {
  const yearly = question.cited.rule.limit?.yearly
  if (yearly === undefined) return undefined
  const year = question.on.slice(0, 4)
  const used = sumForLimit(
    entriesOf(question.ledger, question.details.purpose)
      .filter((entry) => dayOf(entry).startsWith(year))
      .map(({ amount }) => amount),
  )
  return cap(question, lessOrNothing(roundDownToMoney(raised(question, yearly)), used), {
    zh: "按自然年限额，减去本年已提取",
    en: "the yearly limit, less what was withdrawn this calendar year",
  })
}

const onceLimit = (question: LimitQuestion): WithdrawalStep | undefined => {
  const once = question.cited.rule.limit?.once
  return once === undefined
    ? undefined
    : cap(question, roundDownToMoney(raised(question, once)), {
        zh: "单次限额",
        en: "the limit of one withdrawal",
      })
}

/**
 * What the family has paid itself is the most that leaves for it, whatever rule speaks, and where none does: of a cost
 * less its subsidy, a price less its loan, the rent of the months. Absent: the purpose has no cost.
 */
export const costStep = (details: WithdrawalDetails): WithdrawalStep | undefined => {
  const cost = costOf(details)
  return cost === undefined
    ? undefined
    : stepOf(
        "WDR-025",
        "allowed",
        { zh: "不超过本人家庭实际承担的费用", en: "within what the family bears of the cost itself" },
        { limit: cost },
      )
}

export interface RuleLimits {
  readonly steps: readonly WithdrawalStep[]
  /** As much as may leave at all. */
  readonly most: Money
  /** As much of it as leaves by the rule itself; what is above is the home center's to decide. */
  readonly direct: Money
}

const leastOf = (money: Money, steps: readonly WithdrawalStep[]): Money =>
  steps.reduce((least, { limit }) => leastMoney(least, limit ?? least), money)

/** Every limit that a rule gives; without one the balance alone limits it. The cost of a thing is never exceeded. */
export const limitsOf = (question: LimitQuestion): RuleLimits => {
  const ofFact = [shareLimit].flatMap((limit) => limit(question) ?? [])
  const caps = [monthlyLimit, yearlyLimit, onceLimit].flatMap((limit) => limit(question) ?? [])
  const most = leastOf(totalOf(question.available), ofFact)
  const direct = leastOf(most, caps)
  return { steps: [...ofFact, ...caps], most: isRaisable(question) ? most : direct, direct }
}
