import type { AccountTotals, Segment, TypeTotals } from "../../../contracts/accounts.ts"
import type { ContributorType, Money } from "../../../contracts/primitives.ts"
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
