import { ServiceDecision } from "../../contracts/service-cases.ts"
import { nationalWithdrawals } from "../../contracts/starter/national-withdrawals.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { decideServiceCase } from "../use-cases/decide-service-case.ts"

export const handler = serveCenters("decide-service-case", (hub) => ({
  decideService: taking(ServiceDecision, decideServiceCase({ ...hub, nationalWithdrawals })),
}))
