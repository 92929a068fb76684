import type { RepaymentMethod, SchedulePayment, ScheduleSummary } from "../../../contracts/loan-quotes.ts"
import type { Money } from "../../../contracts/primitives.ts"
import { moneyOfFen, roundToMoney } from "../money/money.ts"
import { annuityOf } from "./annuity.ts"

export interface ScheduleTerms {
  readonly amount: Money
  /** A plain ratio below 1. */
  readonly yearlyRate: string
  readonly termMonths: number
}

/**
 * Whole fen in safe integers: 720 months a quote are too many for decimals, and the figures are the same. Up to a
 * hundred million yuan, more than any fund lends, and a rate of 20 %, nothing here reaches 2^53.
 */
const mostFen = 10_000_000_000
const ratePlaces = 1_000_000
const mostRate = 200_000

const fenOf = (amount: Money): number => Number(amount.replace(".", ""))

/** True when a schedule can be made: something is lent, and no more than anybody lends. */
export const isSchedulable = ({ amount }: Pick<ScheduleTerms, "amount">): boolean => {
  const fen = fenOf(amount)
  return fen > 0 && fen <= mostFen
}

/** A rate in millionths: a plain ratio has six places at most. */
const millionths = (yearlyRate: string): number => {
  const rate = /^0\.\d{1,6}$/.test(yearlyRate) ? Math.round(Number(yearlyRate) * ratePlaces) : 0
  if (rate === 0 || rate > mostRate) throw new RangeError("no yearly rate of a loan")
  return rate
}

/** Whole numbers, half up. */
const divideHalfUp = (dividend: number, divisor: number): number =>
  Math.floor((2 * dividend + divisor) / (2 * divisor))

type Visit = (principal: number, interest: number, balance: number) => void

/**
 * Goes through the months of a schedule. A month repays what the method asks, never more than is owed (a tiny loan is
 * repaid early), and the last one what is left: so the principals add up to the amount, and no payment is negative.
 */
const walk = (terms: ScheduleTerms, method: RepaymentMethod, visit: Visit): void => {
  const { termMonths, yearlyRate, amount } = terms
  const rate = millionths(yearlyRate)
  if (!isSchedulable(terms) || termMonths < 1) throw new RangeError("nothing to repay, or no month to do it")
  const level =
    method === "equalInstalments"
      ? fenOf(roundToMoney(annuityOf(yearlyRate, termMonths).payment.times(amount)))
      : divideHalfUp(fenOf(amount), termMonths)
  let balance = fenOf(amount)
  for (let month = 1; month <= termMonths; month += 1) {
    const interest = divideHalfUp(balance * rate, 12 * ratePlaces)
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
      principal: moneyOfFen(principal),
      interest: moneyOfFen(interest),
      payment: moneyOfFen(principal + interest),
      balance: moneyOfFen(balance),
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
    firstPayment: moneyOfFen(firstPayment ?? lastPayment),
    lastPayment: moneyOfFen(lastPayment),
    totalInterest: moneyOfFen(totalInterest),
    totalPaid: moneyOfFen(fenOf(terms.amount) + totalInterest),
  }
}
