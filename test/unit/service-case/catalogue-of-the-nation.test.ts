import { describe, expect, it } from "vitest"
import { nationalCatalogue } from "../../../contracts/starter/national-catalogue.ts"
import { MATTERS } from "../../../contracts/service-codes.ts"
import { WITHDRAWAL_PURPOSES } from "../../../contracts/withdrawals.ts"

const { entries, sources } = nationalCatalogue()
const entryOf = (matter: string) => {
  const found = entries.find((entry) => entry.matter === matter)
  if (found === undefined) throw new Error(`no ${matter}`)
  return found
}
const situations = entries.flatMap((entry) =>
  entry.situations.map((line) => ({ ...line, matter: entry.matter })),
)

/** 办事情形 of the purposes that are matters of their own; every other purpose is a situation of that name. */
const situationsOfPurpose: Readonly<Record<string, readonly string[]>> = {
  purchase: ["newHome", "secondHandHome", "affordableHome", "loanedHome"],
  rent: ["market", "publicRental"],
  retirement: ["normalRetirement", "earlyRetirement"],
}

describe("the national catalogue", () => {
  it.each(Object.keys(MATTERS))("tells how %s is handled", (matter) => {
    expect(entryOf(matter).situations.length).toBeGreaterThan(0)
  })
  it.each(Object.keys(WITHDRAWAL_PURPOSES))("has a situation for %s", (purpose) => {
    for (const name of situationsOfPurpose[purpose] ?? [purpose])
      expect(situations.filter(({ situation }) => situation === name)).toHaveLength(1)
  })
  it("has no situation of other withdrawals that is not a purpose", () => {
    const names = entryOf("otherWithdrawal").situations.map(({ situation }) => situation)
    expect(names.filter((name) => !(name in WITHDRAWAL_PURPOSES))).toEqual([])
  })

  // 商丘中心列出的八项 (2021), https://c.m.163.com/news/a/H0TLHEB50525WSH3.html
  it.each([
    ["informationQuery", "online", "全程网办"],
    ["retirementWithdrawal", "online", "全程网办"],
    ["unitRegistration", "online", "全程网办"],
    ["informationChange", "online", "全程网办"],
    ["earlyFullRepayment", "online", "全程网办"],
    ["contributionCertificate", "agent", "代收代办"],
    ["payoffCertificate", "agent", "代收代办"],
    ["purchaseWithdrawal", "joint", "两地联办"],
  ])("takes %s in the mode that Shangqiu names first", (matter, mode, clause) => {
    const entry = entryOf(matter)
    expect(entry.modes[0]).toBe(mode)
    expect(entry.source).toBe("shangqiu-modes")
    expect(entry.clause).toContain(clause)
  })
  it("takes a purchase jointly only, in five working days as Xilingol does", () => {
    const { modes, legs, ownSources } = entryOf("purchaseWithdrawal")
    expect(modes).toEqual(["joint"])
    expect(legs.kind).toBe("working")
    expect(legs.verification + legs.decision).toBe(5)
    expect(ownSources?.decision?.source).toBe("xilingol-joint")
    expect(ownSources?.verification?.clause).toContain("5个工作日")
  })
  it("decides a withdrawal within the three days of the Regulation", () => {
    for (const matter of ["retirementWithdrawal", "rentWithdrawal", "otherWithdrawal"])
      expect(entryOf(matter)).toMatchObject({
        legs: { decision: 3 },
        ownSources: { decision: { source: "regulation-2026" } },
      })
  })
  it("takes what flexible contributors ask as Liaoning does (四(十一))", () => {
    for (const matter of ["flexibleAccountOpening", "flexibleContribution"])
      expect(entryOf(matter)).toMatchObject({
        source: "liaoning-draft",
        clause: expect.stringContaining("四(十一)"),
      })
  })

  it("says of each leg and mode where it comes from: a document, or the hub itself", () => {
    const hub = sources.find(({ id }) => id === "hub-default")
    expect(hub?.title).toContain("the hub's own default")
    for (const { matter, modes, legs, source, ownSources = {} } of entries) {
      const named = [...modes, ...Object.keys(legs).filter((leg) => leg !== "kind")]
      for (const name of Object.keys(ownSources)) expect(named, matter).toContain(name)
      for (const leg of ["verification", "decision", "supplement", "payment", "delivery"])
        expect(Object.keys(ownSources), `${matter} ${leg}`).toContain(leg)
      // The document of an entry names one mode, the first; any further one has a document of its own.
      if (source !== "hub-default")
        for (const mode of modes.slice(1)) expect(ownSources, matter).toHaveProperty(mode)
    }
  })
  it("never gives the hub's own documents as those of an office", () => {
    for (const { situation, documents, source, clause } of situations) {
      expect(documents.length, situation).toBeGreaterThan(0)
      expect(source, situation).toBeDefined()
      if (source !== "hub-default") expect(clause, situation).toBeDefined()
    }
  })
})
