import type { FlexiblePolicy } from "../../../contracts/flexible-policies.ts"
import { LocalDate, type Money, type Month } from "../../../contracts/primitives.ts"
import type { RuleId } from "../../../contracts/rules.ts"
import { isZeroMoney } from "../money/money.ts"
import { lastPaidMonth, type PaidPeriod } from "../months/contribution-months.ts"
import { monthNumber, monthOfNumber } from "../months/month.ts"

export type ArrearsRule = NonNullable<FlexiblePolicy["arrears"]>

/** What of an account says whether anything is unpaid. */
export interface ContributionRecord {
  /** The first month that its agreement asks for: nothing before it is owed (昌吉 二(二)6). */
  readonly firstMonth: Month
  /** Every segment of the account: a month that a unit paid is no unpaid month. */
  readonly paid: readonly PaidPeriod[]
  readonly balance: Money
  /** False once the agreement has ended: what an end was the effect of has happened. */
  readonly agreementRuns: boolean
}

export interface ArrearsFound {
  readonly state: "inOrder" | "arrears" | "due"
  /** Complete calendar months in a row, up to the day. */
  readonly unpaidMonths: number
  readonly paidThrough?: Month
  /** First day on which it is due when nothing more is paid. */
  readonly dueOn?: LocalDate
  readonly effect?: ArrearsRule["effect"]
  readonly rule?: RuleId
}

/** Months paid in advance count at once, however far ahead. */
const farAhead = monthNumber("2199-12")

export const paidThroughOf = (paid: readonly PaidPeriod[]): Month | undefined => {
  const last = Math.max(-1, ...paid.map((period) => lastPaidMonth(period, farAhead) ?? -1))
  return last < 0 ? undefined : monthOfNumber(last)
}

const ruleOf = ({ effect }: ArrearsRule): RuleId => (effect === "endsAgreement" ? "FLX-006" : "FLX-007")

/** 不含: one more than so many; 以上: so many are enough. */
const unpaidThatAct = ({ unpaidMonths, more }: ArrearsRule): number => unpaidMonths + (more ? 1 : 0)

const firstDayOf = (month: number): LocalDate => LocalDate.parse(`${monthOfNumber(month)}-01`)

/** Whether the passing of months alone makes the rule act on this account. */
const mayAct = (rule: ArrearsRule, record: ContributionRecord): boolean =>
  (!rule.zeroBalance || isZeroMoney(record.balance)) &&
  (rule.effect === "closesAccount" || record.agreementRuns)

/**
 * 欠缴停缴 on a day, from the record alone: what is owed is counted in complete calendar months, so a month is unpaid on
 * the first day of the next. The hub says what is due; the center acts.
 */
export const arrearsOf = (
  record: ContributionRecord,
  rule: ArrearsRule | undefined,
  on: LocalDate,
): ArrearsFound => {
  const paidThrough = paidThroughOf(record.paid)
  const before = monthNumber(record.firstMonth) - 1
  const last = Math.max(before, paidThrough === undefined ? before : monthNumber(paidThrough))
  const owes = record.agreementRuns || rule?.effect === "closesAccount"
  const unpaidMonths = owes ? Math.max(0, monthNumber(on) - 1 - last) : 0
  const told = {
    unpaidMonths,
    ...(paidThrough === undefined ? {} : { paidThrough }),
    ...(rule === undefined ? {} : { effect: rule.effect, rule: ruleOf(rule) }),
  }
  const state = unpaidMonths === 0 ? "inOrder" : "arrears"
  if (rule === undefined || !mayAct(rule, record)) return { state, ...told }
  const dueOn = firstDayOf(last + unpaidThatAct(rule) + 1)
  return { state: dueOn <= on ? "due" : state, ...told, dueOn }
}
