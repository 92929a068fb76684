import type { LocalDate, Month } from "../../../contracts/primitives.ts"
import type { SubsidyKind } from "../../../contracts/subsidies.ts"
import type { SubsidyRecord } from "./flexible-record.ts"

/** What can be paid only once: the kind, and the year where it is once a year. */
export const onceOf = (kind: SubsidyKind, year: string | undefined): string =>
  year === undefined ? kind : `${kind}#${year}`

/** What a subsidy is for: its year, absent where it is paid once in life, and the months that counted. */
export interface SubsidyPeriod {
  readonly kind: SubsidyKind
  readonly year?: string | undefined
  readonly from?: Month | undefined
  readonly to?: Month | undefined
}

const overlaps = (left: Omit<SubsidyPeriod, "kind">, right: Omit<SubsidyPeriod, "kind">): boolean =>
  left.from !== undefined &&
  left.to !== undefined &&
  right.from !== undefined &&
  right.to !== undefined &&
  left.from <= right.to &&
  right.from <= left.to

/**
 * What was paid for it already, by whatever center: the same year, or months that are subsidised. A record that was put
 * anew moves the years, and not the months.
 */
export const earlierOf = (
  period: SubsidyPeriod,
  paid: readonly SubsidyRecord[],
): SubsidyRecord | undefined => {
  const once = onceOf(period.kind, period.year)
  return (
    paid.find((known) => known.once === once) ??
    paid.find((known) => known.kind === period.kind && overlaps(known, period))
  )
}

/** The year of a yearly subsidy that was paid. */
const yearOf = ({ once, kind }: SubsidyRecord): string | undefined =>
  once === kind ? undefined : once.slice(kind.length + 1)

/**
 * Whether two kinds are for one period, where only the highest is given: the same year; what is paid once in life
 * belongs to the year of its payment.
 */
export const sharesPeriod = (period: SubsidyPeriod, on: LocalDate, paid: SubsidyRecord): boolean => {
  const earlier = yearOf(paid)
  if (period.year !== undefined && earlier !== undefined) return period.year === earlier
  const years = [on.slice(0, 4), period.year]
  return years.includes(paid.paidOn.slice(0, 4)) || (earlier !== undefined && years.includes(earlier))
}
