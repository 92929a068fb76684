import type { DeskCase, DeskIdentity } from "../../contracts/desk.ts"
import { CaseId, CenterId, OffsiteLoanId, ServiceCaseId, TransferId } from "../../contracts/primitives.ts"
import type { OpenIdentityRequest, Statement } from "../../contracts/transfers.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { isServiceCase, isTransfer, type HubCase } from "../domain/case/hub-case.ts"
import { deskViewOf, sideOf } from "../domain/desk/desk-view.ts"
import { viewDeskCase } from "../domain/desk/view-desk-case.ts"
import { refuse } from "../domain/refusal.ts"
import { namesOfCenters, type CenterNamesNeeds, type DeskCall, type DeskUseCase } from "./desk-call.ts"
import {
  openApplicant,
  openIdentity,
  openServiceApplicant,
  type OpenApplicantNeeds,
  type OpenIdentityNeeds,
  type OpenServiceApplicantNeeds,
} from "./open-identity.ts"
import type { Result, UseCase } from "./use-case.ts"
import type { CaseHistoryRead } from "./view-case-history.ts"

export type DeskCaseNeeds = Pick<OpenIdentityNeeds, "readCase"> &
  Pick<OpenApplicantNeeds, "readOffsiteLoan"> &
  Pick<OpenServiceApplicantNeeds, "readServiceCase">

const readHubCase = async (needs: DeskCaseNeeds, id: string): Promise<HubCase | undefined> => {
  const transfer = TransferId.safeParse(id)
  if (transfer.success) return needs.readCase(transfer.data)
  const offsite = OffsiteLoanId.safeParse(id)
  if (offsite.success) return needs.readOffsiteLoan(offsite.data)
  const service = ServiceCaseId.safeParse(id)
  return service.success ? needs.readServiceCase(service.data) : undefined
}

/** A case of the center; of any other it does not learn that it exists. */
export const readOwnHubCase = async (
  needs: DeskCaseNeeds,
  id: string,
  centerId: string,
): Promise<HubCase | undefined> => {
  const found = await readHubCase(needs, id)
  return found === undefined || sideOf(deskViewOf(found), centerId) === undefined ? undefined : found
}

export interface ReadDeskCaseNeeds extends DeskCaseNeeds, CenterNamesNeeds {
  readonly readHistory: (id: CaseId) => Promise<CaseHistoryRead>
  readonly readStatement: (id: TransferId) => Promise<Statement | undefined>
  readonly readEncryptedIdentity: (id: CaseId, nowMs: number) => Promise<string | undefined>
}

/** One case with its timeline, who must act, what to tell the contributor and its papers; no identity in clear. */
export const readDeskCase =
  (needs: ReadDeskCaseNeeds): DeskUseCase<undefined, DeskCase> =>
  async (call) => {
    const found = await readOwnHubCase(needs, call.params["caseId"] ?? "", call.callerId)
    if (found === undefined) return refuse("case-not-found")
    const view = deskViewOf(found)
    const [history, statement, identity, nameOf] = await Promise.all([
      needs.readHistory(view.caseId),
      isTransfer(found) ? needs.readStatement(found.transferId) : undefined,
      needs.readEncryptedIdentity(view.caseId, call.nowMs),
      namesOfCenters(
        needs,
        view.sides.map(({ centerId }) => centerId),
      ),
    ])
    const parts = {
      history: history.map(({ entry }) => entry),
      statement,
      hasIdentity: identity !== undefined,
    }
    const reader = CenterId.parse(call.callerId)
    return { outcome: "answered", answer: viewDeskCase(found, parts, reader, chinaDateOf(call.now), nameOf) }
  }

export type OpenDeskIdentityNeeds = OpenIdentityNeeds & OpenApplicantNeeds & OpenServiceApplicantNeeds

type Opening = UseCase<OpenIdentityRequest, DeskIdentity>

/** The opening of the case's own kind, and the parameter under which it reads the case. */
const openingOf = (needs: OpenDeskIdentityNeeds, found: HubCase): readonly [Opening, string, string] => {
  if (isTransfer(found)) return [openIdentity(needs), "transferId", found.transferId]
  return isServiceCase(found)
    ? [openServiceApplicant(needs), "serviceCaseId", found.serviceCaseId]
    : [openApplicant(needs), "offsiteLoanId", found.offsiteLoanId]
}

const underHandler = (result: Result<DeskIdentity>, { link }: DeskCall<unknown>): Result<DeskIdentity> =>
  result.outcome === "disclosed"
    ? { ...result, disclosure: { ...result.disclosure, handler: link.handler.id } }
    : result

/** The same opening as by a signed call, recorded under the handler of the link. */
export const openDeskIdentity =
  (needs: OpenDeskIdentityNeeds): DeskUseCase<OpenIdentityRequest, DeskIdentity> =>
  async (call) => {
    const found = await readOwnHubCase(needs, call.params["caseId"] ?? "", call.callerId)
    if (found === undefined) return refuse("case-not-found")
    const [open, parameter, id] = openingOf(needs, found)
    return underHandler(await open({ ...call, params: { [parameter]: id } }), call)
  }
