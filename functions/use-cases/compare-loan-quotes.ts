import type {
  ComparedQuote,
  LoanComparisonRequest,
  LoanComparisonResponse,
} from "../../contracts/loan-quotes.ts"
import { CenterId } from "../../contracts/primitives.ts"
import { bestQuoteFirst } from "../domain/loan-quote/best-quote-first.ts"
import { quoteLoan as decideQuote } from "../domain/loan-quote/quote-loan.ts"
import type { QuoteLoanNeeds } from "./quote-loan.ts"
import { type Family, readFamily } from "./read-family.ts"
import { packInForce } from "./read-policy.ts"
import type { UseCase } from "./use-case.ts"

/** The quote of one center, or why there is none; the other centers are not held up by it. */
const quoteAt = async (
  needs: QuoteLoanNeeds,
  centerId: CenterId,
  asked: LoanComparisonRequest,
  { applicants, loans }: Family,
): Promise<ComparedQuote> => {
  const { on, applicants: _, spouse: __, centerIds: ___, firstHomeIn = [], ...request } = asked
  const [center, packs] = await Promise.all([needs.readCenter(centerId), needs.readPolicies(centerId)])
  if (center === undefined) return { centerId, outcome: "refused", problem: "unknown-center" }
  const policy = packInForce(packs, on)
  if ("outcome" in policy) return { centerId, outcome: "refused", problem: policy.problem }
  const quoted = decideQuote({
    pack: policy.pack,
    packHash: policy.hash,
    national: needs.nationalRules(),
    on,
    applicants,
    loans,
    request: { ...request, firstHome: request.firstHome || firstHomeIn.includes(centerId) },
  })
  return quoted.outcome === "refused"
    ? { centerId, outcome: "refused", problem: quoted.rule }
    : { centerId, outcome: "quoted", quote: quoted.quote }
}

/**
 * What if the family bought there? Each center by its own rules, over one reading of the record, which is recorded and
 * charged once and uses up a consent once.
 */
export const compareLoanQuotes =
  (needs: QuoteLoanNeeds): UseCase<LoanComparisonRequest, LoanComparisonResponse> =>
  async (call) => {
    const asked = call.body
    const caller = CenterId.parse(call.callerId)
    const family = await readFamily(needs, asked.applicants, {
      caller,
      now: call.now,
      purpose: "loan-comparison",
      spouse: asked.spouse,
    })
    if (family.outcome === "refused") return family
    const lines = await Promise.all(
      asked.centerIds.map((centerId) => quoteAt(needs, centerId, asked, family)),
    )
    return {
      outcome: "disclosed",
      answer: { on: asked.on, ...bestQuoteFirst(lines) },
      disclosure: family.disclosure,
      spends: family.spends,
    }
  }
