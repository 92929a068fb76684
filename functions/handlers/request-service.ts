import { RequestServiceRequest } from "../../contracts/service-cases.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { requestService } from "../use-cases/request-service.ts"

export const handler = serveCenters("request-service", (hub) => ({
  requestService: taking(RequestServiceRequest, requestService({ ...hub, nationalRules })),
}))
