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

/** The months that one segment paid, each once, as far as they have begun. A prepaid future month does not count yet. */
export const eachPaidMonth = (
  segment: PaidPeriod,
  on: LocalDate,
  visit: (monthNumber: number) => void,
): void => {
  const present = monthNumber(on)
  const from = monthNumber(segment.from)
  const prepaid = segment.prepaidThrough === undefined ? 0 : monthNumber(segment.prepaidThrough)
  const last = Math.min(Math.max(monthNumber(segment.to), prepaid), present)
  const gaps = new Set(segment.gaps?.map(monthNumber))
  for (let month = from; month <= last; month += 1) if (!gaps.has(month)) visit(month)
  for (const month of new Set(segment.backPaidMonths?.map(monthNumber))) {
    const paidInTime = month >= from && month <= last && !gaps.has(month)
    if (month <= present && !paidInTime) visit(month)
  }
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
  for (const segment of segments) eachPaidMonth(segment, on, count)

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
