import type { CenterId, LocalDate } from "../../contracts/primitives.ts"
import type { PolicyPack } from "../../contracts/policies.ts"
import { agreedTransferRules } from "../domain/federation/agreed-rules.ts"
import type { BoundVersion } from "../domain/federation/membership.ts"
import { policyInForce } from "../domain/policies/policy-in-force.ts"
import { resolveTransferRules, type ResolvedTransferRules } from "../domain/policies/transfer-rules.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"

export type ReadPolicies = (centerId: string) => Promise<readonly { readonly pack: PolicyPack }[]>

/**
 * A center's transfer rules towards a counterparty on a day. A center that has not published any rules yet falls
 * under the national ones; a gap between its packs is an answer, and never bridged by the old pack. `agreed`: what the
 * two centers have agreed on with each other, which stands before the rest.
 */
export const transferRulesOf = async (
  readPolicies: ReadPolicies,
  centerId: CenterId,
  counterparty: CenterId,
  on: LocalDate,
  agreed: readonly BoundVersion[] = [],
): Promise<{ readonly outcome: "resolved"; readonly rules: ResolvedTransferRules } | Refusal> => {
  const federation = agreedTransferRules(agreed)
  const packs = (await readPolicies(centerId)).map(({ pack }) => pack)
  const begun = packs.filter((pack) => pack.effectiveFrom <= on)
  if (begun.length === 0)
    return {
      outcome: "resolved",
      rules: resolveTransferRules({ policy: undefined, counterparty, on, federation }),
    }
  const inForce = policyInForce(begun, on)
  if (inForce.outcome === "refused") return refuse("policy-gap", { centerId })
  return {
    outcome: "resolved",
    rules: resolveTransferRules({ policy: inForce.pack.transfer, counterparty, on, federation }),
  }
}
