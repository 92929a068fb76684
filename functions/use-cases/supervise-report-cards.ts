import type { IndicatorCatalogue } from "../../contracts/indicators.ts"
import { CenterId, LocalDate, Month } from "../../contracts/primitives.ts"
import type { Grade, SupervisedReportCards } from "../../contracts/report-cards.ts"
import { indicatorCatalogue } from "../../contracts/starter/indicators.ts"
import { reportCardThresholds, reportParameters } from "../../contracts/starter/report-card.ts"
import { addDays, chinaDateOf } from "../domain/calendar/china-date.ts"
import { addMonths } from "../domain/months/month.ts"
import { refuse } from "../domain/refusal.ts"
import { runningRefusal } from "../domain/report/accept-report.ts"
import { reportCards, type CenterFigures, type GradedCard } from "../domain/report/report-card.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"
import { isRefusal, queryDefect } from "./query-values.ts"
import { commonLine, ownLine } from "./read-report-card.ts"
import { seenBy, type Seen, type SupervisedScopeNeeds } from "./supervised-scope.ts"
import type { SupervisorUseCase, TextFile } from "./supervisor-call.ts"
import { csvFile } from "./table-as-csv.ts"
import { answer } from "./use-case.ts"

export interface SuperviseReportCardsNeeds extends SupervisedScopeNeeds {
  readonly listReports: (month: string) => Promise<readonly ReportRecord[]>
  readonly readCenterFigures: (month: Month, today: LocalDate) => Promise<readonly CenterFigures[]>
}

type Cards = SupervisedReportCards
type CenterCard = Cards["centers"][number]

const lastDayOf = (month: Month): LocalDate => addDays(LocalDate.parse(`${addMonths(month, 1)}-01`), -1)

const centersIn = (
  { centerIds, directory }: Seen,
  cards: ReadonlyMap<string, GradedCard>,
  reported: ReadonlySet<string>,
  catalogue: IndicatorCatalogue,
): CenterCard[] =>
  directory
    .filter(({ centerId }) => centerIds?.includes(centerId) ?? true)
    .toSorted((left, right) => (left.centerId < right.centerId ? -1 : 1))
    .flatMap(({ centerId, name, nameEn, provinceCode }): CenterCard[] => {
      const card = cards.get(centerId)
      if (card === undefined) return []
      return [
        {
          centerId: CenterId.parse(centerId),
          name: { zh: name, en: nameEn ?? name },
          provinceCode,
          reported: reported.has(centerId),
          lines: card.lines.map((line) => ownLine(line, catalogue)),
          grades: { ...card.grades },
          ...(card.place === undefined ? {} : { place: { ...card.place } }),
        },
      ]
    })

const gradeNames: Readonly<Record<Grade, string>> = {
  met: "达标 met",
  near: "接近 near",
  missed: "未达标 missed",
  notKnown: "无数据 notKnown",
}

/** A line a center; of each indicator the figure, the grade and the place; the last line is the average of all. */
const cardsAsCsv = ({ month, scope, lines, centers }: Cards): TextFile => {
  const head = [
    "key",
    "名称 name",
    "省 province",
    "已报送 reported",
    ...Object.values(gradeNames),
    "名次 place",
    ...lines.flatMap(({ indicator, name }) => [
      `${name.zh} ${name.en} (${indicator})`,
      `等级 grade (${indicator})`,
      `名次 place (${indicator})`,
    ]),
  ]
  const rows = centers.map((center) => [
    center.centerId,
    center.name.zh,
    center.provinceCode,
    center.reported ? "1" : "0",
    center.grades.met,
    center.grades.near,
    center.grades.missed,
    center.grades.notKnown,
    center.place?.rank ?? "",
    ...center.lines.flatMap(({ value, grade, place }) => [value ?? "", gradeNames[grade], place?.rank ?? ""]),
  ])
  const blank = ["", "", "", "", "", "", ""]
  const averages = [
    "average",
    "全体平均 average",
    ...blank,
    ...lines.flatMap((line) => [line.average ?? "", "", ""]),
  ]
  const whose = scope.province ?? scope.federation ?? scope.center ?? "nation"
  return csvFile(`report-cards-${month}-${whose}.csv`, [head, ...rows, averages])
}

/** `GET /v1/supervision/report-cards/{month}`: of every center in sight the card that it reads itself. */
export const superviseReportCards =
  (needs: SuperviseReportCardsNeeds): SupervisorUseCase<Cards> =>
  async (call) => {
    const month = Month.safeParse(call.params["month"])
    if (!month.success) return refuse("invalid-request", { rule: "VAL-002", field: "month" })
    const { format = "json" } = call.query
    if (format !== "json" && format !== "csv") return queryDefect("format")
    const seen = await seenBy(needs, call, lastDayOf(month.data))
    if (isRefusal(seen)) return seen
    const today = chinaDateOf(call.now)
    const running = runningRefusal(month.data, today)
    if (running !== undefined) return running
    const [figures, reports] = await Promise.all([
      needs.readCenterFigures(month.data, today),
      needs.listReports(month.data),
    ])
    const thresholds = reportCardThresholds()
    const { fewestCenters } = reportParameters()
    const catalogue = indicatorCatalogue()
    const { lines, cards } = reportCards(figures, thresholds, fewestCenters)
    const told: Cards = {
      month: month.data,
      scope: seen.scope,
      lines: lines.map((line) => ({
        indicator: line.indicator,
        name: { ...catalogue[line.indicator].name },
        ...commonLine(line, catalogue),
      })),
      centers: centersIn(seen, cards, new Set(reports.map(({ centerId }) => String(centerId))), catalogue),
    }
    return format === "csv" ? cardsAsCsv(told) : answer(told)
  }
