import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { SubsidyQuoteRequest } from "../../contracts/subsidies.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { quoteSubsidy } from "../use-cases/quote-subsidy.ts"

export const handler = serveCenters("quote-subsidy", (hub) => ({
  quoteSubsidy: taking(SubsidyQuoteRequest, quoteSubsidy({ ...hub, nationalRules })),
}))
