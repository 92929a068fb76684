import { makePerson } from "../../tools/make-person.ts"
import { openAccount } from "../fixtures/federation.ts"
import { reserve } from "../fixtures/offsite-story.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { consumptionOf } from "./consumption-of.ts"

export interface ReservationBench {
  /** Of the one transaction: a guard a person, the reservation, the fingerprint and the message. */
  readonly items: number
  readonly wru: number
  readonly rru: number
}

/** Borrower, co-borrower and spouse, who are known to the hub and owe nothing. */
export const benchReservation = async ({ hub, O, I }: BenchFederation): Promise<ReservationBench> => {
  const reserveFor = async (family: string): Promise<() => Promise<unknown>> => {
    const members = ["borrower", "co-borrower", "spouse"].map((role) => makePerson(`${family}-${role}`, 1990))
    for (const [index, person] of members.entries()) await openAccount(O, person, `R${family}${index}`)
    const [borrower = makePerson(family), coBorrower = borrower, spouse] = members
    const coBorrowers = [{ person: coBorrower, relation: "parent" }]
    return () => reserve(I, borrower, { coBorrowers, spouse })
  }
  const warmUp = await reserveFor("reserve-warm-up")
  await warmUp()
  const { items, wru, rru } = await consumptionOf(hub, await reserveFor("reserve"))
  return { items, wru, rru }
}
