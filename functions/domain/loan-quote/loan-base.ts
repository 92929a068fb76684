import type { BalanceMultiple, LoanPolicy } from "../../../contracts/loan-policies.ts"
import type { ContributorType, LocalDate, Money } from "../../../contracts/primitives.ts"
import { type Exact, compareMoney, exact, roundDownToMoney, sumForLimit } from "../money/money.ts"
import { eachPaidMonth } from "../months/contribution-months.ts"
import { monthNumber } from "../months/month.ts"
import { exactRatio } from "./policy-ratio.ts"
import { possibleCadences, rowsForCadence } from "./cadence-rows.ts"
import { balanceOf, fits, type Household, type LoanSegment, type MergedApplicant } from "./loan-applicant.ts"
import { type QuoteRecord, shownYuan, tellNotApplied, tellStep } from "./quote-record.ts"

type ContributionBase = Extract<NonNullable<LoanPolicy["base"]>, { kind: "contributions" }>
type YearBase = Extract<NonNullable<LoanPolicy["base"]>, { kind: "years" }>

interface Question {
  readonly base: ContributionBase
  readonly household: Household
  readonly on: LocalDate
  readonly record: QuoteRecord
}

/** What one segment, or one applicant, carries. */
interface Part {
  readonly amount: Exact
  readonly type: ContributorType
  /** The basic balance that is multiplied, and what a yuan more of it would carry. */
  readonly counted?: { readonly balance: Money; readonly multiple: Exact }
}

const leastMultiple = (rows: readonly BalanceMultiple[]): BalanceMultiple | undefined => {
  let least: BalanceMultiple | undefined
  for (const row of rows)
    if (least === undefined || exactRatio(row.multiple).lt(exactRatio(least.multiple))) least = row
  return least
}

/** The multiple for a type: the row that says most of the applicant; while the way of paying is unknown, the least favourable. */
const multipleFor = (
  question: Question,
  type: ContributorType,
  accountKind: BalanceMultiple["accountKind"],
  applicant: MergedApplicant,
): BalanceMultiple | undefined => {
  const { firstHome } = question.household
  const rows = question.base.multiples.filter(
    (row) =>
      row.contributorType === type &&
      row.accountKind === accountKind &&
      (row.firstHome === undefined || row.firstHome === firstHome),
  )
  if (rows.length <= 1 && rows[0]?.cadence === undefined) return rows[0]
  const possible = possibleCadences(applicant.cadence).flatMap((cadence) => {
    const fitting = rowsForCadence(rows, cadence)
    const ofHome = fitting.filter((row) => row.firstHome !== undefined)
    return leastMultiple(ofHome.length > 0 ? ofHome : fitting) ?? []
  })
  return leastMultiple(possible)
}

const multipliedBalance = (question: Question, row: BalanceMultiple, balance: Money): Part => {
  const multiple = exactRatio(row.multiple)
  const amount = multiple.times(balance)
  const figures = {
    balance,
    multiple: row.multiple,
    contributorType: row.contributorType,
    accountKind: row.accountKind,
  }
  tellStep(question.record, "base", figures, shownYuan(amount), row)
  const type = row.contributorType
  return row.accountKind === "basic" ? { amount, type, counted: { balance, multiple } } : { amount, type }
}

/** Σ contribution x coefficient x months held, the monthly contribution for each month paid. */
const contributionsByMonths = (
  question: Question,
  segment: LoanSegment,
  type: ContributorType,
): Part | undefined => {
  const row = question.base.contributionMonths?.find(({ contributorType }) => contributorType === type)
  if (row === undefined) return undefined
  const present = monthNumber(question.on)
  let held = 0
  eachPaidMonth(segment, present, (month) => {
    held += present - month
  })
  const amount = exact(segment.monthlyContribution).times(exactRatio(row.coefficient)).times(held)
  const figures = {
    contribution: segment.monthlyContribution,
    coefficient: row.coefficient,
    contributionMonths: String(held),
  }
  tellStep(question.record, "base", figures, shownYuan(amount), row)
  return { amount, type }
}

const segmentBase = (
  question: Question,
  applicant: MergedApplicant,
  segment: LoanSegment,
): Part | undefined => {
  if (segment.accountKind === "housingAllowance") return undefined
  const type =
    question.base.merge === "byPresentType"
      ? (applicant.presentType ?? segment.contributorType)
      : segment.contributorType
  const byMonths =
    segment.accountKind === "basic" ? contributionsByMonths(question, segment, type) : undefined
  if (byMonths !== undefined) return byMonths
  const row = multipleFor(question, type, segment.accountKind, applicant)
  return row === undefined ? undefined : multipliedBalance(question, row, balanceOf(segment))
}

const meanBalanceBase = (question: Question, applicant: MergedApplicant): Part | undefined => {
  if (applicant.presentType === undefined) return undefined
  const row = multipleFor(question, applicant.presentType, "basic", applicant)
  if (row === undefined) return undefined
  if (applicant.meanBalance === undefined) {
    tellNotApplied(question.record, "base", "inputMissing", {
      zh: "近12个月月均余额",
      en: "mean balance of twelve months",
    })
    return undefined
  }
  return multipliedBalance(question, row, applicant.meanBalance)
}

const timeFactor = (question: Question, applicant: MergedApplicant): Exact | undefined => {
  let row: NonNullable<ContributionBase["timeCoefficients"]>[number] | undefined
  for (const each of question.base.timeCoefficients ?? [])
    if (
      applicant.months.cumulative >= each.monthsAtLeast &&
      (row === undefined || each.monthsAtLeast > row.monthsAtLeast)
    )
      row = each
  if (row === undefined) return undefined
  const figures = { months: String(applicant.months.cumulative) }
  tellStep(question.record, "time-coefficient", figures, row.coefficient, row)
  return exactRatio(row.coefficient)
}

/** The coefficient of the way of paying; while it is unknown, the lowest that a way has. A way without one counts whole. */
const cadenceFactor = (question: Question, applicant: MergedApplicant): Exact | undefined => {
  const rows = question.base.cadenceCoefficients ?? []
  if (rows.length === 0) return undefined
  let least: (typeof rows)[number] | undefined
  for (const row of rows)
    if (
      (applicant.cadence === undefined || applicant.cadence === row.cadence) &&
      (least === undefined || exactRatio(row.coefficient).lt(exactRatio(least.coefficient)))
    )
      least = row
  const hasWhole = applicant.cadence === undefined && rows.length < possibleCadences(undefined).length
  if (least === undefined || (hasWhole && exactRatio(least.coefficient).gt(1))) return undefined
  const figures = { cadence: applicant.cadence ?? "unknown" }
  tellStep(question.record, "cadence-coefficient", figures, least.coefficient, least)
  return exactRatio(least.coefficient)
}

const scaled = (part: Part, factor: Exact): Part => ({
  ...part,
  amount: part.amount.times(factor),
  ...(part.counted === undefined
    ? {}
    : { counted: { ...part.counted, multiple: part.counted.multiple.times(factor) } }),
})

const partsOf = (question: Question, applicant: MergedApplicant): Part[] => {
  const parts =
    question.base.measure === "meanBalance"
      ? [meanBalanceBase(question, applicant)]
      : applicant.segments.map((segment) => segmentBase(question, applicant, segment))
  const found = parts.filter((part) => part !== undefined)
  if (question.base.measure === "balance" && found.length < parts.length)
    tellNotApplied(question.record, "base", "noFigure", {
      zh: "部分分段无倍数",
      en: "a segment without a multiple",
    })
  const byTime = timeFactor(question, applicant)
  const timed = byTime === undefined ? found : found.map((part) => scaled(part, byTime))
  if (!timed.some(({ type }) => type === "flexible")) return timed
  const byCadence = cadenceFactor(question, applicant)
  return byCadence === undefined
    ? timed
    : timed.map((part) => (part.type === "flexible" ? scaled(part, byCadence) : part))
}

/**
 * What is missing to the least balance, times the lowest multiple among the balances counted: a yuan more of any of them
 * then never lowers the sum.
 */
const leastBalancePart = (question: Question, parts: readonly Part[]): Exact => {
  const least = question.base.leastBalance
  const counted = parts.flatMap((part) => part.counted ?? [])
  if (least === undefined || counted.length === 0) return exact(0)
  const balance = sumForLimit(counted.map((each) => each.balance))
  if (compareMoney(balance, least.amount) >= 0) return exact(0)
  const multiple = counted.reduce(
    (lowest, each) => (each.multiple.lt(lowest) ? each.multiple : lowest),
    counted[0]?.multiple ?? exact(0),
  )
  const added = exact(least.amount).minus(balance).times(multiple)
  const figures = { balance, countedAs: least.amount }
  tellStep(question.record, "base-least-balance", figures, shownYuan(added), least)
  return added
}

const contributionBase = (question: Question, applicants: readonly MergedApplicant[]): Money | undefined => {
  const parts = applicants.flatMap((applicant) => partsOf(question, applicant))
  if (parts.length === 0) return undefined
  const sum = parts.reduce((total, { amount }) => total.plus(amount), leastBalancePart(question, parts))
  const amount = roundDownToMoney(sum)
  const least = question.base.leastAmount
  if (least === undefined || compareMoney(amount, least.amount) >= 0) return amount
  tellStep(question.record, "base-least-amount", { base: amount }, least.amount, least)
  return least.amount
}

const yearBase = (base: YearBase, household: Household, record: QuoteRecord): Money | undefined => {
  const row = base.perYear.find((row) => fits(row.when, household))
  if (row === undefined) return undefined
  const years = Math.floor(household.months / 12)
  const amount = roundDownToMoney(exact(row.amount).times(years))
  tellStep(record, "base", { perYear: row.amount, years: String(years) }, amount, row)
  return amount
}

/** What the contributions carry; `undefined` when no source gives a figure for these applicants. */
export const loanBase = (
  loan: LoanPolicy,
  applicants: readonly MergedApplicant[],
  household: Household,
  on: LocalDate,
  record: QuoteRecord,
): Money | undefined => {
  const { base } = loan
  if (base === undefined) {
    tellNotApplied(record, "base", "noFigure")
    return undefined
  }
  return base.kind === "years"
    ? yearBase(base, household, record)
    : contributionBase({ base, household, on, record }, applicants)
}
