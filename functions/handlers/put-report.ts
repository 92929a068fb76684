import { PutReportRequest } from "../../contracts/reports.ts"
import { asking, taking } from "../edge/operation.ts"
import { serveCenters } from "../edge/serve-centers.ts"
import { readCenterFigures } from "../use-cases/center-figures.ts"
import { putReport } from "../use-cases/put-report.ts"
import { readReport } from "../use-cases/read-report.ts"
import { readReportCard } from "../use-cases/read-report-card.ts"

export const handler = serveCenters("put-report", (hub) => ({
  putReport: taking(PutReportRequest, putReport(hub)),
  readReport: asking(readReport(hub)),
  readReportCard: asking(readReportCard({ ...hub, readCenterFigures: readCenterFigures(hub) })),
}))
