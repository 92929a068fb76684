import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, openAccount } from "../fixtures/federation.ts"
import { reserve } from "../fixtures/offsite-story.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { checkLoan, type Family } from "./bench-loan-check.ts"
import { consumptionOf, type Counted } from "./consumption-of.ts"
import { loadedPerson, loadPeople } from "./load-people.ts"

export interface GrowthBench {
  readonly people: readonly number[]
  readonly rruPerCheck: readonly number[]
  readonly wruPerOpen: readonly number[]
  readonly rruPerLoanCheck: readonly number[]
  readonly wruPerLoanCheck: readonly number[]
  readonly rruPerReservation: readonly number[]
  readonly wruPerReservation: readonly number[]
}

export const shortGrowth = [1_000, 10_000, 100_000] as const
export const longGrowth = [...shortGrowth, 1_000_000] as const

interface Costs {
  readonly check: Counted
  readonly open: Counted
  readonly loanCheck: Counted
  readonly reserve: Counted
}

/** Three who are loaded before `last`; one of them has had a loan, as the count of two in life allows. */
const familyBefore = (last: number): Family => ({
  applicants: [loadedPerson(last - 1), loadedPerson(last - 2)],
  spouse: loadedPerson(last - 3),
})

const costsAmong = async ({ hub, I }: BenchFederation, size: number): Promise<Costs> => {
  const check = async (): Promise<unknown> =>
    expectStatus(
      await I.call("POST", "/v1/account-checks", { person: loadedPerson(size - 1), purpose: "open" }),
      200,
    )
  const reserveFor = ({ applicants: [borrower, coBorrower], spouse }: Family): Promise<unknown> =>
    reserve(I, borrower ?? spouse, { coBorrowers: [{ person: coBorrower, relation: "parent" }], spouse })

  // The functions start and learn the center's key.
  await check()
  await openAccount(I, makePerson(`growth-warm-up-${size}`), `GW${size}`)
  await checkLoan(I, familyBefore(size - 3))
  await reserveFor(familyBefore(size - 6))
  return {
    check: await consumptionOf(hub, check),
    open: await consumptionOf(hub, () => openAccount(I, makePerson(`growth-${size}`), `G${size}`)),
    loanCheck: await consumptionOf(hub, () => checkLoan(I, familyBefore(size - 3))),
    reserve: await consumptionOf(hub, () => reserveFor(familyBefore(size - 9))),
  }
}

/** What calls consume when so many people with an account, and a third of them with a loan, are known already. */
export const benchGrowth = async (
  federation: BenchFederation,
  sizes: readonly number[] = shortGrowth,
): Promise<GrowthBench> => {
  const costs: Costs[] = []
  let known = 0
  for (const size of sizes) {
    await loadPeople(federation.hub, federation.O.centerId, known, size)
    known = size
    costs.push(await costsAmong(federation, size))
  }
  return {
    people: sizes,
    rruPerCheck: costs.map(({ check }) => check.rru),
    wruPerOpen: costs.map(({ open }) => open.wru),
    rruPerLoanCheck: costs.map(({ loanCheck }) => loanCheck.rru),
    wruPerLoanCheck: costs.map(({ loanCheck }) => loanCheck.wru),
    rruPerReservation: costs.map(({ reserve }) => reserve.rru),
    wruPerReservation: costs.map(({ reserve }) => reserve.wru),
  }
}
