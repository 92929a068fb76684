import type { LocalDate } from "../../../contracts/primitives.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { isSuspendedOn } from "./books-keeper.ts"
import { isInForce, type CenterRecord } from "./center-record.ts"
import { booksDefect } from "./own-books.ts"

/** Whether a letter can go from one center to another: both keep their own books and both are there. */
export const centersDefect = (
  to: CenterRecord | undefined,
  from: CenterRecord | undefined,
  today: LocalDate,
): Refusal | undefined => {
  const field = "/fromCenterId"
  if (to === undefined || !isInForce(to, today)) return refuse("unknown-center")
  const defect = booksDefect(to)
  if (defect !== undefined) return defect
  if (from === undefined || !isInForce(from, today)) return refuse("unknown-center", { field })
  if (from.centerId === to.centerId) return refuse("internal-transfer", { rule: "TRF-001", field })
  if (!from.settlesOwnBooks)
    return from.parentCenterId === to.centerId
      ? refuse("internal-transfer", { rule: "TRF-002", field })
      : refuse("office-keeps-no-books", { rule: "DIR-001", field })
  return isSuspendedOn(from, today) ? refuse("center-not-active", { field }) : undefined
}
