import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { LocalDate, Money, Month } from "../../../contracts/primitives.ts"
import { sumMoney } from "../../../functions/domain/money/money.ts"
import { contributionMonths, type PaidPeriod } from "../../../functions/domain/months/contribution-months.ts"
import { addMonths, eachMonth, monthsBetween } from "../../../functions/domain/months/month.ts"

const month = (text: string) => Month.parse(text)
const day = (text: string) => LocalDate.parse(text)
const period = (from: string, to: string, more: Partial<PaidPeriod> = {}): PaidPeriod => ({
  from: month(from),
  to: month(to),
  ...more,
})

describe("golden case 1: union of months", () => {
  const employee = period("2023-01", "2025-06")
  const flexible = period("2025-05", "2026-06")
  it("counts 42 months, not 44, and reports the two that were paid twice", () => {
    expect(contributionMonths([employee, flexible], day("2026-11-21"))).toMatchObject({
      cumulative: 42,
      consecutive: 42,
      doubled: ["2025-05", "2025-06"],
      lastPaid: "2026-06",
    })
  })
  it("adds the balances", () => {
    expect(sumMoney([Money.parse("55800.00"), Money.parse("16800.00")])).toBe("72600.00")
  })
})

describe("contribution months", () => {
  it("leaves gaps out and lets a back-paid month fill its gap", () => {
    const gaps = [month("2026-02"), month("2026-03")]
    expect(contributionMonths([period("2026-01", "2026-06", { gaps })], day("2026-11-21"))).toMatchObject({
      cumulative: 4,
      consecutive: 3,
    })
    const backPaidMonths = [month("2026-03")]
    expect(
      contributionMonths([period("2026-01", "2026-06", { gaps, backPaidMonths })], day("2026-11-21")),
    ).toMatchObject({ cumulative: 5, consecutive: 4 })
  })
  it("counts a prepaid month from the day it begins", () => {
    const prepaid = period("2026-07", "2026-09", { prepaidThrough: month("2027-06") })
    expect(contributionMonths([prepaid], day("2026-10-31")).cumulative).toBe(4)
    expect(contributionMonths([prepaid], day("2026-11-01")).cumulative).toBe(5)
  })
  it("counts nothing of a segment that has not begun", () => {
    expect(contributionMonths([period("2026-12", "2027-02")], day("2026-11-30"))).toMatchObject({
      cumulative: 0,
      consecutive: 0,
      lastPaid: undefined,
    })
  })
  it("ends the unbroken row at the last paid month", () => {
    const segments = [period("2020-01", "2020-12"), period("2025-01", "2025-03")]
    expect(contributionMonths(segments, day("2026-11-21"))).toMatchObject({ cumulative: 15, consecutive: 3 })
  })

  const anyPeriod = fc
    .record({
      start: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 0, max: 40 }),
      gap: fc.integer({ min: 0, max: 40 }),
    })
    .map(({ start, length, gap }) => {
      const from = addMonths(month("2020-01"), start)
      const to = addMonths(from, length)
      return { from, to, ...(gap <= length ? { gaps: [addMonths(from, gap)] } : {}) }
    })
  it("does not depend on order, never exceeds the sum, and merging never loses a month", () => {
    fc.assert(
      fc.property(fc.array(anyPeriod, { maxLength: 5 }), (segments) => {
        const on = day("2026-11-21")
        const merged = contributionMonths(segments, on)
        expect(contributionMonths(segments.toReversed(), on)).toEqual(merged)
        const alone = segments.map((segment) => contributionMonths([segment], on).cumulative)
        expect(merged.cumulative).toBeLessThanOrEqual(alone.reduce((sum, count) => sum + count, 0))
        expect(merged.cumulative).toBeGreaterThanOrEqual(Math.max(0, ...alone))
        expect(merged.consecutive).toBeLessThanOrEqual(merged.cumulative)
        if (merged.doubled.length === 0)
          expect(merged.cumulative).toBe(alone.reduce((sum, count) => sum + count, 0))
      }),
    )
  })
})

it("an unbroken row may begin with the first month that the wire can write", () => {
  const { consecutive, cumulative } = contributionMonths([period("1900-01", "2000-12")], day("2026-11-21"))
  expect([consecutive, cumulative]).toEqual([1212, 1212])
})

it("month arithmetic goes there and back", () => {
  fc.assert(
    fc.property(fc.integer({ min: -300, max: 300 }), (months) => {
      const start = month("2026-11")
      const moved = addMonths(start, months)
      expect(monthsBetween(start, moved)).toBe(months)
      expect(eachMonth(start, moved).length).toBe(Math.max(0, months + 1))
    }),
  )
})
