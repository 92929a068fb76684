import type { EscalationList, SupervisedCase } from "../../../contracts/supervision.ts"
import type { InboxMessage } from "../../../contracts/messages.ts"
import { CenterId, type CaseId } from "../../../contracts/primitives.ts"
import { caseIdOf, isServiceCase, isTransfer, type HubCase } from "../case/hub-case.ts"
import type { LateLeg } from "../case/running-leg.ts"
import { actionLegs } from "../offsite-loan/offsite-loan-case.ts"
import { matterOf } from "../service-case/service-case.ts"

/** The two centers of a case: who asked, and who must answer. */
export const partiesOf = (hubCase: HubCase): { readonly asking: CenterId; readonly answering: CenterId } => {
  if (isTransfer(hubCase)) return { asking: hubCase.toCenterId, answering: hubCase.fromCenterId }
  return isServiceCase(hubCase)
    ? { asking: hubCase.receivingCenterId, answering: hubCase.homeCenterId }
    : { asking: hubCase.loanCenterId, answering: hubCase.homeCenterId }
}

const legOf = (hubCase: HubCase) => {
  if (isTransfer(hubCase)) return hubCase.running
  const legs = isServiceCase(hubCase) ? hubCase.legs : actionLegs(hubCase)
  return legs.toSorted((left, right) => ((left.dueAt ?? "9") < (right.dueAt ?? "9") ? -1 : 1))[0]
}

const askingParties: readonly string[] = ["in", "loan", "receiving"]

const kindOf = (hubCase: HubCase): SupervisedCase["kind"] => {
  if (isTransfer(hubCase)) return "transfer"
  return isServiceCase(hubCase) ? "service" : "offsiteLoan"
}

/** A case as a supervisor sees it: nothing of the person, not even the account numbers. */
export const superviseCase = (hubCase: HubCase): SupervisedCase => {
  const { asking, answering } = partiesOf(hubCase)
  const leg = legOf(hubCase)
  return {
    caseId: caseIdOf(hubCase),
    kind: kindOf(hubCase),
    status: hubCase.status,
    asking,
    answering,
    ...(isServiceCase(hubCase) ? { matter: matterOf(hubCase), mode: hubCase.mode } : {}),
    openedAt: hubCase.openedAt,
    changedAt: hubCase.changedAt,
    ...(leg === undefined
      ? {}
      : { waitsFor: askingParties.includes(leg.party) ? asking : answering, leg: leg.leg }),
    ...(leg?.dueAt === undefined ? {} : { dueAt: leg.dueAt }),
    escalations: hubCase.escalations,
  }
}

/** A message to the operator, with what was late then. */
export interface EscalationMessage extends InboxMessage {
  readonly late?: LateLeg
}

/** An entry of the supervisors' inbox: who was late with what, and which other center its case is about. */
export const viewEscalation = (
  message: EscalationMessage,
  cases: ReadonlyMap<CaseId | string, HubCase>,
): EscalationList["escalations"][number] => {
  const hubCase = message.caseId === undefined ? undefined : cases.get(message.caseId)
  const seen = hubCase === undefined ? undefined : superviseCase(hubCase)
  const { late } = message
  const leg = late?.leg ?? seen?.leg
  const dueAt = late?.dueAt ?? message.dueAt
  const named = [late?.centerId ?? seen?.waitsFor, seen?.answering, seen?.asking, message.centerId].filter(
    (id) => id !== undefined,
  )
  return {
    escalationId: message.messageId,
    at: message.at,
    type: message.type,
    ...(message.caseId === undefined ? {} : { caseId: message.caseId }),
    centerIds: [...new Set(named)].map((id) => CenterId.parse(id)),
    ...(leg === undefined ? {} : { leg }),
    ...(dueAt === undefined ? {} : { dueAt }),
  }
}
