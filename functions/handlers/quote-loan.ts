import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { quoteLoan } from "../use-cases/quote-loan.ts"

export const handler = serveCenters("quote-loan", (hub) => ({
  quoteLoan: quoteLoan({ ...hub, nationalRules }),
}))
