import type { RepaymentMethod, SchedulePayment, ScheduleSummary } from "../../../contracts/loan-quotes.ts"
import { Money } from "../../../contracts/primitives.ts"
import { exact, roundToMoney } from "../money/money.ts"
import { annuityFactor } from "./annuity.ts"

export interface ScheduleTerms {
  readonly amount: Money
  /** A plain ratio below 1. */
  readonly yearlyRate: string
  readonly termMonths: number
}

/**
 * Whole fen in safe integers: 720 months a quote are too many for decimals, and the figures are the same. Up to a
 * trillion yuan nothing here reaches 2^53: not the total, nor a product below.
 */
const mostFen = 100_000_000_000_000

const fenOf = (amount: Money): number => Number(amount.replace(".", ""))

const moneyOf = (fen: number): Money =>
  Money.parse(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`)

/** True when a schedule can be made: something is lent, and no more than anybody lends. */
export const isSchedulable = ({ amount }: Pick<ScheduleTerms, "amount">): boolean => {
  const fen = fenOf(amount)
  return fen > 0 && fen <= mostFen
}

const ratePlaces = 1_000_000
const interestDivisor = 12 * ratePlaces

/** balance x yearly rate / 12, half up. The balance is split so that each product stays exact. */
const monthlyInterest = (balance: number, rateInMillionths: number): number => {
  const rest = balance % interestDivisor
  const whole = (balance - rest) / interestDivisor
  return (
    whole * rateInMillionths +
    Math.floor((2 * rest * rateInMillionths + interestDivisor) / (2 * interestDivisor))
  )
}

type Visit = (principal: number, interest: number, balance: number) => void

/**
 * Goes through the months of a schedule. A month repays what the method asks, never more than is owed (a tiny loan is
 * repaid early), and the last one what is left: so the principals add up to the amount, and no payment is negative.
 */
const walk = (terms: ScheduleTerms, method: RepaymentMethod, visit: Visit): void => {
  const { termMonths, yearlyRate, amount } = terms
  const rate = exact(yearlyRate).times(ratePlaces).toNumber()
  if (
    !isSchedulable(terms) ||
    !Number.isSafeInteger(rate) ||
    rate <= 0 ||
    rate >= ratePlaces ||
    termMonths < 1
  )
    throw new RangeError("terms that no schedule is made of")
  const level =
    method === "equalInstalments"
      ? fenOf(roundToMoney(exact(amount).div(annuityFactor(yearlyRate, termMonths))))
      : fenOf(roundToMoney(exact(amount).div(termMonths)))
  let balance = fenOf(amount)
  for (let month = 1; month <= termMonths; month += 1) {
    const interest = monthlyInterest(balance, rate)
    const asked = method === "equalInstalments" ? level - interest : level
    const principal = month === termMonths ? balance : Math.min(asked, balance)
    balance -= principal
    visit(principal, interest, balance)
  }
}

/** Every payment: 等额本息 keeps the payment level, 等额本金 the principal; interest is rounded half up each month. */
export const repaymentSchedule = (terms: ScheduleTerms, method: RepaymentMethod): SchedulePayment[] => {
  const payments: SchedulePayment[] = []
  walk(terms, method, (principal, interest, balance) => {
    payments.push({
      principal: moneyOf(principal),
      interest: moneyOf(interest),
      payment: moneyOf(principal + interest),
      balance: moneyOf(balance),
    })
  })
  return payments
}

/** The same schedule in four figures. */
export const scheduleSummary = (terms: ScheduleTerms, method: RepaymentMethod): ScheduleSummary => {
  let firstPayment: number | undefined
  let lastPayment = 0
  let totalInterest = 0
  walk(terms, method, (principal, interest) => {
    lastPayment = principal + interest
    firstPayment ??= lastPayment
    totalInterest += interest
  })
  return {
    firstPayment: moneyOf(firstPayment ?? lastPayment),
    lastPayment: moneyOf(lastPayment),
    totalInterest: moneyOf(totalInterest),
    totalPaid: moneyOf(fenOf(terms.amount) + totalInterest),
  }
}
