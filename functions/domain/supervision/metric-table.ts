import { FIGURE_TEXTS, RATIOS, unitOf, unitOfRatio } from "../../../contracts/supervision-figures.ts"
import { AGE_CLASSES, METRICS, type MetricName } from "../../../contracts/supervision-metrics.ts"
import type { SupervisionColumn, SupervisionRow } from "../../../contracts/supervision.ts"
import { LocalDate } from "../../../contracts/primitives.ts"
import { daysBetween } from "../calendar/china-date.ts"
import { exact, moneyOfFen } from "../money/money.ts"

/** Sums of one row, as they are counted. */
export type Sums = Readonly<Record<string, number>>

export interface SummedRow {
  readonly key: string
  readonly label?: { readonly zh: string; readonly en: string }
  readonly sums: Sums
}

export const addSums = (rows: readonly Sums[]): Sums => {
  const total: Record<string, number> = {}
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) total[name] = (total[name] ?? 0) + value
  return total
}

/** A center that has one role only needs no prefix. */
export const withoutOwn = (sums: Sums): Sums =>
  Object.fromEntries(
    Object.entries(sums).map(([name, value]) => [name.startsWith("own.") ? name.slice(4) : name, value]),
  )

const ratioPlaces = 6

/** Of two sums, rounded once; undefined without a denominator. */
const divided = (part: number, whole: number): string | undefined =>
  whole <= 0 ? undefined : exact(part).div(whole).toFixed(ratioPlaces)

/** The roles that columns bear as a prefix. */
const prefixesOf = (metric: MetricName, sums: Sums): readonly string[] => {
  const prefixes = METRICS[metric].roles.filter((role) => role !== "own").map((role) => `${role}.`)
  const own = Object.keys(sums).some((name) => !prefixes.some((prefix) => name.startsWith(prefix)))
  return own ? ["", ...prefixes] : prefixes
}

const ratiosOf = (metric: MetricName, sums: Sums): Record<string, string> => {
  const ratios: Record<string, string> = {}
  for (const prefix of prefixesOf(metric, sums))
    for (const { name, of, by, less = [] } of RATIOS[metric] ?? []) {
      const sum = (names: readonly string[]): number =>
        names.reduce((total, each) => total + (sums[`${prefix}${each}`] ?? 0), 0)
      const ratio = divided(sum([of]), sum(by) - sum(less))
      if (ratio !== undefined) ratios[`${prefix}${name}`] = ratio
    }
  return ratios
}

/** The figures of a row as they are told: money in yuan, ratios with six places. */
export const figuresOf = (metric: MetricName, sums: Sums): Record<string, string | number> => ({
  ...Object.fromEntries(
    Object.entries(sums)
      .filter(([, value]) => value !== 0)
      .map(([name, value]) => [name, unitOf(metric, name) === "money" ? moneyOfFen(value) : value]),
  ),
  ...ratiosOf(metric, sums),
})

export const labelOf = (name: string): { readonly zh: string; readonly en: string } => {
  const parts = name.split(".").map((part) => FIGURE_TEXTS[part] ?? { zh: part, en: part })
  return { zh: parts.map(({ zh }) => zh).join("·"), en: parts.map(({ en }) => en).join(", ") }
}

const order = Object.keys(FIGURE_TEXTS)
const placeOf = (name: string): readonly number[] =>
  name.split(".").map((part) => {
    const place = order.indexOf(part)
    return place < 0 ? order.length : place
  })

const byPlace = (left: string, right: string): number => {
  const [a, b] = [placeOf(left), placeOf(right)]
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1)
    if (difference !== 0) return difference
  }
  return left < right ? -1 : 1
}

/** The columns of all rows, in one order: sums first, what is divided after them. */
export const columnsOf = (metric: MetricName, rows: readonly SummedRow[]): SupervisionColumn[] => {
  const total = addSums(rows.map(({ sums }) => sums))
  const counted = [...new Set(rows.flatMap(({ sums }) => Object.keys(sums)))].toSorted(byPlace)
  const divided = Object.keys(ratiosOf(metric, total)).toSorted(byPlace)
  return [
    ...counted.map((name) => ({ name, unit: unitOf(metric, name), label: labelOf(name) })),
    ...divided.map((name) => ({ name, unit: unitOfRatio(metric, name) ?? "ratio", label: labelOf(name) })),
  ]
}

export const tableRows = (metric: MetricName, rows: readonly SummedRow[]): SupervisionRow[] =>
  rows.map(({ key, label, sums }) => ({
    key,
    ...(label === undefined ? {} : { label }),
    figures: figuresOf(metric, sums),
  }))

/** Sums by a key, in the order of the keys. */
export const groupBy = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  sumsOf: (item: Item) => Sums,
): readonly SummedRow[] => {
  const groups = new Map<string, Sums[]>()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), sumsOf(item)])
  }
  return [...groups]
    .map(([key, sums]) => ({ key, sums: addSums(sums) }))
    .filter(({ sums }) => Object.values(sums).some((value) => value !== 0))
    .toSorted((left, right) => (left.key < right.key ? -1 : 1))
}

/** The class of age of what stands since a day: `0-3`, `4-10`, ... `91-`. Keys sort by age. */
export const ageClassOf = (since: string, today: LocalDate): string => {
  const day = LocalDate.safeParse(since)
  const age = day.success ? Math.max(0, daysBetween(day.data, today)) : 0
  let least = 0
  for (const most of AGE_CLASSES) {
    if (age <= most) return `${String(least).padStart(2, "0")}-${String(most).padStart(2, "0")}`
    least = most + 1
  }
  return `${least}-`
}
