import { describe, expect, it } from "vitest"
import { PolicyPack } from "../../../contracts/policies.ts"
import { LocalDate } from "../../../contracts/primitives.ts"
import { nationalCatalogue } from "../../../contracts/starter/national-catalogue.ts"
import {
  catalogueEntryOf,
  catalogueOf,
  offeredIn,
  requiredDocumentsOf,
  situationOf,
} from "../../../functions/domain/service-case/catalogue.ts"

const catalogue = nationalCatalogue()
const on = LocalDate.parse("2026-10-12")

const source = "local-notice"
const entry = {
  matter: "purchaseWithdrawal",
  modes: ["joint", "agent"],
  situations: [
    {
      situation: "auctionedHome",
      zh: "购买法拍住房",
      en: "a home bought at auction",
      conditions: ["成交裁定已生效"],
      documents: [
        { kind: "courtRuling", zh: "成交裁定书", required: true, verifiedBy: "receiving" },
        { kind: "titleCertificate", zh: "登记信息", required: true, verifiedBy: "shared" },
        { kind: "bankCard", zh: "银行卡", required: false, verifiedBy: "home" },
      ],
    },
  ],
  legs: { verification: 1, decision: 3, supplement: 10, payment: 2, delivery: 2, kind: "working" },
  source,
}
const draftWith = (services: unknown) => ({
  centerId: "140500000000000",
  effectiveFrom: "2026-07-01",
  effectiveTo: "2026-12-31",
  version: 1,
  sources: [{ id: source, title: "notice", url: "https://example.org/notice", on: "2026-07-01" }],
  services,
})
const packWith = (services: unknown): PolicyPack => PolicyPack.parse(draftWith(services))
const accepts = (services: unknown): boolean => PolicyPack.safeParse(draftWith(services)).success
const withOwn = packWith({ entries: [entry], notOffered: [{ matter: "rentWithdrawal", source }] })

const never = (): never => {
  throw new Error("the fixture has it")
}

describe("the catalogue of a center", () => {
  it("is the nation's where the center says nothing", () => {
    expect(catalogueEntryOf({ catalogue, matter: "payoffCertificate", on })).toMatchObject({
      outcome: "found",
      level: "national",
      entry: { modes: ["agent", "online"] },
    })
    expect(catalogueEntryOf({ pack: withOwn, catalogue, matter: "payoffCertificate", on })).toMatchObject({
      level: "national",
    })
  })
  it("replaces the nation's entry whole: a situation of the nation is unknown there", () => {
    const found = catalogueEntryOf({ pack: withOwn, catalogue, matter: "purchaseWithdrawal", on })
    if (found.outcome !== "found") throw new Error("not found")
    expect(found.level).toBe("center")
    expect(situationOf(found.entry, "auctionedHome")?.zh).toBe("购买法拍住房")
    expect(situationOf(found.entry, "newHome")).toBeUndefined()
  })
  it("takes away what the center does not offer", () => {
    expect(catalogueEntryOf({ pack: withOwn, catalogue, matter: "rentWithdrawal", on })).toEqual({
      outcome: "notOffered",
    })
    expect(catalogueOf({ pack: withOwn, catalogue, on }).entries.map(({ matter }) => matter)).not.toContain(
      "rentWithdrawal",
    )
  })
  it("offers nothing where nobody says anything", () => {
    const silent = { ...catalogue, entries: [] }
    expect(catalogueEntryOf({ catalogue: silent, matter: "backPayment", on })).toEqual({
      outcome: "notOffered",
    })
  })
  it("tells in which mode a matter is taken", () => {
    const found = catalogueEntryOf({ catalogue, matter: "purchaseWithdrawal", on })
    if (found.outcome !== "found") throw new Error("not found")
    expect(offeredIn(found.entry, "joint")).toBe(true)
    expect(offeredIn(found.entry, "online")).toBe(false)
  })
  it("asks for no document that is shared between offices, nor for one that may be missing", () => {
    const situation = situationOf(withOwn.services?.entries[0] ?? never(), "auctionedHome")
    expect(requiredDocumentsOf(situation ?? never())).toEqual(["courtRuling"])
  })
  it("names the documents of both levels, and only those that an entry cites", () => {
    const { entries, sources } = catalogueOf({ pack: withOwn, catalogue, on })
    expect(entries).toHaveLength(15)
    expect(sources).toContainEqual(expect.objectContaining({ id: source, level: "center" }))
    expect(sources).toContainEqual(expect.objectContaining({ id: "shangqiu-modes", level: "national" }))
    expect(sources.map(({ id }) => id)).not.toContain("pboc-2016-43")
  })
  it("is not read from a pack of another day", () => {
    const late = LocalDate.parse("2027-01-01")
    expect(() => catalogueOf({ pack: withOwn, catalogue, on: late })).toThrow("does not hold on 2027-01-01")
    expect(() => catalogueOf({ pack: withOwn, catalogue, on: LocalDate.parse("2026-06-30") })).toThrow(
      "does not hold on 2026-06-30",
    )
    expect(() => catalogueOf({ pack: withOwn, catalogue, on: LocalDate.parse("2026-12-31") })).not.toThrow()
  })
})

describe("a pack's own catalogue", () => {
  it("tells a matter once", () => {
    expect(accepts({ entries: [entry] })).toBe(true)
    expect(accepts({ entries: [entry, entry] })).toBe(false)
    expect(accepts({ entries: [entry], notOffered: [{ matter: "purchaseWithdrawal", source }] })).toBe(false)
  })
  it("names modes, situations and kinds of document once each", () => {
    expect(accepts({ entries: [{ ...entry, modes: ["joint", "joint"] }] })).toBe(false)
    const [situation] = entry.situations
    expect(accepts({ entries: [{ ...entry, situations: [situation, situation] }] })).toBe(false)
    const document = { kind: "courtRuling", zh: "裁定", required: true, verifiedBy: "home" }
    const twice = { ...situation, documents: [document, document] }
    expect(accepts({ entries: [{ ...entry, situations: [twice] }] })).toBe(false)
  })
  it("cites documents of its own pack only", () => {
    const foreign = { source: "shangqiu-modes" }
    expect(accepts({ entries: [{ ...entry, ...foreign }] })).toBe(false)
    expect(accepts({ entries: [{ ...entry, ownSources: { joint: foreign } }] })).toBe(false)
    expect(
      accepts({ entries: [{ ...entry, ownSources: { joint: { source }, decision: { source } } }] }),
    ).toBe(true)
  })
})
