import type { PolicyPack } from "../../contracts/policies.ts"
import type { LocalDate } from "../../contracts/primitives.ts"
import { policyInForce } from "../domain/policies/policy-in-force.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import type { StoredPacks } from "./loan-rules-of.ts"

/**
 * The pack of a center that rules agreements on a day. One that has not published any rules yet limits nothing; a gap
 * between its packs is an answer, and never bridged by the old pack.
 */
export const agreementRulesOf = (
  stored: StoredPacks,
  on: LocalDate,
): { readonly outcome: "resolved"; readonly pack: PolicyPack | undefined } | Refusal => {
  const begun = stored.map(({ pack }) => pack).filter((pack) => pack.effectiveFrom <= on)
  if (begun.length === 0) return { outcome: "resolved", pack: undefined }
  const found = policyInForce(begun, on)
  return found.outcome === "refused" ? refuse("policy-gap") : { outcome: "resolved", pack: found.pack }
}

/** 补缴: nobody pays months without agreement later, unless the center's own policy says so (昌吉 二(二)6). */
export const mayPayBack = (stored: StoredPacks, on: LocalDate): boolean => {
  const rules = agreementRulesOf(stored, on)
  return rules.outcome === "resolved" && rules.pack?.flexible?.joining?.backPayment?.answer === "allow"
}
