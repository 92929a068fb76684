import { RequestServiceRequest } from "../../contracts/service-cases.ts"
import { nationalCatalogue } from "../../contracts/starter/national-catalogue.ts"
import { nationalWithdrawals } from "../../contracts/starter/national-withdrawals.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { requestService } from "../use-cases/request-service.ts"

export const handler = serveCenters("request-service", (hub) => ({
  requestService: taking(
    RequestServiceRequest,
    requestService({ ...hub, nationalCatalogue, nationalWithdrawals }),
  ),
}))
