import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { indicatorNames, reportedIndicators, type ReportedIndicator } from "../../../contracts/indicators.ts"
import { indicatorCatalogue } from "../../../contracts/starter/indicators.ts"
import { reportCardThresholds } from "../../../contracts/starter/report-card.ts"
import { indicatorsOf } from "../../../functions/domain/indicator/indicators-of.ts"
import { plainOf, quotientOf, writtenOf } from "../../../functions/domain/indicator/ratio.ts"
import { exact, moneyOfFen } from "../../../functions/domain/money/money.ts"
import { exampleFigures, figuresWith } from "../../fixtures/report-figures.ts"

const A = "210100000000000"
const B = "140500000000000"
const report = (centerId: string, month: string, figures = exampleFigures()) => ({ centerId, month, figures })

const written = (name: ReportedIndicator, reports: Parameters<typeof indicatorsOf>[0]) => {
  const fraction = indicatorsOf(reports)[name]
  const quotient = fraction === undefined ? undefined : quotientOf(fraction)
  return quotient === undefined ? undefined : writtenOf(quotient, indicatorCatalogue()[name].written)
}

describe("indicators of one report", () => {
  it.each<[ReportedIndicator, string]>([
    ["withdrawalRate", "75.20 %"],
    ["housingWithdrawalShare", "85.31 %"],
    ["rentShare", "16.02 %"],
    ["loanRate", "82.65 %"],
    ["overdueRate", "0.080 ‰"],
    ["fundUse", "83.97 %"],
    ["riskReserveRate", "4.20 %"],
    ["flexibleReserveRate", "2.67 %"],
    ["coverage", "76.56 %"],
    ["baseAdjustmentRate", "7.14 %"],
    ["unitOverdueRate", "1.64 %"],
    ["flexibleShare", "2.04 %"],
    ["offsiteLoanShare", "9.58 %"],
    ["onlineShare", "92.38 %"],
    ["hotlineSatisfaction", "99.52 %"],
    ["complaintSettlement", "95.83 %"],
    ["complaintSubstantiation", "0.00 %"],
  ])("%s is %s", (name, expected) => {
    expect(written(name, [report(A, "2026-10")])).toBe(expected)
  })

  it("project loans are a use of the funds", () => {
    const figures = figuresWith({ funds: { projectLoans: "100000000.00" } })
    expect(written("fundUse", [report(A, "2026-10", figures)])).toBe("87.28 %")
  })

  it("what was not told is not known, and never 0", () => {
    const { service: _service, flexiblePool: _pool, ...rest } = exampleFigures()
    const { dueEmployees: _due, ...contributors } = rest.contributors
    const found = indicatorsOf([report(A, "2026-10", { ...rest, contributors })])
    expect([found.coverage, found.onlineShare, found.flexibleReserveRate]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it("of no report nothing is known", () => {
    expect(indicatorsOf([])).toEqual({})
  })
})

describe("indicators of several months", () => {
  const october = report(A, "2026-10")
  const november = report(
    A,
    "2026-11",
    figuresWith({
      deposits: { employee: "199000000.00", total: "200000000.00" },
      balance: { closing: "3149600000.00" },
      contributors: { adjustedEmployees: 14000, payingEmployees: 100000 },
    }),
  )
  it("a flow is that of all months, in whatever order they come", () => {
    expect(written("withdrawalRate", [november, october])).toBe("50.13 %")
  })
  it("a balance is that of the last month", () => {
    expect(written("loanRate", [november, october])).toBe("79.38 %")
  })
  it("bases of all months are divided by the contributors of the last", () => {
    expect(written("baseAdjustmentRate", [october, november])).toBe("21.00 %")
  })
})

describe("indicators of several centers", () => {
  it("divide sums: a large center weighs more than a small one", () => {
    const small = figuresWith({
      deposits: { employee: "900.00", flexible: "100.00", total: "1000.00" },
      withdrawals: { total: "0.00" },
    })
    expect(written("withdrawalRate", [report(A, "2026-10"), report(B, "2026-10", small)])).toBe("75.20 %")
  })

  it("leave a center that does not tell one side out of both", () => {
    const { contributors, ...rest } = exampleFigures()
    const { dueEmployees: _due, ...told } = contributors
    const silent = report(B, "2026-10", { ...rest, contributors: told })
    expect(written("coverage", [report(A, "2026-10"), silent])).toBe("76.56 %")
  })

  it("are those of the sums, whatever the centers", () => {
    const fen = fc.bigInt(1n, 9_999_999_999_999n)
    fc.assert(
      fc.property(fc.array(fc.tuple(fen, fen), { minLength: 1, maxLength: 12 }), (centers) => {
        const reports = centers.map(([balance, lent], index) =>
          report(
            String(index).padStart(15, "0"),
            "2026-10",
            figuresWith({ balance: { closing: moneyOfFen(balance) }, loans: { balance: moneyOfFen(lent) } }),
          ),
        )
        const sum = (side: 0 | 1) => centers.reduce((total, center) => total + center[side], 0n)
        const all = quotientOf({ part: String(sum(1)), whole: String(sum(0)) })
        const found = indicatorsOf(reports).loanRate
        expect(found === undefined ? undefined : quotientOf(found)?.toFixed(30)).toBe(all?.toFixed(30))
      }),
    )
  })
})

describe("the catalogue", () => {
  it("has each indicator, and nothing else", () => {
    expect(Object.keys(indicatorCatalogue()).toSorted()).toEqual([...indicatorNames].toSorted())
  })
  it("says of the reported ones that they are reported", () => {
    const reported = indicatorNames.filter((name) => indicatorCatalogue()[name].origin === "reported")
    expect(reported.toSorted()).toEqual([...reportedIndicators, "depositGrowth"].toSorted())
  })
  it("tells every name and formula in both languages", () => {
    for (const { name, formula, target } of Object.values(indicatorCatalogue()))
      for (const words of [name, formula, ...(target === undefined ? [] : [target.words])]) {
        expect(words.zh).toMatch(/\p{Script=Han}/u)
        expect(words.en).toMatch(/^[^\p{Script=Han}]+$/u)
      }
  })
  it("gives each line of the card limits, the nearer ones around the target", () => {
    for (const { met, near } of reportCardThresholds()) {
      const [metLeast, nearLeast] = [Number(met.atLeast ?? -1), Number(near.atLeast ?? -1)]
      const [metMost, nearMost] = [Number(met.atMost ?? 1e9), Number(near.atMost ?? 1e9)]
      expect([nearLeast <= metLeast, nearMost >= metMost]).toEqual([true, true])
    }
  })
})

describe("a plain ratio", () => {
  it("keeps the places that an overdue rate of 0.015 per mille needs", () => {
    expect(plainOf(exact("15").div("1000000"))).toBe("0.000015")
  })
})
