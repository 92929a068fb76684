import type { TextName } from "./shared/texts.ts"

/** Ranges of days that supervisors ask for, from today in China. */

export interface Days {
  readonly from: string
  readonly to: string
}

const dayOf = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

export const rangeNames = [
  "thisYear",
  "thisMonth",
  "lastMonth",
  "twelveMonths",
  "lastYear",
] as const satisfies readonly TextName[]
export type RangeName = (typeof rangeNames)[number]

export const rangeOf = (name: RangeName, today: string): Days => {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7)) - 1
  switch (name) {
    case "thisYear":
      return { from: dayOf(year, 0, 1), to: today }
    case "thisMonth":
      return { from: dayOf(year, month, 1), to: today }
    case "lastMonth":
      return { from: dayOf(year, month - 1, 1), to: dayOf(year, month, 0) }
    case "twelveMonths":
      return { from: dayOf(year, month - 11, 1), to: today }
    case "lastYear":
      return { from: dayOf(year - 1, 0, 1), to: dayOf(year - 1, 11, 31) }
  }
}

/** Which of the ranges the days are, if any. */
export const nameOfRange = ({ from, to }: Days, today: string): RangeName | undefined =>
  rangeNames.find((name) => {
    const range = rangeOf(name, today)
    return range.from === from && range.to === to
  })
