import { FindingStatement } from "../../contracts/findings.ts"
import { taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { stateFinding } from "../use-cases/state-finding.ts"

export const handler = serveCenters("state-finding", (hub) => ({
  stateFinding: taking(FindingStatement, stateFinding(hub)),
}))
