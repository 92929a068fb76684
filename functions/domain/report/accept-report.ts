import type { CenterId, Instant, LocalDate, Month, StaffId } from "../../../contracts/primitives.ts"
import type { ReportFigures } from "../../../contracts/reports.ts"
import type { CenterRecord } from "../directory/center-record.ts"
import { addMonths, monthOf } from "../months/month.ts"
import { canonicalJson } from "../policies/canonical-json.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { mergerDefect, reportDefect } from "./check-report.ts"
import type { ReportChange } from "./report-change.ts"
import type { ReportRecord } from "./report-record.ts"

export interface OfferedReport {
  readonly centerId: CenterId
  readonly month: Month
  readonly figures: ReportFigures
  readonly handler: StaffId
  readonly reviewer: StaffId
  /** The version that the caller read. */
  readonly ifMatch?: number | undefined
  readonly now: Instant
  readonly today: LocalDate
}

/** The newest versions of the month and of the one before it. */
export interface KnownReports {
  readonly former: ReportRecord | undefined
  readonly previous: ReportRecord | undefined
  /** Of each center whose books were taken over in the month: its report of the month before. */
  readonly joined: readonly (ReportRecord | undefined)[]
}

export type ReportDecision =
  | { readonly outcome: "unchanged"; readonly report: ReportRecord }
  | { readonly outcome: "accepted"; readonly report: ReportRecord; readonly changes: readonly ReportChange[] }
  | Refusal

/** A month can be reported when it is over, and not before the center began. */
/** Flows are told of a month that is over. */
export const runningRefusal = (month: Month, today: LocalDate): Refusal | undefined =>
  month >= monthOf(today) ? refuse("report-month-not-open", { rule: "RPT-006", field: "month" }) : undefined

export const monthRefusal = (month: Month, center: CenterRecord, today: LocalDate): Refusal | undefined => {
  const running = runningRefusal(month, today)
  if (running !== undefined) return running
  return month < monthOf(center.validFrom)
    ? refuse("report-month-not-open", { rule: "RPT-007", field: "month" })
    : undefined
}

const versionRefusal = (
  former: ReportRecord | undefined,
  ifMatch: number | undefined,
): Refusal | undefined => {
  if (ifMatch === former?.version) return undefined
  return refuse(ifMatch === undefined ? "version-required" : "version-stale", { field: "if-match" })
}

/** The first report of a month, or a correction of it by the version that was read. */
export const acceptReport = (
  offered: OfferedReport,
  center: CenterRecord,
  known: KnownReports,
): ReportDecision => {
  const { centerId, month, figures, handler, reviewer, now } = offered
  const { former, previous } = known
  if (!center.settlesOwnBooks) return refuse("office-keeps-no-books")
  const closed = monthRefusal(month, center, offered.today)
  if (closed !== undefined) return closed
  if (former !== undefined && canonicalJson(former.figures) === canonicalJson(figures))
    return { outcome: "unchanged", report: former }
  const version = versionRefusal(former, offered.ifMatch)
  if (version !== undefined) return version
  const joined = known.joined.map((report) => report?.figures)
  const defect = reportDefect(figures, previous?.figures) ?? mergerDefect(figures, joined)
  if (defect !== undefined) return refuse("report-inconsistent", { rule: defect.rule, field: defect.field })
  const report: ReportRecord = {
    centerId,
    month,
    version: (former?.version ?? 0) + 1,
    figures,
    firstReportedAt: former?.firstReportedAt ?? now,
    reportedAt: now,
    handler,
    reviewer,
  }
  const before = addMonths(month, -1)
  const asRead = previous === undefined ? {} : { version: previous.version }
  return {
    outcome: "accepted",
    report,
    changes: [
      { kind: "saveReport", report },
      { kind: "keepReport", report },
      // Two months that are put at once cannot both miss the other.
      { kind: "expectReport", centerId, month: before, ...asRead },
    ],
  }
}
