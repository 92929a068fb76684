import type { ReportFigures } from "../../../contracts/reports.ts"
import type { CenterId, Instant, Month, StaffId } from "../../../contracts/primitives.ts"

/** One version of a center's report of a month. The newest stands among the month's reports, each is kept for ever. */
export interface ReportRecord {
  readonly centerId: CenterId
  readonly month: Month
  readonly version: number
  readonly figures: ReportFigures
  readonly firstReportedAt: Instant
  readonly reportedAt: Instant
  readonly handler: StaffId
  readonly reviewer: StaffId
}
