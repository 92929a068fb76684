import type { LocalDate, Month } from "../../../contracts/primitives.ts"
import { consecutiveMonthsUpTo, eachMonth, monthOf } from "./month.ts"

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
  /** The union, in order. */
  readonly paid: readonly Month[]
  /** Months that more than one segment paid: each counts once and is a finding of class D3. */
  readonly doubled: readonly Month[]
  /** The unbroken row that ends with the last paid month. */
  readonly consecutive: number
  /** All months of the union. */
  readonly cumulative: number
  readonly lastPaid: Month | undefined
}

/** The months that one segment paid, as far as they have begun on a day. A prepaid future month does not count yet. */
export const monthsOfSegment = (segment: PaidPeriod, on: LocalDate): Month[] => {
  const present = monthOf(on)
  const last =
    segment.prepaidThrough !== undefined && segment.prepaidThrough > segment.to
      ? segment.prepaidThrough
      : segment.to
  const gaps = new Set<Month>(segment.gaps ?? [])
  const paid = new Set(
    eachMonth(segment.from, last < present ? last : present).filter((month) => !gaps.has(month)),
  )
  for (const month of segment.backPaidMonths ?? []) if (month <= present) paid.add(month)
  return [...paid].toSorted()
}

/** Merges the segments of one person: months are the union of calendar months that have begun. */
export const contributionMonths = (segments: readonly PaidPeriod[], on: LocalDate): ContributionMonths => {
  const paidBy = new Map<Month, number>()
  for (const segment of segments)
    for (const month of monthsOfSegment(segment, on)) paidBy.set(month, (paidBy.get(month) ?? 0) + 1)
  const paid = [...paidBy.keys()].toSorted()
  const lastPaid = paid.at(-1)
  return {
    paid,
    doubled: paid.filter((month) => (paidBy.get(month) ?? 0) > 1),
    consecutive: lastPaid === undefined ? 0 : consecutiveMonthsUpTo(new Set(paid), lastPaid),
    cumulative: paid.length,
    lastPaid,
  }
}
