import type { LocalDate } from "../../../contracts/primitives.ts"
import type { WithdrawalDetails, WithdrawalStep } from "../../../contracts/withdrawals.ts"
import { visibleStatus } from "../account/account-record.ts"
import { chinaDateOf } from "../calendar/china-date.ts"
import type { LoanLine } from "../loan-registry/loan-record.ts"
import { exact, roundDownToMoney } from "../money/money.ts"
import { contributionMonths } from "../months/contribution-months.ts"
import type { WithdrawalFacts } from "./judge-withdrawal.ts"
import { isWithinMonths, wholeMonths } from "./whole-months.ts"
import { closesByNature, dayOfDetails, periodOf, relationOf } from "./withdrawal-figures.ts"
import { dayOf, entriesOf, lastOf } from "./withdrawal-ledger.ts"
import type { WithdrawalLedger, WithdrawnPeriod } from "./withdrawal-record.ts"
import type { RuleForParts } from "./withdrawal-rules-of.ts"
import { metOrNot, stepOf, type StepSource, type StepText } from "./withdrawal-step.ts"

/** One rule, and the withdrawal that it is asked of. */
export interface RuleQuestion {
  readonly cited: RuleForParts
  readonly details: WithdrawalDetails
  readonly on: LocalDate
  /** The day on which money would leave. */
  readonly today: LocalDate
  readonly facts: WithdrawalFacts
  /** The unsettled loans that lock the account. */
  readonly loans: readonly LoanLine[]
}

type Condition = (question: RuleQuestion) => WithdrawalStep | undefined

const told = (
  { cited }: RuleQuestion,
  rule: WithdrawalStep["rule"],
  verdict: WithdrawalStep["verdict"],
  text: StepText,
): WithdrawalStep => stepOf(rule, verdict, text, { source: cited.source })

/** A rule that names no family lets the principal alone; of others nobody has said anything. */
const relation: Condition = (question) => {
  const { relations } = question.cited.rule
  const is = relationOf(question.details)
  if (is === "self") return undefined
  const text = { zh: "提取人为权利人的规定家庭成员", en: "the rule names this relation to the principal" }
  return relations === undefined
    ? told(question, "WDR-010", "homeDecides", {
        zh: "政策未规定家庭成员能否提取",
        en: "no rule says whether a relative may withdraw",
      })
    : told(question, "WDR-010", metOrNot(relations.includes(is)), text)
}

const status: Condition = (question) => {
  const asked = question.cited.rule.accountStatuses
  if (asked === undefined) return undefined
  const has = visibleStatus(question.facts.account, question.on)
  const names = asked.join("、")
  return told(question, "WDR-011", metOrNot(asked.some((one) => one === has)), {
    zh: `账户状态为 ${names}`,
    en: `the account has status ${asked.join(" or ")}`,
  })
}

const sealedFor = (question: RuleQuestion, months: number, text: StepText): WithdrawalStep => {
  const { account } = question.facts
  const met = account.status === "02" && wholeMonths(account.statusSince, question.on) >= months
  return told(question, "WDR-012", metOrNot(met), text)
}

const sealed: Condition = (question) => {
  const months = question.cited.rule.sealedMonths
  if (months === undefined) return undefined
  return sealedFor(question, months, {
    zh: `账户封存满${months}个月`,
    en: `the account has been sealed for ${months} months`,
  })
}

/** 辽宁 七: 由单位缴存职工转为灵活就业人员继续缴存的，其账户销户应满足封存满半年. */
const sealedAfterUnit: Condition = (question) => {
  const months = question.cited.rule.sealedMonthsOfFormerEmployee
  if (months === undefined) return undefined
  if (!question.facts.segments.some(({ contributorType }) => contributorType === "employee")) return undefined
  return sealedFor(question, months, {
    zh: `曾由单位缴存的，账户封存满${months}个月`,
    en: `a unit has paid in: the account has been sealed for ${months} months`,
  })
}

const paid: Condition = (question) => {
  const months = question.cited.rule.paidMonths
  if (months === undefined) return undefined
  const has = contributionMonths(question.facts.segments, question.on).cumulative
  return told(question, "WDR-013", metOrNot(has >= months), {
    zh: `累计缴存满${months}个月`,
    en: `${months} months are paid altogether`,
  })
}

const inTime: Condition = (question) => {
  const months = question.cited.rule.withinMonths
  const day = dayOfDetails(question.details)
  if (months === undefined || day === undefined) return undefined
  return told(question, "WDR-014", metOrNot(isWithinMonths(day, question.on, months)), {
    zh: `${months}个月内提出`,
    en: `asked within ${months} months`,
  })
}

const interval: Condition = (question) => {
  const months = question.cited.rule.everyMonths
  if (months === undefined) return undefined
  const last = lastOf(question.facts.ledger, question.details.purpose)
  const met = last === undefined || wholeMonths(dayOf(last), question.on) >= months
  return told(question, "WDR-015", metOrNot(met), {
    zh: `距上次同一用途提取满${months}个月`,
    en: `${months} months since the last withdrawal for the purpose`,
  })
}

const sharesMonths = (left: WithdrawnPeriod, right: WithdrawnPeriod): boolean =>
  left.loan === right.loan && left.from <= right.to && right.from <= left.to

/** What was withdrawn for a month is not withdrawn for it again, whatever the limit still lets out. */
export const monthsSteps = (
  details: WithdrawalDetails,
  ledger: WithdrawalLedger | undefined,
): readonly WithdrawalStep[] => {
  const { period } = periodOf(details)
  if (period === undefined) return []
  const again = entriesOf(ledger, details.purpose).some(
    (entry) => entry.period !== undefined && sharesMonths(entry.period, period),
  )
  return [
    stepOf("WDR-023", metOrNot(!again), {
      zh: "同一用途的月份未曾提取",
      en: "nothing was withdrawn for these months of the purpose",
    }),
  ]
}

const estateStep = (source: StepSource | undefined): WithdrawalStep =>
  stepOf(
    "LON-012",
    "homeDecides",
    {
      zh: "去世的缴存人有未结清贷款或担保，由缴存地判断",
      en: "the deceased has a loan or a guarantee that is not settled; the home center judges",
    },
    { source },
  )

interface LoanQuestion extends Pick<RuleQuestion, "details" | "facts" | "loans"> {
  /** Absent: no rule speaks of the purpose. */
  readonly cited?: RuleForParts | undefined
}

/**
 * Closing is barred by every loan that locks the account, whatever a rule says or none, as the closing itself is;
 * other withdrawals by a rule only. Heirs are not refused for what the deceased owed: the home center settles it.
 */
export const loanStep = ({ details, facts, loans, cited }: LoanQuestion): WithdrawalStep | undefined => {
  const named = cited?.rule.loan
  const source = facts.rules.loanBarSource ?? (named === "bars" ? cited?.source : undefined)
  if (named === "ignored") return undefined
  if (details.purpose === "death" && named !== "bars")
    return loans.length === 0 ? undefined : estateStep(source)
  if (named !== "bars" && cited?.rule.closesAccount !== true && !closesByNature(details)) return undefined
  return stepOf(
    "LON-012",
    metOrNot(loans.length === 0),
    { zh: "无未结清贷款或担保锁定账户", en: "no unsettled loan or guarantee locks the account" },
    { source },
  )
}

/**
 * 预约 (a reservation of a center that is about to grant) is no loan yet, so that no rule on unsettled loans bars it; the
 * family would lose the account that the loan is computed from. Whoever lets it close has looked at both.
 */
const reserved: Condition = (question) => {
  const { rule } = question.cited
  if (rule.closesAccount !== true || rule.loan !== "bars" || question.loans.length > 0) return undefined
  const holder = question.facts.person.loanGuard?.holder
  if (holder?.kind !== "reservation" || chinaDateOf(holder.expiresAt) < question.today) return undefined
  const source = question.facts.rules.loanBarSource ?? question.cited.source
  return stepOf(
    "WDR-024",
    "homeDecides",
    {
      zh: "有已预约尚未发放的贷款，由缴存地判断",
      en: "a loan is reserved and not granted yet; the home center judges",
    },
    { source },
  )
}

/** 国务院令第844号: from this day the rent need not exceed any share of the income, whatever a pack still says. */
export const rentGateEnds = "2026-09-20"

const rentGate: Condition = (question) => {
  const { details, on, cited, facts } = question
  const share = cited.rule.rentToIncome
  if (share === undefined || details.purpose !== "rent") return undefined
  if (on >= rentGateEnds)
    return stepOf(
      "WDR-017",
      "allowed",
      {
        zh: "2026年9月20日起租房提取不再要求房租超过收入比例",
        en: "since 2026-09-20 the rent need not exceed a share of the income",
      },
      { source: facts.rules.national.find(({ rule }) => rule.purpose === "rent")?.source },
    )
  if (details.monthlyIncome === undefined)
    return told(question, "WDR-017", "homeDecides", {
      zh: "未提供家庭工资收入，无法核对房租占比",
      en: "the family's income is not stated, so the share of the rent is not known",
    })
  const least = exact(details.monthlyIncome).times(share)
  return stepOf(
    "WDR-017",
    metOrNot(exact(details.monthlyRent).gt(least)),
    {
      zh: `房租超过家庭工资收入的${exact(share).times(100).toFixed()}%，即${roundDownToMoney(least)}元`,
      en: `the rent is more than ${share} of the income, ${roundDownToMoney(least)} yuan`,
    },
    { source: cited.source },
  )
}

const noHome: Condition = (question) => {
  const { details, cited } = question
  if (cited.rule.noHomeThere !== true || details.purpose !== "rent") return undefined
  return told(question, "WDR-018", metOrNot(!details.ownsHomeThere), {
    zh: "家庭在当地无自有住房",
    en: "the family owns no home in that place",
  })
}

const conditions: readonly Condition[] = [
  relation,
  status,
  sealed,
  sealedAfterUnit,
  paid,
  inTime,
  interval,
  loanStep,
  reserved,
  rentGate,
  noHome,
]

/** What a rule asks, in a fixed order; each is told, met or not, and last what the rule itself answers. */
export const conditionsOf = (question: RuleQuestion): readonly WithdrawalStep[] => {
  const { answer } = question.cited.rule
  const texts: Record<typeof answer, StepText> = {
    allowed: { zh: "政策允许此用途提取", en: "a rule lets money out for this purpose" },
    notAllowed: { zh: "政策不允许此用途提取", en: "a rule lets no money out for this purpose" },
    homeDecides: { zh: "政策规定由缴存地判断", en: "the rule leaves it to the home center" },
  }
  return [
    told(question, "WDR-008", answer, texts[answer]),
    ...conditions.flatMap((condition) => condition(question) ?? []),
  ]
}
