import type { DeskCenter, DeskLine } from "../../../contracts/desk.ts"
import type { CenterId, LocalDate } from "../../../contracts/primitives.ts"
import { sideOf, type DeskLegOfCase, type DeskView } from "./desk-view.ts"

/** How a center is called; one that the directory has lost is called by its code. */
export type NameOfCenter = (centerId: CenterId) => DeskCenter

/**
 * What a clerk must do of a case. The monthly feed comes from the core system by itself: it is a clerk's task only once
 * it is late.
 */
export const ownLegs = (view: DeskView, centerId: CenterId, today: LocalDate): readonly DeskLegOfCase[] =>
  view.legs.filter(
    ({ leg, centerId: acting, dueOn }) =>
      acting === centerId && (leg !== "statusFeed" || (dueOn !== undefined && dueOn < today)),
  )

export const deskLineOf = (
  view: DeskView,
  centerId: CenterId,
  today: LocalDate,
  nameOf: NameOfCenter,
): DeskLine => {
  const own = sideOf(view, centerId)
  const other = view.sides.find((side) => side.centerId !== centerId)
  const [leg] = ownLegs(view, centerId, today)
  return {
    subject: view.subject,
    id: view.caseId,
    caseId: view.caseId,
    reference: view.reference,
    about: view.about,
    status: view.status,
    ...(other === undefined ? {} : { otherCenter: nameOf(other.centerId) }),
    ...(own?.accountNo === undefined ? {} : { accountNo: own.accountNo }),
    ...(view.amount === undefined ? {} : { amount: view.amount }),
    ...(leg === undefined ? {} : { leg: leg.leg, next: leg.what }),
    ...(leg?.dueOn === undefined ? {} : { dueOn: leg.dueOn, overdue: leg.dueOn < today }),
  }
}

const noDate = "9999"

/** The earliest due first; what has no date comes last. */
export const byDueDate = (lines: readonly DeskLine[]): DeskLine[] =>
  lines.toSorted((left, right) => (left.dueOn ?? noDate).localeCompare(right.dueOn ?? noDate))
