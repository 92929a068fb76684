import type { Segment } from "../../../contracts/accounts.ts"
import type { Cadence, Circumstance, PolicyCondition } from "../../../contracts/loan-policies.ts"
import type { ContributorType, LocalDate, Money } from "../../../contracts/primitives.ts"
import { sumForLimit } from "../money/money.ts"
import {
  type ContributionMonths,
  contributionMonths,
  monthsOfSegment,
} from "../months/contribution-months.ts"
import { monthOf, monthsBetween } from "../months/month.ts"

/** The part of a segment that a loan looks at. */
export type LoanSegment = Pick<
  Segment,
  | "contributorType"
  | "accountKind"
  | "origin"
  | "from"
  | "to"
  | "gaps"
  | "backPaidMonths"
  | "prepaidThrough"
  | "principal"
  | "interest"
  | "monthlyContribution"
>

/** One applicant as the record and the request describe them. The first is the main borrower. */
export interface LoanApplicant {
  readonly segments: readonly LoanSegment[]
  readonly cadence?: Cadence | undefined
  readonly contributionBase?: Money | undefined
  readonly meanBalance?: Money | undefined
  readonly sex?: "female" | "male" | undefined
  readonly bornOn?: LocalDate | undefined
  /** Whether the account that pays today is in normal status (01); undefined when the record does not tell. */
  readonly inNormalStatus?: boolean | undefined
}

/** An applicant with the figures that follow from the record on a day. */
export interface MergedApplicant extends LoanApplicant {
  readonly months: ContributionMonths
  /** What the applicant is today: the type that paid the last month; of two, the one that began later. */
  readonly presentType: ContributorType | undefined
  readonly balance: Money
  readonly monthsSinceOpening: number
}

/**
 * What of a segment is balance today. A transfer-in center books the whole amount of a transfer as balance, and its
 * own interest begins there; what accrued on a local segment since 30 June is not credited yet.
 */
export const balanceOf = ({
  origin,
  principal,
  interest,
}: Pick<Segment, "origin" | "principal" | "interest">): Money =>
  origin.kind === "transferred" ? sumForLimit([principal, interest]) : principal

const presentType = (segments: readonly LoanSegment[], on: LocalDate): ContributorType | undefined =>
  segments
    .map((segment) => ({ segment, last: monthsOfSegment(segment, on).at(-1) ?? "" }))
    .filter(({ last }) => last !== "")
    .toSorted(
      (left, right) =>
        right.last.localeCompare(left.last) || right.segment.from.localeCompare(left.segment.from),
    )
    .at(0)?.segment.contributorType

/** Balances are added, months are a union; only basic accounts count for either. */
export const mergeApplicant = (applicant: LoanApplicant, on: LocalDate): MergedApplicant => {
  const basic = applicant.segments.filter(({ accountKind }) => accountKind === "basic")
  const months = contributionMonths(basic, on)
  const first = months.paid[0]
  return {
    ...applicant,
    months,
    presentType: presentType(basic, on),
    balance: sumForLimit(basic.map(balanceOf)),
    monthsSinceOpening: first === undefined ? 0 : monthsBetween(first, monthOf(on)) + 1,
  }
}

/** What a condition of the policy is held against. */
export interface Household {
  readonly applicants: number
  readonly children: number | undefined
  readonly firstHome: boolean
  readonly contributorType: ContributorType
  readonly months: number
  readonly circumstances: ReadonlySet<Circumstance>
}

export const householdOf = (
  applicants: readonly MergedApplicant[],
  request: {
    readonly firstHome: boolean
    readonly children?: number | undefined
    readonly circumstances?: readonly Circumstance[] | undefined
  },
): Household => {
  const supplementary = applicants.some(({ segments }) =>
    segments.some(({ accountKind }) => accountKind === "supplementary"),
  )
  return {
    applicants: applicants.length,
    children: request.children,
    firstHome: request.firstHome,
    contributorType: applicants.some(({ presentType }) => presentType === "employee")
      ? "employee"
      : "flexible",
    months: applicants[0]?.months.cumulative ?? 0,
    circumstances: new Set([
      ...(request.circumstances ?? []),
      ...(supplementary ? (["supplementary"] as const) : []),
    ]),
  }
}

/** True when everything that the condition writes holds. */
export const fits = (condition: PolicyCondition | undefined, household: Household): boolean =>
  condition === undefined ||
  ((condition.applicantsAtLeast === undefined || household.applicants >= condition.applicantsAtLeast) &&
    (condition.applicantsAtMost === undefined || household.applicants <= condition.applicantsAtMost) &&
    (condition.childrenAtLeast === undefined || (household.children ?? 0) >= condition.childrenAtLeast) &&
    (condition.firstHome === undefined || household.firstHome === condition.firstHome) &&
    (condition.contributorType === undefined || household.contributorType === condition.contributorType) &&
    (condition.monthsAtLeast === undefined || household.months >= condition.monthsAtLeast) &&
    (condition.circumstance === undefined || household.circumstances.has(condition.circumstance)))
