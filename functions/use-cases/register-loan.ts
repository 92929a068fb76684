import type { Loan, RegisterLoanRequest } from "../../contracts/loans.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import type { ReservationId } from "../../contracts/primitives.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { booksDefect } from "../domain/directory/own-books.ts"
import type { ReservationRecord } from "../domain/loan-registry/loan-record.ts"
import { fitsLoan, ownReservationOf, registerLoan as decide } from "../domain/loan-registry/register-loan.ts"
import type { FamilyMember } from "../domain/loan-registry/reserve-loan.ts"
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

/** The reservation that the grant names; of one that names none, the center's own of exactly these people. */
const reservationOf = async (
  needs: RegisterLoanNeeds,
  named: ReservationId | undefined,
  people: readonly FamilyMember[],
  context: ReturnType<typeof loanContextOf>,
): Promise<ReservationRecord | undefined> => {
  const reservationId = named ?? ownReservationOf(people, context)
  const found = reservationId === undefined ? undefined : await needs.readReservation(reservationId)
  return found !== undefined && (named !== undefined || fitsLoan(found, people, context)) ? found : undefined
}

/** A granted loan is a fact: it is registered, and what it contradicts becomes a finding. */
export const registerLoan =
  (needs: RegisterLoanNeeds): UseCase<RegisterLoanRequest, Loan> =>
  async (call) => {
    const { reservationId, borrower, coBorrowers, spouse, guarantors, handler, reviewer, ...terms } =
      call.body
    const context = loanContextOf({ ...call, body: { handler, reviewer } })
    const [center, known, family, packs] = await Promise.all([
      needs.readCenter(call.callerId),
      needs.readLoan({ centerId: context.by, contractNo: terms.contractNo }),
      readLoanFamily(needs, { borrower, coBorrowers, spouse, guarantors }),
      needs.readPolicies(call.callerId),
    ])
    const defect = booksDefect(center)
    if (defect !== undefined) return defect
    if (known !== undefined) return refuse("loan-exists", { field: "/contractNo" })
    if (family.outcome === "refused") return family
    const reservation = await reservationOf(needs, reservationId, family.members, context)
    if (reservationId !== undefined && reservation === undefined)
      return refuse("reservation-missing", { rule: "LON-003", field: "/reservationId" })
    const decided = decide(terms, family.members, {
      ...context,
      count: loanCountOf(packs, needs.nationalRules(), context.today),
      ...(reservation === undefined ? {} : { reservation }),
    })
    return decided.outcome === "refused" ? decided : accept(viewLoan(decided.loan), decided.changes)
  }
