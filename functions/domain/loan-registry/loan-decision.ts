import type { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { LoanName, LoanRecord } from "./loan-record.ts"

/** Everything that a decision on a loan may look at besides the records. */
export interface LoanContext {
  readonly now: Instant
  readonly today: LocalDate
  /** The acting center. */
  readonly by: CenterId
  readonly staff: { readonly handler?: string; readonly reviewer?: string }
  readonly newId: (prefix: string) => string
}

export interface LoanAccepted {
  readonly outcome: "accepted"
  readonly loan: LoanRecord
  readonly changes: readonly Change[]
}

export type LoanDecision = LoanAccepted | Refusal

export const nameOfLoan = ({ centerId, contractNo }: LoanName): LoanName => ({ centerId, contractNo })

export const loanHistory = (
  loan: LoanRecord,
  event: string,
  context: Pick<LoanContext, "now" | "by" | "staff">,
): Change => ({
  kind: "recordLoanHistory",
  loan: nameOfLoan(loan),
  version: loan.version,
  entry: { at: context.now, event, by: context.by, ...context.staff, status: loan.status },
})

/** Writes the next version of a loan, its history line, and what changes with it. */
export const savedLoan = (
  before: LoanRecord,
  after: Omit<LoanRecord, "version">,
  event: string,
  context: LoanContext,
  changes: readonly Change[] = [],
): LoanAccepted => {
  const loan: LoanRecord = { ...after, version: before.version + 1 }
  return {
    outcome: "accepted",
    loan,
    changes: [{ kind: "saveLoan", loan }, loanHistory(loan, event, context), ...changes],
  }
}

/** The day of an act lies in the life of the loan: not before its grant, not after today. */
export const defectOfLoanDay = (
  day: LocalDate,
  field: string,
  loan: Pick<LoanRecord, "grantedOn">,
  { today }: Pick<LoanContext, "today">,
): Refusal | undefined => {
  if (day > today) return refuse("invalid-request", { rule: "VAL-010", field })
  return day < loan.grantedOn ? refuse("invalid-request", { rule: "VAL-005", field }) : undefined
}
