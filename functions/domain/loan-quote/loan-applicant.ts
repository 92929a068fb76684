import type { Segment } from "../../../contracts/accounts.ts"
import type { Cadence, Circumstance, PolicyCondition, TalentTier } from "../../../contracts/loan-policies.ts"
import type { ContributorType, LocalDate, Money } from "../../../contracts/primitives.ts"
import { sumForLimit } from "../money/money.ts"
import { type ContributionMonths, contributionMonths, lastPaidMonth } from "../months/contribution-months.ts"
import { monthNumber } from "../months/month.ts"

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
  /** What the applicant is today: the type that paid the last month; of two, the one that began later, a unit's first. */
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

const presentType = (segments: readonly LoanSegment[], present: number): ContributorType | undefined => {
  let latest: { readonly segment: LoanSegment; readonly last: number } | undefined
  for (const segment of segments) {
    const last = lastPaidMonth(segment, present)
    if (last === undefined) continue
    const { from, contributorType } = segment
    const isLater =
      latest === undefined ||
      last > latest.last ||
      (last === latest.last &&
        (from > latest.segment.from || (from === latest.segment.from && contributorType === "employee")))
    if (isLater) latest = { segment, last }
  }
  return latest?.segment.contributorType
}

/** Balances are added, months are a union; only basic accounts count for either. */
export const mergeApplicant = (applicant: LoanApplicant, on: LocalDate): MergedApplicant => {
  const basic = applicant.segments.filter(({ accountKind }) => accountKind === "basic")
  const months = contributionMonths(basic, on)
  const first = months.firstPaid
  const present = monthNumber(on)
  return {
    ...applicant,
    months,
    presentType: presentType(basic, present),
    balance: sumForLimit(basic.map(balanceOf)),
    monthsSinceOpening: first === undefined ? 0 : present - monthNumber(first) + 1,
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
  readonly talentTier: TalentTier | undefined
  readonly greenStars: number
  readonly refinance: boolean
  readonly loansBefore: number
}

/** What the request says of the family and the home. */
export interface FamilyWish {
  readonly firstHome: boolean
  readonly children?: number | undefined
  readonly circumstances?: readonly Circumstance[] | undefined
  readonly talentTier?: TalentTier | undefined
  readonly greenStars?: number | undefined
  readonly refinance?: object | undefined
}

/** A building with stars is a green one, and a green one has at least one star. */
const greenStarsOf = ({ greenStars, circumstances }: FamilyWish): number =>
  greenStars ?? (circumstances?.includes("greenBuilding") === true ? 1 : 0)

export const householdOf = (
  applicants: readonly MergedApplicant[],
  request: FamilyWish,
  loansBefore: number,
): Household => {
  const circumstances = new Set(request.circumstances)
  const greenStars = greenStarsOf(request)
  if (greenStars > 0) circumstances.add("greenBuilding")
  if (applicants.some(({ segments }) => segments.some(({ accountKind }) => accountKind === "supplementary")))
    circumstances.add("supplementary")
  return {
    applicants: applicants.length,
    children: request.children,
    firstHome: request.firstHome,
    contributorType: applicants.some((applicant) => applicant.presentType === "employee")
      ? "employee"
      : "flexible",
    months: applicants[0]?.months.cumulative ?? 0,
    circumstances,
    talentTier: request.talentTier,
    greenStars,
    refinance: request.refinance !== undefined,
    loansBefore,
  }
}

const within = (figure: number, least: number | undefined, most: number | undefined): boolean =>
  (least === undefined || figure >= least) && (most === undefined || figure <= most)

const same = <Value>(asked: Value | undefined, is: Value): boolean => asked === undefined || asked === is

/** True when everything that the condition writes holds. */
export const fits = (condition: PolicyCondition | undefined, household: Household): boolean =>
  condition === undefined ||
  (within(household.applicants, condition.applicantsAtLeast, condition.applicantsAtMost) &&
    within(household.children ?? 0, condition.childrenAtLeast, undefined) &&
    within(household.months, condition.monthsAtLeast, undefined) &&
    within(household.greenStars, condition.greenStarsAtLeast, undefined) &&
    within(household.loansBefore, condition.loansBeforeAtLeast, condition.loansBeforeAtMost) &&
    same(condition.firstHome, household.firstHome) &&
    same(condition.refinance, household.refinance) &&
    same(condition.contributorType, household.contributorType) &&
    same(condition.talentTier, household.talentTier) &&
    (condition.circumstance === undefined || household.circumstances.has(condition.circumstance)))

/** How many conditions a row writes: of two rows that fit, the one that says more is meant. */
export const conditionsOf = (condition: PolicyCondition | undefined): number =>
  condition === undefined ? 0 : Object.keys(condition).length
