import { describe, expect, it } from "vitest"
import { PolicyPack } from "../../../contracts/policies.ts"
import { CenterId, FederationId, LocalDate } from "../../../contracts/primitives.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import { canonicalJson } from "../../../functions/domain/policies/canonical-json.ts"
import { overlapsAnotherPack, policyInForce } from "../../../functions/domain/policies/policy-in-force.ts"
import { resolveTransferRules } from "../../../functions/domain/policies/transfer-rules.ts"

const minimal = {
  centerId: "140500000000000",
  effectiveFrom: "2026-07-01",
  version: 1,
  sources: [{ id: "notice", title: "notice", url: "https://example.org/notice", on: "2026-07-01" }],
}
const withLoan = (loan: unknown) => ({ ...minimal, loan })
const accepts = (pack: unknown) => PolicyPack.safeParse(pack).success
const multiple = (text: string) =>
  withLoan({
    base: {
      kind: "contributions",
      merge: "bySegment",
      measure: "balance",
      multiples: [{ contributorType: "employee", accountKind: "basic", multiple: text, source: "notice" }],
    },
  })

const withLiquidityFrom = (secondFrom: string) =>
  withLoan({
    liquidity: [
      { factor: "1.2", validFrom: "2026-07-01", validTo: "2026-09-30", source: "notice" },
      { factor: "1.0", validFrom: secondFrom, source: "notice" },
    ],
  })
const counterpartyRule = (from: string, centerId: string) => ({
  centerIds: [centerId],
  overrides: { inboundMonths: { months: 0, source: "notice" } },
  validFrom: from,
  source: "notice",
})

const withSecondCounterparty = (second: string) => ({
  ...minimal,
  transfer: {
    counterparties: [
      counterpartyRule("2026-07-01", "310000000000000"),
      counterpartyRule("2026-08-01", second),
    ],
  },
})

describe("the national rules", () => {
  it("can be read", () => {
    expect(nationalRules().loanRates.map(({ yearlyRate }) => yearlyRate)).toEqual([
      "0.021",
      "0.026",
      "0.02525",
      "0.03075",
    ])
  })
})

describe("a policy pack is refused", () => {
  it("is accepted to begin with", () => {
    expect(accepts(minimal)).toBe(true)
    expect(accepts(multiple("25"))).toBe(true)
  })
  it("with an unknown field, at any depth", () => {
    expect(accepts({ ...minimal, note: "x" })).toBe(false)
    expect(accepts(withLoan({ cap: [] }))).toBe(false)
  })
  it.each(["-25", "0", "0.00", "1e3", "25.1234567"])("with the multiple %s", (text) => {
    expect(accepts(multiple(text))).toBe(false)
  })
  it("with a share above the whole", () => {
    expect(accepts(withLoan({ loanToValue: [{ share: "1.01", source: "notice" }] }))).toBe(false)
  })
  it("with a figure whose source is not listed, or none", () => {
    expect(accepts(withLoan({ caps: [{ amount: "1.00", source: "hearsay" }] }))).toBe(false)
    expect(accepts(withLoan({ caps: [{ amount: "1.00" }] }))).toBe(false)
  })
  it("with two liquidity coefficients for one day", () => {
    expect(accepts(withLiquidityFrom("2026-10-01"))).toBe(true)
    expect(accepts(withLiquidityFrom("2026-09-30"))).toBe(false)
  })
  it("with two rules for one counterparty on one day", () => {
    expect(accepts(withSecondCounterparty("320500000000000"))).toBe(true)
    expect(accepts(withSecondCounterparty("310000000000000"))).toBe(false)
  })
  it("when it, or a period in it, ends before it begins", () => {
    const backwards = { factor: "1.2", validFrom: "2026-07-01", validTo: "2026-06-30", source: "notice" }
    expect(accepts(withLoan({ liquidity: [backwards] }))).toBe(false)
    expect(accepts({ ...minimal, effectiveTo: "2026-06-30" })).toBe(false)
    expect(accepts({ ...minimal, effectiveTo: "2026-07-01" })).toBe(true)
  })
})

const datedPack = (effectiveFrom: string, effectiveTo?: string, version = 1) => ({
  effectiveFrom: LocalDate.parse(effectiveFrom),
  ...(effectiveTo === undefined ? {} : { effectiveTo: LocalDate.parse(effectiveTo) }),
  version,
})
const dayOf = (text: string) => LocalDate.parse(text)

describe("the pack in force", () => {
  const packs = [
    datedPack("2025-01-01"),
    datedPack("2026-01-01", "2026-06-30"),
    datedPack("2026-10-01"),
    datedPack("2026-10-01", undefined, 2),
  ]
  it("is the one that began last, in its newest version", () => {
    expect(policyInForce(packs, dayOf("2025-12-31"))).toMatchObject({ pack: { effectiveFrom: "2025-01-01" } })
    expect(policyInForce(packs, dayOf("2026-06-30"))).toMatchObject({ pack: { effectiveFrom: "2026-01-01" } })
    expect(policyInForce(packs, dayOf("2026-11-21"))).toMatchObject({
      pack: { effectiveFrom: "2026-10-01", version: 2 },
    })
  })
  it("is a gap after an end, never the pack before it", () => {
    expect(policyInForce(packs, dayOf("2026-07-01"))).toEqual({ outcome: "refused", rule: "policy-gap" })
    expect(policyInForce(packs, dayOf("2024-12-31"))).toEqual({ outcome: "refused", rule: "policy-gap" })
    expect(policyInForce([], dayOf("2026-07-01"))).toEqual({ outcome: "refused", rule: "policy-not-found" })
  })
  it("does not let two closed packs claim one day", () => {
    expect(overlapsAnotherPack(datedPack("2026-06-30"), packs)).toBe(true)
    expect(overlapsAnotherPack(datedPack("2026-07-01"), packs)).toBe(false)
    expect(overlapsAnotherPack(datedPack("2026-07-01", "2026-10-01"), packs)).toBe(true)
  })
})

const inbound = (months: number) => ({ inboundMonths: { months, source: "notice" } })

describe("transfer rules", () => {
  const counterparty = CenterId.parse("310000000000000")
  const on = LocalDate.parse("2026-11-21")
  const policy = {
    ...inbound(6),
    counterparties: [
      {
        centerIds: [counterparty],
        overrides: inbound(0),
        validFrom: LocalDate.parse("2026-01-01"),
        validTo: on,
        source: "notice",
      },
    ],
  }
  const inboundMonths = (question: Omit<Parameters<typeof resolveTransferRules>[0], "counterparty" | "on">) =>
    resolveTransferRules({ ...question, counterparty, on }).inboundMonths
  it("are resolved in the order federation, counterparty, center, national", () => {
    const federation = {
      rules: inbound(3),
      federation: {
        federationId: FederationId.parse("fed_01JD0000000000000000000000"),
        version: 1,
        contentHash: "0".repeat(64),
      },
    }
    expect(inboundMonths({ federation, policy, national: inbound(9) })).toMatchObject({
      value: 3,
      level: "federation",
    })
    expect(inboundMonths({ policy, national: inbound(9) })).toMatchObject({ value: 0, level: "counterparty" })
    expect(inboundMonths({ policy: inbound(6), national: inbound(9) })).toMatchObject({
      value: 6,
      level: "center",
    })
    expect(inboundMonths({ policy: undefined, national: inbound(9) })).toMatchObject({
      value: 9,
      level: "national",
    })
    expect(inboundMonths({ policy: undefined })).toEqual({ value: 0, level: "hub", source: undefined })
  })
  it("let a counterparty rule end with its last day", () => {
    const next = LocalDate.parse("2026-11-22")
    expect(resolveTransferRules({ policy, counterparty, on: next }).inboundMonths).toMatchObject({
      value: 6,
      level: "center",
    })
  })
  it("bar debts and court orders where nobody rules", () => {
    expect(resolveTransferRules({ policy, counterparty, on })).toMatchObject({
      unsettledLoan: { value: "refuse", level: "hub" },
      judicialHold: { value: "refuse", level: "hub" },
    })
  })
})

describe("canonical JSON", () => {
  it("does not depend on the order in which keys were written", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "ü" }], a: undefined })).toBe('{"b":[1,{"c":"ü","d":null}]}')
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }))
  })
})
