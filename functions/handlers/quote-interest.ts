import { InterestQuoteRequest } from "../../contracts/interest.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { quoteInterest } from "../use-cases/quote-interest.ts"

export const handler = serveCenters("quote-interest", () => ({
  quoteInterest: taking(InterestQuoteRequest, quoteInterest({ nationalRules })),
}))
