import { LoanComparisonRequest, LoanQuoteRequest } from "../../contracts/loan-quotes.ts"
import { taking } from "../edge/operation.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { compareLoanQuotes } from "../use-cases/compare-loan-quotes.ts"
import { quoteLoan } from "../use-cases/quote-loan.ts"

export const handler = serveCenters("quote-loan", (hub) => ({
  quoteLoan: taking(LoanQuoteRequest, quoteLoan({ ...hub, nationalRules })),
  compareLoanQuotes: taking(LoanComparisonRequest, compareLoanQuotes({ ...hub, nationalRules })),
}))
