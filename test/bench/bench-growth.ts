import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, openAccount } from "../fixtures/federation.ts"
import { reserve } from "../fixtures/offsite-story.ts"
import { requestService, serviceBody } from "../fixtures/service-story.ts"
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
  readonly rruPerService: readonly number[]
  readonly wruPerService: readonly number[]
}

export const shortGrowth = [1_000, 10_000, 100_000] as const
export const longGrowth = [...shortGrowth, 1_000_000] as const

interface Costs {
  readonly check: Counted
  readonly open: Counted
  readonly loanCheck: Counted
  readonly reserve: Counted
  readonly service: Counted
}

/** Three who are loaded before `last`; one of them has had a loan, as the count of two in life allows. */
const familyBefore = (last: number): Family => ({
  applicants: [loadedPerson(last - 1), loadedPerson(last - 2)],
  spouse: loadedPerson(last - 3),
})

const costsAmong = async ({ hub, I, O }: BenchFederation, size: number): Promise<Costs> => {
  const check = async (): Promise<unknown> =>
    expectStatus(
      await I.call("POST", "/v1/account-checks", { person: loadedPerson(size - 1), purpose: "open" }),
      200,
    )
  const reserveFor = ({ applicants: [borrower, coBorrower], spouse }: Family): Promise<unknown> =>
    reserve(I, borrower ?? spouse, { coBorrowers: [{ person: coBorrower, relation: "parent" }], spouse })

  /** A retired contributor of O asks at I: account, withdrawals, loans and rules are looked at. */
  const serve = (index: number): Promise<unknown> => {
    const withdrawal = { purpose: "retirement", since: "2026-08-01" }
    const details = { matter: "retirementWithdrawal", accountNo: `L${index}`, withdrawal }
    const over = { mode: "agent", situation: "normalRetirement" }
    return requestService(I, serviceBody(O, loadedPerson(index), details, over))
  }

  // The functions start and learn the center's key.
  await check()
  await openAccount(I, makePerson(`growth-warm-up-${size}`), `GW${size}`)
  await checkLoan(I, familyBefore(size - 3))
  await reserveFor(familyBefore(size - 6))
  await serve(size - 13)
  return {
    check: await consumptionOf(hub, check),
    open: await consumptionOf(hub, () => openAccount(I, makePerson(`growth-${size}`), `G${size}`)),
    loanCheck: await consumptionOf(hub, () => checkLoan(I, familyBefore(size - 3))),
    reserve: await consumptionOf(hub, () => reserveFor(familyBefore(size - 9))),
    service: await consumptionOf(hub, () => serve(size - 14)),
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
    rruPerService: costs.map(({ service }) => service.rru),
    wruPerService: costs.map(({ service }) => service.wru),
  }
}
