import type { CaseId, Instant } from "../../../contracts/primitives.ts"
import type { CaseStanding } from "../../../contracts/workflows.ts"
import { actionLegs, hasEndedOffsite, type OffsiteLoanCase } from "../offsite-loan/offsite-loan-case.ts"
import { hasEndedService, isWithdrawal, type ServiceCase } from "../service-case/service-case.ts"
import { hasEnded, type TransferCase } from "../transfer/transfer-case.ts"

/** A case that two centers carry together. All state is in it; its workflow is only its clock. */
export type HubCase = TransferCase | OffsiteLoanCase | ServiceCase

export const isTransfer = (hubCase: HubCase): hubCase is TransferCase => "transferId" in hubCase
export const isServiceCase = (hubCase: HubCase): hubCase is ServiceCase => "serviceCaseId" in hubCase

export const caseIdOf = (hubCase: HubCase): CaseId => {
  if (isTransfer(hubCase)) return hubCase.transferId
  return isServiceCase(hubCase) ? hubCase.serviceCaseId : hubCase.offsiteLoanId
}

/**
 * Whether no workflow need wait for the case: it has ended, or it is a granted loan that runs quietly for years.
 * Such a case may still have a day on which the clock looks (`timerAt`): the sweeper then looks itself. A loan that was
 * paid off while an offset was on its way has one, too, until the money is back; a service case until a bad rating is
 * answered and its documents are erased.
 */
export const isAtRest = (hubCase: HubCase): boolean => {
  if (isTransfer(hubCase)) return hasEnded(hubCase)
  if (isServiceCase(hubCase)) return hasEndedService(hubCase)
  return hasEndedOffsite(hubCase) || (hubCase.status === "granted" && actionLegs(hubCase).length === 0)
}

type Place = CaseStanding["status"]

/** What a service case waits for, whatever its status is called. */
const placeOfService = (serviceCase: ServiceCase): Place => {
  switch (serviceCase.status) {
    case "submitted":
    case "supplementRequested":
    case "closed":
    case "cancelled":
    case "expired":
      return serviceCase.status
    case "verified":
    case "notVerified":
      return "deciding"
    case "approved":
      return isWithdrawal(serviceCase) ? "paying" : "delivering"
    case "refused":
    case "paid":
      return "delivering"
  }
}

/** A granted loan with something to do is another place in the flow than one that runs quietly. */
const placeOf = (hubCase: HubCase): Place => {
  if (isTransfer(hubCase)) return hubCase.status
  if (isServiceCase(hubCase)) return placeOfService(hubCase)
  return hubCase.status === "granted" && !isAtRest(hubCase) ? "servicing" : hubCase.status
}

/** Where a case stands, for its workflow: it sleeps until `dueAt`, which is when the clock looks next. */
export const standingOf = (hubCase: HubCase): CaseStanding => ({
  status: placeOf(hubCase),
  dueAt: isAtRest(hubCase) ? null : (hubCase.timerAt ?? null),
  generation: hubCase.generation,
})

/** When the sweeper should look at a case that no workflow waits for; absent: never. */
export const restsUntil = (hubCase: HubCase): Instant | undefined =>
  isTransfer(hubCase) ? undefined : hubCase.timerAt

/**
 * A case whose execution may have ended before: a granted loan with something to do again, or a service case whose
 * payment came back after its end. Whoever saved it starts the next execution when nobody waits.
 */
export const mayHaveNoWorkflow = (hubCase: HubCase): boolean => {
  if (isTransfer(hubCase) || isAtRest(hubCase)) return false
  return isServiceCase(hubCase) ? hubCase.reopenedAt === hubCase.changedAt : hubCase.status === "granted"
}
