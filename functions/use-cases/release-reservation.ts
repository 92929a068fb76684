import type * as z from "zod"
import type { LoanReservation, ReleaseReservationRequest } from "../../contracts/loans.ts"
import type { PersonRef } from "../../contracts/primitives.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import { releaseReservation as decide } from "../domain/loan-registry/release-reservation.ts"
import { viewReservation } from "../domain/loan-registry/view-loan.ts"
import { loanContextOf } from "./loan-action.ts"
import { ownReservation, type ReadReservationNeeds } from "./read-reservation.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface ReleaseReservationNeeds extends ReadReservationNeeds {
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
}

/** The loan is not granted: the people are free again. */
export const releaseReservation =
  (needs: ReleaseReservationNeeds): UseCase<z.infer<typeof ReleaseReservationRequest>, LoanReservation> =>
  async (call) => {
    const own = await ownReservation(needs, call)
    if (own.outcome === "refused") return own
    const people = await Promise.all(
      own.reservation.parties.map(({ personRef }) => needs.readPerson(personRef)),
    )
    const decided = decide(own.reservation, people, {
      ...loanContextOf(call),
      note: call.body.note,
    })
    return decided.outcome === "refused"
      ? decided
      : accept(viewReservation(decided.reservation, call.now), decided.changes)
  }
