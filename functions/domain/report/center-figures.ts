import { LocalDate, type Month } from "../../../contracts/primitives.ts"
import { addDays, chinaDateOf } from "../calendar/china-date.ts"
import { indicatorsOf } from "../indicator/indicators-of.ts"
import type { Fraction } from "../indicator/ratio.ts"
import { addMonths, eachMonth, monthOf } from "../months/month.ts"
import type { CenterFigures } from "./report-card.ts"
import type { ReportRecord } from "./report-record.ts"

/** A center that keeps books, and so owes a report of each month. */
export interface ReportingCenter {
  readonly centerId: string
  readonly validFrom: LocalDate
  readonly validTo?: LocalDate | undefined
}

/** The months of the card: from January, because the plans set their aims by the year. */
export const monthsOfCard = (month: Month): readonly Month[] =>
  eachMonth(addMonths(month, 1 - Number(month.slice(5))), month)

/** The last day on which a report of the month is in time. */
export const reportDueOn = (month: Month, dueDay: number): LocalDate =>
  addDays(LocalDate.parse(`${addMonths(month, 1)}-01`), dueDay - 1)

const punctuality = (
  center: ReportingCenter,
  own: readonly ReportRecord[],
  months: readonly Month[],
  today: LocalDate,
  dueDay: number,
): Fraction | undefined => {
  const first = monthOf(center.validFrom)
  const last = center.validTo === undefined ? undefined : monthOf(center.validTo)
  let due = 0
  let inTime = 0
  for (const month of months) {
    if (month < first || (last !== undefined && month > last)) continue
    const dueOn = reportDueOn(month, dueDay)
    const report = own.find((one) => one.month === month)
    if (report === undefined && dueOn >= today) continue
    due += 1
    if (report !== undefined && chinaDateOf(report.firstReportedAt) <= dueOn) inTime += 1
  }
  return due === 0 ? undefined : { part: String(inTime), whole: String(due) }
}

/** What a center's reports of the year so far say of it. The figures of the month itself need that month's report. */
export const reportedFigures = (
  centers: readonly ReportingCenter[],
  reports: readonly ReportRecord[],
  months: readonly Month[],
  clock: { readonly today: LocalDate; readonly dueDay: number },
): readonly CenterFigures[] => {
  const month = months.at(-1)
  return centers.map((center) => {
    const own = reports.filter(({ centerId }) => centerId === center.centerId)
    const reportsOnTime = punctuality(center, own, months, clock.today, clock.dueDay)
    return {
      centerId: center.centerId,
      figures: {
        ...(own.some((report) => report.month === month) ? indicatorsOf(own) : {}),
        ...(reportsOnTime === undefined ? {} : { reportsOnTime }),
      },
    }
  })
}

/** Figures of one center from several sources. */
export const joinFigures = (sources: readonly (readonly CenterFigures[])[]): readonly CenterFigures[] => {
  const joined = new Map<string, CenterFigures>()
  for (const { centerId, figures } of sources.flat())
    joined.set(centerId, { centerId, figures: { ...joined.get(centerId)?.figures, ...figures } })
  return [...joined.values()]
}
