import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { IndicatorName } from "../../../contracts/indicators.ts"
import type { Threshold } from "../../../contracts/report-cards.ts"
import { reportCard, type CenterFigures, type Figure } from "../../../functions/domain/report/report-card.ts"

const coverage: Threshold = {
  indicator: "coverage",
  met: { atLeast: "0.75" },
  near: { atLeast: "0.70" },
  better: "higher",
}
const overdue: Threshold = {
  indicator: "overdueRate",
  met: { atMost: "0.000015" },
  near: { atMost: "0.0003" },
  better: "lower",
}
const fundUse: Threshold = {
  indicator: "fundUse",
  met: { atLeast: "0.85", atMost: "0.95" },
  near: { atLeast: "0.80", atMost: "1" },
  better: "within",
}

const centersWith = (indicator: IndicatorName, figures: readonly (Figure | undefined)[]): CenterFigures[] =>
  figures.map((figure, index) => ({
    centerId: `c${index}`,
    figures: figure === undefined ? {} : { [indicator]: figure },
  }))

const lineOf = (threshold: Threshold, figures: readonly (Figure | undefined)[], own = 0) =>
  reportCard(centersWith(threshold.indicator, figures), `c${own}`, [threshold], 5).lines[0]

describe("grades", () => {
  it.each([
    [coverage, "0.75", "met"],
    [coverage, "0.7499999999", "near"],
    [coverage, "0.70", "near"],
    [coverage, "0.6999999999", "missed"],
    [coverage, undefined, "notKnown"],
    [coverage, { part: "1", whole: "0" }, "notKnown"],
    [overdue, "0.000015", "met"],
    [overdue, "0.0000150001", "near"],
    [overdue, "0.0003", "near"],
    [overdue, "0.00030001", "missed"],
    [fundUse, "0.8499", "near"],
    [fundUse, "0.85", "met"],
    [fundUse, "0.95", "met"],
    [fundUse, "0.9501", "near"],
    [fundUse, "1.0001", "missed"],
    [fundUse, "0.79", "missed"],
  ] as const)("%o at %o is %s", (threshold, value, grade) => {
    expect(lineOf(threshold, [value])?.grade).toBe(grade)
  })

  it("are given to the exact quotient, not to what is written of it", () => {
    // 74.996 % would be written 75.00 %.
    expect(lineOf(coverage, [{ part: "74996", whole: "100000" }])?.grade).toBe("near")
  })
})

describe("places", () => {
  it("equal values share a place, and the next is as far down as they are many", () => {
    const figures = ["0.9", { part: "8", whole: "10" }, "0.8", "0.7"]
    expect([0, 1, 2, 3].map((own) => lineOf(coverage, figures, own)?.place)).toEqual([
      { rank: 1, of: 4 },
      { rank: 2, of: 4 },
      { rank: 2, of: 4 },
      { rank: 4, of: 4 },
    ])
  })
  it("the lower value is before the higher where less is better", () => {
    expect(lineOf(overdue, ["0.0002", "0.0001"], 1)?.place).toEqual({ rank: 1, of: 2 })
  })
  it("within a band all are first; outside, the nearer one is before", () => {
    const figures = ["0.85", "0.95", "0.99", "0.84"]
    expect([0, 1, 2, 3].map((own) => lineOf(fundUse, figures, own)?.place?.rank)).toEqual([1, 1, 4, 3])
  })
  it("a center without the figure has no place and takes none", () => {
    expect(lineOf(coverage, [undefined, "0.7"])).not.toHaveProperty("place")
    expect(lineOf(coverage, [undefined, "0.7"], 1)?.place).toEqual({ rank: 1, of: 1 })
  })
})

describe("averages", () => {
  it("divide sums", () => {
    const figures = [
      { part: "9", whole: "10" },
      ...Array.from({ length: 4 }, () => ({ part: "0", whole: "90" })),
    ]
    expect(lineOf(coverage, figures)?.average?.toFixed(4)).toBe("0.0243")
  })
  it("of plain numbers are their mean", () => {
    expect(lineOf(coverage, ["0.1", "0.2", "0.3", "0.4", "0.5"])?.average?.toFixed()).toBe("0.3")
  })
  it("of fewer than five centers that have the figure are not told, and it is said why", () => {
    const line = lineOf(coverage, ["0.1", "0.2", "0.3", "0.4", undefined, { part: "1", whole: "0" }])
    expect([line?.average, line?.averageWithheld]).toEqual([undefined, "fewCenters"])
  })
})

const center = (centerId: string, figures: CenterFigures["figures"]): CenterFigures => ({ centerId, figures })

describe("the card as a whole", () => {
  const thresholds = [coverage, overdue, fundUse]
  it("counts the grades, and is placed by the share of known lines that are met", () => {
    const centers = [
      center("a", { coverage: "0.8", overdueRate: "0.01" }),
      center("b", { coverage: "0.8" }),
      center("c", {}),
      center("d", { coverage: "0.8", overdueRate: "0.01", fundUse: "0.9" }),
    ]
    const cardOf = (centerId: string) => reportCard(centers, centerId, thresholds, 5)
    expect(cardOf("a").grades).toEqual({ met: 1, near: 0, missed: 1, notKnown: 1 })
    expect(["a", "b", "c", "d"].map((id) => cardOf(id).place)).toEqual([
      { rank: 3, of: 3 },
      { rank: 1, of: 3 },
      undefined,
      { rank: 2, of: 3 },
    ])
  })
  it("of a center that nothing is known of has all lines, none of them known", () => {
    const card = reportCard([], "x", thresholds, 5)
    expect([card.grades.notKnown, card.place]).toEqual([3, undefined])
  })
  it("does not depend on the order of the centers", () => {
    const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(values, (numbers) => {
        const centers = centersWith(
          "coverage",
          numbers.map((number) => String(number / 20)),
        )
        expect(reportCard(centers.toReversed(), "c0", [coverage], 5)).toEqual(
          reportCard(centers, "c0", [coverage], 5),
        )
      }),
    )
  })
})
