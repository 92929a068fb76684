import { OffsiteLoanQuoteRequest } from "../../contracts/offsite-loans.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { quoteOffsiteLoan } from "../use-cases/quote-offsite-loan.ts"

export const handler = serveCenters("quote-offsite-loan", (hub) => ({
  quoteOffsiteLoan: taking(OffsiteLoanQuoteRequest, quoteOffsiteLoan({ ...hub, nationalRules })),
}))
