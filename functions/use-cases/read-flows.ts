import type { Instant } from "../../contracts/primitives.ts"
import type { SupervisionTable } from "../../contracts/supervision.ts"
import {
  addSums,
  columnsOf,
  figuresOf,
  tableRows,
  type SummedRow,
} from "../domain/supervision/metric-table.ts"
import { countedThrough, type MetricQuestion, type ReadMetricNeeds } from "./read-metric.ts"
import { wholeMonths, type DayRange } from "./supervised-range.ts"

/** One pair of cities in a range: completed transfers and what they carried, in fen. */
export interface Flow {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly amount: number
}

type Needs = Pick<ReadMetricNeeds, "readCounters">

export interface LargestFlowsNeeds extends Needs {
  readonly readLargestFlows: (year: string, limit: number) => Promise<readonly Flow[]>
}

const pairNameOf = ({ from, to }: Flow): string => `${from}>${to}`

const largestFirst = (left: Flow, right: Flow): number =>
  right.count - left.count || right.amount - left.amount || (pairNameOf(left) > pairNameOf(right) ? -1 : 1)

const yearsIn = ({ from, to }: DayRange): readonly string[] => {
  const years: string[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    years.push(String(year))
  return years
}

/** The matrix of a range in whole months: rows of a city, a month and a province. Largest flows first. */
export const flowsIn = async (needs: Needs, range: DayRange): Promise<readonly Flow[]> => {
  const between = { from: range.from.slice(0, 7), to: range.to.slice(0, 7) }
  const years = await Promise.all(yearsIn(range).map((year) => needs.readCounters(`flows#${year}`, between)))
  const pairs = new Map<string, { from: string; to: string; count: number; amount: number }>()
  for (const { slice: from = "", figures } of years.flat())
    for (const [name, value] of Object.entries(figures)) {
      const [to = "", figure] = name.split(".")
      const id = `${from}>${to}`
      const pair = pairs.get(id) ?? { from, to, count: 0, amount: 0 }
      pairs.set(id, pair)
      if (figure === "count") pair.count += value
      else pair.amount += value
    }
  return [...pairs.values()].filter(({ count }) => count > 0).toSorted(largestFirst)
}

/** Whether nothing of the year lies outside the months of a range: before it, or after it until today. */
const isWholeYear = (months: DayRange, today: string): boolean => {
  const year = months.from.slice(0, 4)
  const ends = months.to.slice(0, 4) === year && (months.to >= today || months.to === `${year}-12-31`)
  return months.from === `${year}-01-01` && ends
}

/**
 * The largest flows of the nation in some months. Those of a year are kept in order, so that one query reads them
 * whatever their number; of other months, and of a few cities, the matrix is read.
 */
export const largestFlows = async (
  needs: LargestFlowsNeeds,
  months: DayRange,
  asked: {
    readonly centerIds: readonly string[] | undefined
    readonly today: string
    readonly most: number
  },
): Promise<readonly Flow[]> =>
  asked.centerIds === undefined && isWholeYear(months, asked.today)
    ? needs.readLargestFlows(months.from.slice(0, 4), asked.most)
    : (await flowsIn(needs, months)).filter(concerns(asked.centerIds)).slice(0, asked.most)

/** Whether one of the two cities is of those that are looked at. */
export const concerns = (centerIds: readonly string[] | undefined) => {
  const own = centerIds === undefined ? undefined : new Set(centerIds)
  return ({ from, to }: Flow): boolean => own === undefined || own.has(from) || own.has(to)
}

/** The inflow-outflow matrix between cities. */
export const flowTable = async (
  needs: ReadMetricNeeds,
  question: MetricQuestion,
  now: Instant,
): Promise<SupervisionTable> => {
  const range = wholeMonths(question.range)
  const { seen, metric, by } = question
  const flows = (await flowsIn(needs, range)).filter(concerns(seen.centerIds))
  const nameOf = new Map(
    seen.directory.map(({ centerId, name, nameEn }) => [String(centerId), { zh: name, en: nameEn ?? name }]),
  )
  const rows: readonly SummedRow[] = flows.map(({ from, to, count, amount }) => {
    const [left, right] = [nameOf.get(from), nameOf.get(to)]
    return {
      key: `${from}>${to}`,
      ...(left === undefined || right === undefined
        ? {}
        : { label: { zh: `${left.zh} → ${right.zh}`, en: `${left.en} → ${right.en}` } }),
      sums: { count, amount },
    }
  })
  return {
    metric,
    by,
    ...range,
    scope: seen.scope,
    columns: columnsOf(metric, rows),
    rows: tableRows(metric, rows),
    total: figuresOf(metric, addSums(rows.map(({ sums }) => sums))),
    countedThrough: countedThrough(await needs.readCountedThrough(), now),
  }
}
