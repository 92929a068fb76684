import { counts, isUnsettled, type LoanLine } from "../loan-registry/loan-record.ts"

interface CountedLoans {
  readonly paidOff: number
  /** Written-off loans are still owed. */
  readonly unsettled: number
}

export interface FamilyLoans extends CountedLoans {
  /** Those of the applicants, when a spouse is counted besides: what goes beyond them is judged and not told. */
  readonly ofApplicants?: CountedLoans
}

type CountedLine = Pick<LoanLine, "centerId" | "contractNo" | "role" | "status">

const countLoans = (lines: readonly CountedLine[]): CountedLoans => {
  const loans = new Map<string, boolean>()
  for (const line of lines)
    if (counts(line)) loans.set(`${line.centerId}/${line.contractNo}`, isUnsettled(line))
  const unsettled = [...loans.values()].filter(Boolean).length
  return { paidOff: loans.size - unsettled, unsettled }
}

/** The loans of all members, a loan of two of them once. A guarantor has borrowed nothing. */
export const countFamilyLoans = (
  applicants: readonly (readonly CountedLine[])[],
  spouse?: readonly CountedLine[],
): FamilyLoans => {
  const ofApplicants = countLoans(applicants.flat())
  return spouse === undefined
    ? ofApplicants
    : { ...countLoans([...applicants.flat(), ...spouse]), ofApplicants }
}
