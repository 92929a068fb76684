import type { QuoteNotApplied, QuoteStep } from "../../../contracts/loan-quotes.ts"
import type { LoanRuleName } from "../../../contracts/loan-policies.ts"
import type { PolicySource } from "../../../contracts/policy-figures.ts"
import { type Exact, roundDownToMoney } from "../money/money.ts"

/** A figure with its source, as a pack writes it. */
export interface Cited {
  readonly source: string
  readonly clause?: string | undefined
}

/** What a quote tells of its own making: each step with rule, figures and source, and each rule left out. */
export interface QuoteRecord {
  readonly steps: QuoteStep[]
  readonly notApplied: QuoteNotApplied[]
  readonly sources: readonly PolicySource[]
}

export const citation = (record: QuoteRecord, cited: Cited): QuoteStep["source"] => {
  const source = record.sources.find(({ id }) => id === cited.source)
  return source === undefined || cited.clause === undefined ? source : { ...source, clause: cited.clause }
}

export const tellStep = (
  record: QuoteRecord,
  rule: LoanRuleName,
  figures: Record<string, string>,
  result: string,
  cited?: Cited,
): void => {
  const source = cited === undefined ? undefined : citation(record, cited)
  record.steps.push(source === undefined ? { rule, figures, result } : { rule, figures, result, source })
}

/** A part of a limit, as yuan for the reader; the sum itself is made of the exact parts and rounded once. */
export const shownYuan = (part: Exact): string => roundDownToMoney(part)

export const tellNotApplied = (
  record: QuoteRecord,
  rule: LoanRuleName,
  reason: QuoteNotApplied["reason"],
  note?: NonNullable<QuoteNotApplied["note"]>,
): void => {
  record.notApplied.push(note === undefined ? { rule, reason } : { rule, reason, note })
}
