import type { PolicyPack } from "../../../contracts/policies.ts"
import type { CenterId, LocalDate } from "../../../contracts/primitives.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { overlapsAnotherPack } from "./policy-in-force.ts"

export interface KnownPack {
  readonly pack: PolicyPack
  readonly hash: string
}

export type PolicyDecision =
  | { readonly outcome: "new" }
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "replaces"; readonly hash: string }
  | Refusal

const invalid = (rule: "POL-001" | "POL-002", field: string): Refusal =>
  refuse("policy-invalid", { rule, field })

/**
 * A center's own pack for a first day. A pack that is in force never changes, because decisions were taken under it:
 * new facts begin on a new day. One that has not begun may be replaced by a higher version.
 */
export const acceptPolicy = (
  offered: KnownPack,
  asked: { readonly centerId: CenterId; readonly effectiveFrom: string },
  known: readonly KnownPack[],
  today: LocalDate,
): PolicyDecision => {
  const { pack } = offered
  if (pack.centerId !== asked.centerId) return invalid("POL-001", "/centerId")
  if (pack.effectiveFrom !== asked.effectiveFrom) return invalid("POL-001", "/effectiveFrom")
  const former = known.find((other) => other.pack.effectiveFrom === pack.effectiveFrom)
  if (former?.hash === offered.hash) return { outcome: "unchanged" }
  const others = known.map((other) => other.pack)
  if (overlapsAnotherPack(pack, others)) return invalid("POL-002", "/effectiveTo")
  if (former === undefined) return { outcome: "new" }
  if (former.pack.effectiveFrom <= today) return invalid("POL-002", "/effectiveFrom")
  return pack.version > former.pack.version
    ? { outcome: "replaces", hash: former.hash }
    : invalid("POL-001", "/version")
}
