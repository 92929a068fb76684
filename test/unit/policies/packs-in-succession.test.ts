import { describe, expect, it } from "vitest"
import { LocalDate } from "../../../contracts/primitives.ts"
import { PolicyPack } from "../../../contracts/policies.ts"
import { packsInSuccession } from "../../../functions/domain/policies/packs-in-succession.ts"
import { policyInForce } from "../../../functions/domain/policies/policy-in-force.ts"

const day = (text: string) => LocalDate.parse(text)
const known = (centerId: string, effectiveFrom: string, effectiveTo?: string) => ({
  hash: `${centerId}-${effectiveFrom}`,
  pack: PolicyPack.parse({
    centerId,
    effectiveFrom,
    ...(effectiveTo === undefined ? {} : { effectiveTo }),
    version: 1,
    sources: [{ id: "plan", title: "测试来源 / invented source", on: "2020-01-01" }],
  }),
})
const A = "210100000000001"
const B = "210100000000002"
const C = "210100000000003"
const from = day("2026-10-01")

const ruleOn = (packs: ReturnType<typeof packsInSuccession>, on: string) => {
  const found = policyInForce(
    packs.map(({ pack }) => pack),
    day(on),
  )
  return found.outcome === "refused" ? found.rule : found.pack.centerId
}

describe("the rules of books that others took over", () => {
  const own = [known(A, "2025-01-01"), known(A, "2026-12-01")]

  it.each([
    ["2026-09-30", A],
    ["2026-10-01", B],
    ["2026-12-15", B],
    ["2027-03-01", B],
  ])("on %s are those of %s", (on, owner) => {
    const packs = packsInSuccession(own, [{ from, packs: [known(B, "2020-01-01"), known(B, "2027-01-01")] }])
    expect(ruleOn(packs, on)).toBe(owner)
  })

  it("in a chain each keeper's in its time", () => {
    const spans = [
      { from: day("2027-10-01"), packs: [known(C, "2024-01-01")] },
      { from, packs: [known(B, "2020-01-01")] },
    ]
    const packs = packsInSuccession(own, spans)
    expect(["2026-09-30", "2026-10-01", "2027-09-30", "2027-10-01"].map((on) => ruleOn(packs, on))).toEqual([
      A,
      B,
      B,
      C,
    ])
  })

  it("a gap of the keeper's is a gap, and the former rules do not come back", () => {
    const packs = packsInSuccession(own, [{ from, packs: [known(B, "2020-01-01", "2026-06-30")] }])
    expect(ruleOn(packs, "2026-10-05")).toBe("policy-gap")
  })

  it("keep the hash under which they were put", () => {
    const packs = packsInSuccession(own, [{ from, packs: [known(B, "2020-01-01")] }])
    expect(packs.map(({ hash }) => hash)).toEqual([`${A}-2025-01-01`, `${B}-2020-01-01`])
  })
})
