import { Instant, LocalDate } from "../../contracts/primitives.ts"
import { breakdowns, METRICS, type Breakdown, type MetricName } from "../../contracts/supervision-metrics.ts"
import type { SupervisionTable } from "../../contracts/supervision.ts"
import { chinaDateOf } from "../domain/calendar/china-date.ts"
import type { FederationRecord } from "../domain/federation/federation-record.ts"
import { membersOf } from "../domain/federation/federation-record.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import {
  addSums,
  ageClassOf,
  columnsOf,
  figuresOf,
  groupBy,
  tableRows,
  withoutOwn,
  type Sums,
  type SummedRow,
} from "../domain/supervision/metric-table.ts"
import { PROVINCES } from "../../contracts/provinces.ts"
import { sliceLabel } from "../domain/supervision/slice-labels.ts"
import { isRefusal, queryDefect } from "./query-values.ts"
import { monthsIn, rangeOf, wholeMonths, type DayRange } from "./supervised-range.ts"
import { mayName, seenBy, type Seen, type SupervisedScopeNeeds } from "./supervised-scope.ts"
import type { SupervisorCall } from "./supervisor-call.ts"

/** One counter item: a day or a center, perhaps with a slice. */
export interface Counter {
  readonly first: string
  readonly slice?: string
  readonly figures: Sums
}

export interface ReadCounters {
  (partition: string, between?: { readonly from: string; readonly to: string }): Promise<readonly Counter[]>
}

export interface ReadMetricNeeds extends SupervisedScopeNeeds {
  readonly readCounters: ReadCounters
  readonly listFederations: () => Promise<readonly FederationRecord[]>
  readonly readCountedThrough: () => Promise<string | undefined>
}

/** What is asked of one metric, read and permitted. */
export interface MetricQuestion {
  readonly metric: MetricName
  readonly by: Breakdown
  readonly range: DayRange
  readonly slice?: string
  readonly seen: Seen
  readonly today: LocalDate
}

/** Partitions of one question that are read side by side. */
const mostAtOnce = 25

const together = async <Item, Value>(
  items: readonly Item[],
  read: (item: Item) => Promise<readonly Value[]>,
): Promise<readonly Value[]> => {
  const found: Value[] = []
  for (let start = 0; start < items.length; start += mostAtOnce)
    found.push(...(await Promise.all(items.slice(start, start + mostAtOnce).map(read))).flat())
  return found
}

const stands = ({ metric }: Pick<MetricQuestion, "metric">): boolean => METRICS[metric].of === "now"

const chosen = ({ slice }: MetricQuestion, counters: readonly Counter[]): readonly Counter[] =>
  counters
    .filter((counter) => slice === undefined || counter.slice === slice)
    .map((counter) => ({ ...counter, figures: withoutOwn(counter.figures) }))

/** Counters of whole entities: the nation, a province, or each of some centers. */
const countersOf = async (
  { readCounters }: Pick<ReadMetricNeeds, "readCounters">,
  question: MetricQuestion,
  entities: readonly string[],
): Promise<readonly Counter[]> => {
  const between = stands(question) ? undefined : question.range
  return chosen(
    question,
    await together(entities, (entity) => readCounters(`${question.metric}#${entity}`, between)),
  )
}

const entitiesOf = ({ seen }: MetricQuestion): readonly string[] => {
  const { scope, centerIds = [] } = seen
  if (scope.province !== undefined) return [scope.province]
  return scope.center !== undefined || scope.federation !== undefined ? centerIds : ["nation"]
}

/** The lists of all centers, a partition a month; of what stands now there is one. */
const listsOf = async (needs: ReadMetricNeeds, question: MetricQuestion): Promise<readonly Counter[]> => {
  const periods = stands(question) ? ["now"] : monthsIn(question.range)
  const counters = await together(periods, (period) => needs.readCounters(`${question.metric}#${period}`))
  const { centerIds } = question.seen
  return chosen(question, counters).filter(({ first }) => centerIds?.includes(first) ?? true)
}

const nameOf = ({ seen }: MetricQuestion, centerId: string) => {
  const center = seen.directory.find((known) => known.centerId === centerId)
  return center === undefined ? undefined : { zh: center.name, en: center.nameEn ?? center.name }
}

const sumsOf = ({ figures }: Counter): Sums => figures

const byCenter = async (needs: ReadMetricNeeds, question: MetricQuestion): Promise<readonly SummedRow[]> =>
  groupBy(await listsOf(needs, question), ({ first }) => first, sumsOf).map((row) => {
    const label = nameOf(question, row.key)
    return label === undefined ? row : { ...row, label }
  })

const byProvince = async (
  needs: ReadMetricNeeds,
  question: MetricQuestion,
): Promise<readonly SummedRow[]> => {
  const { directory, centerIds, scope } = question.seen
  // Whoever asks for some centers of a province hears nothing of its others.
  const isWhole = scope.center === undefined && scope.federation === undefined
  const asked = directory.filter(({ centerId }) => centerIds?.includes(centerId) ?? true)
  const codes = [...new Set(asked.map(({ provinceCode }) => provinceCode))].toSorted()
  const entitiesIn = (code: string): readonly string[] =>
    isWhole
      ? [code]
      : asked.filter(({ provinceCode }) => provinceCode === code).map(({ centerId }) => centerId)
  const rows = await together(codes, async (code) => {
    const sums = addSums((await countersOf(needs, question, entitiesIn(code))).map(sumsOf))
    const label = PROVINCES[code]
    return [{ key: code, sums, ...(label === undefined ? {} : { label }) }]
  })
  return rows.filter(({ sums }) => Object.values(sums).some((value) => value !== 0))
}

const byFederation = async (
  needs: ReadMetricNeeds,
  question: MetricQuestion,
): Promise<readonly SummedRow[]> => {
  const lists = await listsOf(needs, question)
  return (await needs.listFederations())
    .filter(({ federationId }) => mayName(question.seen, federationId))
    .map((known) => {
      const members = new Set<string>(membersOf(known, membershipDay(question)))
      return {
        key: known.federationId,
        label: { zh: known.zh, en: known.en },
        sums: addSums(lists.filter(({ first }) => members.has(first)).map(sumsOf)),
      }
    })
}

const rowsOf = async (needs: ReadMetricNeeds, question: MetricQuestion): Promise<readonly SummedRow[]> => {
  const { by, metric, today } = question
  if (by === "center") return byCenter(needs, question)
  if (by === "province") return byProvince(needs, question)
  if (by === "federation") return byFederation(needs, question)
  const counters = await countersOf(needs, question, entitiesOf(question))
  switch (by) {
    case "day":
      return groupBy(counters, ({ first }) => first, sumsOf)
    case "month":
      return groupBy(counters, ({ first }) => first.slice(0, 7), sumsOf)
    case "age":
      return groupBy(counters, ({ first }) => ageClassOf(first, today), sumsOf)
    case "slice":
      return groupBy(counters, ({ slice = "" }) => slice, sumsOf).map((row) => {
        const label = sliceLabel(metric, row.key)
        return label === undefined ? row : { ...row, label }
      })
    case "total":
      return [{ key: "total", label: { zh: "合计", en: "total" }, sums: addSums(counters.map(sumsOf)) }]
  }
}

/** Lists of all centers are kept by month: a range that begins or ends inside one is widened, and the answer says so. */
const widened = ({ metric, by, range }: Pick<MetricQuestion, "metric" | "by" | "range">): DayRange =>
  METRICS[metric].of === "days" && (by === "center" || by === "federation") ? wholeMonths(range) : range

/** These are told in whole months, whatever their rows. */
const ofMonths: readonly MetricName[] = ["flows", "indicators"]

/**
 * On which day it is asked who belongs to a federation: the last that the figures tell of, and never one to come. What
 * stands now is told of today's members, whatever day is asked for.
 */
export const membershipDay = (
  asked: Pick<MetricQuestion, "metric" | "by" | "range" | "today">,
): LocalDate => {
  const { metric, range, today } = asked
  if (METRICS[metric].of === "now") return today
  const { to } = ofMonths.includes(metric) ? wholeMonths(range) : widened(asked)
  return to < today ? to : today
}

/** A case between two provinces, or two members, is in the row of each. */
const overlaps = ({ metric, by }: MetricQuestion): boolean =>
  (by === "province" || by === "federation" || by === "center") &&
  (by === "federation" ||
    METRICS[metric].roles.length > 1 ||
    metric === "duplicates" ||
    metric === "openFindings")

export const countedThrough = (through: string | undefined, now: Instant): Instant =>
  through === undefined || through > now ? now : Instant.parse(through)

/** The table of a metric that is counted from records. */
export const countedTable = async (
  needs: ReadMetricNeeds,
  question: MetricQuestion,
  now: Instant,
): Promise<SupervisionTable> => {
  const asked = { ...question, range: widened(question) }
  const rows = await rowsOf(needs, asked)
  const { metric, by, seen, range } = asked
  const days = stands(question) ? { from: question.today, to: question.today } : range
  return {
    metric,
    by,
    ...days,
    scope: seen.scope,
    columns: columnsOf(metric, rows),
    rows: tableRows(metric, rows),
    ...(overlaps(asked) ? {} : { total: figuresOf(metric, addSums(rows.map(({ sums }) => sums))) }),
    countedThrough: countedThrough(await needs.readCountedThrough(), now),
  }
}

const sliceForm = /^[A-Za-z0-9.-]{1,40}$/
const isBreakdown = (text: string): text is Breakdown => breakdowns.some((name) => name === text)

/** Reads what is asked of a metric: its days, its rows, whose figures. */
export const metricQuestion = async (
  needs: SupervisedScopeNeeds,
  call: SupervisorCall,
  metric: MetricName,
): Promise<MetricQuestion | Refusal> => {
  const { by: rows = METRICS[metric].by[0], slice } = call.query
  const range = rangeOf(call)
  if (isRefusal(range)) return range
  const offered: readonly Breakdown[] = METRICS[metric].by
  if (!isBreakdown(rows) || !offered.includes(rows))
    return refuse("invalid-request", { rule: "SUP-003", field: "by" })
  if (slice !== undefined && !sliceForm.test(slice)) return queryDefect("slice")
  const today = chinaDateOf(call.now)
  const seen = await seenBy(needs, call, membershipDay({ metric, by: rows, range, today }))
  if (isRefusal(seen)) return seen
  return {
    metric,
    by: rows,
    range,
    seen,
    today,
    ...(slice === undefined ? {} : { slice }),
  }
}
