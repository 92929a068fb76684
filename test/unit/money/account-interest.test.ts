import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { LocalDate, Money } from "../../../contracts/primitives.ts"
import { addDays } from "../../../functions/domain/calendar/china-date.ts"
import { type Movement, closeAccount } from "../../../functions/domain/money/account-interest.ts"
import { compareMoney, exact, roundToMoney, sumMoney } from "../../../functions/domain/money/money.ts"

const day = (text: string) => LocalDate.parse(text)
const yuan = (text: string) => Money.parse(text)
const rates = [{ from: day("2016-02-21"), yearlyRate: "0.015" }]
const since = (
  openedOn: string,
  openingBalance: string,
  closedOn: string,
  movements: readonly Movement[] = [],
) =>
  closeAccount({
    openedOn: day(openedOn),
    openingBalance: yuan(openingBalance),
    closedOn: day(closedOn),
    movements,
    rates,
  })

const closeAfter = (list: readonly Movement[], days: number) =>
  since("2024-03-01", "1000.00", addDays(day("2024-03-01"), days), list)

describe("golden case 4: closing interest", () => {
  const months = ["2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"]
  const contributions = months.map((month): Movement => ({
    on: day(`${month}-15`),
    kind: "contribution",
    amount: yuan("1860.00"),
  }))
  it("is exact to the fen over 258 days", () => {
    const withdrawal: Movement = { on: day("2025-11-20"), kind: "withdrawal", amount: yuan("5000.00") }
    expect(since("2025-07-01", "42318.67", "2026-03-16", [...contributions, withdrawal])).toEqual({
      principal: "52198.67",
      interest: "515.39",
      days: 258,
      credits: [],
    })
  })
})

describe("golden case 5: around 30 June", () => {
  it("accrues to the day before closing", () => {
    expect(since("2025-07-01", "100000.00", "2026-06-30")).toMatchObject({
      principal: "100000.00",
      interest: "1516.67",
    })
  })
  it("credits on the evening of 30 June", () => {
    expect(since("2025-07-01", "100000.00", "2026-07-01")).toEqual({
      principal: "101520.83",
      interest: "0.00",
      days: 0,
      credits: [{ on: "2026-06-30", interest: "1520.83" }],
    })
  })
  it("earns on the credited interest from then on", () => {
    expect(since("2025-07-01", "100000.00", "2026-07-02")).toMatchObject({
      principal: "101520.83",
      interest: "4.23",
      days: 1,
    })
  })
})

describe("closing an account", () => {
  it("changes the rate on its day", () => {
    const closed = closeAccount({
      openedOn: day("2025-07-01"),
      openingBalance: yuan("36000.00"),
      closedOn: day("2025-07-21"),
      movements: [],
      rates: [
        { from: day("2016-02-21"), yearlyRate: "0.015" },
        { from: day("2025-07-11"), yearlyRate: "0.03" },
      ],
    })
    expect(closed.interest).toBe("45.00")
  })
  it("refuses movements outside its life", () => {
    expect(() =>
      since("2025-07-01", "1.00", "2025-08-01", [
        { on: day("2025-08-02"), kind: "contribution", amount: yuan("1.00") },
      ]),
    ).toThrow(RangeError)
  })
  it("never depends on the order in which movements are told, and never earns less for a later day", () => {
    const movement = fc.record({
      on: fc.integer({ min: 0, max: 700 }).map((offset) => addDays(day("2024-03-01"), offset)),
      kind: fc.constant("contribution" as const),
      amount: fc.integer({ min: 1, max: 500_000 }).map((fen) => roundToMoney(exact(fen).div(100))),
    })
    fc.assert(
      fc.property(
        fc.array(movement, { maxLength: 12 }),
        fc.integer({ min: 701, max: 1200 }),
        (movements, offset) => {
          const one = closeAfter(movements, offset)
          expect(closeAfter(movements.toReversed(), offset)).toEqual(one)
          const later = closeAfter(movements, offset + 1)
          expect(
            compareMoney(
              sumMoney([later.principal, later.interest]),
              sumMoney([one.principal, one.interest]),
            ),
          ).toBeGreaterThanOrEqual(0)
          expect(one.principal).toBe(
            sumMoney([
              yuan("1000.00"),
              ...movements.map(({ amount }) => amount),
              ...one.credits.map(({ interest }) => interest),
            ]),
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})
