import type { CaseId, Instant } from "../../../contracts/primitives.ts"
import type { CaseStanding } from "../../../contracts/workflows.ts"
import { actionLegs, hasEndedOffsite, type OffsiteLoanCase } from "../offsite-loan/offsite-loan-case.ts"
import { hasEnded, type TransferCase } from "../transfer/transfer-case.ts"

/** A case that two centers carry together. All state is in it; its workflow is only its clock. */
export type HubCase = TransferCase | OffsiteLoanCase

export const isTransfer = (hubCase: HubCase): hubCase is TransferCase => "transferId" in hubCase

export const caseIdOf = (hubCase: HubCase): CaseId =>
  isTransfer(hubCase) ? hubCase.transferId : hubCase.offsiteLoanId

/**
 * Whether no workflow need wait for the case: it has ended, or it is a granted loan that runs quietly for years.
 * Such a case may still have a day on which the clock looks (`timerAt`): the sweeper then looks itself. A loan that was
 * paid off while an offset was on its way has one, too, until the money is back.
 */
export const isAtRest = (hubCase: HubCase): boolean =>
  isTransfer(hubCase)
    ? hasEnded(hubCase)
    : hasEndedOffsite(hubCase) || (hubCase.status === "granted" && actionLegs(hubCase).length === 0)

/** A granted loan with something to do is another place in the flow than one that runs quietly. */
const placeOf = (hubCase: HubCase): CaseStanding["status"] =>
  !isTransfer(hubCase) && hubCase.status === "granted" && !isAtRest(hubCase) ? "servicing" : hubCase.status

/** Where a case stands, for its workflow: it sleeps until `dueAt`, which is when the clock looks next. */
export const standingOf = (hubCase: HubCase): CaseStanding => ({
  status: placeOf(hubCase),
  dueAt: isAtRest(hubCase) ? null : (hubCase.timerAt ?? null),
  generation: hubCase.generation,
})

/** When the sweeper should look at a case that no workflow waits for; absent: never. */
export const restsUntil = (hubCase: HubCase): Instant | undefined =>
  isTransfer(hubCase) ? undefined : hubCase.timerAt
