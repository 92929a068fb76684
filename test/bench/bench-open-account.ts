import type { Person } from "../../contracts/primitives.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
import { openAccount } from "../fixtures/federation.ts"
import type { BenchFederation } from "./bench-federation.ts"
import { consumptionOf } from "./consumption-of.ts"
import { inFlight } from "./in-flight.ts"
import { median } from "./median.ts"
import { createSignedPoster } from "./signed-poster.ts"

export interface CountedOpening {
  /** Of the one transaction. */
  readonly items: number
  readonly wru: number
}

const width = 16
const rounds = 3

/** A first normal account: claims the nationwide guard. */
export const countOpening = async ({ hub, O }: BenchFederation): Promise<CountedOpening> => {
  await openAccount(O, makePerson("warm-up-opening"), "WARM-UP")
  const { items, wru } = await consumptionOf(hub, () => openAccount(O, makePerson("opening"), "OPENING"))
  return { items, wru }
}

export const timeOpening = async (
  { hub, O }: BenchFederation,
  callsPerRound = 160,
): Promise<{ readonly perSecond: number }> => {
  const poster = createSignedPoster(hub, O, "/v1/accounts")
  const paces: number[] = []
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const requests = Array.from({ length: callsPerRound }, (_, call) =>
        poster.sign(opening(makePerson(`timed-opening-${round}-${call}`), `OPEN${round}-${call}`), "keyed"),
      )
      const pace = await inFlight(width, requests, poster.post)
      if (round > 0) paces.push(pace.perSecond) // round 0 warms up
    }
  } finally {
    poster.close()
  }
  return { perSecond: Math.round(median(paces)) }
}

const opening = (person: Person, accountNo: string) => ({
  person,
  accountNo,
  accountKind: "basic",
  contributorType: "employee",
  status: "01",
  openedOn: "2020-01-02",
  unitCreditCode: makeUnitCreditCode(accountNo),
})
