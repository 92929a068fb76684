import type { AccountTotals, Segment, TypeTotals } from "../../../contracts/accounts.ts"
import type { ContributorType, Money } from "../../../contracts/primitives.ts"
import type { MoneyByType } from "../../../contracts/withdrawals.ts"
import { balanceOf } from "../loan-quote/loan-applicant.ts"
import { sumForLimit } from "../money/money.ts"

/** The figures of a segment that are added up. */
export type MoneySegment = Pick<
  Segment,
  "contributorType" | "principal" | "interest" | "contributions" | "subsidy"
>

const totalOf = (segments: readonly MoneySegment[], contributorType: ContributorType): TypeTotals => {
  const own = segments.filter((segment) => segment.contributorType === contributorType)
  const sum = (figure: (segment: MoneySegment) => Money): Money => sumForLimit(own.map(figure))
  return {
    principal: sum(({ principal }) => principal),
    interest: sum(({ interest }) => interest),
    contributions: sum(({ contributions }) => contributions),
    subsidy: sum(({ subsidy }) => subsidy),
  }
}

/** 分类标识: what a unit paid in and what the holder paid by agreement are added up apart, wherever they came from. */
export const totalsByType = (segments: readonly MoneySegment[]): AccountTotals => ({
  employee: totalOf(segments, "employee"),
  flexible: totalOf(segments, "flexible"),
})

/** What each part of an account holds today: as for a loan, what a transfer brought counts with its interest. */
export const balanceByType = (
  segments: readonly Pick<Segment, "contributorType" | "origin" | "principal" | "interest">[],
): MoneyByType => {
  const balance = (type: ContributorType): Money =>
    sumForLimit(segments.filter(({ contributorType }) => contributorType === type).map(balanceOf))
  return { employee: balance("employee"), flexible: balance("flexible") }
}
