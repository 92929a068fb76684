import { describe, expect, it } from "vitest"
import { Segment } from "../../../contracts/accounts.ts"
import { taxStatementOf } from "../../../functions/domain/flexible/tax-statement.ts"
import { aSegment } from "../account/a-segment.ts"

const flexible = (over: object) =>
  aSegment({
    contributorType: "flexible",
    from: "2025-11",
    to: "2026-03",
    contributions: "5000.00",
    monthlyContribution: "1000.00",
    ...over,
  })

const stated = (segments: readonly Segment[], year: string) => {
  const found = taxStatementOf(segments, year)
  return found.outcome === "missing" ? "missing" : found.statement
}

describe("own contributions of a calendar year (昌吉 二(三)1; 辽宁 三(九); 财税〔2006〕10号)", () => {
  it("are all of a flexible contributor's, by month where no day is known", () => {
    expect(stated([flexible({})], "2026")).toMatchObject({
      months: [
        { month: "2026-01", amount: "1000.00", countedBy: "month" },
        { month: "2026-02", amount: "1000.00" },
        { month: "2026-03", amount: "1000.00" },
      ],
      flexible: "3000.00",
      employee: "0.00",
      total: "3000.00",
      ceiling: "notJudged",
    })
    expect(stated([flexible({})], "2025")).toMatchObject({ total: "2000.00" })
    expect(stated([flexible({})], "2024")).toMatchObject({ months: [], total: "0.00" })
  })

  it("count months paid in advance in the year in which they were booked", () => {
    const months = ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]
    const prepaid = flexible({
      contributionsByMonth: months.map((month) => ({ month, amount: "1000.00", credited: "2025-12-31" })),
    })
    expect(stated([prepaid], "2025")).toMatchObject({ total: "5000.00" })
    expect(stated([prepaid], "2026")).toMatchObject({ total: "0.00" })
    const onNewYear = flexible({
      contributionsByMonth: months.map((month) => ({ month, amount: "1000.00", credited: "2026-01-01" })),
    })
    expect(stated([onNewYear], "2025")).toMatchObject({ total: "0.00" })
    expect(stated([onNewYear], "2026")).toMatchObject({
      total: "5000.00",
      months: expect.arrayContaining([
        expect.objectContaining({ month: "2025-11", countedBy: "credited", creditedOn: "2026-01-01" }),
      ]),
    })
  })

  it("are an employee's own part only, as far as the record tells it", () => {
    const untold = aSegment({ from: "2025-11", to: "2026-02", contributions: "8000.00" })
    expect(stated([untold], "2026")).toMatchObject({
      employee: "0.00",
      total: "0.00",
      unknownMonths: ["2026-01", "2026-02"],
    })
    const told = aSegment({
      from: "2025-11",
      to: "2026-02",
      contributions: "8000.00",
      contributionsByMonth: [{ month: "2026-01", amount: "1000.00" }],
    })
    expect(stated([told, flexible({})], "2026")).toMatchObject({
      employee: "1000.00",
      flexible: "3000.00",
      total: "4000.00",
      unknownMonths: ["2026-02"],
    })
  })

  it("are not guessed: months of the year that nobody tells are missing, those of other years are not", () => {
    const uneven = flexible({ contributions: "4999.99" })
    expect(stated([uneven], "2026")).toBe("missing")
    expect(stated([uneven], "2024")).toMatchObject({ total: "0.00" })
  })

  it("are another center's to state where they were paid before a transfer", () => {
    const transferred = Segment.parse({
      ...flexible({}),
      origin: {
        kind: "transferred",
        fromCenterId: "210100000000000",
        transferId: "trf_01K9A3V8Q4T6W8Y0Z2B4D6F8H0",
      },
    })
    expect(stated([transferred], "2026")).toMatchObject({
      total: "0.00",
      transferredFrom: ["210100000000000"],
    })
  })
})

const month = (of: string, amount = "1000.00") => ({ month: of, amount })

const rules = (over: object) =>
  Segment.safeParse({ ...flexible({}), ...over }).error?.issues.map((issue) =>
    "params" in issue ? issue.params?.["rule"] : issue.code,
  )

const months = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    month(`${2022 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`),
  )

describe("the record by month of a segment", () => {
  const five = ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]
  it.each([
    ["before the first month", [month("2025-10")]],
    ["after the last month", [month("2026-04")]],
    ["a month twice", [month("2026-01", "1.00"), month("2026-01", "1.00")]],
    ["more than the segment has", [month("2026-01", "5000.01")]],
    ["a whole record that does not add up", five.map((of) => month(of, "999.99"))],
  ])("is not %s", (_what, contributionsByMonth) => {
    expect(rules({ contributionsByMonth })).toEqual(["FLX-033"])
  })
  it("is not of a month that was not paid", () => {
    expect(rules({ gaps: ["2026-01"], contributionsByMonth: [month("2026-01")] })).toEqual(["FLX-033"])
  })
  it("may be a part of it, the whole of it, or what was paid in advance", () => {
    expect(rules({ contributionsByMonth: [month("2026-03")] })).toBeUndefined()
    expect(rules({ contributionsByMonth: five.map((of) => month(of)) })).toBeUndefined()
    const ahead = { prepaidThrough: "2026-04", contributions: "6000.00" }
    expect(
      rules({ ...ahead, contributionsByMonth: [...five, "2026-04"].map((of) => month(of)) }),
    ).toBeUndefined()
  })
  it("has at most 36 months", () => {
    const long = { from: "2020-01", to: "2026-03", contributions: "75000.00" }
    expect(rules({ ...long, contributionsByMonth: months(36) })).toBeUndefined()
    expect(rules({ ...long, contributionsByMonth: months(37) })).toEqual(["too_big"])
  })
})
