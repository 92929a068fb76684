import type { Loan, LoanReservation } from "../../../contracts/loans.ts"
import type { Instant } from "../../../contracts/primitives.ts"
import { reservationStands, type LoanRecord, type ReservationRecord } from "./loan-record.ts"

/** A loan as its center reads it. Who its people are is not told: the center knows. */
export const viewLoan = ({
  reservationId: _reservationId,
  registeredAt: _registeredAt,
  parties,
  findings,
  ...shown
}: LoanRecord): Loan => ({
  ...shown,
  parties: parties.map(({ role, relation }) => ({
    role,
    ...(relation === undefined ? {} : { relation }),
  })),
  findings: [...findings],
})

/** Time alone ends a reservation. */
export const viewReservation = (reservation: ReservationRecord, now: Instant): LoanReservation => {
  const { reservationId, status, expiresAt, parties, loansBefore, offsiteLoanId, version } = reservation
  return {
    reservationId,
    status: status === "held" && !reservationStands(reservation, now) ? "expired" : status,
    expiresAt,
    parties: parties.length,
    loansBefore,
    ...(offsiteLoanId === undefined ? {} : { offsiteLoanId }),
    version,
  }
}
