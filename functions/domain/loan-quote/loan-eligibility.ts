import type { QuoteReason } from "../../../contracts/loan-quotes.ts"
import type { LoanPolicy, LoanRuleName } from "../../../contracts/loan-policies.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
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
  figures: Readonly<Record<string, string>>,
  verdict: { readonly met: boolean; readonly cited: Cited },
): void => {
  const told = { applicant: String(applicant), ...figures }
  tellStep(collector.record, rule, told, verdict.met ? "met" : "not met", verdict.cited)
  if (verdict.met) return
  const source = citation(collector.record, verdict.cited)
  collector.reasons.push({
    rule,
    applicant,
    figures: { ...figures },
    ...(source === undefined ? {} : { source }),
  })
}

/** Of the rows for a type, the one for the way of paying; when that is unknown, the one that asks most. */
const rowFor = (rows: readonly EligibleMonths[], applicant: MergedApplicant): EligibleMonths | undefined => {
  const weight = (row: EligibleMonths) =>
    (row.consecutive ?? 0) + (row.cumulative ?? 0) + (row.sinceOpening ?? 0)
  return rows
    .filter(
      (row) =>
        row.contributorType === (applicant.presentType ?? "employee") &&
        (row.cadence === undefined || applicant.cadence === undefined || row.cadence === applicant.cadence),
    )
    .toSorted((left, right) => weight(right) - weight(left))[0]
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

/** Why these applicants may not borrow here today; an empty list says that they may. */
export const eligibilityReasons = (
  loan: LoanPolicy,
  applicants: readonly MergedApplicant[],
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
  return collector.reasons
}
