import type { LoanPolicy } from "../../../contracts/loan-policies.ts"
import type { LocalDate, Money } from "../../../contracts/primitives.ts"
import { compareMoney, exact, leastMoney, limitOfMoney, roundDownToMoney } from "../money/money.ts"
import { fits, type Household } from "./loan-applicant.ts"
import { exactRatio } from "./policy-ratio.ts"
import { type Cited, type QuoteRecord, tellNotApplied, tellStep } from "./quote-record.ts"

type Row = Cited & { readonly amount: Money }

const highest = <Each extends Row>(rows: readonly Each[]): Each | undefined => {
  let found: Each | undefined
  for (const row of rows) if (found === undefined || compareMoney(row.amount, found.amount) > 0) found = row
  return found
}

const lowest = <Each extends Row>(rows: readonly Each[]): Each | undefined => {
  let found: Each | undefined
  for (const row of rows) if (found === undefined || compareMoney(row.amount, found.amount) < 0) found = row
  return found
}

type Bonus = NonNullable<LoanPolicy["bonuses"]>[number]

const bonusAmount = (bonus: Bonus, cap: Money): Money =>
  bonus.change.kind === "add" ? bonus.change.amount : limitOfMoney(cap, exactRatio(bonus.change.by))

/** What a bonus rewards: two stars and three are steps of one thing, as are two children and three. */
const groundOf = ({ when }: Bonus): string =>
  [
    when?.childrenAtLeast === undefined ? "" : "children",
    when?.greenStarsAtLeast === undefined ? "" : "greenBuilding",
    when?.talentTier === undefined ? "" : "talent",
    when?.circumstance ?? "",
  ]
    .filter((ground) => ground !== "")
    .join("+")

/** The bonuses that count: the highest, or where they add up the highest of each ground. */
const countedBonuses = (loan: LoanPolicy, cap: Money, household: Household) => {
  const fitting = (loan.bonuses ?? [])
    .filter((bonus) => fits(bonus.when, household))
    .map((bonus) => ({ bonus, amount: bonusAmount(bonus, cap) }))
    .toSorted((left, right) => compareMoney(right.amount, left.amount))
  if (loan.bonusStacking !== "all") return fitting.slice(0, 1)
  return fitting.filter(
    ({ bonus }, index) =>
      groundOf(bonus) === "" ||
      fitting.findIndex((other) => groundOf(other.bonus) === groundOf(bonus)) === index,
  )
}

const withBonuses = (cap: Money, loan: LoanPolicy, household: Household, record: QuoteRecord): Money => {
  const bonuses = loan.bonuses ?? []
  if (bonuses.length === 0) return cap
  const counted = countedBonuses(loan, cap, household)
  if (counted.length === 0) {
    tellNotApplied(record, "cap-bonus", "noneFits")
    return cap
  }
  let raised = exact(cap)
  for (const { bonus, amount } of counted) {
    raised = raised.plus(amount)
    tellStep(record, "cap-bonus", { cap, bonus: amount }, roundDownToMoney(raised), bonus)
  }
  const ceiling = highest((loan.ceilings ?? []).filter((row) => fits(row.when, household)))
  const amount = roundDownToMoney(raised)
  if (ceiling === undefined || compareMoney(amount, ceiling.amount) <= 0) return amount
  const capped = leastMoney(amount, ceiling.amount)
  tellStep(record, "cap-ceiling", { cap: amount, ceiling: ceiling.amount }, capped, ceiling)
  return capped
}

/**
 * The highest cap that fits, with bonuses and the liquidity coefficient of the day; where none of the pack's caps fits,
 * the lowest, so that nobody gets more for paying fewer months. `undefined`: no source gives one.
 */
export const loanCap = (
  loan: LoanPolicy,
  household: Household,
  on: LocalDate,
  record: QuoteRecord,
): Money | undefined => {
  const caps = loan.caps ?? []
  const fitting = highest(caps.filter((cap) => fits(cap.when, household)))
  // Beside a base the lowest row is a careful bound; alone it would be an amount that no source states for anybody here.
  const row = fitting ?? (loan.base === undefined ? undefined : lowest(caps))
  if (row === undefined) {
    tellNotApplied(record, "cap", caps.length === 0 ? "noFigure" : "noneFits")
    return undefined
  }
  if (fitting === undefined)
    tellNotApplied(record, "cap", "noneFits", {
      zh: "无适用档次，按最低档计",
      en: "no row fits; the lowest counts",
    })
  tellStep(record, "cap", { applicants: String(household.applicants) }, row.amount, row)
  const cap = withBonuses(row.amount, loan, household, record)
  const liquidity = (loan.liquidity ?? []).find(
    ({ validFrom, validTo }) => validFrom <= on && (validTo === undefined || on <= validTo),
  )
  if (liquidity === undefined) {
    tellNotApplied(record, "liquidity", (loan.liquidity ?? []).length === 0 ? "noFigure" : "noneFits")
    return cap
  }
  const adjusted = limitOfMoney(cap, exactRatio(liquidity.factor))
  tellStep(record, "liquidity", { cap, factor: liquidity.factor }, adjusted, liquidity)
  return adjusted
}
