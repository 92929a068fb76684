import {
  InvestigationStatus,
  type InvestigatedPerson,
  type InvestigationDetail,
  type InvestigationList,
} from "../../contracts/investigations.ts"
import type { InvestigationId, Person } from "../../contracts/primitives.ts"
import type { OpenIdentityRequest } from "../../contracts/transfers.ts"
import type { HistoryEntry } from "../domain/change.ts"
import type { InvestigationRecord } from "../domain/investigation/investigation-record.ts"
import { viewInvestigation, viewInvestigationHistory } from "../domain/investigation/view-investigation.ts"
import { refuse } from "../domain/refusal.ts"
import { ownInvestigation, type InvestigationNeeds } from "./investigation-action.ts"
import { listOwnCases, type OwnCasesPage, type OwnCasesQuery } from "./list-own-cases.ts"
import { isRefusal, limitOf, queryValue } from "./query-values.ts"
import { answer, hitPoints, type UseCase } from "./use-case.ts"

export interface ReadInvestigationNeeds extends Pick<InvestigationNeeds, "readInvestigation"> {
  readonly readInvestigationHistory: (id: InvestigationId) => Promise<readonly HistoryEntry[]>
  readonly listInvestigations: (query: OwnCasesQuery) => Promise<OwnCasesPage<InvestigationRecord>>
}

export const readInvestigation =
  (needs: ReadInvestigationNeeds): UseCase<undefined, InvestigationDetail> =>
  async (call) => {
    const own = await ownInvestigation(needs, call)
    if (own.outcome === "refused") return own
    const history = await needs.readInvestigationHistory(own.investigation.investigationId)
    return answer({
      ...viewInvestigation(own.investigation, own.by),
      history: viewInvestigationHistory(history),
    })
  }

const mostPerPage = 50

/** First what the center asked for, then what it is asked. */
export const listInvestigations =
  (needs: ReadInvestigationNeeds): UseCase<undefined, InvestigationList> =>
  async (call) => {
    const status = queryValue(call.query, "status", InvestigationStatus)
    if (isRefusal(status)) return status
    const listed = await listOwnCases(call, {
      roles: { in: "asking", out: "asked" },
      idForm: /^inv_[0-9A-Z]{26}$/,
      limit: limitOf(call.query, mostPerPage),
      read: needs.listInvestigations,
      matches: (one) => status === undefined || one.status === status,
    })
    if (listed.outcome === "refused") return listed
    const readers = [call.callerId, ...(call.formerIds ?? [])]
    return answer({
      investigations: listed.cases.map((one) => viewInvestigation(one, ...readers)),
      ...(listed.cursor === undefined ? {} : { cursor: listed.cursor }),
    })
  }

export interface OpenInvestigatedPersonNeeds extends Pick<InvestigationNeeds, "readInvestigation"> {
  readonly readInvestigationIdentity: (id: InvestigationId, nowMs: number) => Promise<string | undefined>
  readonly decrypt: (encrypted: string, caseId: string) => Promise<{ readonly person: Person } | undefined>
}

/** Who is asked about, to the two centers only; who opened it and why is recorded before the answer. */
export const openInvestigatedPerson =
  (needs: OpenInvestigatedPersonNeeds): UseCase<OpenIdentityRequest, InvestigatedPerson> =>
  async (call) => {
    const own = await ownInvestigation(needs, call)
    if (own.outcome === "refused") return own
    const { investigationId, personRef } = own.investigation
    const encrypted = await needs.readInvestigationIdentity(investigationId, call.nowMs)
    const identity = encrypted === undefined ? undefined : await needs.decrypt(encrypted, investigationId)
    if (identity === undefined) return refuse("identity-erased", { caseId: investigationId })
    return {
      outcome: "disclosed",
      answer: { person: identity.person },
      disclosure: {
        personRefs: [personRef],
        purpose: call.body.purpose,
        points: hitPoints,
        caseId: investigationId,
        found: "identity",
      },
    }
  }
