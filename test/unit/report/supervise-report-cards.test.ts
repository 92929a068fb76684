import { describe, expect, it } from "vitest"
import { CenterId, FederationId, Instant, LocalDate, Month } from "../../../contracts/primitives.ts"
import { SupervisedReportCards } from "../../../contracts/report-cards.ts"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import type { CenterCounter } from "../../../functions/domain/report/measured-figures.ts"
import { readCenterFigures } from "../../../functions/use-cases/center-figures.ts"
import { superviseReportCards } from "../../../functions/use-cases/supervise-report-cards.ts"
import type { Sight } from "../../../functions/use-cases/supervisor-call.ts"

const now = Instant.parse("2026-11-05T01:00:00.000Z")
const october = Month.parse("2026-10")
const today = LocalDate.parse("2026-11-05")
const codes = ["210100000000000", "210200000000000", "310000000000000"]
const [first = "", second = "", third = ""] = codes

const centerOf = (code: string, over: Partial<CenterRecord> = {}): CenterRecord => ({
  centerId: CenterId.parse(code),
  name: `=中心${code.slice(0, 4)}`,
  kind: "center",
  settlesOwnBooks: true,
  provinceCode: `${code.slice(0, 2)}0000`,
  standing: "active",
  standingSince: now,
  closingDays: [],
  validFrom: LocalDate.parse("2020-01-01"),
  version: 1,
  ...over,
})

interface World {
  readonly centers?: readonly CenterRecord[]
  readonly counters?: Readonly<Record<string, readonly CenterCounter[]>>
  readonly unread?: Readonly<Record<string, string>>
}

const needsOf = ({ centers = codes.map((code) => centerOf(code)), counters = {}, unread = {} }: World) => {
  const asked: string[] = []
  const needs = {
    listReports: async () => [],
    readDirectory: async () => centers,
    readFederation: async () => undefined,
    readCounters: async (partition: string) => {
      asked.push(partition)
      return counters[partition] ?? []
    },
    readInbox: async (ids: readonly string[]) => ({
      messages: ids
        .flatMap((id) => unread[id] ?? [])
        .toSorted()
        .slice(0, 1)
        .map((at) => ({ at: Instant.parse(at) })),
    }),
  }
  return { needs: { ...needs, readCenterFigures: readCenterFigures(needs) }, asked }
}

const nation: Sight = { nation: true, provinces: [], federations: [] }
const ask = (
  world: World,
  query: Readonly<Record<string, string>> = {},
  sight: Sight = nation,
  month: string = october,
) => superviseReportCards(needsOf(world).needs)({ now, query, params: { month }, sight })
const cards = async (...asked: Parameters<typeof ask>): Promise<SupervisedReportCards> => {
  const result = await ask(...asked)
  if (result.outcome !== "answered") throw new Error(result.outcome)
  return SupervisedReportCards.parse(result.answer)
}

const money = (count: number) => ({ "payee.count": count, "payee.amount": 100 })
const world: World = {
  counters: {
    "unmatched#now": [
      { first: first, figures: money(2) },
      { first: second, figures: { "payer.count": 2 } },
    ],
    [`unmatched#${first}`]: [
      { first: "2026-10-02", figures: { "payer.count": 1 } },
      { first: "2026-10-11", figures: money(1) },
      { first: "2026-10-30", figures: money(1) },
    ],
  },
  unread: { [third]: "2026-11-01T17:00:00.000Z" },
}

describe("report cards for supervisors", () => {
  it("tell of each center in sight its lines and place, among all of the nation", async () => {
    const told = await cards(world, { province: "210000" })
    expect(told.centers.map(({ centerId }) => centerId)).toEqual([first, second])
    const line = told.centers[0]?.lines.find(({ indicator }) => indicator === "unmatchedMoneyAge")
    expect(line).toEqual({
      indicator: "unmatchedMoneyAge",
      grade: "near",
      value: "25",
      written: "25",
      place: { rank: 3, of: 3 },
    })
    expect(told.centers[0]?.place).toEqual({ rank: 2, of: 3 })
    const common = told.lines.find(({ indicator }) => indicator === "unmatchedMoneyAge")
    expect(common).toMatchObject({ averageWithheld: "fewCenters", origin: "measured" })
  })

  it("count what waits in the inbox by China's days, former books included", async () => {
    const { keepers: _none, ...heir } = centerOf(second)
    const merged = [{ centerId: CenterId.parse(third), from: LocalDate.parse("2026-11-02") }]
    const told = await cards({ ...world, centers: [centerOf(first), { ...heir, formerCenters: merged }] })
    const unread = told.centers.map(
      ({ lines }) => lines.find(({ indicator }) => indicator === "oldestUnread")?.value,
    )
    // 17:00 UTC is the next day in China.
    expect(unread).toEqual(["0", "3"])
  })

  it("ask for the days of money only where there is some, and for nothing that stands now in earlier months", async () => {
    const last = needsOf(world)
    await last.needs.readCenterFigures(october, today)
    expect(last.asked).toEqual([
      "legs#2026-10",
      "serviceDays#2026-10",
      "transfers#2026-10",
      "openFindings#now",
      "unmatched#now",
      `unmatched#${first}`,
    ])
    const earlier = needsOf(world)
    await earlier.needs.readCenterFigures(Month.parse("2026-09"), today)
    expect(earlier.asked).toEqual(["legs#2026-09", "serviceDays#2026-09", "transfers#2026-09"])
  })

  it("are a file that no spreadsheet runs", async () => {
    const file = await ask(world, { format: "csv", center: first })
    if (file.outcome !== "file") throw new Error(file.outcome)
    expect(file.fileName).toBe(`report-cards-2026-10-${first}.csv`)
    const lines = file.text.trimEnd().split("\r\n")
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain(`${first},'=中心2101,210000,0,`)
    expect(new Set(lines.map((line) => line.split(",").length)).size).toBe(1)
    expect(lines[2]).toMatch(/^average,/)
  })

  const province: Sight = { nation: false, provinces: ["210000"], federations: [] }
  const fed = FederationId.parse("fed_01JD0000000000000000000000")
  it.each([
    [{}, province, october, "scope-not-permitted"],
    [{ center: third }, province, october, "scope-not-permitted"],
    [{ federation: fed }, province, october, "scope-not-permitted"],
    [{ province: "210000", center: first }, nation, october, "invalid-request"],
    [{ format: "xls" }, nation, october, "invalid-request"],
    [{}, nation, "2026-11", "report-month-not-open"],
    [{}, nation, "2026-13", "invalid-request"],
  ] as const)("%j with %j of %s is refused", async (query, sight, month, problem) => {
    expect(await ask(world, query, sight, month)).toMatchObject({ outcome: "refused", problem })
  })

  it("of a whole nation come in a moment", async () => {
    const many = Array.from({ length: 400 }, (_, index) => centerOf(String(210_000_000_000_000 + index)))
    const began = performance.now()
    const told = await cards({ centers: many })
    expect(told.centers).toHaveLength(400)
    expect(performance.now() - began).toBeLessThan(5000)
    expect(JSON.stringify(told).length).toBeLessThan(3_000_000)
  })
})
