import type { Loan, RegisterLoanRequest } from "../../contracts/loans.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import type { ReservationId } from "../../contracts/primitives.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { booksDefect } from "../domain/directory/own-books.ts"
import type { ReservationRecord } from "../domain/loan-registry/loan-record.ts"
import { registerLoan as decide } from "../domain/loan-registry/register-loan.ts"
import { viewLoan } from "../domain/loan-registry/view-loan.ts"
import { refuse } from "../domain/refusal.ts"
import { loanContextOf, type LoanActionNeeds } from "./loan-action.ts"
import { loanCountOf } from "./loan-rules-of.ts"
import { readLoanFamily, type ReadLoanFamilyNeeds } from "./read-loan-family.ts"
import type { ReadPolicies } from "./transfer-rules-of.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface RegisterLoanNeeds extends ReadLoanFamilyNeeds, LoanActionNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readReservation: (id: ReservationId) => Promise<ReservationRecord | undefined>
  readonly readPolicies: ReadPolicies
  readonly nationalRules: () => NationalRules
}

/** A granted loan is a fact: it is registered, and what it contradicts becomes a finding. */
export const registerLoan =
  (needs: RegisterLoanNeeds): UseCase<RegisterLoanRequest, Loan> =>
  async (call) => {
    const { reservationId, borrower, coBorrowers, spouse, guarantors, handler, reviewer, ...terms } =
      call.body
    const context = loanContextOf({ ...call, body: { handler, reviewer } })
    const [center, known, reservation, people, packs] = await Promise.all([
      needs.readCenter(call.callerId),
      needs.readLoan({ centerId: context.by, contractNo: terms.contractNo }),
      reservationId === undefined ? undefined : needs.readReservation(reservationId),
      readLoanFamily(needs, { borrower, coBorrowers, spouse, guarantors }),
      needs.readPolicies(call.callerId),
    ])
    const defect = booksDefect(center)
    if (defect !== undefined) return defect
    if (known !== undefined) return refuse("loan-exists", { field: "/contractNo" })
    if (reservationId !== undefined && reservation === undefined)
      return refuse("reservation-missing", { rule: "LON-003", field: "/reservationId" })
    const decided = decide(terms, people, {
      ...context,
      count: loanCountOf(packs, needs.nationalRules(), context.today),
      ...(reservation === undefined ? {} : { reservation }),
    })
    return decided.outcome === "refused" ? decided : accept(viewLoan(decided.loan), decided.changes)
  }
