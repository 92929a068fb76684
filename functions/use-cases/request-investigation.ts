import type { Investigation, RequestInvestigationRequest } from "../../contracts/investigations.ts"
import {
  CenterId,
  InvestigationId,
  type LocalDate,
  type Person,
  type ServiceCaseId,
} from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { isSuspendedOn } from "../domain/directory/books-keeper.ts"
import { isInForce } from "../domain/directory/center-record.ts"
import { versionsSharing } from "../domain/federation/membership.ts"
import { requestInvestigation as decide } from "../domain/investigation/investigate.ts"
import { viewInvestigation } from "../domain/investigation/view-investigation.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { ServiceCase } from "../domain/service-case/service-case.ts"
import { investigationContextOf, type InvestigationNeeds } from "./investigation-action.ts"
import type { ReadMemberships } from "./seen-warnings.ts"
import { sidesOf } from "./service-context.ts"
import { accept, type Identify, type UseCase } from "./use-case.ts"

export interface RequestInvestigationNeeds extends InvestigationNeeds, ReadMemberships {
  readonly identify: Identify
  readonly encrypt: (identity: { readonly person: Person }, caseId: string) => Promise<string>
  readonly readServiceCase: (id: ServiceCaseId) => Promise<ServiceCase | undefined>
}

/** The service case that waits for the answer is one of the asking center's. */
const caseDefect = async (
  needs: RequestInvestigationNeeds,
  caseId: ServiceCaseId | undefined,
  by: CenterId,
): Promise<Refusal | undefined> => {
  if (caseId === undefined) return undefined
  const found = await needs.readServiceCase(caseId)
  return found === undefined || sidesOf(found, by).size === 0
    ? refuse("service-case-not-found", { field: "/caseId" })
    : undefined
}

const centerDefect = async (
  needs: RequestInvestigationNeeds,
  asked: CenterId,
  today: LocalDate,
): Promise<Refusal | undefined> => {
  const center = await needs.readCenter(asked)
  const field = "/homeCityCenterId"
  if (center === undefined || !isInForce(center, today)) return refuse("unknown-center", { field })
  return isSuspendedOn(center, today) ? refuse("center-not-active", { field }) : undefined
}

/** A center asks the center of the home's city. Who is asked about lies encrypted, for these two centers only. */
export const requestInvestigation =
  (needs: RequestInvestigationNeeds): UseCase<RequestInvestigationRequest, Investigation> =>
  async (call) => {
    const { body, now } = call
    const by = CenterId.parse(call.callerId)
    const asked = body.homeCityCenterId
    const today = chinaDateOf(now)
    const defect = (await centerDefect(needs, asked, today)) ?? (await caseDefect(needs, body.caseId, by))
    if (defect !== undefined) return defect
    const memberships = await Promise.all([by, asked].map((id) => needs.readMemberships(id)))
    const [federation] = versionsSharing(memberships, by, asked, "purchaseInvestigation", today)
    if (federation === undefined)
      return refuse("investigation-not-shared", { rule: "INV-001", field: "/homeCityCenterId" })
    const investigationId = InvestigationId.parse(call.newId("inv"))
    const [who, encryptedIdentity, context] = await Promise.all([
      needs.identify(body.person),
      needs.encrypt({ person: body.person }, investigationId),
      investigationContextOf(needs, asked, call, by),
    ])
    const decided = decide(
      {
        investigationId,
        askingCenterId: by,
        personRef: who.personRef,
        federation,
        encryptedIdentity,
        request: body,
      },
      context,
    )
    return accept(viewInvestigation(decided.investigation, by), decided.changes)
  }
