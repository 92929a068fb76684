import { serveSupervisors } from "../edge/serve-supervisors.ts"
import { readSupervisionProfile } from "../use-cases/read-supervision-profile.ts"
import { listEscalations, listSupervisedCases, readSupervisedCase } from "../use-cases/supervise-cases.ts"
import { superviseMetric } from "../use-cases/supervise-metric.ts"
import { superviseOverview } from "../use-cases/supervise-overview.ts"

export const handler = serveSupervisors("supervise", (hub) => ({
  readSupervisionProfile: readSupervisionProfile(hub),
  readOverview: superviseOverview(hub),
  readMetric: superviseMetric(hub),
  listSupervisedCases: listSupervisedCases(hub),
  readSupervisedCase: readSupervisedCase(hub),
  listEscalations: listEscalations(hub),
}))
