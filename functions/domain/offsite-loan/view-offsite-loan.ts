import type { OffsiteLoan } from "../../../contracts/offsite-loans.ts"
import { centerOfParty } from "./offsite-decision.ts"
import type { OffsiteLoanCase, RunningOffsiteLeg } from "./offsite-loan-case.ts"

const legOf = (offsite: OffsiteLoanCase, leg: RunningOffsiteLeg): OffsiteLoan["legs"][number] => ({
  leg: leg.leg,
  actingCenterId: centerOfParty(offsite, leg.party),
  ...(leg.dueOn === undefined ? {} : { dueOn: leg.dueOn }),
  ...(leg.dueAt === undefined ? {} : { dueAt: leg.dueAt }),
  ...(leg.unpublishedYear === undefined ? {} : { dueUnpublishedYear: String(leg.unpublishedYear) }),
  ...(leg.escalatedAt === undefined ? {} : { escalatedAt: leg.escalatedAt }),
})

/** The earliest first; a leg without date is due later than any that has one. */
const byDeadline = (left: RunningOffsiteLeg, right: RunningOffsiteLeg): number =>
  (left.dueAt ?? "9").localeCompare(right.dueAt ?? "9")

const grantOf = ({ grant }: OffsiteLoanCase): Partial<OffsiteLoan> => {
  if (grant === undefined) return {}
  const { reservationId: _reservationId, ...shown } = grant
  return { grant: shown }
}

/** The case as its two centers see it: nothing of the person but the account number. */
export const viewOffsiteLoan = (offsite: OffsiteLoanCase): OffsiteLoan => ({
  offsiteLoanId: offsite.offsiteLoanId,
  status: offsite.status,
  loanCenterId: offsite.loanCenterId,
  homeCenterId: offsite.homeCenterId,
  ...(offsite.homeAccountNo === undefined ? {} : { homeAccountNo: offsite.homeAccountNo }),
  appliedOn: offsite.appliedOn,
  legs: offsite.legs.toSorted(byDeadline).map((leg) => legOf(offsite, leg)),
  escalations: offsite.escalations,
  ...(offsite.certificateNo === undefined ? {} : { certificateNo: offsite.certificateNo }),
  ...(offsite.validTo === undefined ? {} : { validTo: offsite.validTo }),
  ...(offsite.refusal === undefined ? {} : { refusal: offsite.refusal }),
  ...(offsite.quote === undefined ? {} : { quote: offsite.quote }),
  ...(offsite.policy === undefined ? {} : { policy: offsite.policy }),
  ...grantOf(offsite),
  ...(offsite.rejection === undefined ? {} : { rejection: offsite.rejection }),
  ...(offsite.loan === undefined ? {} : { loan: offsite.loan }),
  ...(offsite.collection === undefined ? {} : { collection: offsite.collection }),
  ...(offsite.offset === undefined ? {} : { offset: offsite.offset }),
  homes: [...offsite.homes],
  ...(offsite.payoffCertificateNo === undefined ? {} : { payoffCertificateNo: offsite.payoffCertificateNo }),
  ...(offsite.endedOn === undefined ? {} : { endedOn: offsite.endedOn }),
  openedAt: offsite.openedAt,
  changedAt: offsite.changedAt,
  version: offsite.version,
})
