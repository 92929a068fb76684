import { FLOW_PAIRS, nationDaysOf, type Fact } from "../../../contracts/statistics.ts"
import { textOf } from "./fact.ts"

/** A counter item: where it lies, and what is added to it. */
export interface Cell {
  readonly partition: string
  readonly sort: string
  readonly figures: Readonly<Record<string, number>>
}

/** Which province a center lies in, for the figures of provinces. */
export type ProvinceOf = (centerId: string) => string | undefined

const sortOf = (first: string, slice: string | undefined): string =>
  slice === undefined ? first : `${first}#${slice}`

const prefixed = (role: string, figures: Fact["figures"]): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${role}.${name}`, value]))

/**
 * The counters of a fact: of the nation once, of each province and center by what it is to the fact. The list of all
 * centers of a month, or of now, is one partition, so that they are compared by one query.
 */
const cellsOf = (fact: Fact, provinceOf: ProvinceOf): readonly Cell[] => {
  const { metric, day, slice, centers, figures } = fact
  const period = fact.stands === true ? "now" : day.slice(0, 7)
  if (metric === "flows") return flowCells(fact, provinceOf)
  const cells: Cell[] = [{ partition: `${metric}#nation`, sort: sortOf(day, slice), figures }]
  if (nationDaysOf(metric) !== `${metric}#nation`)
    cells.push({ partition: nationDaysOf(metric), sort: day, figures })
  for (const [role, centerId] of centers) {
    const own = prefixed(role, figures)
    const province = provinceOf(centerId)
    if (province !== undefined)
      cells.push({ partition: `${metric}#${province}`, sort: sortOf(day, slice), figures: own })
    cells.push({ partition: `${metric}#${centerId}`, sort: sortOf(day, slice), figures: own })
    cells.push({ partition: `${metric}#${period}`, sort: sortOf(centerId, slice), figures: own })
  }
  return cells
}

/**
 * A row of the matrix a month: from one city to those of a province. One row to all cities would grow with the country,
 * and each write is paid by the size of what it changes. The year's sum of the two cities is kept apart.
 */
const flowCells = ({ day, centers, figures }: Fact, provinceOf: ProvinceOf): readonly Cell[] => {
  const from = centers.find(([role]) => role === "out")?.[1]
  const to = centers.find(([role]) => role === "in")?.[1]
  if (from === undefined || to === undefined) return []
  const row = Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${to}.${name}`, value]))
  const year = day.slice(0, 4)
  return [
    { partition: `flows#${year}`, sort: `${day.slice(0, 7)}#${from}#${provinceOf(to) ?? ""}`, figures: row },
    { partition: `${FLOW_PAIRS}#${year}`, sort: `${from}>${to}`, figures },
  ]
}

/** What the counters gain when the facts of a subject change from some to others; empty when they are the same. */
export const countChange = (
  before: readonly Fact[],
  after: readonly Fact[],
  provinceOf: ProvinceOf,
): readonly Cell[] => {
  const sums = new Map<
    string,
    { readonly partition: string; readonly sort: string; readonly figures: Map<string, number> }
  >()
  const add = (facts: readonly Fact[], sign: 1 | -1): void => {
    for (const { partition, sort, figures } of facts.flatMap((fact) => cellsOf(fact, provinceOf))) {
      const id = `${partition} ${sort}`
      const cell = sums.get(id) ?? { partition, sort, figures: new Map<string, number>() }
      sums.set(id, cell)
      for (const [name, value] of Object.entries(figures))
        cell.figures.set(name, (cell.figures.get(name) ?? 0) + sign * value)
    }
  }
  add(before, -1)
  add(after, 1)
  return [...sums.values()].flatMap(({ partition, sort, figures }) => {
    const changed = [...figures].filter(([, value]) => value !== 0)
    return changed.length === 0 ? [] : [{ partition, sort, figures: Object.fromEntries(changed) }]
  })
}

/** What some facts have that others lack, each as often as it is lacking. */
const lackedBy = (others: readonly Fact[], facts: readonly Fact[]): readonly Fact[] => {
  const left = others.map(textOf)
  return facts.filter((fact) => {
    const at = left.indexOf(textOf(fact))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

export const sameFacts = (left: readonly Fact[], right: readonly Fact[]): boolean =>
  left.length === right.length && lackedBy(left, right).length === 0

/**
 * From some facts as far towards others as a number of counters reaches, by one fact at least: a subject whose facts
 * change by the dozen is counted in several steps, each of which leaves what was counted equal to the counters.
 */
export const stepTowards = (
  before: readonly Fact[],
  after: readonly Fact[],
  mostCells: number,
  provinceOf: ProvinceOf,
): readonly Fact[] => {
  if (countChange(before, after, provinceOf).length <= mostCells) return after
  let reached = before
  const reach = (next: readonly Fact[]): boolean => {
    const fits = reached === before || countChange(before, next, provinceOf).length <= mostCells
    if (fits) reached = next
    return fits
  }
  for (const gone of lackedBy(after, before))
    if (!reach(reached.toSpliced(reached.indexOf(gone), 1))) return reached
  for (const come of lackedBy(before, after)) if (!reach([...reached, come])) return reached
  return after
}

/** The same counters once each, what several changes add to them together. */
export const mergeCells = (cells: readonly Cell[]): readonly Cell[] => {
  const merged = new Map<
    string,
    { readonly partition: string; readonly sort: string; figures: Record<string, number> }
  >()
  for (const { partition, sort, figures } of cells) {
    const id = `${partition} ${sort}`
    const cell = merged.get(id) ?? { partition, sort, figures: {} }
    merged.set(id, cell)
    for (const [name, value] of Object.entries(figures))
      cell.figures[name] = (cell.figures[name] ?? 0) + value
  }
  return [...merged.values()]
    .map((cell) => ({
      ...cell,
      figures: Object.fromEntries(Object.entries(cell.figures).filter(([, value]) => value !== 0)),
    }))
    .filter(({ figures }) => Object.keys(figures).length > 0)
}
