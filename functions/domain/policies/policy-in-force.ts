import type { PolicyPack } from "../../../contracts/policies.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"

/** What is needed to choose among the packs of one center. */
export type DatedPack = Pick<PolicyPack, "effectiveFrom" | "effectiveTo" | "version">

export type PolicyAnswer<Pack> =
  | { readonly outcome: "inForce"; readonly pack: Pack }
  | { readonly outcome: "refused"; readonly rule: "policy-gap" | "policy-not-found" }

const isNewer = (left: DatedPack, right: DatedPack): boolean =>
  left.effectiveFrom === right.effectiveFrom
    ? left.version > right.version
    : left.effectiveFrom > right.effectiveFrom

/**
 * The pack of a center that holds on a day: the one that began last. When it has ended, the day is a gap; the pack
 * before it does not come back to life. `policy-not-found`: the center has no pack at all.
 */
export const policyInForce = <Pack extends DatedPack>(
  packs: readonly Pack[],
  on: LocalDate,
): PolicyAnswer<Pack> => {
  if (packs.length === 0) return { outcome: "refused", rule: "policy-not-found" }
  let latest: Pack | undefined
  for (const pack of packs)
    if (pack.effectiveFrom <= on && (latest === undefined || isNewer(pack, latest))) latest = pack
  if (latest === undefined || (latest.effectiveTo !== undefined && latest.effectiveTo < on))
    return { outcome: "refused", rule: "policy-gap" }
  return { outcome: "inForce", pack: latest }
}

/** True when a new pack would leave two closed packs claiming one day. An open-ended one yields to its successor. */
export const overlapsAnotherPack = (pack: DatedPack, others: readonly DatedPack[]): boolean =>
  others.some(
    (other) =>
      other.effectiveFrom !== pack.effectiveFrom &&
      (other.effectiveFrom < pack.effectiveFrom
        ? other.effectiveTo !== undefined && other.effectiveTo >= pack.effectiveFrom
        : pack.effectiveTo !== undefined && pack.effectiveTo >= other.effectiveFrom),
  )
