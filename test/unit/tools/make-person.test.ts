import { describe, expect, it } from "vitest"
import { isResidentNumber, Person, UnitCreditCode } from "../../../contracts/primitives.ts"
import { makePerson, makePhone, makeUnitCreditCode } from "../../../tools/make-person.ts"

const seeds = Array.from({ length: 500 }, (_, index) => `seed-${index}`)

describe("invented people", () => {
  it("are the same for the same seed and others for another", () => {
    expect(makePerson("a")).toEqual(makePerson("a"))
    expect(makePerson("a")).not.toEqual(makePerson("b"))
  })

  it("pass every check of the contract", () => {
    for (const seed of seeds) expect(Person.safeParse(makePerson(seed)).success).toBe(true)
  })

  it("have numbers with a check digit, of a region that does not exist", () => {
    for (const seed of seeds) {
      const { documentNumber } = makePerson(seed)
      expect(isResidentNumber(documentNumber)).toBe(true)
      expect(documentNumber.startsWith("99")).toBe(true)
    }
  })

  it("rarely collide", () => {
    expect(new Set(seeds.map((seed) => makePerson(seed).documentNumber)).size).toBeGreaterThan(
      seeds.length - 3,
    )
  })

  it("are born when the caller says so", () => {
    expect(makePerson("a", 1994).documentNumber.slice(6, 10)).toBe("1994")
  })

  it("work for units whose code passes GB 32100, and have telephones of no operator", () => {
    for (const seed of seeds) {
      expect(UnitCreditCode.safeParse(makeUnitCreditCode(seed)).success).toBe(true)
      expect(makePhone(seed)).toMatch(/^100\d{8}$/)
    }
  })
})
