import type { CertificationRefusal, LoanRejection } from "../../../contracts/offsite-loans.ts"
import type { Change } from "../change.ts"
import { releaseReservation } from "../loan-registry/release-reservation.ts"
import {
  acceptedOffsite,
  atRestOffsite,
  endAccountHold,
  releaseApplicant,
  tellOffsite,
  type OffsiteAccepted,
  type OffsiteContext,
} from "./offsite-decision.ts"
import type { OffsiteLoanCase } from "./offsite-loan-case.ts"

const noted = (note: string | undefined) => (note === undefined ? {} : { note })

/**
 * What the loan center reserved for this case, and for no other, holds nobody any more: else the family could not borrow
 * anywhere until the sixtieth day.
 */
const releaseReserved = (
  { offsiteLoanId }: OffsiteLoanCase,
  { reservation, borrowers, now, staff }: OffsiteContext,
): readonly Change[] => {
  if (reservation === undefined || reservation.offsiteLoanId !== offsiteLoanId) return []
  // Two documents of the reservation may have become one person since.
  const people = new Map(borrowers.map(({ person }) => [person.personRef, person]))
  const released = releaseReservation(reservation, [...people.values()], { now, staff: staff ?? {} })
  return released.outcome === "refused" ? [] : released.changes
}

/** H: a lawful no, from the closed list. */
export const refuseCertification = (
  offsite: OffsiteLoanCase,
  { reasonCode, note }: CertificationRefusal,
  context: OffsiteContext,
): OffsiteAccepted =>
  acceptedOffsite(
    offsite,
    {
      ...atRestOffsite(offsite),
      status: "refused",
      refusal: { reasonCode, ...noted(note) },
      endedOn: context.today,
    },
    "certification-refusal",
    context,
    (saved, telling) => [
      ...releaseApplicant(offsite, context.person),
      ...releaseReserved(offsite, context),
      tellOffsite(saved, "loan", "offsite-loan.certification-refused", telling),
    ],
  )

/** L: no loan. The certificate is void and the account free. */
export const rejectLoan = (
  offsite: OffsiteLoanCase,
  { reasonCode, note }: LoanRejection,
  context: OffsiteContext,
): OffsiteAccepted =>
  acceptedOffsite(
    offsite,
    {
      ...atRestOffsite(offsite),
      status: "rejected",
      rejection: { reasonCode, ...noted(note) },
      endedOn: context.today,
    },
    "rejection",
    context,
    (saved, telling) => [
      ...endAccountHold(offsite, context.homeAccount, "certificate-hold-release", telling),
      ...releaseApplicant(offsite, context.person),
      ...releaseReserved(offsite, context),
      tellOffsite(saved, "home", "offsite-loan.rejected", telling),
    ],
  )

/** L: taken back while the home center has not answered. */
export const cancelOffsiteLoan = (offsite: OffsiteLoanCase, context: OffsiteContext): OffsiteAccepted =>
  acceptedOffsite(
    offsite,
    { ...atRestOffsite(offsite), status: "cancelled", endedOn: context.today },
    "cancellation",
    context,
    (saved, telling) => [
      ...releaseApplicant(offsite, context.person),
      ...releaseReserved(offsite, context),
      tellOffsite(saved, "home", "offsite-loan.cancelled", telling),
    ],
  )

/** The clock: nobody certified for long, or the certificate's last day is over without a grant. */
export const expireOffsiteLoan = (offsite: OffsiteLoanCase, context: OffsiteContext): OffsiteAccepted =>
  acceptedOffsite(
    offsite,
    { ...atRestOffsite(offsite), status: "expired", endedOn: context.today },
    "expiry",
    context,
    (saved, telling) => [
      ...endAccountHold(offsite, context.homeAccount, "certificate-hold-release", telling),
      ...releaseApplicant(offsite, context.person),
      ...releaseReserved(offsite, context),
      tellOffsite(saved, "loan", "offsite-loan.expired", telling),
      tellOffsite(saved, "home", "offsite-loan.expired", telling),
    ],
  )
