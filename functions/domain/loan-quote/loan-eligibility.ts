import type { QuoteReason } from "../../../contracts/loan-quotes.ts"
import type { LoanCount, LoanPolicy, LoanRuleName } from "../../../contracts/loan-policies.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { possibleCadences, rowsForCadence } from "./cadence-rows.ts"
import type { MergedApplicant } from "./loan-applicant.ts"
import { type Cited, citation, type QuoteRecord, tellNotApplied, tellStep } from "./quote-record.ts"

type EligibleMonths = NonNullable<LoanPolicy["eligibleMonths"]>[number]

interface Collector {
  readonly record: QuoteRecord
  readonly reasons: QuoteReason[]
}

const judge = (
  collector: Collector,
  rule: LoanRuleName,
  applicant: number,
  figures: Record<string, string>,
  verdict: { readonly met: boolean; readonly cited: Cited },
): void => {
  const told = { applicant: String(applicant), ...figures }
  tellStep(collector.record, rule, told, verdict.met ? "met" : "not met", verdict.cited)
  if (verdict.met) return
  const source = citation(collector.record, verdict.cited)
  collector.reasons.push({
    rule,
    applicant,
    figures,
    ...(source === undefined ? {} : { source }),
  })
}

const weightOf = (row: EligibleMonths): number =>
  (row.consecutive ?? 0) + (row.cumulative ?? 0) + (row.sinceOpening ?? 0)

const asksMost = (rows: readonly EligibleMonths[]): EligibleMonths | undefined => {
  let most: EligibleMonths | undefined
  for (const row of rows) if (most === undefined || weightOf(row) > weightOf(most)) most = row
  return most
}

/** Of the rows for a type, the one for the way of paying; when that is unknown, the one that asks most. */
const rowFor = (rows: readonly EligibleMonths[], applicant: MergedApplicant): EligibleMonths | undefined => {
  const ofType = rows.filter((row) => row.contributorType === (applicant.presentType ?? "employee"))
  return asksMost(
    possibleCadences(applicant.cadence).flatMap((cadence) => asksMost(rowsForCadence(ofType, cadence)) ?? []),
  )
}

const judgeMonths = (
  loan: LoanPolicy,
  applicant: MergedApplicant,
  number: number,
  collector: Collector,
): void => {
  const rows = loan.eligibleMonths ?? []
  const row = rowFor(rows, applicant)
  if (row === undefined) {
    tellNotApplied(collector.record, "consecutive-months", rows.length === 0 ? "noFigure" : "noneFits")
    return
  }
  const asked: readonly (readonly [LoanRuleName, number | undefined, number])[] = [
    ["consecutive-months", row.consecutive, applicant.months.consecutive],
    ["cumulative-months", row.cumulative, applicant.months.cumulative],
    ["months-since-opening", row.sinceOpening, applicant.monthsSinceOpening],
  ]
  for (const [rule, atLeast, has] of asked)
    if (atLeast !== undefined)
      judge(
        collector,
        rule,
        number,
        { has: String(has), atLeast: String(atLeast) },
        { met: has >= atLeast, cited: row },
      )
}

const judgeStatus = (
  loan: LoanPolicy,
  applicant: MergedApplicant,
  number: number,
  collector: Collector,
): void => {
  if (loan.normalStatus === undefined) return
  if (applicant.inNormalStatus === undefined)
    tellNotApplied(collector.record, "normal-status", "inputMissing")
  else
    judge(collector, "normal-status", number, {}, { met: applicant.inNormalStatus, cited: loan.normalStatus })
}

/** Whole months from a day until the birthday of an age. */
const monthsUntilAge = (bornOn: LocalDate, age: number, on: LocalDate): number => {
  const birthday = {
    year: Number(bornOn.slice(0, 4)) + age,
    month: Number(bornOn.slice(5, 7)),
    day: bornOn.slice(8),
  }
  const months = (birthday.year - Number(on.slice(0, 4))) * 12 + birthday.month - Number(on.slice(5, 7))
  return on.slice(8) > birthday.day ? months - 1 : months
}

const judgeAge = (
  loan: LoanPolicy,
  main: MergedApplicant,
  when: { readonly on: LocalDate; readonly termMonths: number },
  collector: Collector,
): void => {
  const rows = loan.latestAge ?? []
  const { sex, bornOn } = main
  if (rows.length === 0) return tellNotApplied(collector.record, "latest-age", "noFigure")
  if (sex === undefined || bornOn === undefined)
    return tellNotApplied(collector.record, "latest-age", "inputMissing")
  const row = rows.find((row) => row.sex === sex)
  if (row === undefined) return tellNotApplied(collector.record, "latest-age", "noneFits")
  const longest = Math.max(0, monthsUntilAge(bornOn, row.age, when.on))
  const figures = {
    latestAge: String(row.age),
    longestTermMonths: String(longest),
    termMonths: String(when.termMonths),
  }
  judge(collector, "latest-age", 1, figures, { met: when.termMonths <= longest, cited: row })
}

/** The loans that the family has had, and the rule that counts them. */
export interface LoanHistory {
  readonly paidOff: number
  /** Absent: the registry was not asked. */
  readonly unsettled?: number | undefined
  /** Whether loans of somebody who does not apply are among them: their number is not the reader's. */
  readonly countsSpouse: boolean
  readonly rule: LoanCount | undefined
  /** The sources of that rule: of the pack, or of the national rules. */
  readonly sources: QuoteRecord["sources"]
}

/** 贷款次数: so many loans a family, and none beside one that is not paid off. */
const judgeLoans = (history: LoanHistory, collector: Collector): void => {
  const { paidOff, unsettled, rule, sources, countsSpouse } = history
  const { record } = collector
  if (rule === undefined) return tellNotApplied(record, "loan-count", "noFigure")
  const own: Collector = { ...collector, record: { ...record, sources } }
  const before = (rule.countsPaidOff ? paidOff : 0) + (unsettled ?? 0)
  const figures = { ...(countsSpouse ? {} : { loansBefore: String(before) }), most: String(rule.most) }
  judge(own, "loan-count", 1, figures, { met: before < rule.most, cited: rule })
  if (unsettled === undefined) return tellNotApplied(record, "unsettled-loan", "inputMissing")
  const owed = countsSpouse ? {} : { unsettled: String(unsettled) }
  judge(own, "unsettled-loan", 1, owed, { met: unsettled === 0, cited: rule })
}

/** Why these applicants may not borrow here today; an empty list says that they may. */
export const eligibilityReasons = (
  loan: LoanPolicy,
  applicants: readonly MergedApplicant[],
  loans: LoanHistory,
  when: { readonly on: LocalDate; readonly termMonths: number },
  record: QuoteRecord,
): QuoteReason[] => {
  const collector: Collector = { record, reasons: [] }
  for (const [index, applicant] of applicants.entries()) {
    judgeMonths(loan, applicant, index + 1, collector)
    judgeStatus(loan, applicant, index + 1, collector)
  }
  const main = applicants[0]
  if (main !== undefined) judgeAge(loan, main, when, collector)
  const longest = loan.longestTermMonths
  if (longest === undefined) tellNotApplied(record, "longest-term", "noFigure")
  else {
    const figures = { longestTermMonths: String(longest.months), termMonths: String(when.termMonths) }
    judge(collector, "longest-term", 1, figures, { met: when.termMonths <= longest.months, cited: longest })
  }
  judgeLoans(loans, collector)
  return collector.reasons
}
