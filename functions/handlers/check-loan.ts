import { LoanCheckRequest } from "../../contracts/loans.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { checkLoan } from "../use-cases/check-loan.ts"

export const handler = serveCenters("check-loan", (hub) => ({
  checkLoan: taking(LoanCheckRequest, checkLoan({ ...hub, nationalRules })),
}))
