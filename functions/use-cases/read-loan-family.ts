import type { LoanRelation, LoanRole } from "../../contracts/loans.ts"
import type { Person, PersonRef } from "../../contracts/primitives.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import type { FamilyMember } from "../domain/loan-registry/reserve-loan.ts"
import type { Identify } from "./use-case.ts"

export interface ReadLoanFamilyNeeds {
  readonly identify: Identify
  readonly readPerson: (ref: PersonRef) => Promise<PersonRecord>
}

interface NamedFamily {
  readonly borrower: Person
  readonly coBorrowers?: readonly { readonly person: Person; readonly relation: LoanRelation }[] | undefined
  readonly spouse?: Person | undefined
  readonly guarantors?: readonly Person[] | undefined
}

interface Named {
  readonly person: Person
  readonly role: LoanRole
  readonly relation?: LoanRelation
  readonly field: string
}

/** In the order of what they are to the loan: who is named twice is what stands first. */
const namedOf = ({ borrower, coBorrowers = [], spouse, guarantors = [] }: NamedFamily): readonly Named[] => [
  { person: borrower, role: "borrower", field: "/borrower" },
  ...coBorrowers.map(({ person, relation }, index): Named => ({
    person,
    role: "coBorrower",
    relation,
    field: `/coBorrowers/${index}/person`,
  })),
  ...(spouse === undefined ? [] : [{ person: spouse, role: "spouse" as const, field: "/spouse" }]),
  ...guarantors.map((person, index): Named => ({ person, role: "guarantor", field: `/guarantors/${index}` })),
]

/** The people of a loan with their records, each once, under whatever document they were named. */
export const readLoanFamily = async (
  needs: ReadLoanFamilyNeeds,
  family: NamedFamily,
): Promise<readonly FamilyMember[]> => {
  const members = await Promise.all(
    namedOf(family).map(async ({ person: named, role, relation, field }): Promise<FamilyMember> => {
      const person = await needs.readPerson((await needs.identify(named)).personRef)
      const { personRef } = person
      return { party: { personRef, role, ...(relation === undefined ? {} : { relation }) }, person, field }
    }),
  )
  return members.filter(
    ({ person }, index) =>
      members.findIndex((other) => other.person.personRef === person.personRef) === index,
  )
}
