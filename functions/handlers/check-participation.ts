import { ParticipationCheckRequest } from "../../contracts/participation.ts"
import { nationalRules } from "../../contracts/starter/national-rules.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { checkParticipation } from "../use-cases/check-participation.ts"

export const handler = serveCenters("check-participation", (hub) => ({
  checkParticipation: taking(ParticipationCheckRequest, checkParticipation({ ...hub, nationalRules })),
}))
