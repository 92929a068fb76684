import { describe, expect, it } from "vitest"
import type { FederationContent } from "../../../contracts/federations.ts"
import { FederationId, type LocalDate } from "../../../contracts/primitives.ts"
import {
  agreedForCase,
  agreedRecognition,
  agreedTransferRules,
} from "../../../functions/domain/federation/agreed-rules.ts"
import { sharedVersions, type BoundVersion } from "../../../functions/domain/federation/membership.ts"
import { transferRulesOf } from "../../../functions/use-cases/transfer-rules-of.ts"
import { A, B, cited, contentOf, day, federationId, today } from "./a-federation.ts"

const other = FederationId.parse("fed_01JD0000000000000000000001")
const bound = (content: FederationContent, over: Partial<BoundVersion> = {}): BoundVersion => ({
  federationId,
  version: 1,
  contentHash: "1".repeat(64),
  boundFrom: day("2026-01-01"),
  services: content.services,
  overrides: content.overrides,
  sources: content.sources,
  ...over,
})
const months = (count: number, from: LocalDate, id = federationId) =>
  bound(contentOf({ overrides: { transfer: { inboundMonths: { months: count, ...cited } } } }), {
    boundFrom: from,
    federationId: id,
  })
const shared = (versions: readonly BoundVersion[]) =>
  sharedVersions(
    { centerId: A, version: 1, bound: versions },
    { centerId: B, version: 1, bound: versions },
    today,
  )

describe("of several federations of two centers", () => {
  it("the latest agreement rules, in whatever order they were joined", () => {
    const [early, late] = [months(1, day("2026-01-01")), months(2, day("2026-02-01"), other)]
    for (const versions of [
      [early, late],
      [late, early],
    ])
      expect(agreedTransferRules(shared(versions))?.rules.inboundMonths?.months).toBe(2)
  })

  it("both of the two find the same one to be the later, whoever accepted which first", () => {
    const [early, late] = [day("2026-01-01"), day("2026-03-01")]
    const ofA = { centerId: A, version: 1, bound: [months(1, late), months(2, early, other)] }
    const ofB = { centerId: B, version: 1, bound: [months(1, early), months(2, day("2026-02-01"), other)] }
    for (const agreed of [sharedVersions(ofA, ofB, today), sharedVersions(ofB, ofA, today)])
      expect(agreedTransferRules(agreed)?.rules.inboundMonths?.months).toBe(1)
  })

  it("one that says nothing of the question leaves it to the one before", () => {
    const silent = bound(contentOf({ services: ["sharedWarnings"], overrides: {} }), {
      boundFrom: day("2026-05-01"),
      federationId: other,
    })
    const agreed = shared([months(1, day("2026-01-01")), silent])
    expect(agreed).toHaveLength(2)
    expect(agreedTransferRules(agreed)).toMatchObject({ federation: { federationId } })
    expect(agreedRecognition(agreed)).toBeUndefined()
  })

  it("a service case is under one that rules its matter or its purchase", () => {
    const purchases = bound(
      contentOf({
        services: ["jointWithdrawal"],
        overrides: { withdrawals: { rules: [{ purpose: "purchase", answer: "homeDecides", ...cited }] } },
      }),
    )
    expect(agreedForCase([purchases], "purchaseWithdrawal", "purchase")).toBe(purchases)
    expect(agreedForCase([purchases], "rentWithdrawal", "rent")).toBeUndefined()
    expect(agreedForCase([purchases], "backPayment", undefined)).toBeUndefined()
  })
})

const rulesOf = async (versions: readonly BoundVersion[]) => {
  const found = await transferRulesOf(() => Promise.resolve([]), A, B, today, versions)
  if (found.outcome === "refused") throw new Error(found.problem)
  return found.rules
}

describe("transfer rules of two bound centers", () => {
  const agreed = [months(0, day("2026-01-01"))]
  it("name the version that a rule comes from, and keep the nation's bars", async () => {
    expect(await rulesOf(agreed)).toMatchObject({
      inboundMonths: { value: 0, level: "federation", source: "agreement" },
      judicialHold: { value: "refuse", level: "hub" },
      federation: { federationId, version: 1, contentHash: "1".repeat(64) },
    })
  })

  it("name none where none was used", async () => {
    expect((await rulesOf([])).federation).toBeUndefined()
    const switchedOff = [{ ...months(0, day("2026-01-01")), services: ["sharedWarnings"] as const }]
    expect((await rulesOf(switchedOff)).federation).toBeUndefined()
  })
})
