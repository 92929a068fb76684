import type { MonthlyReport } from "../../contracts/reports.ts"
import { reportParameters } from "../../contracts/starter/report-card.ts"
import { breachesOf } from "../domain/report/check-report.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"

/** A report as its center sees it: the newest figures, what they show, and who stated each version. */
export const viewReport = (
  report: ReportRecord,
  versions: readonly ReportRecord[],
  next: ReportRecord | undefined,
): MonthlyReport => ({
  centerId: report.centerId,
  month: report.month,
  version: report.version,
  origin: "reported",
  firstReportedAt: report.firstReportedAt,
  reportedAt: report.reportedAt,
  ...report.figures,
  breaches: [...breachesOf(report.figures, next?.figures, reportParameters().leastFlexibleReserve)],
  trace: versions.map(({ version, reportedAt, handler, reviewer }) => ({
    version,
    at: reportedAt,
    handler,
    reviewer,
  })),
})
