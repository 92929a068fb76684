import type { InterestQuoteRequest, InterestQuoteResponse } from "../../contracts/interest.ts"
import type { NationalRules } from "../../contracts/policies.ts"
import { quoteInterest as decide } from "../domain/flexible/quote-interest.ts"
import { answer, type UseCase } from "./use-case.ts"

/** Interest of figures that name nobody. The center's own books bind; this says what the national rate gives. */
export const quoteInterest =
  (needs: {
    readonly nationalRules: () => NationalRules
  }): UseCase<InterestQuoteRequest, InterestQuoteResponse> =>
  async (call) => {
    const quoted = await Promise.resolve(decide(call.body, needs.nationalRules()))
    return quoted.outcome === "refused" ? quoted : answer(quoted.quote)
  }
