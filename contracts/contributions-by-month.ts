/** The part of a segment that a record by month must agree with. */
interface ByMonth {
  readonly contributorType: "employee" | "flexible"
  readonly from: string
  readonly to: string
  readonly prepaidThrough?: string | undefined
  readonly gaps?: readonly string[] | undefined
  readonly backPaidMonths?: readonly string[] | undefined
  readonly contributions: string
  readonly contributionsByMonth?: readonly { readonly month: string; readonly amount: string }[] | undefined
}

const fenOf = (amount: string): bigint => BigInt(amount.replace(".", ""))
const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5))

/**
 * Each month once, inside the segment, not an unpaid one, and never more money than the segment has. When a flexible
 * contributor's record is told whole, the months are all of it: own money is the only money there.
 */
export const agreesByMonth = (segment: ByMonth): boolean => {
  const { from, to, prepaidThrough = to, gaps = [], backPaidMonths = [] } = segment
  const months = segment.contributionsByMonth
  if (months === undefined || segment.to < segment.from) return true
  const last = prepaidThrough > to ? prepaidThrough : to
  const unpaid = new Set(gaps.filter((month) => !backPaidMonths.includes(month)))
  if (new Set(months.map(({ month }) => month)).size !== months.length) return false
  if (months.some(({ month }) => month < from || month > last || unpaid.has(month))) return false
  const told = months.reduce((sum, { amount }) => sum + fenOf(amount), 0n)
  const isWhole = months.length === monthNumber(last) - monthNumber(from) + 1 - unpaid.size
  return segment.contributorType === "flexible" && isWhole
    ? told === fenOf(segment.contributions)
    : told <= fenOf(segment.contributions)
}
