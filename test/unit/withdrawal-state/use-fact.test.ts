import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { CenterId, LocalDate, Money, PersonRef } from "../../../contracts/primitives.ts"
import { compareMoney, moneyOfFen, sumMoney } from "../../../functions/domain/money/money.ts"
import { leftOf, releaseUse, useFact } from "../../../functions/domain/withdrawal/use-fact.ts"
import type { FactUse, HousingFact } from "../../../functions/domain/withdrawal/withdrawal-record.ts"

const centers = ["990101000000001", "990201000000001", "990301000000001"].map((id) => CenterId.parse(id))
const refs = ["A", "B", "C", "D"].map((letter) => PersonRef.parse(`prs_${letter.repeat(22)}`))
const centerOf = (index: number): CenterId => centers[index] ?? CenterId.parse("990101000000001")
const refOf = (index: number): PersonRef => refs[index] ?? PersonRef.parse(`prs_${"A".repeat(22)}`)

const fact = "lift#210102#12-3#501"
const total = Money.parse("20000.00")
const principalRef = refOf(0)
const useOf = (over: Partial<FactUse> = {}): FactUse => ({
  caseId: "svc-1",
  personRef: refOf(0),
  centerId: centerOf(0),
  amount: Money.parse("5000.00"),
  usedOn: LocalDate.parse("2026-06-01"),
  ...over,
})
const used = (known: HousingFact | undefined, use: FactUse, over: object = {}) =>
  useFact({ known, fact, total, principalRef, use, ...over })
const after = (known: HousingFact | undefined, use: FactUse, over: object = {}): HousingFact => {
  const outcome = used(known, use, over)
  if (outcome.outcome === "refused") throw new Error(outcome.problem)
  return outcome.fact
}
const first = after(undefined, useOf())

describe("a housing fact", () => {
  test("begins with its first use; each further one is its next version", () => {
    expect(first).toMatchObject({ fact, total, principalRef, version: 1, uses: [useOf()] })
    expect(leftOf(first)).toBe("15000.00")
    expect(after(first, useOf({ caseId: "svc-2" }))).toMatchObject({ version: 2 })
  })

  test("adds up at one center for one person, up to the total and not a fen over it", () => {
    const rest = Money.parse("15000.00")
    expect(leftOf(after(first, useOf({ caseId: "svc-2", amount: rest })))).toBe("0.00")
    const over = Money.parse("15000.01")
    expect(used(first, useOf({ caseId: "svc-2", amount: over }))).toMatchObject({
      problem: "shared-total-exceeded",
      rule: "WDR-002",
    })
    expect(used(undefined, useOf({ amount: Money.parse("20000.01") }))).toMatchObject({
      problem: "shared-total-exceeded",
    })
  })

  test("is not used by one person at two centers", () => {
    expect(used(first, useOf({ caseId: "svc-2", centerId: centerOf(1) }))).toMatchObject({
      problem: "fact-used",
      rule: "WDR-003",
    })
  })

  test("is shared by the family in other cities", () => {
    const spouse = useOf({ caseId: "svc-2", personRef: refOf(1), centerId: centerOf(1) })
    expect(leftOf(after(first, spouse))).toBe("10000.00")
  })

  test.each([
    ["another total", { total: Money.parse("20000.01") }],
    ["another owner", { principalRef: refOf(1) }],
  ])("with %s is another story, as long as somebody uses it", (_, over) => {
    const other = useOf({ caseId: "svc-2", personRef: refOf(1), centerId: centerOf(1) })
    expect(used(first, other, over)).toMatchObject({ problem: "fact-differs", rule: "WDR-004" })
    const free = releaseUse(first, "svc-1")
    expect(free).toMatchObject({ uses: [], version: 2 })
    expect(after(free, other, over)).toMatchObject({ ...over, version: 3 })
  })

  test("whose use stands against another's is named, when it is another center's", () => {
    const own = useOf({ caseId: "svc-2", centerId: centerOf(1) })
    expect(used(first, own)).toMatchObject({ problem: "fact-used", centerId: centerOf(0) })
    const spouse = useOf({ caseId: "svc-2", personRef: refOf(1), centerId: centerOf(1) })
    const dearer = { total: Money.parse("20000.01") }
    expect(used(first, spouse, dearer)).toMatchObject({ problem: "fact-differs", centerId: centerOf(0) })
  })

  test("a center that has used it itself hears of no other", () => {
    const spouse = useOf({ caseId: "svc-2", personRef: refOf(1), centerId: centerOf(1) })
    const shared = after(first, spouse)
    const child = useOf({ caseId: "svc-3", personRef: refOf(2), centerId: centerOf(1) })
    const dearer = { total: Money.parse("20000.01") }
    expect(used(shared, child, dearer)).toEqual({
      outcome: "refused",
      problem: "fact-differs",
      rule: "WDR-004",
    })
    const over = useOf({ caseId: "svc-3", personRef: refOf(2), amount: total })
    expect(used(first, over)).not.toHaveProperty("centerId")
    const elsewhere = useOf({ caseId: "svc-3", centerId: centerOf(2), amount: total, personRef: refOf(3) })
    expect(used(first, elsewhere)).toEqual({
      outcome: "refused",
      problem: "shared-total-exceeded",
      rule: "WDR-002",
    })
  })

  test("counts a case once, however often it is decided", () => {
    const again = after(first, useOf({ amount: Money.parse("20000.00") }))
    expect(again.uses).toHaveLength(1)
    expect(leftOf(again)).toBe("0.00")
  })

  test("that was given back may be used elsewhere; what was not used is not given back", () => {
    expect(releaseUse(first, "svc-9")).toBeUndefined()
    const free = releaseUse(first, "svc-1")
    expect(used(free, useOf({ centerId: centerOf(1) })).outcome).toBe("used")
  })

  test("no order of uses, repeats and releases exceeds the total, and nobody has it at two centers", () => {
    const act = fc.record({
      release: fc.boolean(),
      case: fc.nat({ max: 9 }),
      person: fc.nat({ max: 3 }),
      center: fc.nat({ max: 2 }),
      fen: fc.integer({ min: 1, max: 2_000_001 }),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let known: HousingFact | undefined
        for (const { release, case: no, person, center, fen } of acts) {
          const caseId = `svc-${no}`
          const amount = moneyOfFen(fen)
          if (release) {
            known = known === undefined ? known : (releaseUse(known, caseId) ?? known)
            continue
          }
          const before = known
          const use = useOf({ caseId, personRef: refOf(person), centerId: centerOf(center), amount })
          const outcome = used(known, use)
          if (outcome.outcome === "used") known = outcome.fact
          if (outcome.outcome === "used") expect(outcome.fact.version).toBe((before?.version ?? 0) + 1)
        }
        const uses = known?.uses ?? []
        expect(compareMoney(sumMoney(uses.map((use) => use.amount)), total)).toBeLessThanOrEqual(0)
        for (const ref of refs)
          expect(
            new Set(uses.filter((use) => use.personRef === ref).map((use) => use.centerId)).size,
          ).toBeLessThanOrEqual(1)
      }),
    )
  })
})
