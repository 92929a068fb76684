import type { Grant } from "../../../contracts/offsite-loans.ts"
import { savedLoan, type LoanContext, type LoanDecision } from "../loan-registry/loan-decision.ts"
import { counts, sameLoan, type LoanRecord } from "../loan-registry/loan-record.ts"
import { sameTerms } from "../loan-registry/same-terms.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { OffsiteContext } from "./offsite-decision.ts"
import type { OffsiteLoanCase } from "./offsite-loan-case.ts"

/** The applicant owes it by the registry, under whatever document: the loan is told by the line, not by the record. */
const isOwedBy = ({ person }: Pick<OffsiteContext, "person">, loan: LoanRecord): boolean =>
  person.loans.some((line) => sameLoan(line, loan) && counts(line))

/**
 * Why the grant cannot be of a loan that its center registered before it. Only the very loan of the grant, with the
 * reservation that it used up, is taken for it; a contract number of another loan stays taken.
 */
export const attachDefect = (
  loan: LoanRecord,
  grant: Grant,
  context: Pick<OffsiteContext, "person">,
): Refusal | undefined => {
  const isThisLoan =
    loan.status === "unsettled" &&
    loan.offsiteLoanId === undefined &&
    sameTerms(loan, grant) &&
    isOwedBy(context, loan)
  if (!isThisLoan) return refuse("loan-exists", { field: "/contractNo" })
  return loan.reservationId === grant.reservationId
    ? undefined
    : refuse("reservation-missing", { rule: "LON-003", field: "/reservationId" })
}

/**
 * The clerk registered the loan first and granted it in the case afterwards: from now on the case carries the loan, so
 * that the account is marked. The finding D5 that the registration opened stays, for the two centers to settle.
 */
export const attachLoan = (
  loan: LoanRecord,
  { offsiteLoanId }: Pick<OffsiteLoanCase, "offsiteLoanId">,
  context: LoanContext,
): LoanDecision => savedLoan(loan, { ...loan, offsiteLoanId }, "offsite-loan", context)
