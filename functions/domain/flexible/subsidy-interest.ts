import { LocalDate, type Money } from "../../../contracts/primitives.ts"
import { daysBetween } from "../calendar/china-date.ts"
import { creditsOf, type DatedRate, type Movement } from "../money/account-interest.ts"
import { exact, Exact, sumForLimit, zeroMoney } from "../money/money.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { WithdrawalLedger } from "../withdrawal/withdrawal-record.ts"
import { dayOfWithdrawal, type SubsidyBase } from "./subsidy-base.ts"
import type { SubsidyCase } from "./subsidy-quote.ts"

/**
 * Interest credited to the flexible money on 30 June of a year, out of the record: when each month of it is known with
 * the day of its booking, from the first on. Undefined where it is not, and the home center's books must say it.
 */
export const yearInterestOf = (
  base: SubsidyBase,
  ledger: WithdrawalLedger | undefined,
  year: string,
  rates: readonly DatedRate[],
): Money | undefined => {
  const { data: closedOn } = LocalDate.safeParse(`${year}-07-01`)
  if (closedOn === undefined || base.hasTransferred) return undefined
  const movements: Movement[] = []
  for (const month of [...base.paid, ...base.late]) {
    const known = base.byMonth.get(month)
    if (known === undefined || known.some(({ credited }) => credited === undefined)) return undefined
  }
  for (const { amount, credited } of [...base.byMonth.values()].flat())
    if (credited !== undefined && credited < closedOn)
      movements.push({ on: credited, kind: "contribution", amount })
  for (const { taken, paidOn } of ledger?.entries ?? [])
    if (paidOn !== undefined && paidOn < closedOn && taken.flexible !== zeroMoney)
      movements.push({ on: paidOn, kind: "withdrawal", amount: taken.flexible })
  const openedOn = movements.map(({ on }) => on).toSorted()[0]
  if (openedOn === undefined) return zeroMoney
  if (rates[0] === undefined || rates[0].from > openedOn) return undefined
  const credits = creditsOf({ openingBalance: zeroMoney, openedOn, movements, closedOn, rates })
  return credits === undefined
    ? undefined
    : (credits.find(({ on }) => on === `${year}-06-30`)?.interest ?? zeroMoney)
}

/** Days over which a rate of the year is paid, by the day it begins with: 1 July to 30 June. */
const yearEnding = (year: string): { readonly from: LocalDate; readonly to: LocalDate } | undefined => {
  const { data: from } = LocalDate.safeParse(`${Number(year) - 1}-07-01`)
  const { data: to } = LocalDate.safeParse(`${year}-07-01`)
  return from === undefined || to === undefined ? undefined : { from, to }
}

/**
 * The most that the flexible money can have earned in a year: what is there, and what left since the year began, a
 * whole year at the highest rate. What the record is not without yet is in the balance. Undefined without a rate.
 */
const mostInterestOf = (
  { base, ledger, accountRates }: Pick<SubsidyCase, "base" | "ledger" | "accountRates">,
  year: string,
): Exact | undefined => {
  const days = yearEnding(year)
  if (days === undefined) return undefined
  const rates = accountRates.toSorted((left, right) => left.from.localeCompare(right.from))
  const inForce = rates.filter(({ from }, index) => {
    const next = rates[index + 1]
    return from < days.to && (next === undefined || next.from > days.from)
  })
  if (inForce.length === 0) return undefined
  const highest = Exact.max(...inForce.map(({ yearlyRate }) => yearlyRate))
  const left = (ledger?.entries ?? []).filter(
    (entry) => entry.recordedAt !== undefined && dayOfWithdrawal(entry) >= days.from,
  )
  const money = sumForLimit([base.balance, ...left.map(({ taken }) => taken.flexible)])
  return exact(money)
    .times(highest)
    .times(daysBetween(days.from, days.to))
    .div(360)
    .toDecimalPlaces(2, Exact.ROUND_UP)
}

/** The record decides where it knows every month; the center's books where it does not. */
export const interestOf = (
  { base, ledger, accountRates, yearInterest }: SubsidyCase,
  year: string,
): Money | undefined => yearInterestOf(base, ledger, year, accountRates) ?? yearInterest

/** The books are the center's word: never more than the record says, or than its money can have earned. */
export const defectOfYearInterest = (about: SubsidyCase, year: string): Refusal | undefined => {
  const { base, ledger, accountRates, yearInterest } = about
  if (yearInterest === undefined) return undefined
  const known = yearInterestOf(base, ledger, year, accountRates)
  const most = known === undefined ? mostInterestOf(about, year) : exact(known)
  if (most === undefined) return refuse("interest-rate-unknown", { rule: "FLX-051", field: "/year" })
  return exact(yearInterest).gt(most)
    ? refuse("subsidy-over-quote", { rule: "FLX-047", field: "/yearInterest" })
    : undefined
}
