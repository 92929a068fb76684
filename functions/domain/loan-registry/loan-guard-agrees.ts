import type { PersonRecord } from "../account/account-record.ts"
import { counts, isUnsettled, sameLoan } from "./loan-record.ts"

/**
 * Whether the loan guard and the loans of a record can be of one moment: the loan that the guard names is there and
 * unsettled, and each loan that must be named is. Otherwise another transaction was written while they were read.
 */
export const loanGuardAgrees = ({ loanGuard, loans }: Pick<PersonRecord, "loanGuard" | "loans">): boolean => {
  const owed = loans.filter((line) => counts(line) && isUnsettled(line) && !line.contested)
  const holder = loanGuard?.holder
  return holder?.kind === "loan"
    ? owed.length === 1 && owed.every((line) => sameLoan(line, holder))
    : owed.length === 0
}
