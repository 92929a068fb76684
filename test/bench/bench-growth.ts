import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, openAccount } from "../fixtures/federation.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { consumptionOf } from "./consumption-of.ts"
import { loadedPerson, loadPeople } from "./load-people.ts"

export interface GrowthBench {
  readonly people: readonly number[]
  readonly rruPerCheck: readonly number[]
  readonly wruPerOpen: readonly number[]
}

export const shortGrowth = [1_000, 10_000, 100_000] as const
export const longGrowth = [...shortGrowth, 1_000_000] as const

/** What a check and an opening consume when so many people are known already. */
export const benchGrowth = async (
  { hub, O, I }: BenchFederation,
  sizes: readonly number[] = shortGrowth,
): Promise<GrowthBench> => {
  const rruPerCheck: number[] = []
  const wruPerOpen: number[] = []
  let known = 0
  for (const size of sizes) {
    await loadPeople(hub, O.centerId, known, size)
    known = size
    const check = async (): Promise<unknown> =>
      expectStatus(
        await I.call("POST", "/v1/account-checks", { person: loadedPerson(size - 1), purpose: "open" }),
        200,
      )
    await check() // the function starts and learns the center's key
    await openAccount(I, makePerson(`growth-warm-up-${size}`), `GW${size}`)
    rruPerCheck.push((await consumptionOf(hub, check)).rru)
    const open = () => openAccount(I, makePerson(`growth-${size}`), `G${size}`)
    wruPerOpen.push((await consumptionOf(hub, open)).wru)
  }
  return { people: sizes, rruPerCheck, wruPerOpen }
}
