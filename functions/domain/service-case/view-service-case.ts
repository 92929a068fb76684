import type { ServiceCase as ServiceCaseShown } from "../../../contracts/service-cases.ts"
import { viewLegs } from "../case/view-legs.ts"
import { matterOf, type ServiceCase, type ServiceParty } from "./service-case.ts"
import { centerOfService } from "./service-decision.ts"

/** The receiving center learns what the rules say, never how much money the account holds. */
const checkFor = (
  { check }: ServiceCase,
  viewers: ReadonlySet<ServiceParty>,
): Pick<ServiceCaseShown, "check"> => {
  if (check === undefined) return {}
  const { mostAmount: _mostAmount, most: _most, warnings: _warnings, notices: _notices, ...verdict } = check
  return { check: viewers.has("home") ? check : verdict }
}

/** The case as one of its two centers sees it: nothing of the person. */
export const viewServiceCase = (
  serviceCase: ServiceCase,
  viewers: ReadonlySet<ServiceParty>,
): ServiceCaseShown => ({
  serviceCaseId: serviceCase.serviceCaseId,
  status: serviceCase.status,
  matter: matterOf(serviceCase),
  mode: serviceCase.mode,
  situation: serviceCase.situation,
  receivingCenterId: serviceCase.receivingCenterId,
  homeCenterId: serviceCase.homeCenterId,
  appliedOn: serviceCase.appliedOn,
  details: { ...serviceCase.details },
  documents: serviceCase.documents.map(({ documentId }) => documentId),
  ...(serviceCase.missing === undefined ? {} : { missing: [...serviceCase.missing] }),
  legs: viewLegs(serviceCase.legs, (party) => centerOfService(serviceCase, party)),
  escalations: serviceCase.escalations,
  ...checkFor(serviceCase, viewers),
  ...(serviceCase.verification === undefined ? {} : { verification: serviceCase.verification }),
  ...(serviceCase.decision === undefined ? {} : { decision: serviceCase.decision }),
  ...(serviceCase.policy === undefined ? {} : { policy: serviceCase.policy }),
  ...(serviceCase.federation === undefined ? {} : { federation: serviceCase.federation }),
  ...(serviceCase.payment === undefined ? {} : { payment: serviceCase.payment }),
  ...(serviceCase.closure === undefined ? {} : { closure: serviceCase.closure }),
  ...(serviceCase.rating === undefined ? {} : { rating: serviceCase.rating }),
  ...(serviceCase.batchNo === undefined ? {} : { batchNo: serviceCase.batchNo }),
  openedAt: serviceCase.openedAt,
  changedAt: serviceCase.changedAt,
  version: serviceCase.version,
})
