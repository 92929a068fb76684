import type { PolicyPack } from "../../contracts/policies.ts"
import type { PolicyState } from "../../contracts/policy-reference.ts"
import { CenterId } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import { acceptPolicy, type KnownPack } from "../domain/policies/accept-policy.ts"
import { canonicalJson } from "../domain/policies/canonical-json.ts"
import { accept, answer, type UseCase } from "./use-case.ts"

export interface PutPolicyNeeds {
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
  /** SHA-256 of a text, lower-case hexadecimal. */
  readonly hash: (text: string) => string
}

/** Stores a center's own pack; its hash names it in every quote and decision that follows. */
export const putPolicy =
  (needs: PutPolicyNeeds): UseCase<PolicyPack, PolicyState> =>
  async (call) => {
    const pack = call.body
    const centerId = CenterId.parse(call.callerId)
    const effectiveFrom = call.params["effectiveFrom"] ?? ""
    const hash = needs.hash(canonicalJson(pack))
    const decision = acceptPolicy(
      { pack, hash },
      { centerId, effectiveFrom },
      await needs.readPolicies(centerId),
      chinaDateOf(call.now),
    )
    if (decision.outcome === "refused") return decision
    const state: PolicyState = {
      centerId,
      effectiveFrom: pack.effectiveFrom,
      version: pack.version,
      hash,
      ...(pack.effectiveTo === undefined ? {} : { effectiveTo: pack.effectiveTo }),
    }
    if (decision.outcome === "unchanged") return answer(state)
    const replaces = decision.outcome === "replaces" ? { replaces: decision.hash } : {}
    return accept(state, [
      { kind: "savePolicy", centerId, effectiveFrom, pack, hash, at: call.now, ...replaces },
      // By its content as well: a case that named it is judged by it for ever.
      { kind: "keepPolicy", centerId, pack, hash, at: call.now },
    ])
  }
