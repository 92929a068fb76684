import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { RepaymentMethod } from "../../../contracts/loan-quotes.ts"
import { Money } from "../../../contracts/primitives.ts"
import {
  isSchedulable,
  repaymentSchedule,
  type ScheduleTerms,
  scheduleSummary,
} from "../../../functions/domain/loan-quote/repayment-schedule.ts"
import {
  compareMoney,
  exact,
  moneyOfFen,
  roundToMoney,
  sumMoney,
  zeroMoney,
} from "../../../functions/domain/money/money.ts"

const terms = (amount: string, termMonths: number, yearlyRate = "0.026"): ScheduleTerms => ({
  amount: Money.parse(amount),
  yearlyRate,
  termMonths,
})

describe("a loan of a year, worked by hand", () => {
  // 1,000.00 at 2.6 %: r = 0.0021666..., payment 1000 x r / (1 - (1+r)^-12) = 84.5123 -> 84.51.
  // Month 1: interest 2.1666 -> 2.17, principal 82.34, left 917.66; month 12: left 84.36, interest 0.18, so 84.54.
  it("等额本息: level payments, the last one three fen more", () => {
    const payments = repaymentSchedule(terms("1000.00", 12), "equalInstalments")
    expect(payments[0]).toEqual({ principal: "82.34", interest: "2.17", payment: "84.51", balance: "917.66" })
    expect(payments.slice(1, -1).every(({ payment }) => payment === "84.51")).toBe(true)
    expect(payments[11]).toEqual({ principal: "84.36", interest: "0.18", payment: "84.54", balance: "0.00" })
  })
  // 1000 / 12 = 83.333 -> 83.33, eleven times 916.63, so that 83.37 is left. Month 5: 666.68 x r = 1.4445 -> 1.44.
  it("等额本金: level principals, the last one four fen more", () => {
    const payments = repaymentSchedule(terms("1000.00", 12), "equalPrincipal")
    expect(payments[0]).toEqual({ principal: "83.33", interest: "2.17", payment: "85.50", balance: "916.67" })
    expect(payments[4]).toEqual({ principal: "83.33", interest: "1.44", payment: "84.77", balance: "583.35" })
    expect(payments[11]).toEqual({ principal: "83.37", interest: "0.18", payment: "83.55", balance: "0.00" })
  })
})

describe("golden sums", () => {
  it.each([
    ["1000000.00", 360, "0.026", "equalInstalments", "4003.40", "4001.75", "441222.35", "1441222.35"],
    ["1000000.00", 360, "0.026", "equalPrincipal", "4944.45", "2783.00", "391083.03", "1391083.03"],
    ["100000.00", 60, "0.021", "equalInstalments", "1757.15", "1757.46", "5429.31", "105429.31"],
    ["800000.00", 240, "0.03075", "equalPrincipal", "5383.33", "3342.67", "247025.28", "1047025.28"],
  ] as const)("%s over %i months at %s, %s", (amount, months, rate, method, first, last, interest, paid) => {
    expect(scheduleSummary(terms(amount, months, rate), method)).toEqual({
      firstPayment: first,
      lastPayment: last,
      totalInterest: interest,
      totalPaid: paid,
    })
  })
})

describe("a loan too small for its term", () => {
  it("is repaid early where a fen a month is too much, and never by a negative payment", () => {
    const payments = repaymentSchedule(terms("1.80", 360), "equalPrincipal")
    expect(payments[0]?.principal).toBe("0.01")
    expect(payments[179]?.balance).toBe("0.00")
    expect(payments.at(-1)).toEqual({
      principal: "0.00",
      interest: "0.00",
      payment: "0.00",
      balance: "0.00",
    })
  })
  it("is repaid at the end where a month asks for less than half a fen", () => {
    const payments = repaymentSchedule(terms("0.01", 12), "equalInstalments")
    expect(payments.map(({ payment }) => payment)).toEqual([...Array<string>(11).fill("0.00"), "0.01"])
  })
})

it("nothing, or more than any fund lends, has no schedule", () => {
  expect(isSchedulable({ amount: zeroMoney })).toBe(false)
  expect(isSchedulable({ amount: Money.parse("100000000.00") })).toBe(true)
  expect(isSchedulable({ amount: Money.parse("100000000.01") })).toBe(false)
  expect(() => scheduleSummary(terms("0.00", 360), "equalPrincipal")).toThrow(/nothing to repay/)
  for (const rate of ["0", "0.0000001", "0.200001", "1.5"])
    expect(() => scheduleSummary(terms("1.00", 360, rate), "equalPrincipal")).toThrow(/yearly rate/)
})

const anyTerms = fc.record({
  amount: fc
    .oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 10_000_000_000 }))
    .map((fen) => moneyOfFen(fen)),
  yearlyRate: fc.integer({ min: 1, max: 200_000 }).map((rate) => `0.${String(rate).padStart(6, "0")}`),
  termMonths: fc.integer({ min: 1, max: 480 }),
})
const anyMethod = fc.constantFrom(...RepaymentMethod.options)

describe("every schedule", () => {
  it("sums its principals to the loan exactly, never pays less than nothing, and ends with nothing owed", () => {
    fc.assert(
      fc.property(anyTerms, anyMethod, (each, method) => {
        const payments = repaymentSchedule(each, method)
        expect(payments).toHaveLength(each.termMonths)
        expect(sumMoney(payments.map(({ principal }) => principal))).toBe(each.amount)
        expect(payments.at(-1)?.balance).toBe("0.00")
        // Money has no sign: a negative figure could not have been written.
        for (const { principal, interest, payment } of payments)
          expect(sumMoney([principal, interest])).toBe(payment)
      }),
      { numRuns: 60 },
    )
  })
  it("agrees with its summary", () => {
    fc.assert(
      fc.property(anyTerms, anyMethod, (each, method) => {
        const payments = repaymentSchedule(each, method)
        expect(scheduleSummary(each, method)).toEqual({
          firstPayment: payments[0]?.payment,
          lastPayment: payments.at(-1)?.payment,
          totalInterest: sumMoney(payments.map(({ interest }) => interest)),
          totalPaid: sumMoney(payments.map(({ payment }) => payment)),
        })
      }),
      { numRuns: 60 },
    )
  })
  it("takes the interest that decimals give, on the balance before each payment", () => {
    fc.assert(
      fc.property(anyTerms, anyMethod, (each, method) => {
        let before = each.amount
        for (const { interest, balance } of repaymentSchedule(each, method)) {
          expect(interest).toBe(roundToMoney(exact(before).times(each.yearlyRate).div(12)))
          before = balance
        }
      }),
      { numRuns: 30 },
    )
  })
  it("costs less interest by level principals, of a loan that is not tiny", () => {
    const amounts = fc.integer({ min: 1_000_000, max: 300_000_000 }).map((fen) => moneyOfFen(fen))
    fc.assert(
      fc.property(amounts, fc.integer({ min: 12, max: 360 }), (amount, termMonths) => {
        const each = { amount, termMonths, yearlyRate: "0.026" }
        const byInstalments = scheduleSummary(each, "equalInstalments").totalInterest
        expect(compareMoney(scheduleSummary(each, "equalPrincipal").totalInterest, byInstalments)).toBe(-1)
      }),
    )
  })
})
