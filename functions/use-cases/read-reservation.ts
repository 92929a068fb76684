import type { LoanReservation } from "../../contracts/loans.ts"
import { ReservationId } from "../../contracts/primitives.ts"
import type { ReservationRecord } from "../domain/loan-registry/loan-record.ts"
import { viewReservation } from "../domain/loan-registry/view-loan.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"

export interface ReadReservationNeeds {
  readonly readReservation: (id: ReservationId) => Promise<ReservationRecord | undefined>
}

/** The reservation of the path, if it is the caller's; another center's is not told from one that never was. */
export const ownReservation = async (
  needs: ReadReservationNeeds,
  call: Call<unknown>,
): Promise<{ readonly outcome: "found"; readonly reservation: ReservationRecord } | Refusal> => {
  const id = ReservationId.safeParse(call.params["reservationId"])
  const reservation = id.success ? await needs.readReservation(id.data) : undefined
  if (reservation === undefined || reservation.centerId !== call.callerId)
    return refuse("reservation-not-found")
  return call.ifMatch !== undefined && call.ifMatch !== reservation.version
    ? refuse("version-stale", { field: "if-match" })
    : { outcome: "found", reservation }
}

export const readReservation =
  (needs: ReadReservationNeeds): UseCase<undefined, LoanReservation> =>
  async (call) => {
    const own = await ownReservation(needs, call)
    return own.outcome === "refused" ? own : answer(viewReservation(own.reservation, call.now))
  }
