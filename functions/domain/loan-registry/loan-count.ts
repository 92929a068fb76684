import type { LoanCount } from "../../../contracts/loan-policies.ts"
import { counts, isUnsettled, type LoanLine, type LoanName } from "./loan-record.ts"

export type LoanCountRule = Pick<LoanCount, "most" | "countsPaidOff">

/** 家庭最多两次，首次结清后方可再贷 (鞍山; 天津, 乌鲁木齐 alike): where neither a pack nor the national rules say it. */
export const twoInLife: LoanCountRule = { most: 2, countsPaidOff: true }

export const keyOfLoan = ({ centerId, contractNo }: LoanName): string => `${centerId}/${contractNo}`

/** What of a line it takes to count the loan. */
export type CountedLine = Pick<LoanLine, "centerId" | "contractNo" | "role" | "status">

/** The loans of a family, a loan of two of them once. A guarantor has borrowed nothing. */
export const familyLoans = <Line extends CountedLine>(
  people: readonly { readonly loans: readonly Line[] }[],
): readonly Line[] => {
  const loans = new Map<string, Line>()
  for (const line of people.flatMap((person) => person.loans))
    if (counts(line)) loans.set(keyOfLoan(line), line)
  return [...loans.values()]
}

/** Of the loans that a family has had, those that the rule counts. */
export const countedLoans = (loans: readonly LoanLine[], { countsPaidOff }: LoanCountRule): number =>
  loans.filter((line) => countsPaidOff || isUnsettled(line)).length
