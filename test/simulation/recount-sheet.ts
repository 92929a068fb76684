import libraryTables from "chinese-days/dist/chinese-days.json" with { type: "json" }
import type { Item } from "../../functions/store/table.ts"

/** Figures of one counter item, by their names. */
export type Figures = Map<string, bigint>

/** A counter as text, and its figures. */
export type Cells = Map<string, Figures>

type Roles = readonly (readonly [role: string, centerId: string])[]

export interface Line {
  readonly metric: string
  /** A day, or `now`. */
  readonly day: string
  readonly slice?: string
  readonly roles: Roles
  readonly figures: Readonly<Record<string, bigint>>
  readonly stands?: boolean
}

/** A sheet on which somebody counts by hand what the table says: no code of the hub adds anything on it. */
export interface Sheet {
  readonly write: (line: Line) => void
  readonly add: (partition: string, sort: string, figures: Readonly<Record<string, bigint>>) => void
  readonly cells: Cells
  /** What was written, line by line. */
  readonly lines: readonly Line[]
  readonly provinceOf: (centerId: string) => string | undefined
}

/** Of which the days of the nation lie a second time, whatever the kind. */
const ofManyKinds = "services"

const named = (role: string, figures: Readonly<Record<string, bigint>>): Record<string, bigint> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${role}.${name}`, value]))

export const openSheet = (provinceOf: (centerId: string) => string | undefined): Sheet => {
  const cells: Cells = new Map()
  const add: Sheet["add"] = (partition, sort, figures) => {
    const id = `STAT#${partition} ${sort}`
    const known = cells.get(id) ?? new Map<string, bigint>()
    cells.set(id, known)
    for (const [name, value] of Object.entries(figures)) known.set(name, (known.get(name) ?? 0n) + value)
  }
  const lines: Line[] = []
  const write: Sheet["write"] = (line) => {
    lines.push(line)
    const { metric, day, slice, roles, figures, stands = false } = line
    const tail = slice === undefined ? "" : `#${slice}`
    add(`${metric}#nation`, `${day}${tail}`, figures)
    if (metric === ofManyKinds) add(`${metric}#nation.days`, day, figures)
    for (const [role, centerId] of roles) {
      const own = named(role, figures)
      const province = provinceOf(centerId)
      if (province !== undefined) add(`${metric}#${province}`, `${day}${tail}`, own)
      add(`${metric}#${centerId}`, `${day}${tail}`, own)
      add(`${metric}#${stands ? "now" : day.slice(0, 7)}`, `${centerId}${tail}`, own)
    }
  }
  return { write, add, cells, lines, provinceOf }
}

const dayMs = 86_400_000
const chinaOffsetMs = 8 * 3_600_000

/** The day in China of an instant. */
export const dayIn = (instant: string): string =>
  new Date(Date.parse(instant) + chinaOffsetMs).toISOString().slice(0, 10)

const isWorking = (day: string): boolean => {
  if (Object.hasOwn(libraryTables.workdays, day)) return true
  if (Object.hasOwn(libraryTables.holidays, day)) return false
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
}

/** Working days after one day up to another, in years whose calendar is out. */
export const workingDays = (from: string, to: string): number => {
  let count = 0
  for (let at = Date.parse(from) + dayMs; at <= Date.parse(to); at += dayMs)
    if (isWorking(new Date(at).toISOString().slice(0, 10))) count += 1
  return count
}

/** The rows of a whole table, by what they are. */
export interface Rows {
  readonly of: (partition: string, sort: string) => readonly Item[]
  readonly in: (partition: string, sort: string) => readonly Item[]
}

export const rowsOf = (items: readonly Item[]): Rows => {
  const partitions = new Map<string, Item[]>()
  for (const item of items) {
    const pk = String(item["pk"])
    const known = partitions.get(pk)
    if (known === undefined) partitions.set(pk, [item])
    else known.push(item)
  }
  for (const known of partitions.values())
    known.sort((left, right) => (String(left["sk"]) < String(right["sk"]) ? -1 : 1))
  return {
    /** Of all partitions that begin so, the rows with just this sort key. */
    of: (partition, sort) =>
      [...partitions]
        .filter(([pk]) => pk.startsWith(partition))
        .flatMap(([, rows]) => rows.filter(({ sk }) => sk === sort)),
    /** Of one partition the rows whose sort key begins so. */
    in: (partition, sort) =>
      (partitions.get(partition) ?? []).filter(({ sk }) => String(sk).startsWith(sort)),
  }
}
