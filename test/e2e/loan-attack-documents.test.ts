import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, I_ID, openAccount, staff, type TestCenter } from "../fixtures/federation.ts"
import { startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import { certified, reserve } from "../fixtures/offsite-story.ts"

// Somebody who wants to be lent to twice, under another document.

let federation: LoanFederation
let L: TestCenter
let H: TestCenter
let third: TestCenter
const today = "2026-09-01"

beforeAll(async () => {
  federation = await startLoanFederation({
    start: `${today}T01:00:00.000Z`,
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  ;({ L, H, third } = federation)
})
afterAll(async () => {
  await federation?.stop()
})

const reserving = (borrower: Person) => third.problem("POST", "/v1/loan-reservations", { borrower, ...staff })

describe("a fraudster", () => {
  it("under a second document is still one person: reserved, certified and counted once", async () => {
    const person = makePerson("attack-two-documents", 1990)
    await openAccount(H, person, "TWODOC")
    await reserve(L, person)
    // The same number under another type of document.
    const disguised = {
      ...person,
      documentType: "99",
      documentNumber: `${person.documentNumber.slice(0, 6)}-${person.documentNumber.slice(6)}`,
    }
    expect(
      (await third.problem("POST", "/v1/loan-reservations", { borrower: disguised, ...staff })).code,
    ).toBe("3044")
    expect(
      (
        await third.problem("POST", "/v1/loan-reservations", {
          borrower: makePerson("attack-front"),
          spouse: disguised,
          ...staff,
        })
      ).code,
    ).toBe("3044")
  })

  it("whoever changes the document stays who has borrowed, and changes none while reserved or certified", async () => {
    const former = { documentType: "02", documentNumber: "ATTACK1", name: "示甲一" } as const
    const current = { ...former, documentNumber: "ATTACK2" }
    const link = { current, former, evidence: "换发证件", ...staff }
    await openAccount(H, former, "RENAMED")
    const { reservationId } = await reserve(L, former)
    expect((await H.problem("POST", "/v1/persons/links", link)).code).toBe("3054")
    const loan = {
      contractNo: "RENAMED",
      kind: "hpf",
      amount: "1000.00",
      termMonths: 12,
      yearlyRate: "0.026",
      grantedOn: today,
      borrower: former,
      reservationId,
    }
    expectStatus(await L.call("POST", "/v1/loans", { ...loan, ...staff }), 201)
    expectStatus(await H.call("POST", "/v1/persons/links", link), 201)
    for (const borrower of [former, current])
      expect(await reserving(borrower)).toMatchObject({ code: "3044", centerId: I_ID })
    const certifiedStory = await certified(L, H)
    const renewed = { ...certifiedStory.person, documentType: "02", documentNumber: "ATTACK3" }
    const changing = { ...link, current: renewed, former: certifiedStory.person }
    expect((await H.problem("POST", "/v1/persons/links", changing)).code).toBe("3054")
  })
})
