import { METRICS, type Breakdown, type MetricName } from "../../contracts/supervision-metrics.ts"
import type { Line } from "./recount-sheet.ts"

/** Whose figures: of the nation when nothing is named. */
export interface Scope {
  readonly province?: string
  readonly center?: string
}

type Sums = Record<string, bigint>
export type Told = Readonly<Record<string, Readonly<Record<string, string>>>>

const ageClasses = [
  [0, 3],
  [4, 10],
  [11, 30],
  [31, 90],
] as const
const dayMs = 86_400_000

const ageOf = (since: string, today: string): string => {
  const age = Math.max(0, (Date.parse(today) - Date.parse(since)) / dayMs)
  const known = ageClasses.find(([, most]) => age <= most)
  return known === undefined ? "91-" : known.map((end) => String(end).padStart(2, "0")).join("-")
}

const isMoney = (metric: MetricName, name: string): boolean => {
  const last = name.split(".").at(-1) ?? ""
  if (metric === "withdrawals") return last !== "count"
  if (metric === "loanBook") return last === "balance" || last === "overdue"
  return ["amount", "principal", "interest"].includes(last)
}

const yuan = (fen: bigint): string => {
  const digits = fen.toString().padStart(3, "0")
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A center that has but one role has no prefix. */
const named = (role: string, name: string): string => (role === "own" ? name : `${role}.${name}`)

/** The figures of one metric as a table, added up by hand from single lines: every name with its figure as text. */
export const toldByHand = (
  lines: readonly Line[],
  asked: {
    readonly metric: MetricName
    readonly by: Breakdown
    readonly scope: Scope
    readonly today: string
    readonly year: string
    readonly provinceOf: (centerId: string) => string | undefined
  },
): Told => {
  const { metric, by, scope, today, year, provinceOf } = asked
  const rows: Record<string, Sums> = {}
  const put = (key: string, name: string, value: bigint): void => {
    const row = (rows[key] ??= {})
    row[name] = (row[name] ?? 0n) + value
  }
  const isSeen = (centerId: string): boolean =>
    (scope.center === undefined || scope.center === centerId) &&
    (scope.province === undefined || scope.province === provinceOf(centerId))
  const isNation = scope.center === undefined && scope.province === undefined
  for (const { day, slice = "", roles, figures } of lines.filter((line) => line.metric === metric)) {
    if (METRICS[metric].of === "days" && !day.startsWith(year)) continue
    const keyOf: Partial<Record<Breakdown, string>> = {
      total: "total",
      day,
      month: day.slice(0, 7),
      slice,
      age: ageOf(day, today),
    }
    const key = keyOf[by]
    for (const [name, value] of Object.entries(figures)) {
      if (key !== undefined && isNation) put(key, name, value)
      for (const [role, centerId] of roles) {
        if (!isSeen(centerId)) continue
        if (key !== undefined && !isNation) put(key, named(role, name), value)
        if (by === "center") put(centerId, named(role, name), value)
        if (by === "province") put(provinceOf(centerId) ?? "", named(role, name), value)
      }
    }
  }
  return Object.fromEntries(
    Object.entries(rows).flatMap(([key, sums]) => {
      const shown = Object.entries(sums).filter(([, value]) => value !== 0n)
      return shown.length === 0
        ? []
        : [
            [
              key,
              Object.fromEntries(
                shown.map(([name, value]) => [name, isMoney(metric, name) ? yuan(value) : String(value)]),
              ),
            ],
          ]
    }),
  )
}
