import type { NationalRules, PolicyPack } from "../../contracts/policies.ts"
import type { LocalDate } from "../../contracts/primitives.ts"
import { ownLoansBar, type LoanBarRule } from "../domain/loan-registry/loan-bar.ts"
import { twoInLife, type LoanCountRule } from "../domain/loan-registry/loan-count.ts"
import { policyInForce } from "../domain/policies/policy-in-force.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"

/** The packs of a center as they are stored. */
export type StoredPacks = readonly { readonly pack: PolicyPack }[]

/** How many loans are allowed in life: the pack says it, else the nation. */
export const loanCountUnder = (pack: PolicyPack | undefined, national: NationalRules): LoanCountRule =>
  pack?.loan?.loanCount ?? national.loanCount ?? twoInLife

/** How many loans a center allows in life on a day; a gap between its packs says nothing. */
export const loanCountOf = (stored: StoredPacks, national: NationalRules, on: LocalDate): LoanCountRule => {
  const found = policyInForce(
    stored.map(({ pack }) => pack),
    on,
  )
  return loanCountUnder(found.outcome === "inForce" ? found.pack : undefined, national)
}

/**
 * Whose loans lock an account at a center. Where it has not published any rules yet, the holder's own do; a gap
 * between its packs is an answer, and never bridged by the old pack.
 */
export const loanBarRuleOf = (
  stored: StoredPacks,
  on: LocalDate,
): { readonly outcome: "resolved"; readonly bar: LoanBarRule } | Refusal => {
  const begun = stored.map(({ pack }) => pack).filter((pack) => pack.effectiveFrom <= on)
  if (begun.length === 0) return { outcome: "resolved", bar: ownLoansBar }
  const found = policyInForce(begun, on)
  return found.outcome === "refused"
    ? refuse("policy-gap")
    : { outcome: "resolved", bar: found.pack.loanBar ?? ownLoansBar }
}
