import type { FederationSummary, ProposeFederationRequest } from "../../contracts/federations.ts"
import { FederationId } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import type { FederationRecord } from "../domain/federation/federation-record.ts"
import type { NationalLaw } from "../domain/federation/national-bars.ts"
import { proposeFederation as decideProposal } from "../domain/federation/propose-federation.ts"
import { viewFederation } from "../domain/federation/view-federation.ts"
import { canonicalJson } from "../domain/policies/canonical-json.ts"
import { refuse } from "../domain/refusal.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface ProposeFederationNeeds {
  readonly readFederation: (id: string) => Promise<FederationRecord | undefined>
  readonly readCenters: (ids: readonly string[]) => Promise<ReadonlyMap<string, CenterRecord>>
  readonly nation: () => NationalLaw
  /** SHA-256 of a text, lower-case hexadecimal. */
  readonly hash: (text: string) => string
}

/** The operator proposes a federation, or the next version of one. Nothing holds until members accept. */
export const proposeFederation =
  (needs: ProposeFederationNeeds): UseCase<ProposeFederationRequest, FederationSummary> =>
  async (call) => {
    const { federationId, content } = call.body
    const [known, centers] = await Promise.all([
      federationId === undefined ? undefined : needs.readFederation(federationId),
      needs.readCenters(content.members),
    ])
    if (federationId !== undefined && known === undefined)
      return refuse("federation-not-found", { field: "/federationId" })
    const text = canonicalJson(content)
    const today = chinaDateOf(call.now)
    const decision = decideProposal({
      request: call.body,
      contentHash: needs.hash(text),
      contentBytes: new TextEncoder().encode(text).byteLength,
      federationId: federationId ?? FederationId.parse(call.newId("fed")),
      known,
      centers,
      nation: needs.nation(),
      now: call.now,
      today,
      newId: call.newId,
    })
    if (decision.outcome === "refused") return decision
    return accept(viewFederation(decision.federation, today), decision.changes)
  }
