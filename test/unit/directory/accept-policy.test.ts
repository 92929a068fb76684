import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { PolicyPack } from "../../../contracts/policies.ts"
import { LocalDate } from "../../../contracts/primitives.ts"
import { acceptPolicy, type KnownPack } from "../../../functions/domain/policies/accept-policy.ts"

const starter = PolicyPack.parse(
  JSON.parse(
    readFileSync(
      new URL("../../../contracts/starter/policies/140500000000000.json", import.meta.url),
      "utf8",
    ),
  ),
)
const today = LocalDate.parse("2026-11-21")
const known = (
  effectiveFrom: string,
  hash: string,
  over: Readonly<Record<string, unknown>> = {},
): KnownPack => ({
  pack: PolicyPack.parse({ ...starter, effectiveFrom, ...over }),
  hash,
})
const decide = (offered: KnownPack, before: readonly KnownPack[]) =>
  acceptPolicy(
    offered,
    { centerId: starter.centerId, effectiveFrom: offered.pack.effectiveFrom },
    before,
    today,
  )

describe("a policy pack", () => {
  it("begins on a day of its own, past or future", () => {
    expect(decide(known("2020-01-01", "a"), [])).toEqual({ outcome: "new" })
    expect(decide(known("2027-01-01", "b"), [known("2020-01-01", "a")])).toEqual({ outcome: "new" })
  })

  it("sent again is the same pack", () => {
    expect(decide(known("2026-11-21", "a"), [known("2026-11-21", "a")])).toEqual({ outcome: "unchanged" })
  })

  it("is fixed from its first day on", () => {
    const other = { version: starter.version + 1 }
    expect(decide(known("2026-11-21", "b", other), [known("2026-11-21", "a")])).toMatchObject({
      problem: "policy-invalid",
      rule: "POL-002",
    })
    expect(decide(known("2026-11-22", "b", other), [known("2026-11-22", "a")])).toEqual({
      outcome: "replaces",
      hash: "a",
    })
    expect(decide(known("2026-11-22", "b"), [known("2026-11-22", "a")])).toMatchObject({
      problem: "policy-invalid",
      field: "/version",
    })
  })

  it("shares no day with another closed pack", () => {
    const closed = known("2026-01-01", "a", { effectiveTo: "2026-12-31" })
    expect(decide(known("2026-12-31", "b"), [closed])).toMatchObject({
      rule: "POL-002",
      field: "/effectiveTo",
    })
    expect(decide(known("2027-01-01", "b"), [closed])).toEqual({ outcome: "new" })
  })
})
