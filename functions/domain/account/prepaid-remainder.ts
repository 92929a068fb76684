import type { Segment } from "../../../contracts/accounts.ts"
import type { AccountKind, LocalDate, Money } from "../../../contracts/primitives.ts"
import { leastMoney, sumForLimit, zeroMoney } from "../money/money.ts"
import { monthNumber } from "../months/month.ts"

/** Months that a flexible contributor has paid in advance and that lie after the month of a change. */
export interface PrepaidMonths {
  readonly months: number
  readonly amount: Money
}

/** 按年预缴: nobody pays further ahead than a year; a record that says so is counted up to here. */
const mostMonths = 12

type PrepaidSegment = Pick<
  Segment,
  "contributorType" | "accountKind" | "origin" | "from" | "gaps" | "prepaidThrough" | "monthlyContribution"
>

const prepays = ({ from, gaps = [], prepaidThrough }: PrepaidSegment, month: number): boolean =>
  prepaidThrough !== undefined &&
  monthNumber(from) <= month &&
  month <= monthNumber(prepaidThrough) &&
  !gaps.some((gap) => monthNumber(gap) === month)

/**
 * What is left of it on the day of a change: each month once, at what the latest agreement pays. Money that a
 * transfer brought is balance, and prepays nothing here. It lies in the account, so it is never more than the flexible
 * money that is there.
 */
export const prepaidAfter = (
  segments: readonly PrepaidSegment[],
  kind: AccountKind,
  changedOn: LocalDate,
  balance: Money,
): PrepaidMonths | undefined => {
  const own = segments
    .filter(
      ({ contributorType, accountKind, origin, prepaidThrough }) =>
        contributorType === "flexible" &&
        accountKind === kind &&
        origin.kind === "local" &&
        prepaidThrough !== undefined,
    )
    .toSorted((left, right) => right.from.localeCompare(left.from))
  const present = monthNumber(changedOn)
  const amounts: Money[] = []
  for (let month = present + 1; month <= present + mostMonths; month += 1) {
    const paying = own.find((segment) => prepays(segment, month))
    if (paying !== undefined) amounts.push(paying.monthlyContribution)
  }
  const amount = leastMoney(sumForLimit(amounts), balance)
  return amount === zeroMoney ? undefined : { months: amounts.length, amount }
}
