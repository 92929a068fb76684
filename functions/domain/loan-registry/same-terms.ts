import type { LoanTerms } from "../../../contracts/loans.ts"
import { equalMoney, exact } from "../money/money.ts"

/** The wire may write one rate in several ways: 0.026 and 0.0260. */
export const sameRate = (left: string, right: string): boolean => exact(left).equals(exact(right))

type Terms = Omit<LoanTerms, "contractNo">

/** Whether two contracts say the same: kind, amount, term, rate and day. */
export const sameTerms = (
  left: Omit<Terms, "yearlyRate"> & { readonly yearlyRate: string },
  right: Terms,
): boolean =>
  left.kind === right.kind &&
  equalMoney(left.amount, right.amount) &&
  left.termMonths === right.termMonths &&
  sameRate(left.yearlyRate, right.yearlyRate) &&
  left.grantedOn === right.grantedOn
