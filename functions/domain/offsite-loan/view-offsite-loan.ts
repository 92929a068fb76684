import type { OffsiteLoan } from "../../../contracts/offsite-loans.ts"
import { viewLegs } from "../case/view-legs.ts"
import { centerOfParty } from "./offsite-decision.ts"
import type { OffsiteLoanCase } from "./offsite-loan-case.ts"

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
  legs: viewLegs(offsite.legs, (party) => centerOfParty(offsite, party)),
  escalations: offsite.escalations,
  ...(offsite.certificateNo === undefined ? {} : { certificateNo: offsite.certificateNo }),
  ...(offsite.validTo === undefined ? {} : { validTo: offsite.validTo }),
  ...(offsite.refusal === undefined ? {} : { refusal: offsite.refusal }),
  ...(offsite.quote === undefined ? {} : { quote: offsite.quote }),
  ...(offsite.policy === undefined ? {} : { policy: offsite.policy }),
  ...(offsite.recognition === undefined ? {} : { recognition: offsite.recognition }),
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
