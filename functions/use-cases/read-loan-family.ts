import type { LoanRelation, LoanRole } from "../../contracts/loans.ts"
import type { Person, PersonRef } from "../../contracts/primitives.ts"
import type { PersonRecord } from "../domain/account/account-record.ts"
import type { FamilyMember } from "../domain/loan-registry/reserve-loan.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { hitPoints, missPoints, type Identify } from "./use-case.ts"

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

const isSame = (left: FamilyMember, right: FamilyMember): boolean =>
  left.person.personRef === right.person.personRef

const isMarriedToBorrower = ({ party }: FamilyMember): boolean =>
  party.role === "coBorrower" && party.relation === "spouse"

/** A spouse may be a co-borrower as well, a guarantor anybody of the family; nobody else is named twice. */
const mayRepeat = ({ party: { role } }: FamilyMember, earlier: FamilyMember): boolean =>
  role === "guarantor" || (role === "spouse" && isMarriedToBorrower(earlier))

/** A family that contradicts itself: one person in two places of it, or a second person married to the borrower. */
const contradicts = (member: FamilyMember, earlier: readonly FamilyMember[]): boolean =>
  earlier.some((known) => isSame(known, member) && !mayRepeat(member, known)) ||
  ((member.party.role === "spouse" || isMarriedToBorrower(member)) &&
    earlier.some((known) => isMarriedToBorrower(known) && !isSame(known, member)))

/** The people of a loan with their records, each once, under whatever document they were named. */
export const readLoanFamily = async (
  needs: ReadLoanFamilyNeeds,
  family: NamedFamily,
): Promise<{ readonly outcome: "read"; readonly members: readonly FamilyMember[] } | Refusal> => {
  const members = await Promise.all(
    namedOf(family).map(async ({ person: named, role, relation, field }): Promise<FamilyMember> => {
      const person = await needs.readPerson((await needs.identify(named)).personRef)
      const { personRef } = person
      return { party: { personRef, role, ...(relation === undefined ? {} : { relation }) }, person, field }
    }),
  )
  const wrong = members.find((member, index) => contradicts(member, members.slice(0, index)))
  return wrong === undefined
    ? {
        outcome: "read",
        members: members.filter(
          (member, index) => members.findIndex((other) => isSame(other, member)) === index,
        ),
      }
    : refuse("invalid-request", { rule: "LON-014", field: wrong.field })
}

/** What it costs to learn of people whether they owe: of somebody unknown more than of a customer of the fund. */
export const pointsOfPeople = (people: readonly { readonly person: PersonRecord }[]): number =>
  people.reduce(
    (points, { person: { accounts, loans } }) =>
      points + (accounts.length + loans.length > 0 ? hitPoints : missPoints),
    0,
  )
