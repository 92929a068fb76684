import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ReportCard, SupervisedReportCards } from "../../contracts/report-cards.ts"
import { MonthlyReport } from "../../contracts/reports.ts"
import { keys } from "../../contracts/table.ts"
import { exampleRequest } from "../fixtures/report-figures.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { outcomesOf } from "../fixtures/race.ts"
import { refusals } from "../fixtures/refusals.ts"
import { supervisorOf } from "../fixtures/supervisor.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

// What a center states of a month, and what it hears of itself: over one hub, in November 2026.

let federation: Federation
let center: TestCenter
let other: TestCenter
let others: readonly TestCenter[]

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-11-05T01:00:00.000Z",
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  center = await federation.onboard(O_ID)
  other = await federation.onboard(I_ID)
  others = await Promise.all(
    [THIRD_ID, "310000000000000", "320100000000000"].map((id) => federation.onboard(id)),
  )
}, 120_000)
afterAll(async () => {
  await federation?.stop()
})

type Body = ReturnType<typeof exampleRequest>
const bodyWith = (over: { readonly [Group in keyof Body]?: object | string }): object => {
  const body: Record<string, unknown> = { ...exampleRequest() }
  for (const [group, changed] of Object.entries(over)) {
    const before = body[group]
    body[group] =
      typeof changed === "object" && typeof before === "object" ? { ...before, ...changed } : changed
  }
  return body
}
const path = (month: string) => `/v1/reports/${month}`
const put = async (by: TestCenter, month: string, body: object, ifMatch?: number): Promise<MonthlyReport> =>
  MonthlyReport.parse(
    expectStatus(await by.call("PUT", path(month), body, ifMatch === undefined ? {} : { ifMatch }), 200),
  )
const read = async (by: TestCenter, month: string): Promise<MonthlyReport> =>
  MonthlyReport.parse(expectStatus(await by.call("GET", path(month)), 200))

const bodyOf = (index: number) => bodyWith({ contributors: { payingUnits: 2000 + index } })

describe("a report", () => {
  it("is stored, read by its own center, and corrected with its trace", async () => {
    const first = await put(center, "2026-09", bodyWith({}))
    expect(first).toMatchObject({ version: 1, origin: "reported", breaches: [] })
    expect(await read(center, "2026-09")).toEqual(first)

    const body = bodyWith({ contributors: { payingUnits: 1201 }, handler: "h-07" })
    const second = await put(center, "2026-09", body, 1)
    expect(second).toMatchObject({ version: 2, firstReportedAt: first.firstReportedAt })
    expect(second.trace.map(({ version, handler }) => [version, handler])).toEqual([
      [1, "h001"],
      [2, "h-07"],
    ])
    expect((await read(center, "2026-09")).contributors.payingUnits).toBe(1201)
    // Said again it is no third version.
    expect((await put(center, "2026-09", body)).version).toBe(2)
  })

  it("of another center is none", async () => {
    expect((await other.problem("GET", path("2026-09"))).type).toBe("/problems/report-not-found")
  })

  it("follows the month before, and a correction of that one shows where it no longer does", async () => {
    const october = { opening: "3024800000.00", closing: "3049600000.00" }
    expect((await put(center, "2026-10", bodyWith({ balance: october }))).breaches).toEqual([])
    const corrected = bodyWith({ balance: { opening: "3000000000.01", closing: "3024800000.01" } })
    const september = await put(center, "2026-09", corrected, 2)
    expect(september.breaches).toEqual([{ rule: "RPT-009", field: "/balance/closing" }])
    const followed = bodyWith({ balance: { opening: "3024800000.01", closing: "3049600000.01" } })
    await put(center, "2026-10", followed, 1)
    expect((await read(center, "2026-09")).breaches).toEqual([])
  })

  it("with a low reserve of the flexible pool is taken, and shows it", async () => {
    const low = bodyWith({ flexiblePool: { reserve: "599999.99" } })
    expect((await put(other, "2026-10", low)).breaches).toEqual([
      { rule: "RPT-008", field: "/flexiblePool/reserve" },
    ])
  })

  it("of one month that is corrected ten times at once is corrected once", async () => {
    await put(other, "2026-08", bodyOf(0))
    // By the client itself: the virtual clock does not pause between the calls.
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        other.client.call("PUT", path("2026-08"), { body: bodyOf(index + 1), ifMatch: 1 }),
      ),
    )
    expect(outcomesOf(answers)).toEqual(["200", ...Array.from({ length: 9 }, () => "version-stale")])
    expect((await read(other, "2026-08")).version).toBe(2)
  })

  it("sent again under its key is answered again and written once", async () => {
    const options = { idempotencyKey: "report-again-1" }
    const body = bodyWith({ contributors: { payingUnits: 3000 } })
    const first = await other.call("PUT", path("2026-06"), body, options)
    const table = wholeTable(federation.hub)
    const before = await table.snapshot()
    const again = await other.call("PUT", path("2026-06"), body, options)
    expect([again.status, again.body]).toEqual([first.status, first.body])
    expect(await table.snapshot()).toEqual(before)
  })
})

describe("refused, with nothing written", () => {
  const body = bodyWith({})
  it.each([
    [
      "a balance a fen off",
      "2026-07",
      bodyWith({ balance: { closing: "3024800000.01" } }),
      "report-inconsistent",
      "RPT-002",
      "/balance/closing",
    ],
    [
      "parts that do not add up",
      "2026-07",
      bodyWith({ deposits: { total: "100000000.01" } }),
      "report-inconsistent",
      "RPT-001",
      "/deposits/total",
    ],
    ["a gap to the month before", "2026-11", body, "report-month-not-open", "RPT-006", "month"],
    ["a month before the center", "2019-12", body, "report-month-not-open", "RPT-007", "month"],
    ["a month that is none", "2026-13", body, "invalid-request", undefined, undefined],
    [
      "one person as two",
      "2026-07",
      bodyWith({ handler: "x", reviewer: "x" }),
      "same-handler-and-reviewer",
      "DUA-001",
      "/reviewer",
    ],
    [
      "a figure that nobody asked for",
      "2026-07",
      { ...body, people: [] },
      "invalid-request",
      "VAL-007",
      "/people",
    ],
    [
      "money as a number",
      "2026-07",
      bodyWith({ deposits: { total: 1 } }),
      "invalid-request",
      "VAL-001",
      "/deposits/total",
    ],
    [
      "part of a person",
      "2026-07",
      bodyWith({ contributors: { payingUnits: 0.5 } }),
      "invalid-request",
      "VAL-001",
      "/contributors/payingUnits",
    ],
  ] as const)("%s", async (_, month, sent, problem, rule, field) => {
    await refusals(federation).refused(
      center,
      { method: "PUT", target: path(month), body: sent },
      { problem, ...(rule === undefined ? {} : { rule, field }) },
    )
  })
  it("a second report without the version of the first", async () => {
    await refusals(federation).refused(
      center,
      { method: "PUT", target: path("2026-10"), body },
      { problem: "version-required", field: "if-match" },
    )
  })
})

const cardOf = async (by: TestCenter): Promise<ReportCard> =>
  ReportCard.parse(expectStatus(await by.call("GET", "/v1/report-cards/2026-10"), 200))
const lineIn = (card: ReportCard, name: string) => card.lines.find(({ indicator }) => indicator === name)

describe("a report card", () => {
  it("of few centers tells no average, and why", async () => {
    const card = await cardOf(center)
    expect(card).toMatchObject({ centerId: center.centerId, reported: true })
    expect(lineIn(card, "coverage")).toMatchObject({
      value: "0.765625",
      written: "76.56 %",
      grade: "met",
      origin: "reported",
      place: { rank: 1, of: 2 },
      averageWithheld: "fewCenters",
    })
    expect(lineIn(card, "coverage")).not.toHaveProperty("average")
    expect(lineIn(card, "openDuplicates")).toMatchObject({ value: "0", grade: "met", origin: "measured" })
    expect(lineIn(card, "onTimeLegs")?.grade).toBe("notKnown")
  })

  it("of five tells grade, place and the average of sums, and nothing of another center", async () => {
    for (const [index, one] of others.entries())
      await put(
        one,
        "2026-10",
        bodyWith({ contributors: { dueEmployees: 98_000 * (index + 2), payingEmployees: 98_000 } }),
      )
    const card = await cardOf(center)
    // 5 x 98,000 of 2 x 128,000 + 98,000 x (2 + 3 + 4)
    expect(lineIn(card, "coverage")).toMatchObject({ place: { rank: 1, of: 5 }, averageWritten: "43.06 %" })
    const last = await cardOf(others.at(-1) ?? other)
    expect(lineIn(last, "coverage")).toMatchObject({ grade: "missed", place: { rank: 5, of: 5 } })
    for (const told of [card, last]) {
      const text = JSON.stringify(told)
      const named = [center, other, ...others].filter(({ centerId }) => text.includes(centerId))
      expect(named.map(({ centerId }) => centerId)).toEqual([told.centerId])
    }
  })

  it("of every center is the supervisor's to read, to the digit as the center reads it", async () => {
    const { token, tokenOf } = supervisorOf(() => federation)
    const ask = (query: string, bearer = token()) =>
      fetch(`${federation.hub.url}/v1/supervision/report-cards/2026-${query}`, {
        headers: { authorization: `Bearer ${bearer}` },
      })
    const told = SupervisedReportCards.parse(await (await ask("10")).json())
    expect(told.centers.map(({ centerId }) => centerId)).toEqual(
      [center, other, ...others].map(({ centerId }) => centerId).toSorted(),
    )
    const own = await cardOf(center)
    const seen = told.centers.find(({ centerId }) => centerId === center.centerId)
    const common = told.lines.map(({ name: _name, ...line }) => line)
    expect(own).toMatchObject({ grades: seen?.grades, place: seen?.place, reported: true })
    expect(own.lines).toEqual(seen?.lines.map((line, index) => ({ ...line, ...common[index] })))
    expect(
      own.lines.filter(({ origin, grade }) => origin === "measured" && grade !== "notKnown"),
    ).toMatchObject([
      { indicator: "unmatchedMoneyAge", value: "0" },
      { indicator: "oldestUnread", value: "0" },
      { indicator: "openDuplicates", value: "0" },
      { indicator: "reportsOnTime" },
    ])
    const province = await tokenOf("supervision:province:140000")
    expect((await ask("10", province)).status).toBe(403)
    const file = await ask("10?province=140000&format=csv", province)
    expect(file.headers.get("content-disposition")).toContain("report-cards-2026-10-140000.csv")
    expect((await file.text()).trimEnd().split("\r\n")).toHaveLength(3)
    expect((await ask("11")).status).toBe(422)
  })

  it("of a month that is not over, or before the center, is refused", async () => {
    expect(await center.problem("GET", "/v1/report-cards/2026-11")).toMatchObject({ rule: "RPT-006" })
    expect(await center.problem("GET", "/v1/report-cards/2019-12")).toMatchObject({ rule: "RPT-007" })
  })
})

describe("what is kept", () => {
  it("each version, and the newest of every center under the month", async () => {
    const items = await wholeTable(federation.hub).snapshot()
    const stands = (key: { readonly pk: string; readonly sk: string }) =>
      [...items.keys()].some((known) => known.includes(key.pk) && known.includes(key.sk))
    for (const version of [1, 2, 3]) expect(stands(keys.report.version(O_ID, "2026-09", version))).toBe(true)
    expect(stands(keys.report.record("2026-09", O_ID))).toBe(true)
  })
})
