import type { PersonRecord } from "../account/account-record.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { LoanContext } from "./loan-decision.ts"
import { leaveGuard, namesReservation } from "./loan-guard.ts"
import { reservationStands, type ReservationRecord } from "./loan-record.ts"

export type ReleaseDecision =
  | {
      readonly outcome: "accepted"
      readonly reservation: ReservationRecord
      readonly changes: readonly Change[]
    }
  | Refusal

/** The loan is not granted. A loan that was registered beside the reservation meanwhile gets the guard. */
export const releaseReservation = (
  before: ReservationRecord,
  people: readonly PersonRecord[],
  context: Pick<LoanContext, "now" | "staff"> & { readonly note?: string | undefined },
): ReleaseDecision => {
  if (!reservationStands(before, context.now)) return refuse("action-not-allowed")
  const { now, staff, note } = context
  const reservation: ReservationRecord = {
    ...before,
    status: "released",
    acts: [...before.acts, { at: now, event: "release", ...staff, ...(note === undefined ? {} : { note }) }],
    version: before.version + 1,
  }
  const guards = people.flatMap((person) =>
    person.loanGuard !== undefined && namesReservation(person.loanGuard, before.reservationId)
      ? leaveGuard(person, person.loanGuard, undefined)
      : [],
  )
  return { outcome: "accepted", reservation, changes: [{ kind: "saveReservation", reservation }, ...guards] }
}
