import type { PolicyPack } from "../../contracts/policies.ts"
import type { LocalDate } from "../../contracts/primitives.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { policyInForce } from "../domain/policies/policy-in-force.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { dayOf, isRefusal } from "./query-values.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface ReadPolicyNeeds {
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
}

/** The stored pack that holds on a day. An old pack is not used for a day that no pack covers. */
export const packInForce = (known: readonly KnownPack[], on: LocalDate): KnownPack | Refusal => {
  const found = policyInForce(
    known.map(({ pack }) => pack),
    on,
  )
  if (found.outcome === "refused") return refuse(found.rule)
  const stored = known.find(({ pack }) => pack === found.pack)
  if (stored === undefined) throw new Error("a pack that nobody stored")
  return stored
}

export const readPolicy =
  (needs: ReadPolicyNeeds): UseCase<undefined, PolicyPack> =>
  async (call) => {
    const on = dayOf(call.query)
    if (isRefusal(on)) return on
    const found = packInForce(
      await needs.readPolicies(call.params["centerId"] ?? ""),
      on ?? chinaDateOf(call.now),
    )
    return "outcome" in found ? found : answer(found.pack)
  }
