import { counts, isUnsettled, type LoanLine } from "../loan-registry/loan-record.ts"

export interface FamilyLoans {
  readonly paidOff: number
  /** Written-off loans are still owed. */
  readonly unsettled: number
}

/** The loans of all members, a loan of two of them once. A guarantor has borrowed nothing. */
export const countFamilyLoans = (
  members: readonly (readonly Pick<LoanLine, "centerId" | "contractNo" | "role" | "status">[])[],
): FamilyLoans => {
  const loans = new Map<string, boolean>()
  for (const line of members.flat())
    if (counts(line)) loans.set(`${line.centerId}/${line.contractNo}`, isUnsettled(line))
  const unsettled = [...loans.values()].filter(Boolean).length
  return { paidOff: loans.size - unsettled, unsettled }
}
