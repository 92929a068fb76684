import { reportedIndicators } from "../../contracts/indicators.ts"
import type { Instant } from "../../contracts/primitives.ts"
import { PROVINCES } from "../../contracts/provinces.ts"
import type { SupervisionRow, SupervisionTable } from "../../contracts/supervision.ts"
import { indicatorCatalogue } from "../../contracts/starter/indicators.ts"
import { membersOf } from "../domain/federation/federation-record.ts"
import { indicatorsOf } from "../domain/indicator/indicators-of.ts"
import { quotientOf } from "../domain/indicator/ratio.ts"
import type { ReportRecord } from "../domain/report/report-record.ts"
import { membershipDay, type MetricQuestion, type ReadMetricNeeds } from "./read-metric.ts"
import { mayName } from "./supervised-scope.ts"
import { monthsIn, wholeMonths } from "./supervised-range.ts"

export interface ReadIndicatorsNeeds extends ReadMetricNeeds {
  readonly listReports: (month: string) => Promise<readonly ReportRecord[]>
}

const ratioPlaces = 6

interface Group {
  readonly key: string
  readonly label?: { readonly zh: string; readonly en: string }
  readonly reports: readonly ReportRecord[]
}

const rowOf = ({ key, label, reports }: Group): SupervisionRow => {
  const figures: Record<string, string> = {}
  for (const [name, fraction] of Object.entries(indicatorsOf(reports))) {
    const quotient = quotientOf(fraction)
    if (quotient !== undefined) figures[name] = quotient.toFixed(ratioPlaces)
  }
  return { key, ...(label === undefined ? {} : { label: { zh: label.zh, en: label.en } }), figures }
}

const grouped = (
  reports: readonly ReportRecord[],
  keyOf: (report: ReportRecord) => string | undefined,
  labelOf: (key: string) => Group["label"],
): readonly Group[] => {
  const groups = new Map<string, ReportRecord[]>()
  for (const report of reports) {
    const key = keyOf(report)
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), report])
  }
  return [...groups]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, own]) => {
      const label = labelOf(key)
      return { key, reports: own, ...(label === undefined ? {} : { label }) }
    })
}

const groupsOf = async (
  needs: ReadIndicatorsNeeds,
  question: MetricQuestion,
  reports: readonly ReportRecord[],
): Promise<readonly Group[]> => {
  const { by, seen } = question
  const centers = new Map(seen.directory.map((center) => [String(center.centerId), center]))
  switch (by) {
    case "month":
      return grouped(
        reports,
        ({ month }) => month,
        () => undefined,
      )
    case "center":
      return grouped(
        reports,
        ({ centerId }) => centerId,
        (key) => {
          const center = centers.get(key)
          return center === undefined ? undefined : { zh: center.name, en: center.nameEn ?? center.name }
        },
      )
    case "province":
      return grouped(
        reports,
        ({ centerId }) => centers.get(centerId)?.provinceCode,
        (key) => PROVINCES[key],
      )
    case "federation":
      return (await needs.listFederations())
        .filter(({ federationId }) => mayName(seen, federationId))
        .map((federation) => {
          const members = new Set<string>(membersOf(federation, membershipDay(question)))
          return {
            key: federation.federationId,
            label: { zh: federation.zh, en: federation.en },
            reports: reports.filter(({ centerId }) => members.has(centerId)),
          }
        })
    case "total":
    case "day":
    case "age":
    case "slice":
      return [{ key: "total", label: { zh: "合计", en: "total" }, reports }]
  }
}

/** 监管指标 as the centers have reported them: ratios of sums, shown as reported and not as measured. */
export const indicatorTable = async (
  needs: ReadIndicatorsNeeds,
  question: MetricQuestion,
  now: Instant,
): Promise<SupervisionTable> => {
  const range = wholeMonths(question.range)
  const { centerIds } = question.seen
  const months = await Promise.all(monthsIn(range).map((month) => needs.listReports(month)))
  const reports = months.flat().filter(({ centerId }) => centerIds?.includes(centerId) ?? true)
  const rows = (await groupsOf(needs, question, reports)).map(rowOf)
  const catalogue = indicatorCatalogue()
  const told = reportedIndicators.filter((name) => rows.some(({ figures }) => figures[name] !== undefined))
  return {
    metric: question.metric,
    by: question.by,
    ...range,
    scope: question.seen.scope,
    columns: told.map((name) => ({ name, unit: "ratio" as const, label: { ...catalogue[name].name } })),
    rows,
    countedThrough: now,
    reported: true,
    note: {
      zh: "由各中心按月报送，未经平台核算",
      en: "reported by the centers each month, not measured by the hub",
    },
  }
}
