import type { LoanReservation, ReserveLoanRequest } from "../../contracts/loans.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import type { OffsiteLoanId } from "../../contracts/primitives.ts"
import { reserveLoan as decide, type FamilyMember } from "../domain/loan-registry/reserve-loan.ts"
import { viewReservation } from "../domain/loan-registry/view-loan.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { loanContextOf } from "./loan-action.ts"
import { loanCountOf } from "./loan-rules-of.ts"
import { readLoanFamily, type ReadLoanFamilyNeeds } from "./read-loan-family.ts"
import type { ReadPolicies } from "./transfer-rules-of.ts"
import { accept, hitPoints, type DisclosingRefusal, type UseCase } from "./use-case.ts"

export interface ReserveLoanNeeds extends ReadLoanFamilyNeeds {
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
  readonly readPolicies: ReadPolicies
  readonly nationalRules: () => NationalRules
}

/** The case is the caller's as loan center, and about somebody of this family. */
const defectOfCase = async (
  needs: ReserveLoanNeeds,
  offsiteLoanId: OffsiteLoanId | undefined,
  family: readonly FamilyMember[],
  callerId: string,
): Promise<Refusal | undefined> => {
  if (offsiteLoanId === undefined) return undefined
  const found = await needs.readOffsiteLoan(offsiteLoanId)
  const applicant =
    found === undefined || found.loanCenterId !== callerId
      ? undefined
      : await needs.readPerson(found.personRef)
  return family.some(({ person }) => person.personRef === applicant?.personRef)
    ? undefined
    : refuse("offsite-loan-not-found", { field: "/offsiteLoanId" })
}

/** A refusal tells that somebody of the family owes a loan, or how many they have had: a disclosure. */
const disclosing = (refusal: Refusal, family: readonly FamilyMember[]): DisclosingRefusal => ({
  ...refusal,
  disclosure: {
    personRefs: family.map(({ person }) => person.personRef),
    purpose: "loan-reservation",
    points: hitPoints * family.length,
    found: refusal.problem,
  },
})

/** At approval: borrower, co-borrowers and spouse are held for sixty days, all or none. */
export const reserveLoan =
  (needs: ReserveLoanNeeds): UseCase<ReserveLoanRequest, LoanReservation> =>
  async (call) => {
    const { offsiteLoanId } = call.body
    const context = loanContextOf(call)
    const [family, packs] = await Promise.all([
      readLoanFamily(needs, call.body),
      needs.readPolicies(call.callerId),
    ])
    const defect = await defectOfCase(needs, offsiteLoanId, family, call.callerId)
    if (defect !== undefined) return defect
    const decided = decide(family, {
      ...context,
      count: loanCountOf(packs, needs.nationalRules(), context.today),
      ...(offsiteLoanId === undefined ? {} : { offsiteLoanId }),
    })
    return decided.outcome === "refused"
      ? disclosing(decided, family)
      : accept(viewReservation(decided.reservation, call.now), decided.changes)
  }
