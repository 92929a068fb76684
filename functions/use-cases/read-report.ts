import { Month } from "../../contracts/primitives.ts"
import type { MonthlyReport } from "../../contracts/reports.ts"
import { addMonths } from "../domain/months/month.ts"
import { refuse } from "../domain/refusal.ts"
import type { PutReportNeeds } from "./put-report.ts"
import { viewReport } from "./report-view.ts"
import { answer, type UseCase } from "./use-case.ts"

/** One's own report; another center's cannot be named at all. */
export const readReport =
  (needs: Pick<PutReportNeeds, "readReports" | "readReportVersions">): UseCase<undefined, MonthlyReport> =>
  async (call) => {
    const month = Month.safeParse(call.params["month"])
    if (!month.success) return refuse("invalid-request", { rule: "VAL-002", field: "month" })
    const [reports, versions] = await Promise.all([
      needs.readReports(call.callerId, [month.data, addMonths(month.data, 1)]),
      needs.readReportVersions(call.callerId, month.data),
    ])
    const [own, next] = [
      reports.find((one) => one.month === month.data),
      reports.find((one) => one.month !== month.data),
    ]
    return own === undefined ? refuse("report-not-found") : answer(viewReport(own, versions, next))
  }
