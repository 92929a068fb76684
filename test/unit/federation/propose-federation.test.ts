import { describe, expect, it } from "vitest"
import { FederationContent } from "../../../contracts/federations.ts"
import { CenterId } from "../../../contracts/primitives.ts"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import { nationalCatalogue } from "../../../contracts/starter/national-catalogue.ts"
import {
  A,
  B,
  C,
  centers,
  cited,
  contentOf,
  day,
  office,
  propose,
  rawContent,
  world,
} from "./a-federation.ts"

const overriding = (service: string, overrides: object) => contentOf({ services: [service], overrides })
const purchase = (over: object) =>
  overriding("jointWithdrawal", {
    withdrawals: {
      rules: [{ purpose: "purchase", answer: "allowed", limit: { fact: "cost" }, ...cited, ...over }],
    },
  })
const certificateEntry = nationalCatalogue().entries.find(
  ({ matter }) => matter === "contributionCertificate",
)
const ownEntry = {
  matter: "contributionCertificate",
  modes: ["agent"],
  situations: [
    { situation: "offsiteLoan", zh: "异地贷款", en: "off-site loan", conditions: [], documents: [] },
  ],
  ...cited,
}
const matter = (legs: object) =>
  overriding("extraMatters", { matters: [{ ...ownEntry, legs: { ...certificateEntry?.legs, ...legs } }] })

describe("what a version may not say", () => {
  it.each([
    [
      "a court's hold",
      overriding("inboundTransfer", { transfer: { judicialHold: { answer: "allow", ...cited } } }),
      "FED-004",
      "transfer/judicialHold/answer",
    ],
    [
      "an unsettled loan",
      overriding("inboundTransfer", { transfer: { unsettledLoan: { answer: "allow", ...cited } } }),
      "FED-004",
      "transfer/unsettledLoan/answer",
    ],
    [
      "a guarantee",
      overriding("inboundTransfer", { transfer: { guarantee: { answer: "allow", ...cited } } }),
      "FED-004",
      "transfer/guarantee/answer",
    ],
    ["another purpose", purchase({ purpose: "leaving" }), "FED-005", "withdrawals/rules/0/purpose"],
    ["a loan that bars closing", purchase({ loan: "ignored" }), "FED-005", "withdrawals/rules/0/loan"],
    ["closing", purchase({ closesAccount: true }), "FED-005", "withdrawals/rules/0/closesAccount"],
    [
      "more than the cost",
      purchase({ limit: { fact: "balance" } }),
      "FED-005",
      "withdrawals/rules/0/limit/fact",
    ],
    ["a slower decision", matter({ decision: 4 }), "FED-006", "matters/0/legs/decision"],
  ] as const)("lifts %s", (_name, content, rule, field) => {
    expect(propose(content)).toEqual({
      outcome: "refused",
      problem: "federation-contradicts-nation",
      rule,
      field: `/content/overrides/${field}`,
    })
  })

  it("changes months that the national file fixes", () => {
    const nation = {
      rules: { transfer: { inboundMonths: { months: 6, source: "law" } } },
      withdrawals: { version: 1, sources: [], withdrawal: { rules: [] } },
      catalogue: nationalCatalogue(),
    }
    expect(propose(contentOf(), { nation })).toMatchObject({
      rule: "FED-004",
      field: "/content/overrides/transfer/inboundMonths/months",
    })
  })

  it.each([
    ["as strict as the nation", purchase({})],
    ["stricter", purchase({ answer: "homeDecides", limit: { fact: "cost", share: "0.5" } })],
    ["as fast", matter({})],
    [
      "a bar of its own",
      overriding("inboundTransfer", { transfer: { judicialHold: { answer: "refuse", ...cited } } }),
    ],
  ])("says what is %s", (_name, content) => {
    expect(propose(content).outcome).toBe("proposed")
  })

  it.each([
    [["members"], rawContent({ members: [A, A] }), "FED-001"],
    [["services"], rawContent({ services: ["inboundTransfer", "inboundTransfer"] }), "FED-001"],
    [["overrides", "transfer"], rawContent({ services: ["sharedWarnings"] }), "FED-002"],
    [["validTo"], rawContent({ validTo: "2025-12-31" }), "FED-003"],
    [["sources"], rawContent({ sources: [{ id: "other", title: "x", on: "2026-01-01" }] }), "FED-001"],
  ])("is malformed at %s", (path, raw, rule) => {
    const issue = FederationContent.safeParse(raw).error?.issues[0]
    expect(issue).toMatchObject({ path, params: { rule } })
  })

  it("has no word for two people or for two normal accounts", () => {
    for (const overrides of [
      { twoPeople: "one" },
      { normalAccounts: 2 },
      { transfer: { settledLoan: "any" } },
    ])
      expect(FederationContent.safeParse(rawContent({ overrides })).error?.issues[0]).toMatchObject({
        code: "unrecognized_keys",
      })
  })
})

describe("who is proposed, and when", () => {
  const unknown = CenterId.parse("999900000000000")
  it("names an unknown member by its place", () => {
    expect(propose(contentOf({ members: [A, unknown] }))).toMatchObject({
      problem: "unknown-center",
      rule: "FED-007",
      field: "/content/members/1",
    })
  })
  it("takes no office, for its books are another's", () => {
    const known = new Map<string, CenterRecord>([...centers, [unknown, office(unknown)]])
    expect(propose(contentOf({ members: [unknown, A] }), { centers: known })).toMatchObject({
      problem: "office-keeps-no-books",
      field: "/content/members/0",
    })
  })
  it("refuses what is larger than a center's item holds", () => {
    expect(propose(contentOf(), { contentBytes: 40_001 })).toMatchObject({
      problem: "federation-too-large",
      rule: "FED-010",
    })
  })
  it("refuses a version that is over already", () => {
    expect(propose(contentOf({ validTo: "2026-11-21" }))).toMatchObject({
      rule: "FED-003",
      field: "/content/validTo",
    })
  })

  it.each([
    ["2026-01-01", undefined, "2026-01-01", "federation-validity-overlaps"],
    ["2026-01-01", undefined, "2025-12-31", "federation-validity-overlaps"],
    ["2026-01-01", undefined, "2026-01-02", undefined],
    ["2026-01-01", "2026-12-31", "2026-12-31", "federation-validity-overlaps"],
    ["2026-01-01", "2026-12-31", "2027-01-01", undefined],
  ])("after %s to %s, %s: %s", (validFrom, validTo, next, problem) => {
    const scene = world()
    scene.proposes(contentOf({ validFrom, ...(validTo === undefined ? {} : { validTo }) }), "1".repeat(64))
    const answer = scene.proposes(contentOf({ validFrom: next }), "2".repeat(64))
    expect("problem" in answer ? answer.problem : undefined).toBe(problem)
    expect(scene.federation().versions).toHaveLength(problem === undefined ? 2 : 1)
  })

  it("refuses the same content again", () => {
    const scene = world()
    scene.proposes(contentOf(), "1".repeat(64))
    expect(scene.proposes(contentOf(), "1".repeat(64))).toMatchObject({ problem: "federation-unchanged" })
  })
})

describe("an acceptance", () => {
  it.each([
    ["another hash", A, "9".repeat(64), "federation-content-differs"],
    ["no member", C, "1".repeat(64), "federation-not-member"],
    ["twice", B, "1".repeat(64), "federation-already-accepted"],
  ] as const)("of %s is refused", (_name, centerId, contentHash, problem) => {
    const scene = world()
    scene.proposes(contentOf({ members: [A, B] }), "1".repeat(64))
    scene.accepts(B, "1".repeat(64))
    const before = scene.federation()
    expect(scene.accepts(centerId, contentHash)).toEqual({
      outcome: "refused",
      problem,
      rule: "FED-008",
      field: "/contentHash",
    })
    expect(scene.federation()).toBe(before)
  })

  it("is one of eight at most", () => {
    const scene = world()
    scene.proposes(contentOf(), "1".repeat(64))
    const [bound] = [...Array(9).keys()]
      .map((index) => {
        const hash = String(index + 1).repeat(64)
        const from = day(`2026-0${index + 1}-01`)
        if (index > 0) scene.proposes(contentOf({ validFrom: from }), hash)
        return scene.accepts(A, hash)
      })
      .slice(-1)
    expect(bound).toMatchObject({ problem: "federation-too-large", rule: "FED-010" })
    expect(scene.of(A).bound).toHaveLength(8)
  })
})
