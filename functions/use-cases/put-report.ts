import { CenterId, Month } from "../../contracts/primitives.ts"
import type { MonthlyReport, PutReportRequest } from "../../contracts/reports.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { addMonths, monthOf } from "../domain/months/month.ts"
import { refuse } from "../domain/refusal.ts"
import { acceptReport } from "../domain/report/accept-report.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"
import { viewReport } from "./report-view.ts"
import { accept, answer, type UseCase } from "./use-case.ts"

export interface PutReportNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readReports: (centerId: string, months: readonly string[]) => Promise<readonly ReportRecord[]>
  readonly readReportVersions: (centerId: string, month: string) => Promise<readonly ReportRecord[]>
}

/** Centers whose books another takes over in a month: it reports them from that month on. */
const takenOverIn = ({ formerCenters = [] }: CenterRecord, month: Month): readonly CenterId[] =>
  formerCenters.filter(({ from }) => monthOf(from) === month).map(({ centerId }) => centerId)

/** A center's own figures of a month: the first report, or a correction that keeps what was said before. */
export const putReport =
  (needs: PutReportNeeds): UseCase<PutReportRequest, MonthlyReport> =>
  async (call) => {
    const month = Month.safeParse(call.params["month"])
    if (!month.success) return refuse("invalid-request", { rule: "VAL-002", field: "month" })
    const centerId = CenterId.parse(call.callerId)
    const [before, after] = [addMonths(month.data, -1), addMonths(month.data, 1)]
    const [center, reports, versions] = await Promise.all([
      needs.readCenter(centerId),
      needs.readReports(centerId, [before, month.data, after]),
      needs.readReportVersions(centerId, month.data),
    ])
    if (center === undefined) throw new Error("a center that signs and is not in the directory")
    const joined = await Promise.all(
      takenOverIn(center, month.data).map((id) => needs.readReports(id, [before])),
    )
    const at = (wanted: Month) => reports.find((report) => report.month === wanted)
    const { handler, reviewer, ...figures } = call.body
    const decided = acceptReport(
      {
        centerId,
        month: month.data,
        figures,
        handler,
        reviewer,
        ifMatch: call.ifMatch,
        now: call.now,
        today: chinaDateOf(call.now),
      },
      center,
      {
        former: at(month.data),
        previous: at(before),
        joined: joined.map(([report]) => report),
      },
    )
    if (decided.outcome === "refused") return decided
    if (decided.outcome === "unchanged") return answer(viewReport(decided.report, versions, at(after)))
    const { report, changes } = decided
    return accept(viewReport(report, [...versions, report], at(after)), changes)
  }
