import type { Loan } from "../../contracts/loans.ts"
import { viewLoan } from "../domain/loan-registry/view-loan.ts"
import { ownLoan, type LoanActionNeeds } from "./loan-action.ts"
import { answer, type UseCase } from "./use-case.ts"

/** One's own loan, as it was last fed. */
export const readLoan =
  (needs: LoanActionNeeds): UseCase<undefined, Loan> =>
  async (call) => {
    const own = await ownLoan(needs, call)
    return own.outcome === "refused" ? own : answer(viewLoan(own.loan))
  }
