import type { BalanceMultiple, LoanPolicy } from "../../../contracts/loan-policies.ts"
import type { ContributorType, LocalDate, Money } from "../../../contracts/primitives.ts"
import { type Exact, compareMoney, exact, roundDownToMoney, sumForLimit } from "../money/money.ts"
import { monthsOfSegment } from "../months/contribution-months.ts"
import { monthOf, monthsBetween } from "../months/month.ts"
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

/** The multiple for a type; when the way of paying is unknown and matters, the least favourable one. */
const multipleFor = (
  question: Question,
  type: ContributorType,
  accountKind: BalanceMultiple["accountKind"],
  applicant: MergedApplicant,
): BalanceMultiple | undefined =>
  question.base.multiples
    .filter(
      (row) =>
        row.contributorType === type &&
        row.accountKind === accountKind &&
        (row.firstHome === undefined || row.firstHome === question.household.firstHome) &&
        (row.cadence === undefined || applicant.cadence === undefined || row.cadence === applicant.cadence),
    )
    .toSorted((left, right) => exact(left.multiple).comparedTo(right.multiple))[0]

const multipliedBalance = (question: Question, row: BalanceMultiple, balance: Money): Exact => {
  const amount = exact(balance).times(row.multiple)
  const figures = {
    balance,
    multiple: row.multiple,
    contributorType: row.contributorType,
    accountKind: row.accountKind,
  }
  tellStep(question.record, "base", figures, shownYuan(amount), row)
  return amount
}

/** Σ deposit x coefficient x months held, a deposit of the monthly contribution for each month paid. */
const depositsByMonths = (
  question: Question,
  segment: LoanSegment,
  type: ContributorType,
): Exact | undefined => {
  const row = question.base.depositMonths?.find(({ contributorType }) => contributorType === type)
  if (row === undefined) return undefined
  const present = monthOf(question.on)
  const held = monthsOfSegment(segment, question.on).reduce(
    (sum, month) => sum + monthsBetween(month, present),
    0,
  )
  const amount = exact(segment.monthlyContribution).times(row.coefficient).times(held)
  const figures = {
    deposit: segment.monthlyContribution,
    coefficient: row.coefficient,
    depositMonths: String(held),
  }
  tellStep(question.record, "base", figures, shownYuan(amount), row)
  return amount
}

const segmentBase = (
  question: Question,
  applicant: MergedApplicant,
  segment: LoanSegment,
): Exact | undefined => {
  if (segment.accountKind === "housingAllowance") return undefined
  const type =
    question.base.merge === "byPresentType"
      ? (applicant.presentType ?? segment.contributorType)
      : segment.contributorType
  const byDeposits = segment.accountKind === "basic" ? depositsByMonths(question, segment, type) : undefined
  if (byDeposits !== undefined) return byDeposits
  const row = multipleFor(question, type, segment.accountKind, applicant)
  return row === undefined ? undefined : multipliedBalance(question, row, balanceOf(segment))
}

const meanBalanceBase = (question: Question, applicant: MergedApplicant): Exact | undefined => {
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

const timeFactor = (question: Question, applicant: MergedApplicant): Exact => {
  const row = (question.base.timeCoefficients ?? [])
    .filter(({ monthsAtLeast }) => applicant.months.cumulative >= monthsAtLeast)
    .toSorted((left, right) => right.monthsAtLeast - left.monthsAtLeast)[0]
  if (row === undefined) return exact(1)
  tellStep(
    question.record,
    "time-coefficient",
    { months: String(applicant.months.cumulative) },
    row.coefficient,
    row,
  )
  return exact(row.coefficient)
}

const partsOf = (question: Question, applicant: MergedApplicant): Exact[] => {
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
  const factor = timeFactor(question, applicant)
  return found.map((part) => part.times(factor))
}

/** What is missing to the least balance, times the multiple of the main borrower's present type. */
const leastBalancePart = (question: Question, applicants: readonly MergedApplicant[]): Exact => {
  const least = question.base.leastBalance
  const balance = sumForLimit(applicants.map((applicant) => applicant.balance))
  const main = applicants[0]
  if (least === undefined || main?.presentType === undefined || compareMoney(balance, least.amount) >= 0)
    return exact(0)
  const row = multipleFor(question, main.presentType, "basic", main)
  if (row === undefined) return exact(0)
  const missing = exact(least.amount).minus(balance)
  const added = missing.times(row.multiple)
  tellStep(
    question.record,
    "base-least-balance",
    { balance, countedAs: least.amount },
    shownYuan(added),
    least,
  )
  return added
}

const contributionBase = (question: Question, applicants: readonly MergedApplicant[]): Money | undefined => {
  const parts = applicants.flatMap((applicant) => partsOf(question, applicant))
  if (parts.length === 0) return undefined
  const sum = parts.reduce((total, part) => total.plus(part), leastBalancePart(question, applicants))
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
