import type { LocalDate, Month } from "../../../contracts/primitives.ts"
import { monthNumber, monthOfNumber } from "./month.ts"

/** The part of a segment that says which months it paid. */
export interface PaidPeriod {
  readonly from: Month
  readonly to: Month
  /** Months inside that were not paid. */
  readonly gaps?: readonly Month[] | undefined
  /** Months that were paid later; they count, even where they are listed as gaps. */
  readonly backPaidMonths?: readonly Month[] | undefined
  /** Last month paid in advance. */
  readonly prepaidThrough?: Month | undefined
}

export interface ContributionMonths {
  /** Months that more than one segment paid: each counts once and is a finding of class D3. */
  readonly doubled: readonly Month[]
  /** The unbroken row that ends with the last paid month. */
  readonly consecutive: number
  /** All months of the union. */
  readonly cumulative: number
  readonly firstPaid: Month | undefined
  readonly lastPaid: Month | undefined
}

/** Where the months of a segment end, as far as they have begun. */
const lastOf = (segment: PaidPeriod, present: number): number => {
  const prepaid = segment.prepaidThrough === undefined ? 0 : monthNumber(segment.prepaidThrough)
  return Math.min(Math.max(monthNumber(segment.to), prepaid), present)
}

const numbersOf = (months: readonly Month[] | undefined): ReadonlySet<number> | undefined =>
  months === undefined || months.length === 0 ? undefined : new Set(months.map(monthNumber))

/**
 * The months that one segment paid, each once, as numbers, as far as they have begun: a prepaid future month does not
 * count yet.
 */
export const eachPaidMonth = (segment: PaidPeriod, present: number, visit: (month: number) => void): void => {
  const from = monthNumber(segment.from)
  const last = lastOf(segment, present)
  const gaps = numbersOf(segment.gaps)
  for (let month = from; month <= last; month += 1) if (gaps?.has(month) !== true) visit(month)
  for (const month of numbersOf(segment.backPaidMonths) ?? []) {
    const paidInTime = month >= from && month <= last && gaps?.has(month) !== true
    if (month <= present && !paidInTime) visit(month)
  }
}

/** The number of the last month that a segment paid; undefined when it paid none that has begun. */
export const lastPaidMonth = (segment: PaidPeriod, present: number): number | undefined => {
  const from = monthNumber(segment.from)
  const gaps = numbersOf(segment.gaps)
  let last = lastOf(segment, present)
  while (last >= from && gaps?.has(last) === true) last -= 1
  let found = last >= from ? last : undefined
  for (const month of numbersOf(segment.backPaidMonths) ?? [])
    if (month <= present && (found === undefined || month > found)) found = month
  return found
}

/** Merges the segments of one person: months are the union of calendar months that have begun. */
export const contributionMonths = (segments: readonly PaidPeriod[], on: LocalDate): ContributionMonths => {
  // Times that each month was paid, counted back from the present one: the months of one life, not of all the wire.
  const present = monthNumber(on)
  const paidTimes: number[] = []
  const count = (month: number): void => {
    const back = present - month
    while (paidTimes.length <= back) paidTimes.push(0)
    paidTimes[back] = (paidTimes[back] ?? 0) + 1
  }
  for (const segment of segments) eachPaidMonth(segment, present, count)

  const doubled: Month[] = []
  let cumulative = 0
  for (let back = paidTimes.length - 1; back >= 0; back -= 1) {
    const times = paidTimes[back] ?? 0
    if (times > 0) cumulative += 1
    if (times > 1) doubled.push(monthOfNumber(present - back))
  }
  const newest = paidTimes.findIndex((times) => times > 0)
  let consecutive = 0
  while ((paidTimes[newest + consecutive] ?? 0) > 0) consecutive += 1
  const paidAny = cumulative > 0
  return {
    doubled,
    consecutive,
    cumulative,
    // The array ends with the oldest month that anybody paid.
    firstPaid: paidAny ? monthOfNumber(present - paidTimes.length + 1) : undefined,
    lastPaid: paidAny ? monthOfNumber(present - newest) : undefined,
  }
}
