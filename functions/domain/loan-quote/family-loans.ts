import { familyLoans, type CountedLine } from "../loan-registry/loan-count.ts"
import { isUnsettled } from "../loan-registry/loan-record.ts"

interface CountedLoans {
  readonly paidOff: number
  /** Written-off loans are still owed. */
  readonly unsettled: number
}

export interface FamilyLoans extends CountedLoans {
  /** Those of the applicants, when a spouse is counted besides: what goes beyond them is judged and not told. */
  readonly ofApplicants?: CountedLoans
}

const countLoans = (members: readonly (readonly CountedLine[])[]): CountedLoans => {
  const loans = familyLoans(members.map((lines) => ({ loans: lines })))
  const unsettled = loans.filter(isUnsettled).length
  return { paidOff: loans.length - unsettled, unsettled }
}

/** The loans of all members as the registry counts them, in the figures of a quote. */
export const countFamilyLoans = (
  applicants: readonly (readonly CountedLine[])[],
  spouse?: readonly CountedLine[],
): FamilyLoans => {
  const ofApplicants = countLoans(applicants)
  return spouse === undefined ? ofApplicants : { ...countLoans([...applicants, spouse]), ofApplicants }
}
