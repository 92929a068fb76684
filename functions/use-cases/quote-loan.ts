import type { LoanQuoteRequest, LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import { CenterId } from "../../contracts/primitives.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { quoteLoan as decideQuote } from "../domain/loan-quote/quote-loan.ts"
import type { KnownPack } from "../domain/policies/accept-policy.ts"
import { refuse } from "../domain/refusal.ts"
import { readFamily, type ReadFamilyNeeds } from "./read-family.ts"
import { packInForce } from "./read-policy.ts"
import type { UseCase } from "./use-case.ts"

export interface QuoteLoanNeeds extends ReadFamilyNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readPolicies: (centerId: string) => Promise<readonly KnownPack[]>
  readonly nationalRules: () => NationalRules
}

/** How much the applicants may borrow under the pack of the lending center, from the record as the hub holds it. */
export const quoteLoan =
  (needs: QuoteLoanNeeds): UseCase<LoanQuoteRequest, LoanQuoteResponse> =>
  async (call) => {
    const { centerId, on, applicants: asked, spouse, ...request } = call.body
    const [center, packs] = await Promise.all([needs.readCenter(centerId), needs.readPolicies(centerId)])
    if (center === undefined) return refuse("unknown-center", { field: "/centerId" })
    const policy = packInForce(packs, on)
    if ("outcome" in policy) return { ...policy, field: "/on" }
    const caller = CenterId.parse(call.callerId)
    const family = await readFamily(needs, asked, { caller, now: call.now, purpose: "loan-quote", spouse })
    if (family.outcome === "refused") return family
    const { applicants, loans, disclosure, spends } = family
    const quoted = decideQuote({
      pack: policy.pack,
      packHash: policy.hash,
      national: needs.nationalRules(),
      on,
      applicants,
      loans,
      request,
    })
    if (quoted.outcome === "refused") return refuse(quoted.rule, { field: "/centerId" })
    return { outcome: "disclosed", answer: quoted.quote, disclosure, spends }
  }
