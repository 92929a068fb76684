import { LocalDate, type Money } from "../../../contracts/primitives.ts"
import { addDays, daysBetween } from "../calendar/china-date.ts"
import { type Exact, exact, roundToMoney, zeroMoney } from "./money.ts"

/** One change of an account's balance. A contribution counts from its own day, a withdrawal no longer on its own. */
export interface Movement {
  readonly on: LocalDate
  readonly kind: "contribution" | "withdrawal"
  readonly amount: Money
}

/** A yearly rate as a plain ratio ("0.015" for 1.50 %), from a day on. 银发〔2016〕43号: 1.50 % since 2016-02-21. */
export interface DatedRate {
  readonly from: LocalDate
  readonly yearlyRate: string
}

export interface ClosedAccount {
  /** Balance with credited interest, without what accrued since the last credit. */
  readonly principal: Money
  /** Accrued since the last credit of 30 June, or since the start. */
  readonly interest: Money
  /** Days that `interest` was accrued over. */
  readonly days: number
  /** What was added to the principal at each 30 June that passed. */
  readonly credits: readonly { readonly on: LocalDate; readonly interest: Money }[]
}

const dayBasis = 360

/** The first 1 July after a day: interest up to the evening before is credited then. */
const creditDayAfter = (day: LocalDate): LocalDate => {
  const year = Number(day.slice(0, 4))
  const first = LocalDate.parse(`${year}-07-01`)
  return day < first ? first : LocalDate.parse(`${year + 1}-07-01`)
}

/** Interest of a balance over days from `from` to before `to`, with every change of the rate inside. */
const accrued = (balance: Exact, from: LocalDate, to: LocalDate, rates: readonly DatedRate[]): Exact => {
  let interest = exact(0)
  for (const [index, rate] of rates.entries()) {
    const start = rate.from > from ? rate.from : from
    const nextRate = rates[index + 1]
    const end = nextRate !== undefined && nextRate.from < to ? nextRate.from : to
    if (start < end)
      interest = interest.plus(balance.times(rate.yearlyRate).times(daysBetween(start, end)).div(dayBasis))
  }
  return interest
}

export interface AccountLife {
  readonly openingBalance: Money
  readonly openedOn: LocalDate
  readonly movements: readonly Movement[]
  readonly closedOn: LocalDate
  /** In order of `from`; the first must hold on `openedOn`. */
  readonly rates: readonly DatedRate[]
}

interface Walked extends Pick<ClosedAccount, "days" | "credits"> {
  readonly balance: Exact
  readonly interest: Exact
  /** The first day at whose end more had been withdrawn than there was. */
  readonly overdrawn: LocalDate | undefined
}

const walk = (account: AccountLife): Walked => {
  const { openedOn, closedOn, rates } = account
  if (closedOn < openedOn || account.movements.some(({ on }) => on < openedOn || on > closedOn))
    throw new RangeError("movement outside the life of the account")
  if (rates[0] === undefined || rates[0].from > openedOn) throw new RangeError("no rate on the opening day")

  const movements = account.movements.toSorted((left, right) => left.on.localeCompare(right.on))
  const credits: { on: LocalDate; interest: Money }[] = []
  let balance = exact(account.openingBalance)
  let interest = exact(0)
  let day = openedOn
  let accruedFrom = openedOn
  let next = 0
  let overdrawn: LocalDate | undefined

  while (day < closedOn || movements[next]?.on === day) {
    const movement = movements[next]
    if (movement?.on === day) {
      balance =
        movement.kind === "contribution" ? balance.plus(movement.amount) : balance.minus(movement.amount)
      next += 1
      // On one day the order of bookings is of no account: what counts is how the day ends.
      const dayIsOver = movements[next]?.on !== day
      if (dayIsOver && balance.lt(0)) {
        overdrawn = day
        break
      }
      continue
    }
    const creditDay = creditDayAfter(day)
    const stops = [closedOn, creditDay, ...(movement === undefined ? [] : [movement.on])].toSorted()
    const stop = stops[0] ?? closedOn
    interest = interest.plus(accrued(balance, day, stop, rates))
    day = stop
    if (day === creditDay) {
      const credited = roundToMoney(interest)
      credits.push({ on: addDays(creditDay, -1), interest: credited })
      balance = balance.plus(credited)
      interest = exact(0)
      accruedFrom = creditDay
    }
  }
  return { balance, interest, overdrawn, days: daysBetween(accruedFrom, closedOn), credits }
}

/**
 * Closes an account: actual days / 360, contributions from their own day, the closing day not counted, interest
 * credited at the end of each 30 June. Each year's interest is rounded once, when it is credited or paid.
 * Movements after the closing day are refused as broken input.
 */
export const closeAccount = (account: AccountLife): ClosedAccount => {
  const { balance, interest, days, credits } = walk(account)
  return {
    principal: roundToMoney(balance),
    interest: interest.isZero() ? zeroMoney : roundToMoney(interest),
    days,
    credits,
  }
}

/** The first day that ends with less than nothing; undefined when none does. */
export const overdrawnOn = (account: AccountLife): LocalDate | undefined => walk(account).overdrawn

/** What each 30 June credited; undefined when the movements are not those of an account. */
export const creditsOf = (account: AccountLife): ClosedAccount["credits"] | undefined => {
  const { overdrawn, credits } = walk(account)
  return overdrawn === undefined ? credits : undefined
}
