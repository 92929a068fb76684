import type { LoanReservation, ReserveLoanRequest } from "../../contracts/loans.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import type { OffsiteLoanId } from "../../contracts/primitives.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { booksDefect } from "../domain/directory/own-books.ts"
import { reserveLoan as decide, type FamilyMember } from "../domain/loan-registry/reserve-loan.ts"
import { viewReservation } from "../domain/loan-registry/view-loan.ts"
import type { OffsiteLoanCase } from "../domain/offsite-loan/offsite-loan-case.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { loanContextOf } from "./loan-action.ts"
import { loanCountOf } from "./loan-rules-of.ts"
import { pointsOfPeople, readLoanFamily, type ReadLoanFamilyNeeds } from "./read-loan-family.ts"
import type { ReadPolicies } from "./transfer-rules-of.ts"
import { accept, type DisclosureIntent, type UseCase } from "./use-case.ts"

export interface ReserveLoanNeeds extends ReadLoanFamilyNeeds {
  readonly readOffsiteLoan: (id: OffsiteLoanId) => Promise<OffsiteLoanCase | undefined>
  readonly readPolicies: ReadPolicies
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
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
  const field = "/offsiteLoanId"
  if (found === undefined || found.loanCenterId !== callerId)
    return refuse("offsite-loan-not-found", { field })
  const applicant = await needs.readPerson(found.personRef)
  if (!family.some(({ person }) => person.personRef === applicant.personRef))
    return refuse("offsite-loan-not-found", { field })
  return found.status === "requested" || found.status === "certified"
    ? undefined
    : refuse("action-not-allowed", { field, caseId: offsiteLoanId })
}

/** Held or refused, the answer tells whether somebody of the family owes a loan: a disclosure. */
const disclosureOf = (family: readonly FamilyMember[], found: string): DisclosureIntent => ({
  personRefs: family.map(({ person }) => person.personRef),
  purpose: "loan-reservation",
  points: pointsOfPeople(family),
  found,
})

/** At approval: borrower, co-borrowers and spouse are held for sixty days, all or none. */
export const reserveLoan =
  (needs: ReserveLoanNeeds): UseCase<ReserveLoanRequest, LoanReservation> =>
  async (call) => {
    const { offsiteLoanId } = call.body
    const context = loanContextOf(call)
    const [read, packs, center] = await Promise.all([
      readLoanFamily(needs, call.body),
      needs.readPolicies(call.callerId),
      needs.readCenter(call.callerId),
    ])
    const keeper = booksDefect(center)
    if (keeper !== undefined) return keeper
    if (read.outcome === "refused") return read
    const family = read.members
    const defect = await defectOfCase(needs, offsiteLoanId, family, call.callerId)
    if (defect !== undefined) return defect
    const decided = decide(family, {
      ...context,
      count: loanCountOf(packs, needs.nationalRules(), context.today),
      ...(offsiteLoanId === undefined ? {} : { offsiteLoanId }),
    })
    return decided.outcome === "refused"
      ? { ...decided, disclosure: disclosureOf(family, decided.problem) }
      : {
          ...accept(viewReservation(decided.reservation, call.now), decided.changes),
          disclosure: disclosureOf(family, "clear"),
        }
  }
