import { describe, expect, it } from "vitest"
import { percentOf, permilleOf, quotientOf } from "../../../functions/domain/indicator/ratio.ts"
import { yearlyGrowth } from "../../../functions/domain/indicator/yearly-growth.ts"
import { exact, type Exact } from "../../../functions/domain/money/money.ts"

/**
 * 全国住房公积金年度报告 2021-2024, in 亿元: what the nation publishes is what the functions give, to the last digit that
 * is published.
 */
const nation = {
  2021: { deposits: "29156.87", withdrawals: "20316.13", balance: "81882.14", rent: "1258.67" },
  2022: { deposits: "31935.05", withdrawals: "21363.27", balance: "92454.82", rent: "1521.37" },
  2023: { deposits: "34697.69", withdrawals: "26562.71", balance: "100589.80", rent: "2031.28" },
  2024: { deposits: "36317.83", withdrawals: "27654.84", balance: "109252.79", rent: "2720.57" },
} as const
type Year = keyof typeof nation

const ratio = (part: string, whole: string): Exact => quotientOf({ part, whole }) ?? exact(-1)

describe("the nation's published ratios", () => {
  it.each<[Year, string]>([
    [2021, "69.68 %"],
    [2022, "66.90 %"],
    [2023, "76.55 %"],
    [2024, "76.15 %"],
  ])("提取率 of %i is %s", (year, published) => {
    const { withdrawals, deposits } = nation[year]
    expect(percentOf(ratio(withdrawals, deposits))).toBe(published)
  })

  it("个贷率 at the end of 2021 is 84.18 %", () => {
    expect(percentOf(ratio("68931.12", nation[2021].balance))).toBe("84.18 %")
  })

  it("逾期率 at the end of 2021 is 0.025 %, published as 0.03 %: one figure, two roundings of the same quotient", () => {
    const overdue = ratio("17.34", "68931.12")
    expect([percentOf(overdue, 3), percentOf(overdue, 2), permilleOf(overdue, 2)]).toEqual([
      "0.025 %",
      "0.03 %",
      "0.25 ‰",
    ])
  })

  it("rounds once: 0.0249 % is 0.02 %, and never 0.03 % by way of 0.025 %", () => {
    expect(percentOf(exact("0.000249"), 2)).toBe("0.02 %")
    expect(percentOf(exact("0.000249"), 3)).toBe("0.025 %")
  })
})

const unexplained = (year: Year, before: Year): string =>
  exact(nation[before].balance)
    .plus(nation[year].deposits)
    .minus(nation[year].withdrawals)
    .minus(nation[year].balance)
    .toFixed(2)

describe("the nation's balance rolls: the year before + deposits - withdrawals", () => {
  it("2022 to 2023 and 2023 to 2024 to the last published digit", () => {
    expect([unexplained(2023, 2022), unexplained(2024, 2023)]).toEqual(["0.00", "0.00"])
  })

  it("2021 to 2022 leaves 0.90, a thousandth of a per cent of the balance: the publications differ, not the roll", () => {
    expect(unexplained(2022, 2021)).toBe("-0.90")
    expect(percentOf(ratio("0.90", nation[2022].balance), 3)).toBe("0.001 %")
  })
})

describe("what follows from the published totals", () => {
  it.each<[Year, string]>([
    [2021, "6.20 %"],
    [2022, "7.12 %"],
    [2023, "7.65 %"],
    [2024, "9.84 %"],
  ])("租房提取占比 of %i is %s", (year, share) => {
    expect(percentOf(ratio(nation[year].rent, nation[year].withdrawals))).toBe(share)
  })

  it.each<[Year, Year, string]>([
    [2021, 2022, "9.53 %"],
    [2022, 2023, "8.65 %"],
    [2023, 2024, "4.67 %"],
    [2021, 2024, "7.60 %"],
  ])("deposits from %i to %i grew by %s a year", (first, last, growth) => {
    expect(
      percentOf(yearlyGrowth(nation[first].deposits, nation[last].deposits, last - first) ?? exact(0)),
    ).toBe(growth)
  })

  it("苏州 2016-2020: 1341.57 of 1594.37 were withdrawn for housing, 84.14 %", () => {
    expect(percentOf(ratio("1341.57", "1594.37"))).toBe("84.14 %")
  })

  it("the average over several years is that of their sums, not of their ratios", () => {
    const years = [nation[2021], nation[2022], nation[2023], nation[2024]]
    const sum = (figure: "withdrawals" | "deposits") =>
      years.reduce((total, year) => total.plus(year[figure]), exact(0)).toFixed()
    expect(percentOf(ratio(sum("withdrawals"), sum("deposits")))).toBe("72.59 %")
  })
})

describe("a ratio without a whole", () => {
  it("is not known: neither 0 nor infinite", () => {
    expect(quotientOf({ part: "1.00", whole: "0.00" })).toBeUndefined()
    expect(yearlyGrowth("0.00", "1.00", 1)).toBeUndefined()
    expect(yearlyGrowth("1.00", "1.00", 0)).toBeUndefined()
  })
})
