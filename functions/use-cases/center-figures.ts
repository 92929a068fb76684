import type { LocalDate, Month } from "../../contracts/primitives.ts"
import { reportParameters } from "../../contracts/starter/report-card.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { addMonths, monthOf } from "../domain/months/month.ts"
import { joinFigures, monthsOfCard, reportedFigures } from "../domain/report/center-figures.ts"
import { measuredFigures, type CenterCounter, type MeasuredLists } from "../domain/report/measured-figures.ts"
import type { CenterFigures } from "../domain/report/report-card.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"

export interface CenterFiguresNeeds {
  readonly listReports: (month: string) => Promise<readonly ReportRecord[]>
  readonly readDirectory: () => Promise<readonly CenterRecord[]>
  readonly readCounters: (partition: string) => Promise<readonly CenterCounter[]>
}

/** What stands now is that of the month that ended last; an earlier card would show another month's. */
const readLists = async (
  { readCounters }: Pick<CenterFiguresNeeds, "readCounters">,
  month: Month,
  today: LocalDate,
): Promise<MeasuredLists> => {
  const isLast = addMonths(month, 1) === monthOf(today)
  const [legs, transfers, openFindings] = await Promise.all([
    readCounters(`legs#${month}`),
    readCounters(`transfers#${month}`),
    isLast ? readCounters("openFindings#now") : undefined,
  ])
  return { legs, transfers, ...(openFindings === undefined ? {} : { openFindings }) }
}

/** A center that ended before the month, began after it or has merged into another has no place in its card. */
const stoodIn = (center: CenterRecord, month: Month): boolean => {
  const { settlesOwnBooks, validFrom, validTo } = center
  const ended = validTo !== undefined && monthOf(validTo) < month
  const merged = (center.keepers ?? []).some(({ from }) => monthOf(from) <= month)
  return settlesOwnBooks && monthOf(validFrom) <= month && !ended && !merged
}

/** All centers that keep books, with what they reported of the year so far and what was counted of them in the month. */
export const readCenterFigures =
  (needs: CenterFiguresNeeds) =>
  async (month: Month, today: LocalDate): Promise<readonly CenterFigures[]> => {
    const months = monthsOfCard(month)
    const [reports, directory, lists] = await Promise.all([
      Promise.all(months.map((one) => needs.listReports(one))),
      needs.readDirectory(),
      readLists(needs, month, today),
    ])
    const centers = directory.filter((center) => stoodIn(center, month))
    const { reportDueDay: dueDay } = reportParameters()
    return joinFigures([
      reportedFigures(centers, reports.flat(), months, { today, dueDay }),
      measuredFigures(
        centers.map(({ centerId }) => centerId),
        lists,
      ),
    ])
  }
