import { describe, expect, it } from "vitest"
import { CenterId, Instant, LocalDate, Month, StaffId } from "../../../contracts/primitives.ts"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import { acceptReport, type OfferedReport } from "../../../functions/domain/report/accept-report.ts"
import type { ReportRecord } from "../../../functions/domain/report/report-record.ts"
import { exampleFigures, figuresWith } from "../../fixtures/report-figures.ts"

const centerId = CenterId.parse("210100000000000")
const now = Instant.parse("2026-11-05T01:00:00.000Z")
const center: CenterRecord = {
  centerId,
  name: "沈阳",
  kind: "center",
  settlesOwnBooks: true,
  provinceCode: "210000",
  closingDays: [],
  standing: "active",
  standingSince: now,
  validFrom: LocalDate.parse("2026-03-15"),
  version: 1,
}
const offered = (over: Partial<OfferedReport> = {}): OfferedReport => ({
  centerId,
  month: Month.parse("2026-10"),
  figures: exampleFigures(),
  handler: StaffId.parse("h-01"),
  reviewer: StaffId.parse("r-02"),
  now,
  today: LocalDate.parse("2026-11-05"),
  ...over,
})
const stored = (over: Partial<ReportRecord> = {}): ReportRecord => ({
  centerId,
  month: Month.parse("2026-10"),
  version: 3,
  figures: figuresWith({ contributors: { payingUnits: 1 } }),
  firstReportedAt: Instant.parse("2026-11-02T01:00:00.000Z"),
  reportedAt: Instant.parse("2026-11-04T01:00:00.000Z"),
  handler: StaffId.parse("h-01"),
  reviewer: StaffId.parse("r-02"),
  ...over,
})
const nothing = { former: undefined, previous: undefined, joined: [] }

describe("the first report of a month", () => {
  it("is version 1, kept as such, and holds while the month before is not there", () => {
    const decided = acceptReport(offered(), center, nothing)
    expect(decided).toMatchObject({
      outcome: "accepted",
      report: { version: 1, firstReportedAt: now, reportedAt: now },
      changes: [
        { kind: "saveReport" },
        { kind: "keepReport", report: { version: 1 } },
        { kind: "expectReport", month: "2026-09" },
      ],
    })
    expect(decided.outcome === "accepted" && decided.changes[2]).not.toHaveProperty("version")
  })

  it("holds while the month before stands as it was read", () => {
    const previous = stored({
      month: Month.parse("2026-09"),
      version: 2,
      figures: figuresWith({ balance: { closing: "3000000000.00" } }),
    })
    expect(acceptReport(offered(), center, { ...nothing, previous })).toMatchObject({
      changes: [{}, {}, { kind: "expectReport", month: "2026-09", version: 2 }],
    })
  })
})

describe("a correction", () => {
  it("is the next version of what was read; when the first came stays", () => {
    const former = stored()
    expect(acceptReport(offered({ ifMatch: 3 }), center, { ...nothing, former })).toMatchObject({
      outcome: "accepted",
      report: { version: 4, firstReportedAt: former.firstReportedAt, reportedAt: now },
    })
  })
  it("without change changes nothing, with or without a version", () => {
    const former = stored({ figures: exampleFigures() })
    for (const ifMatch of [undefined, 3, 1])
      expect(acceptReport(offered({ ifMatch }), center, { ...nothing, former }).outcome).toBe("unchanged")
  })
})

const closing = (amount: string) =>
  stored({ month: Month.parse("2026-09"), figures: figuresWith({ balance: { closing: amount } }) })

describe("the month of a merger", () => {
  const joined = [closing("100000000.00"), closing("23.45")]
  const taking = (takenOver: string, end: string) =>
    offered({ figures: figuresWith({ balance: { takenOver, closing: end } }) })
  it("takes over what those centers closed the month before", () => {
    const body = taking("100000023.45", "3124800023.45")
    expect(acceptReport(body, center, { ...nothing, joined }).outcome).toBe("accepted")
  })
  it.each([
    ["a fen more", taking("100000023.46", "3124800023.46"), joined],
    ["nothing", offered(), joined],
    ["without a merger", taking("0.01", "3024800000.01"), []],
  ])("not %s", (_, body, known) => {
    expect(acceptReport(body, center, { ...nothing, joined: known })).toMatchObject({
      problem: "report-inconsistent",
      rule: "RPT-010",
      field: "/balance/takenOver",
    })
  })
  it("what one of them did not report cannot be compared, and rolls all the same", () => {
    const known = { ...nothing, joined: [closing("23.45"), undefined] }
    expect(acceptReport(taking("500.00", "3024800500.00"), center, known).outcome).toBe("accepted")
    expect(acceptReport(taking("500.00", "3024800000.00"), center, known)).toMatchObject({ rule: "RPT-002" })
  })
})

describe("refused", () => {
  const former = stored()
  it.each([
    ["the running month", { month: "2026-11" }, "report-month-not-open", "RPT-006", "month"],
    ["a month to come", { month: "2027-01" }, "report-month-not-open", "RPT-006", "month"],
    ["a month before the center", { month: "2026-02" }, "report-month-not-open", "RPT-007", "month"],
  ] as const)("%s", (_, { month }, problem, rule, field) => {
    expect(acceptReport(offered({ month: Month.parse(month) }), center, nothing)).toEqual({
      outcome: "refused",
      problem,
      rule,
      field,
    })
  })
  it("the month in which the center began is its first", () => {
    expect(acceptReport(offered({ month: Month.parse("2026-03") }), center, nothing).outcome).toBe("accepted")
  })
  it.each([
    ["no version where a report is there", undefined, former, "version-required"],
    ["an old version", 2, former, "version-stale"],
    ["a version where nothing is there", 1, undefined, "version-stale"],
  ])("%s", (_, ifMatch, known, problem) => {
    expect(acceptReport(offered({ ifMatch }), center, { ...nothing, former: known })).toMatchObject({
      outcome: "refused",
      problem,
      field: "if-match",
    })
  })
  it("an office, which keeps no books", () => {
    expect(acceptReport(offered(), { ...center, settlesOwnBooks: false }, nothing)).toMatchObject({
      problem: "office-keeps-no-books",
    })
  })
  it("figures that contradict the month before, with rule and field", () => {
    const previous = stored({ month: Month.parse("2026-09") })
    expect(acceptReport(offered(), center, { ...nothing, previous })).toEqual({
      outcome: "refused",
      problem: "report-inconsistent",
      rule: "RPT-003",
      field: "/balance/opening",
    })
  })
})
