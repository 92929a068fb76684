import { describe, expect, it } from "vitest"
import { PolicyPack } from "../../../contracts/policies.ts"
import { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import { Catalogue } from "../../../contracts/service-catalogue.ts"
import { nationalCatalogue } from "../../../contracts/starter/national-catalogue.ts"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import { noMemberships } from "../../../functions/domain/federation/membership.ts"
import { readCatalogue } from "../../../functions/use-cases/read-catalogue.ts"

const home = CenterId.parse("140500000000000")
const center: CenterRecord = {
  centerId: home,
  name: "晋城市住房公积金管理中心",
  kind: "center",
  settlesOwnBooks: true,
  provinceCode: "140000",
  closingDays: [],
  standing: "active",
  standingSince: Instant.parse("2026-07-01T00:00:00.000Z"),
  validFrom: LocalDate.parse("2026-07-01"),
  version: 1,
}
const pack = PolicyPack.parse({
  centerId: home,
  effectiveFrom: "2026-07-01",
  effectiveTo: "2026-12-31",
  version: 1,
  sources: [{ id: "notice", title: "notice", url: "https://example.org/notice", on: "2026-07-01" }],
  services: { entries: [], notOffered: [{ matter: "backPayment", source: "notice" }] },
})

const ask = (centerId: string, query: Readonly<Record<string, string>>, packs: readonly PolicyPack[]) => {
  const read = readCatalogue({
    readCenter: (id) => Promise.resolve(id === home ? center : undefined),
    readPolicies: () => Promise.resolve(packs.map((one) => ({ pack: one }))),
    nationalCatalogue,
    findMemberships: (id) => Promise.resolve(noMemberships(id)),
  })
  return read({
    callerId: "310000000000000",
    // Already the next day in China.
    now: Instant.parse("2026-10-11T16:30:00.000Z"),
    nowMs: Date.parse("2026-10-11T16:30:00.000Z"),
    body: undefined,
    params: { centerId },
    query,
    newId: (prefix) => `${prefix}_1`,
    keyRestricted: false,
  })
}

describe("reading a catalogue", () => {
  it("shows what the center offers today in China, as its contract says", async () => {
    const found = await ask(home, {}, [pack])
    if (found.outcome !== "answered") throw new Error(found.outcome)
    expect(Catalogue.parse(found.answer)).toEqual(found.answer)
    expect(found.answer.on).toBe("2026-10-12")
    expect(found.answer.entries.map(({ matter }) => matter)).not.toContain("backPayment")
    expect(found.answer.entries).toHaveLength(15)
  })
  it("shows the national list of a center that has published nothing yet", async () => {
    const found = await ask(home, { on: "2026-06-30" }, [pack])
    if (found.outcome !== "answered") throw new Error(found.outcome)
    expect(found.answer.entries).toHaveLength(16)
    expect(new Set(found.answer.entries.map(({ level }) => level))).toEqual(new Set(["national"]))
  })
  it("does not bridge a gap between packs", async () => {
    expect(await ask(home, { on: "2027-01-01" }, [pack])).toMatchObject({
      outcome: "refused",
      problem: "policy-gap",
      centerId: home,
    })
  })
  it("knows no center that the directory does not know, and no day that is none", async () => {
    expect(await ask("999900000000000", {}, [])).toMatchObject({ problem: "unknown-center" })
    expect(await ask(home, { on: "2026-02-30" }, [pack])).toMatchObject({ problem: "invalid-request" })
  })
})
