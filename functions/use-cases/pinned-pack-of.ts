import type { PolicyReference } from "../../contracts/policy-reference.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"

export interface PinnedPackNeeds {
  readonly readPolicyByHash: (centerId: string, hash: string) => Promise<KnownPack | undefined>
}

/** The pack that a case named when it was requested; undefined: its center had none. Packs are never deleted. */
export const pinnedPackOf = async (
  needs: PinnedPackNeeds,
  { policy }: { readonly policy?: PolicyReference | undefined },
): Promise<KnownPack | undefined> => {
  if (policy === undefined) return undefined
  const kept = await needs.readPolicyByHash(policy.centerId, policy.hash)
  if (kept === undefined) throw new Error("the pack of a case is not kept")
  return kept
}
