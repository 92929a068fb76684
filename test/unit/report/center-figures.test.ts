import { describe, expect, it } from "vitest"
import { CenterId, Instant, LocalDate, Month, StaffId } from "../../../contracts/primitives.ts"
import {
  joinFigures,
  monthsOfCard,
  reportDueOn,
  reportedFigures,
} from "../../../functions/domain/report/center-figures.ts"
import type { ReportRecord } from "../../../functions/domain/report/report-record.ts"
import { exampleFigures } from "../../fixtures/report-figures.ts"

const id = CenterId.parse("210100000000000")
const center = { centerId: id, validFrom: LocalDate.parse("2026-02-10") }
const report = (month: string, firstReportedAt: string): ReportRecord => ({
  centerId: id,
  month: Month.parse(month),
  version: 1,
  figures: exampleFigures(),
  firstReportedAt: Instant.parse(firstReportedAt),
  reportedAt: Instant.parse(firstReportedAt),
  handler: StaffId.parse("h"),
  reviewer: StaffId.parse("r"),
})
const april = monthsOfCard(Month.parse("2026-04"))
const figuresOf = (reports: readonly ReportRecord[], today: string) =>
  reportedFigures([center], reports, april, { today: LocalDate.parse(today), dueDay: 10 })[0]?.figures ?? {}

describe("the months of a card", () => {
  it("are those of the year so far", () => {
    expect(april).toEqual(["2026-01", "2026-02", "2026-03", "2026-04"])
    expect(monthsOfCard(Month.parse("2026-01"))).toEqual(["2026-01"])
  })
  it("are due on the tenth of the next, also over the end of the year", () => {
    expect([
      reportDueOn(april[3] ?? Month.parse("2026-04"), 10),
      reportDueOn(Month.parse("2026-12"), 10),
    ]).toEqual(["2026-05-10", "2027-01-10"])
  })
})

describe("reports on time", () => {
  // 24:00 China time of the tenth is 16:00 UTC.
  const february = report("2026-02", "2026-03-10T15:59:59.999Z")
  const march = report("2026-03", "2026-04-10T16:00:00.000Z")
  it("the last moment of the day counts, the next does not, and January was before the center", () => {
    expect(figuresOf([february, march], "2026-05-11").reportsOnTime).toEqual({ part: "1", whole: "3" })
  })
  it("a month that is still to come in is neither in time nor late", () => {
    expect(figuresOf([february, march], "2026-05-10").reportsOnTime).toEqual({ part: "1", whole: "2" })
  })
  it("a center that never reported is never on time", () => {
    expect(figuresOf([], "2026-05-11")).toEqual({ reportsOnTime: { part: "0", whole: "3" } })
  })
})

describe("reported figures", () => {
  it("of a month need its report: the months before say nothing of its end", () => {
    const march = report("2026-03", "2026-04-02T01:00:00.000Z")
    expect(figuresOf([march], "2026-05-11").loanRate).toBeUndefined()
    expect(figuresOf([march, report("2026-04", "2026-05-02T01:00:00.000Z")], "2026-05-11").loanRate).toEqual({
      part: "2500000000",
      whole: "3024800000",
    })
  })
  it("stand beside what is measured", () => {
    expect(
      joinFigures([
        [{ centerId: "a", figures: { coverage: "0.7" } }],
        [
          { centerId: "a", figures: { openDuplicates: "2" } },
          { centerId: "b", figures: {} },
        ],
      ]),
    ).toEqual([
      { centerId: "a", figures: { coverage: "0.7", openDuplicates: "2" } },
      { centerId: "b", figures: {} },
    ])
  })
})
