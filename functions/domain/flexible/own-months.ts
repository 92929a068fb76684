import type { Segment } from "../../../contracts/accounts.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { equalMoney, exact, roundToMoney } from "../money/money.ts"
import { eachPaidMonth } from "../months/contribution-months.ts"
import { monthNumber } from "../months/month.ts"

/** Own money of one month; `month` counted as the months of the record are. */
export interface OwnMonth {
  readonly month: number
  readonly amount: Money
  readonly credited?: LocalDate
}

const farAhead = monthNumber("2199-12")

/** Every month that a segment was paid for, those in advance included. */
export const paidMonthsOf = (segment: Segment): readonly number[] => {
  const months: number[] = []
  eachPaidMonth(segment, farAhead, (month) => {
    months.push(month)
  })
  return months
}

/**
 * Own money by month: as the record tells it; of a flexible contributor also when each month's amount follows from the
 * record, to the fen. A month that is missing here is one of which nobody knows.
 */
export const ownMonthsOf = (segment: Segment): readonly OwnMonth[] => {
  const { contributionsByMonth, contributorType, monthlyContribution, contributions } = segment
  if (contributionsByMonth !== undefined)
    return contributionsByMonth.map(({ month, amount, credited }) => ({
      month: monthNumber(month),
      amount,
      ...(credited === undefined ? {} : { credited }),
    }))
  if (contributorType === "employee") return []
  const months = paidMonthsOf(segment)
  return equalMoney(roundToMoney(exact(monthlyContribution).times(months.length)), contributions)
    ? months.map((month) => ({ month, amount: monthlyContribution }))
    : []
}
