import type { IndicatorCatalogue } from "../../contracts/indicators.ts"
import { CenterId, Month, type LocalDate } from "../../contracts/primitives.ts"
import type { ReportCard, ReportCardLine } from "../../contracts/report-cards.ts"
import { indicatorCatalogue } from "../../contracts/starter/indicators.ts"
import { reportCardThresholds, reportParameters } from "../../contracts/starter/report-card.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { CenterRecord } from "../domain/directory/center-record.ts"
import { plainOf, writtenOf } from "../domain/indicator/ratio.ts"
import { refuse } from "../domain/refusal.ts"
import { monthRefusal } from "../domain/report/accept-report.ts"
import {
  reportCard,
  type CenterFigures,
  type CommonLine,
  type GradedLine,
} from "../domain/report/report-card.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"
import { answer, type UseCase } from "./use-case.ts"

export interface ReadReportCardNeeds {
  readonly readCenter: (centerId: string) => Promise<CenterRecord | undefined>
  readonly readReports: (centerId: string, months: readonly string[]) => Promise<readonly ReportRecord[]>
  readonly readCenterFigures: (month: Month, today: LocalDate) => Promise<readonly CenterFigures[]>
}

/** What a line says of one center. */
export const ownLine = (
  { indicator, value, grade, place }: GradedLine,
  catalogue: IndicatorCatalogue,
): Pick<ReportCardLine, "indicator" | "grade" | "value" | "written" | "place"> => ({
  indicator,
  grade,
  ...(value === undefined
    ? {}
    : { value: plainOf(value), written: writtenOf(value, catalogue[indicator].written) }),
  ...(place === undefined ? {} : { place: { ...place } }),
})

/** What it says of all of them. */
export const commonLine = (
  { indicator, average, averageWithheld, target }: CommonLine,
  catalogue: IndicatorCatalogue,
): Pick<ReportCardLine, "average" | "averageWritten" | "averageWithheld" | "target" | "origin"> => {
  const { written, origin } = catalogue[indicator]
  return {
    target,
    origin,
    ...(average === undefined
      ? {}
      : { average: plainOf(average), averageWritten: writtenOf(average, written) }),
    ...(averageWithheld === undefined ? {} : { averageWithheld }),
  }
}

/** A center's own card. Of the others it learns the average of many, and how many are before it. */
export const readReportCard =
  (needs: ReadReportCardNeeds): UseCase<undefined, ReportCard> =>
  async (call) => {
    const month = Month.safeParse(call.params["month"])
    if (!month.success) return refuse("invalid-request", { rule: "VAL-002", field: "month" })
    const centerId = CenterId.parse(call.callerId)
    const today = chinaDateOf(call.now)
    const center = await needs.readCenter(centerId)
    if (center === undefined) throw new Error("a center that signs and is not in the directory")
    const closed = monthRefusal(month.data, center, today)
    if (closed !== undefined) return closed
    const [own, figures] = await Promise.all([
      needs.readReports(centerId, [month.data]),
      needs.readCenterFigures(month.data, today),
    ])
    const card = reportCard(figures, centerId, reportCardThresholds(), reportParameters().fewestCenters)
    const catalogue = indicatorCatalogue()
    return answer({
      centerId,
      month: month.data,
      reported: own.length > 0,
      lines: card.lines.map((line) => ({ ...ownLine(line, catalogue), ...commonLine(line, catalogue) })),
      grades: { ...card.grades },
      ...(card.place === undefined ? {} : { place: { ...card.place } }),
    })
  }
