import * as fc from "fast-check"
import { createSecretKey } from "node:crypto"
import { describe, expect, test } from "vitest"
import { PersonRef, residentNumberCheck } from "../../../contracts/primitives.ts"
import type { Person } from "../../../contracts/primitives.ts"
import { nameMac, personRef } from "../../../functions/security/person-reference.ts"

const macKey = createSecretKey(Buffer.alloc(32, 7))
const ref = (documentType: Person["documentType"], documentNumber: string) =>
  personRef(macKey, { documentType, documentNumber })

const residentNumber = fc
  .record({
    year: fc.integer({ min: 1900, max: 1999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    serial: fc.nat(999),
  })
  .map(({ year, month, day, serial }) => {
    const first17 = `990101${year}${String(month).padStart(2, "0")}${String(day).padStart(2, "0")}${String(serial).padStart(3, "0")}`
    return first17 + residentNumberCheck(first17)
  })

describe("a person reference", () => {
  test("of a resident number is one, whatever type it was filed under and however it was typed", () => {
    fc.assert(
      fc.property(residentNumber, fc.constantFrom("01", "02", "03", "04", "05", "99"), (number, type) => {
        const one = ref("01", number)
        expect(PersonRef.safeParse(one).success).toBe(true)
        expect(ref(type, number)).toBe(one)
        expect(ref(type, number.toLowerCase())).toBe(one)
        expect(ref(type, ` ${number.slice(0, 6)} ${number.slice(6)}`)).toBe(one)
        expect(ref(type, number.slice(0, 6) + number.slice(8, 17))).toBe(one)
        expect(ref(type, `(${number.slice(0, 6)})-${number.slice(6)}`)).toBe(one)
      }),
    )
  })

  test("differs between two numbers", () => {
    fc.assert(
      fc.property(residentNumber, residentNumber, (one, other) => {
        fc.pre(one !== other)
        expect(ref("01", one)).not.toBe(ref("01", other))
      }),
    )
  })

  test("of another document depends on its type", () => {
    expect(ref("03", "EX0000001")).not.toBe(ref("02", "EX0000001"))
  })

  test("never joins a number that fails the check to one that passes", () => {
    expect(ref("99", "990101199001010018")).not.toBe(ref("01", "990101199001010019"))
  })

  test("of 15 digits without a birthday stays what the document type says", () => {
    expect(ref("02", "990101901301001")).not.toBe(ref("03", "990101901301001"))
  })

  test("depends on the key", () => {
    const otherKey = createSecretKey(Buffer.alloc(32, 8))
    const person = { documentType: "01", documentNumber: "990101199001010019" } as const
    expect(personRef(otherKey, person)).not.toBe(personRef(macKey, person))
  })
})

describe("the MAC of a name", () => {
  test("is another than that of a document with the same text", () => {
    expect(`prs_${nameMac(macKey, "99:SAMPLE")}`).not.toBe(ref("99", "SAMPLE"))
  })

  test("differs between two names", () => {
    expect(nameMac(macKey, "测试甲")).not.toBe(nameMac(macKey, "测试乙"))
  })
})
