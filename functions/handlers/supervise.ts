import { serveSupervisors } from "../edge/serve-supervisors.ts"
import { readCenterFigures } from "../use-cases/center-figures.ts"
import { readSupervisionProfile } from "../use-cases/read-supervision-profile.ts"
import { listEscalations, listSupervisedCases, readSupervisedCase } from "../use-cases/supervise-cases.ts"
import { superviseMetric } from "../use-cases/supervise-metric.ts"
import { superviseOverview } from "../use-cases/supervise-overview.ts"
import { superviseReportCards } from "../use-cases/supervise-report-cards.ts"

export const handler = serveSupervisors("supervise", (hub) => ({
  readSupervisionProfile: readSupervisionProfile(hub),
  readOverview: superviseOverview(hub),
  readMetric: superviseMetric(hub),
  readSupervisedReportCards: superviseReportCards({ ...hub, readCenterFigures: readCenterFigures(hub) }),
  listSupervisedCases: listSupervisedCases(hub),
  readSupervisedCase: readSupervisedCase(hub),
  listEscalations: listEscalations(hub),
}))
