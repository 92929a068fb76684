import type { LocalDate, Month } from "../../contracts/primitives.ts"
import { reportParameters } from "../../contracts/starter/report-card.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { joinFigures, monthsOfCard, reportedFigures } from "../domain/report/center-figures.ts"
import type { CenterFigures } from "../domain/report/report-card.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"

export interface CenterFiguresNeeds {
  readonly listReports: (month: string) => Promise<readonly ReportRecord[]>
  readonly readDirectory: () => Promise<readonly CenterRecord[]>
  /** What the hub itself counted of each center in a month. */
  readonly readMeasuredFigures: (month: Month) => Promise<readonly CenterFigures[]>
}

/** All centers that keep books, with what they report and what is measured of them. */
export const readCenterFigures =
  (needs: CenterFiguresNeeds) =>
  async (month: Month, today: LocalDate): Promise<readonly CenterFigures[]> => {
    const months = monthsOfCard(month)
    const [reports, centers, measured] = await Promise.all([
      Promise.all(months.map((one) => needs.listReports(one))),
      needs.readDirectory(),
      needs.readMeasuredFigures(month),
    ])
    const reporting = centers.filter((center) => center.settlesOwnBooks && monthsTouch(center, months))
    const known = new Set(reporting.map(({ centerId }) => String(centerId)))
    const { reportDueDay: dueDay } = reportParameters()
    return joinFigures([
      reportedFigures(reporting, reports.flat(), months, { today, dueDay }),
      measured.filter(({ centerId }) => known.has(centerId)),
    ])
  }

/** A center that had ended before the last month of the card has no place in it. */
const monthsTouch = (center: CenterRecord, months: readonly Month[]): boolean => {
  const month = months.at(-1) ?? ""
  return (
    center.validFrom.slice(0, 7) <= month &&
    (center.validTo === undefined || center.validTo.slice(0, 7) >= month)
  )
}
