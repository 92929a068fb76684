import { describe, expect, it } from "vitest"
import { Segment } from "../../../contracts/accounts.ts"
import { LocalDate, Month } from "../../../contracts/primitives.ts"
import { Statement } from "../../../contracts/transfers.ts"
import {
  chinaDay,
  closeSegments,
  makeSegments,
  statementFigures,
} from "../../../tools/demo/contribution-record.ts"
import { fenOf, moneyOf, sumOfMoney } from "../../../tools/fen.ts"

const today = chinaDay(Date.parse("2026-11-21T10:00:00Z"))
const seeds = Array.from({ length: 200 }, (_, index) => `seed-${index}`)

describe("money of the simulated centers", () => {
  it("is added in whole fen", () => {
    expect(sumOfMoney(["52198.67", "515.39"])).toBe("52714.06")
    expect(moneyOf(fenOf("0.05"))).toBe("0.05")
    expect(sumOfMoney([])).toBe("0.00")
  })
})

describe("the record that a simulated center states", () => {
  it("is made of lawful segments that end before today", () => {
    for (const seed of seeds)
      for (const segment of makeSegments(seed, today)) {
        expect(Segment.safeParse(segment).success).toBe(true)
        expect(segment.to < today.slice(0, 7)).toBe(true)
      }
  })

  it("has sums that are sums, to the fen", () => {
    for (const seed of seeds) {
      const segments = makeSegments(seed, today)
      const figures = statementFigures(segments)
      expect(figures.principal).toBe(sumOfMoney(segments.map((segment) => segment.principal)))
      expect(fenOf(figures.amount)).toBe(fenOf(figures.principal) + fenOf(figures.interest))
    }
  })

  it("is closed with the interest of its own days, and adds up on any later day", () => {
    const before = chinaDay(Date.parse("2026-06-29T10:00:00Z"))
    const after = chinaDay(Date.parse("2026-07-01T10:00:00Z"))
    for (const seed of seeds.slice(0, 50)) {
      const made = makeSegments(seed, before)
      expect(closeSegments(made, before)).toEqual(made)
      const credited = closeSegments(made, after)
      const stated = statementFigures(credited)
      expect(stated.interest).toBe("0.00")
      expect(stated.amount).toBe(sumOfMoney(credited.map((segment) => segment.principal)))
      expect(fenOf(stated.amount) > fenOf(statementFigures(made).amount)).toBe(true)
    }
  })

  it("accrues by days from the 15th of each month: 12 x 1,000.00 closed after half a year", () => {
    const [made] = makeSegments("seed-0", today)
    const year = {
      from: Month.parse("2025-07"),
      to: Month.parse("2026-06"),
      monthlyContribution: moneyOf(100_000n),
    }
    if (made === undefined) throw new Error("a record has a segment")
    const closing = (on: string) => closeSegments([{ ...made, ...year }], LocalDate.parse(on))
    // 2,196 days of 1,000.00 up to 30 June (12 fewer the day before), then 184 days of the whole.
    expect(closing("2026-06-30")).toMatchObject([{ principal: "12000.00", interest: "91.00" }])
    expect(closing("2026-07-01")).toMatchObject([{ principal: "12091.50", interest: "0.00" }])
    expect(closing("2027-01-01")).toMatchObject([{ principal: "12091.50", interest: "92.70" }])
  })

  it("fits a statement", () => {
    const segments = makeSegments("statement", today)
    const statement = {
      ...statementFigures(segments),
      segments,
      openedOn: `${segments[0]?.from}-15`,
      sixMonthsContinuous: true,
      loanCount: 0,
      hasUnsettledLoan: false,
      hasFraudRecord: false,
      handler: "a",
      reviewer: "b",
    }
    expect(Statement.safeParse(statement).success).toBe(true)
  })

  it("turns the day at 16:00 UTC, midnight in China", () => {
    expect(chinaDay(Date.parse("2026-10-09T15:59:59Z"))).toBe("2026-10-09")
    expect(chinaDay(Date.parse("2026-10-09T16:00:00Z"))).toBe("2026-10-10")
  })
})
