import { describe, expect, it } from "vitest"
import { CommandError } from "../../../tools/command/command.ts"
import { fieldsOf, personOf } from "../../../tools/command/person-arguments.ts"
import { makePerson } from "../../../tools/make-person.ts"

describe("what a clerk types instead of JSON", () => {
  it("reads a person: number and name, with the type first for other documents", () => {
    const person = makePerson("clerk")
    expect(personOf(`${person.documentNumber} ${person.name}`)).toEqual(person)
    expect(personOf("02 E1234567 ZHANG SAN")).toMatchObject({ documentType: "02", name: "ZHANG SAN" })
  })

  it.each(["", "990401196907056075", "990401196907056076 演卯平"])("refuses %j in one line", (given) => {
    expect(() => personOf(given)).toThrow(CommandError)
  })

  it("reads name=value, numbers and truth where the contract has them, and one level inside", () => {
    expect(
      fieldsOf([
        "amount=20000.00",
        "contacted=true",
        "overduePeriods=1",
        "deduction.amount=1.00",
        "note=a=b",
      ]),
    ).toEqual({
      amount: "20000.00",
      contacted: true,
      overduePeriods: 1,
      note: "a=b",
      deduction: { amount: "1.00" },
    })
    expect(fieldsOf(["missing=identity,purchaseContract", "ownsHomeThere=false", "children=2"])).toEqual({
      missing: ["identity", "purchaseContract"],
      ownsHomeThere: false,
      children: 2,
    })
    expect(fieldsOf(["termMonths=thirty"])).toEqual({ termMonths: "thirty" })
    expect(() => fieldsOf(["amount"])).toThrow(CommandError)
  })
})
