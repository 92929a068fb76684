import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Month } from "../../../contracts/primitives.ts"
import { addMonths } from "../../../functions/domain/months/month.ts"
import { reportDefect } from "../../../functions/domain/report/check-report.ts"
import { exampleReport } from "../../../tools/demo/example-report.ts"

describe("an example report", () => {
  it("of whatever center and month is accepted after that of the month before", () => {
    const centers = fc.stringMatching(/^\d{15}$/)
    fc.assert(
      fc.property(centers, fc.integer({ min: 0, max: 120 }), (centerId, after) => {
        const month = addMonths(Month.parse("2025-01"), after)
        const [first, second] = [exampleReport(centerId, month), exampleReport(centerId, addMonths(month, 1))]
        expect([reportDefect(first, undefined), reportDefect(second, first)]).toEqual([undefined, undefined])
      }),
    )
  })
  it("is the same each time, and another center's is another", () => {
    const [one, again] = [
      exampleReport("210100000000000", "2026-10"),
      exampleReport("210100000000000", "2026-10"),
    ]
    expect(one).toEqual(again)
    expect(exampleReport("140500000000000", "2026-10")).not.toEqual(one)
  })
})
