import { describe, expect, it } from "vitest"
import { PersonRef, type Person } from "../../../contracts/primitives.ts"
import { pointsOfPeople, readLoanFamily } from "../../../functions/use-cases/read-loan-family.ts"
import { makePerson } from "../../../tools/make-person.ts"
import { aLine, anAccount, aPerson } from "./a-family.ts"

const [ann, ben, carl, oldBen] = [
  makePerson("family-ann"),
  makePerson("family-ben"),
  makePerson("family-carl"),
  makePerson("family-ben-before"),
]
const refs = new Map([ann, ben, carl].map(({ documentNumber }, index) => [documentNumber, "ABC"[index]]))
const refOf = ({ documentNumber }: Person) =>
  PersonRef.parse(`prs_${(refs.get(documentNumber) ?? "D").repeat(22)}`)

/** Two of the documents are one human being's, and joined. */
const needs = {
  identify: (person: Person) => Promise.resolve({ personRef: refOf(person), nameMac: "name" }),
  readPerson: (ref: PersonRef) =>
    Promise.resolve(aPerson({ personRef: ref === refOf(oldBen) ? refOf(ben) : ref })),
}
const read = (family: Omit<Parameters<typeof readLoanFamily>[1], "borrower">) =>
  readLoanFamily(needs, { borrower: ann, ...family })
const married = (person: Person) => ({ person, relation: "spouse" as const })
const sibling = (person: Person) => ({ person, relation: "sibling" as const })

describe("a family that is named for a loan", () => {
  it.each([
    ["the spouse is the borrower", { spouse: ann }, "/spouse"],
    ["a co-borrower is the borrower", { coBorrowers: [sibling(ann)] }, "/coBorrowers/0/person"],
    ["two co-borrowers are one", { coBorrowers: [sibling(ben), sibling(ben)] }, "/coBorrowers/1/person"],
    [
      "two co-borrowers are one under a former document",
      { coBorrowers: [sibling(ben), sibling(oldBen)] },
      "/coBorrowers/1/person",
    ],
    ["a spouse borrows too, and another is named", { coBorrowers: [married(ben)], spouse: carl }, "/spouse"],
    [
      "two co-borrowers are married to the borrower",
      { coBorrowers: [married(ben), married(carl)] },
      "/coBorrowers/1/person",
    ],
    ["a sibling is the spouse", { coBorrowers: [sibling(ben)], spouse: ben }, "/spouse"],
  ])("is refused at the second when %s", async (_what, family, field) => {
    expect(await read(family)).toMatchObject({ problem: "invalid-request", rule: "LON-014", field })
  })

  it("counts a spouse who borrows too once, as the co-borrower, under whatever document", async () => {
    for (const spouse of [ben, oldBen]) {
      const family = await read({ coBorrowers: [married(ben)], spouse, guarantors: [ann, carl, carl] })
      if (family.outcome === "refused") throw new Error(family.problem)
      expect(family.members.map(({ party }) => party.role)).toEqual(["borrower", "coBorrower", "guarantor"])
    }
  })
})

it("asking about somebody unknown costs five times as much", () => {
  const people = [aPerson(), aPerson({ accounts: [anAccount()] }), aPerson({ loans: [aLine("A")] })]
  expect(pointsOfPeople(people.map((person) => ({ person })))).toBe(5 + 1 + 1)
})
