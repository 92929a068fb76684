import { describe, expect, it } from "vitest"
import { CenterId, FederationId, Instant, LocalDate, StaffId } from "../../../contracts/primitives.ts"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import type { FederationRecord } from "../../../functions/domain/federation/federation-record.ts"
import { listSupervisedCases } from "../../../functions/use-cases/supervise-cases.ts"
import { superviseMetric } from "../../../functions/use-cases/supervise-metric.ts"
import type { Sight } from "../../../functions/use-cases/supervisor-call.ts"

const now = Instant.parse("2026-11-22T02:00:00.000Z")
const day = (text: string): LocalDate => LocalDate.parse(text)
const stays = CenterId.parse("310000000000000")
const left = CenterId.parse("320500000000000")
const comes = CenterId.parse("330400000000000")
const ours = FederationId.parse("fed_01JD0000000000000000000000")
const theirs = FederationId.parse("fed_01JD0000000000000000000001")

const center = (centerId: CenterId): CenterRecord => ({
  centerId,
  name: "测试中心",
  kind: "center",
  settlesOwnBooks: true,
  provinceCode: `${centerId.slice(0, 2)}0000`,
  closingDays: [],
  standing: "active",
  standingSince: now,
  validFrom: day("2020-01-01"),
  version: 1,
})

const line = (centerId: CenterId, boundFrom: string, leftOn?: string) => ({
  centerId,
  acceptedAt: now,
  boundFrom: day(boundFrom),
  handler: StaffId.parse("h-01"),
  reviewer: StaffId.parse("r-02"),
  ...(leftOn === undefined ? {} : { leftOn: day(leftOn) }),
})

const federation = (
  federationId: FederationId,
  acceptances: readonly ReturnType<typeof line>[],
): FederationRecord => ({
  federationId,
  zh: "示例",
  en: "example",
  version: 1,
  versions: [
    {
      version: 1,
      contentHash: "1".repeat(64),
      validFrom: day("2026-01-01"),
      members: [stays, left, comes],
      services: ["inboundTransfer"],
      proposedAt: now,
      acceptances,
    },
  ],
})

const federations = [
  federation(ours, [
    line(stays, "2026-01-01"),
    line(CenterId.parse("310000000000001"), "2026-01-01"),
    line(left, "2026-01-01", "2026-10-11"),
    line(comes, "2026-12-15"),
  ]),
  federation(theirs, [line(stays, "2026-01-01"), line(left, "2026-01-01")]),
]

const needs = {
  readDirectory: async () => [stays, left, comes].map(center),
  readFederation: async (id: FederationId) => federations.find(({ federationId }) => federationId === id),
  listFederations: async () => federations,
  readCounters: async (partition: string) =>
    [stays, left, comes]
      .filter((id) => partition.endsWith(id) || /#(now|\d{4}-\d{2})$/.test(partition))
      .map((first) => ({ first, figures: { "own.late": 1 } })),
  readCountedThrough: async () => undefined,
  readPolls: async () => new Map<string, string>(),
  readInbox: async () => ({ messages: [] }),
  listReports: async () => [],
}

const sight: Sight = { nation: false, provinces: [], federations: [ours] }
const ask = async (metric: string, query: Readonly<Record<string, string>>, seen = sight) => {
  const told = await superviseMetric(needs)({ now, params: { metric }, query, sight: seen })
  if (told.outcome === "refused") return told.problem
  if (told.outcome !== "answered") throw new Error(told.outcome)
  return told.answer.rows.map(({ key }) => key)
}

describe("of a federation", () => {
  const past = { from: "2026-10-01", to: "2026-10-10" }
  const whole = { ...past, to: "2026-10-31" }

  it("what stands now is told of today's members, whatever day is named", async () => {
    expect(await ask("openCases", { ...past, center: left })).toBe("scope-not-permitted")
    expect(await ask("openCases", { ...past, federation: ours, by: "center" })).toEqual([stays])
    expect(await ask("availability", { ...past, federation: ours })).toEqual([stays])
  })

  it("what happened is told of whoever belonged to it on the last day that the figures cover", async () => {
    expect(await ask("legs", { ...past, center: left })).toEqual(["total"])
    expect(await ask("legs", { ...past, center: left, by: "center" })).toBe("scope-not-permitted")
    expect(await ask("legs", { ...past, federation: ours, by: "center" })).toEqual([stays])
    expect(await ask("flows", { ...past, center: left })).toBe("scope-not-permitted")
    expect(await ask("legs", { ...whole, center: left })).toBe("scope-not-permitted")
  })

  it("nothing is told of who is still to join, on whatever day to come", async () => {
    const year = { from: "2026-01-01", to: "2026-12-31" }
    expect(await ask("legs", { ...year, center: comes })).toBe("scope-not-permitted")
    expect(await ask("legs", { ...year, federation: ours, by: "center" })).toEqual([stays])
  })

  it.each(["openCases", "legs", "indicators"])("%s has a row for it, and for no other", async (metric) => {
    const [own, all] = [await ask(metric, { federation: ours, by: "federation" }), { by: "federation" }]
    expect(own).toEqual([ours])
    expect(await ask(metric, { center: stays, by: "federation" })).toEqual([ours])
    expect(await ask(metric, all, { ...sight, nation: true })).toEqual([ours, theirs])
    const province: Sight = { nation: false, provinces: ["310000"], federations: [] }
    expect(await ask(metric, { province: "310000", by: "federation" }, province)).toEqual([])
  })
})

const list = (query: Readonly<Record<string, string>>) =>
  listSupervisedCases({
    ...needs,
    listLateCases: async () => ({ caseIds: [] }),
    readCasesById: async () => [],
    listCasesOf: async () => ({ cases: [] }),
    readHistory: async () => [],
    listEscalations: async () => ({ messages: [] }),
  })({ now, params: {}, query, sight: { ...sight, nation: true } })

describe("a list of cases", () => {
  it.each(["constructor", "toString", "__proto__"])("knows no kind and no role %s", async (word) => {
    expect(await list({ kind: word })).toMatchObject({ problem: "invalid-request", field: "kind" })
    expect(await list({ role: word })).toMatchObject({ problem: "invalid-request", field: "role" })
    expect(await list({})).toMatchObject({ outcome: "answered" })
  })
})
