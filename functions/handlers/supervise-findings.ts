import { serveSupervisors } from "../edge/serve-supervisors.ts"
import { superviseFindings } from "../use-cases/supervise-findings.ts"

export const handler = serveSupervisors("supervise-findings", (hub) => ({
  superviseFindings: superviseFindings(hub),
}))
