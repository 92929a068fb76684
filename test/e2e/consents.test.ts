import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Consent } from "../../contracts/consents.ts"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  openAccount,
  startFederation,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"

let federation: Federation
let home: TestCenter
let second: TestCenter
let people = 0

beforeAll(async () => {
  federation = await startFederation({ start: "2026-09-01T01:00:00.000Z" })
  home = await federation.onboard(O_ID)
  second = await federation.onboard(I_ID)
})
afterAll(() => federation.stop())

const somebody = (): { readonly person: Person; readonly no: string } => {
  people += 1
  return { person: makePerson(`consents ${people}`), no: `N${people}` }
}

describe("consents", () => {
  test("the home center gives a code that dies at midnight in China", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const body = { person, purpose: "offsiteLoan", grantedTo: I_ID, verifiedBy: "face" }
    const answer = await home.call("POST", "/v1/consents", body)
    const consent = Consent.parse(expectStatus(answer, 201))
    expect(consent).toMatchObject({ purpose: "offsiteLoan", grantedTo: I_ID })
    const now = federation.hub.clock.now()
    const left = Date.parse(consent.expiresAt) - now
    expect(consent.expiresAt).toMatch(/T16:00:00\.000Z$/)
    expect(left > 0 && left <= 86_400_000).toBe(true)
  })

  test("what bad input gets", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const body = { person, purpose: "loanQuote", verifiedBy: "counter", handler: "h1" }
    const slugOf = async (over: object, at = home) =>
      (await at.problem("POST", "/v1/consents", { ...body, ...over })).type
    expect(await slugOf({}, second)).toBe("/problems/account-not-found")
    expect(await slugOf({ grantedTo: O_ID })).toBe("/problems/invalid-request")
    expect(await slugOf({ grantedTo: "990000000000000" })).toBe("/problems/unknown-center")
    expect(await slugOf({ purpose: "curiosity" })).toBe("/problems/invalid-request")
    expect(await slugOf({ person: { ...person, documentNumber: "110101199001011234" } })).toBe(
      "/problems/invalid-request",
    )
  })
})
