import type { LocalDate } from "../../../contracts/primitives.ts"
import { isSuspendedOn } from "../directory/books-keeper.ts"
import { isInForce, type CenterRecord } from "../directory/center-record.ts"
import { booksDefect } from "../directory/own-books.ts"
import { refuse, type Refusal } from "../refusal.ts"

/** Whether a loan of one center to a contributor of the other is an off-site loan: both keep books of their own. */
export const lendingCentersDefect = (
  loan: CenterRecord | undefined,
  home: CenterRecord | undefined,
  today: LocalDate,
): Refusal | undefined => {
  const field = "/homeCenterId"
  if (loan === undefined || !isInForce(loan, today)) return refuse("unknown-center")
  const defect = booksDefect(loan)
  if (defect !== undefined) return defect
  if (home === undefined || !isInForce(home, today)) return refuse("unknown-center", { field })
  if (home.centerId === loan.centerId) return refuse("internal-loan", { field })
  if (!home.settlesOwnBooks)
    return home.parentCenterId === loan.centerId
      ? refuse("internal-loan", { field })
      : refuse("office-keeps-no-books", { rule: "DIR-001", field })
  return isSuspendedOn(home, today) ? refuse("center-not-active", { field }) : undefined
}
