import type { ContributorType, LocalDate, Money, Month } from "../../../contracts/primitives.ts"
import { consecutiveMonthsUpTo } from "../months/month.ts"
import { exact, roundToMoney, sumMoney, zeroMoney } from "./money.ts"

/** One month's contribution as the subsidy rule looks at it. */
export interface SubsidyContribution {
  readonly month: Month
  readonly amount: Money
  readonly contributorType: ContributorType
  readonly origin: "local" | "transferred"
}

/** 昌吉 二(三)2: 0.5 % of the year's contributions after 12 months, continuous, in full, nothing withdrawn. */
export interface SubsidyRule {
  readonly rate: string
  readonly months: number
}

/**
 * The subsidy of a flexible contributor. Months paid through a unit and money transferred in neither earn it nor
 * count (昌吉 二(三)2(2)); any withdrawal loses it.
 */
export const contributionSubsidy = (
  contributions: readonly SubsidyContribution[],
  record: { readonly lastMonth: Month; readonly withdrawnOn?: LocalDate | undefined },
  rule: SubsidyRule,
): Money => {
  const own = contributions.filter(
    ({ contributorType, origin, month }) =>
      contributorType === "flexible" && origin === "local" && month <= record.lastMonth,
  )
  if (record.withdrawnOn !== undefined) return zeroMoney
  const months = new Set(own.map(({ month }) => month))
  if (consecutiveMonthsUpTo(months, record.lastMonth) < rule.months) return zeroMoney
  const year = own
    .map(({ month }) => month)
    .toSorted()
    .slice(-rule.months)
  const counted = own.filter(({ month }) => year.includes(month))
  return roundToMoney(exact(sumMoney(counted.map(({ amount }) => amount))).times(rule.rate))
}

/** 昌吉 二(三)3: once, after so many continuous months, to students, graduates, veterans and border guards. */
export const startingGrant = (
  record: {
    readonly continuousMonths: number
    readonly entitled: boolean
    readonly alreadyGranted: boolean
    readonly withdrawnOn?: LocalDate | undefined
  },
  rule: { readonly amount: Money; readonly months: number },
): Money =>
  record.entitled &&
  !record.alreadyGranted &&
  record.withdrawnOn === undefined &&
  record.continuousMonths >= rule.months
    ? rule.amount
    : zeroMoney
