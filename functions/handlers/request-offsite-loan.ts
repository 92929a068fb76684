import { RequestOffsiteLoanRequest } from "../../contracts/offsite-loans.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { requestOffsiteLoan } from "../use-cases/request-offsite-loan.ts"

export const handler = serveCenters("request-offsite-loan", (hub) => ({
  requestOffsiteLoan: taking(RequestOffsiteLoanRequest, requestOffsiteLoan(hub)),
}))
