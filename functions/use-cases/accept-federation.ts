import type {
  AcceptFederationRequest,
  FederationSummary,
  LeaveFederationRequest,
} from "../../contracts/federations.ts"
import { CenterId } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import {
  acceptableVersion,
  acceptFederation as decideAcceptance,
} from "../domain/federation/accept-federation.ts"
import type { FederationRecord, FederationVersion } from "../domain/federation/federation-record.ts"
import { leaveFederation as decideExit } from "../domain/federation/leave-federation.ts"
import type { Memberships } from "../domain/federation/membership.ts"
import { viewFederation } from "../domain/federation/view-federation.ts"
import { refuse } from "../domain/refusal.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface JoinFederationNeeds {
  readonly readFederation: (id: string) => Promise<FederationRecord | undefined>
  readonly readFederationVersion: (id: string, version: number) => Promise<FederationVersion | undefined>
  /** Strongly consistent: what is written next builds on it. */
  readonly readMemberships: (centerId: CenterId) => Promise<Memberships>
}

/** A member accepts exactly the content whose hash it signs. */
export const acceptFederation =
  (needs: JoinFederationNeeds): UseCase<AcceptFederationRequest, FederationSummary> =>
  async (call) => {
    const centerId = CenterId.parse(call.callerId)
    const record = await needs.readFederation(call.params["federationId"] ?? "")
    if (record === undefined) return refuse("federation-not-found")
    const { contentHash, handler, reviewer } = call.body
    const today = chinaDateOf(call.now)
    const version = acceptableVersion(record, { centerId, contentHash, today })
    if ("outcome" in version) return version
    const [stored, memberships] = await Promise.all([
      needs.readFederationVersion(record.federationId, version.version),
      needs.readMemberships(centerId),
    ])
    if (stored === undefined) throw new Error("a version that nobody kept")
    const decision = decideAcceptance(record, memberships, version, stored.content, {
      centerId,
      contentHash,
      staff: { handler, reviewer },
      now: call.now,
      today,
      newId: call.newId,
    })
    return decision.outcome === "refused"
      ? decision
      : accept(viewFederation(decision.federation, today), decision.changes)
  }

/** A member leaves from a day on. */
export const leaveFederation =
  (
    needs: Pick<JoinFederationNeeds, "readFederation" | "readMemberships">,
  ): UseCase<LeaveFederationRequest, FederationSummary> =>
  async (call) => {
    const centerId = CenterId.parse(call.callerId)
    const record = await needs.readFederation(call.params["federationId"] ?? "")
    if (record === undefined) return refuse("federation-not-found")
    const today = chinaDateOf(call.now)
    const decision = decideExit(record, await needs.readMemberships(centerId), {
      centerId,
      effectiveOn: call.body.effectiveOn,
      now: call.now,
      today,
      newId: call.newId,
    })
    return decision.outcome === "refused"
      ? decision
      : accept(viewFederation(decision.federation, today), decision.changes)
  }
