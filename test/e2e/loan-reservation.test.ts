import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { LoanReservation } from "../../contracts/loans.ts"
import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, O_ID, openAccount, staff, THIRD_ID, type TestCenter } from "../fixtures/federation.ts"
import { startLenders, type Lenders } from "../fixtures/loan-federation.ts"
import {
  importedLoan,
  importLoans,
  loanTerms,
  newContractNo,
  registerLoan,
  reserveProblem,
} from "../fixtures/loan-story.ts"
import { reserve } from "../fixtures/offsite-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

let federation: Lenders
let here: TestCenter
let there: TestCenter
let third: TestCenter

beforeAll(async () => {
  federation = await startLenders()
  ;({ here, there, third } = federation)
})
afterAll(async () => {
  await federation?.stop()
})

describe("a reservation", () => {
  it("holds all of a family or none: the refusal points at who is held, and names the other center only", async () => {
    const [ann, ben, carl] = [makePerson("held-1"), makePerson("held-2"), makePerson("held-3")]
    await reserve(here, ben)
    const coBorrowers = [{ person: ben, relation: "sibling" }]
    expect(await reserveProblem(there, ann, { coBorrowers })).toMatchObject({
      type: "/problems/unsettled-loan-exists",
      rule: "LON-001",
      field: "/coBorrowers/0/person",
      centerId: O_ID,
    })
    const own = await reserveProblem(here, ann, { coBorrowers })
    expect(own).toMatchObject({ type: "/problems/unsettled-loan-exists", field: "/coBorrowers/0/person" })
    expect(own.centerId).toBeUndefined()
    // Nobody of the refused families was left held.
    expect(await reserve(third, ann, { spouse: carl })).toMatchObject({ parties: 2 })
  })

  it("names each of the family once, under whatever role", async () => {
    const [ann, ben] = [makePerson("once-1"), makePerson("once-2")]
    const couple = { coBorrowers: [{ person: ben, relation: "spouse" }], spouse: ben }
    const reserved = await reserve(here, ann, couple)
    expect(reserved.parties).toBe(2)
    const loan = await registerLoan(here, ann, {
      ...couple,
      guarantors: [ann],
      reservationId: reserved.reservationId,
    })
    expect(loan.parties).toEqual([{ role: "borrower" }, { role: "coBorrower", relation: "spouse" }])
  })

  it("of a family that contradicts itself is refused at the second person", async () => {
    const [ann, ben, carl] = [makePerson("twice-1"), makePerson("twice-2"), makePerson("twice-3")]
    const spouse = { person: ben, relation: "spouse" }
    const refused = { type: "/problems/invalid-request", rule: "LON-014" }
    for (const [over, field] of [
      [{ spouse: ann }, "/spouse"],
      [{ coBorrowers: [{ person: ann, relation: "sibling" }] }, "/coBorrowers/0/person"],
      [{ coBorrowers: [spouse, spouse] }, "/coBorrowers/1/person"],
      [{ coBorrowers: [spouse], spouse: carl }, "/spouse"],
    ] as const) {
      expect(await reserveProblem(here, ann, over)).toMatchObject({ ...refused, field })
      const grant = { ...loanTerms, contractNo: newContractNo(), borrower: ann, ...over, ...staff }
      expect(await here.problem("POST", "/v1/loans", grant)).toMatchObject({ ...refused, field })
    }
    const { lines } = await importLoans(here, [importedLoan(ann, { spouse: ann })])
    expect(lines).toMatchObject([{ outcome: "refused", problem: "invalid-request", rule: "LON-014" }])
  })

  it("tells that a family is free: recorded, and charged like a loan check", async () => {
    const table = wholeTable(federation.hub)
    const budget = async () => {
      const items = await table.items()
      const spent = items.find(({ pk, sk }) => `${pk}|${sk}`.includes("BUDGET") && pk.includes(THIRD_ID))
      return Number(spent?.["spent"] ?? 0)
    }
    const before = await budget()
    await reserve(third, makePerson("oracle-1"), { spouse: makePerson("oracle-2") })
    expect((await budget()) - before).toBe(10)
    const recorded = (await table.items()).filter(({ purpose }) => purpose === "loan-reservation")
    expect(recorded.some(({ pk, found }) => pk.includes(THIRD_ID) && found === "clear")).toBe(true)
  })

  it("of one's own is used up by a grant that does not name it, and is no doubt of a grant to others", async () => {
    const [ann, ben] = [makePerson("unnamed-1"), makePerson("unnamed-2")]
    const { reservationId } = await reserve(here, ann, { spouse: ben })
    expect((await registerLoan(here, ann, { spouse: ben })).findings).toEqual([])
    const path = `/v1/loan-reservations/${reservationId}`
    expect(LoanReservation.parse(expectStatus(await here.call("GET", path), 200)).status).toBe("used")
    const [carl, dora] = [makePerson("unnamed-3"), makePerson("unnamed-4")]
    const held = await reserve(here, carl, { spouse: dora })
    expect((await registerLoan(here, carl)).findings).toEqual([])
    expect(await reserveProblem(there, carl)).toMatchObject({ centerId: O_ID })
    const release = `/v1/loan-reservations/${held.reservationId}/release`
    expectStatus(await here.call("POST", release, staff), 200)
    expect(await reserveProblem(there, carl)).toMatchObject({ centerId: O_ID })
    expect(await reserve(there, dora)).toMatchObject({ status: "held" })
  })

  it("puts off a join of documents, which goes through under the same key when it is released", async () => {
    const [former, current] = [makePerson("later-1"), makePerson("later-2")]
    await openAccount(here, former, "LATER")
    const { reservationId } = await reserve(there, former)
    const link = { current, former, evidence: "换发证件", ...staff }
    const idempotencyKey = "link-later-0001"
    expect(await here.problem("POST", "/v1/persons/links", link, { idempotencyKey })).toMatchObject({
      type: "/problems/persons-link-later",
      status: 409,
      code: "3054",
      retryable: true,
    })
    expectStatus(await there.call("POST", `/v1/loan-reservations/${reservationId}/release`, staff), 200)
    expectStatus(await here.call("POST", "/v1/persons/links", link, { idempotencyKey }), 201)
  })

  it("is its center's alone, is released once, and lets everybody go", async () => {
    const [ann, ben] = [makePerson("release-1"), makePerson("release-2")]
    const { reservationId, version } = await reserve(here, ann, { spouse: ben })
    const path = `/v1/loan-reservations/${reservationId}`
    const missing = { type: "/problems/reservation-not-found" }
    expect(await there.problem("GET", path)).toMatchObject(missing)
    expect(await there.problem("POST", `${path}/release`, staff)).toMatchObject(missing)
    expect(await here.problem("GET", "/v1/loan-reservations/lrs_nothing")).toMatchObject(missing)
    expect(await here.problem("POST", `${path}/release`, staff, { ifMatch: version + 1 })).toMatchObject({
      type: "/problems/version-stale",
    })
    const released = await here.call("POST", `${path}/release`, { ...staff, note: "申请人放弃" })
    expect(LoanReservation.parse(expectStatus(released, 200))).toMatchObject({
      status: "released",
      version: 2,
    })
    expect(await here.problem("POST", `${path}/release`, staff)).toMatchObject({
      type: "/problems/action-not-allowed",
    })
    expect(await reserve(there, ben, { spouse: ann })).toMatchObject({ status: "held" })
  })

  it("is used up by a grant to those people and no others", async () => {
    const [ann, ben, carl] = [makePerson("use-1"), makePerson("use-2"), makePerson("use-3")]
    const { reservationId } = await reserve(here, ann, { spouse: ben })
    const grant = { ...loanTerms, contractNo: newContractNo(), borrower: ann, ...staff, reservationId }
    const refused = { type: "/problems/reservation-missing", rule: "LON-003", field: "/reservationId" }
    const tryGrant = (center: TestCenter, over: object) =>
      center.problem("POST", "/v1/loans", { ...grant, ...over })
    expect(await tryGrant(here, {})).toMatchObject(refused)
    expect(await tryGrant(here, { spouse: carl })).toMatchObject(refused)
    expect(await tryGrant(there, { spouse: ben })).toMatchObject(refused)
    expect(await tryGrant(here, { reservationId: "lrs_01HZZZZZZZZZZZZZZZZZZZZZZZ" })).toMatchObject(refused)
    expectStatus(await here.call("POST", "/v1/loans", { ...grant, spouse: ben }), 201)
    expect(await tryGrant(here, { contractNo: newContractNo(), spouse: ben })).toMatchObject(refused)
    expect(await tryGrant(here, { spouse: ben })).toMatchObject({ type: "/problems/loan-exists" })
  })

  it("for an off-site case asks that the case is there", async () => {
    expect(
      await reserveProblem(here, makePerson("case-1"), { offsiteLoanId: "lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ" }),
    ).toMatchObject({ type: "/problems/offsite-loan-not-found", field: "/offsiteLoanId" })
  })
})

describe("time", () => {
  it("ends a reservation at 24:00 of the sixtieth day: then it holds nobody, and cannot be used", async () => {
    const [ann, ben] = [makePerson("expiry-1"), makePerson("expiry-2")]
    const { reservationId, expiresAt } = await reserve(here, ann, { spouse: ben })
    expect(expiresAt).toBe("2027-01-01T16:00:00.000Z")
    await federation.hub.clock.advance(Date.parse(expiresAt) - federation.hub.clock.now() - 1_000)
    expect(await reserveProblem(there, ben)).toMatchObject({ type: "/problems/unsettled-loan-exists" })
    await federation.hub.clock.advance(1_000)
    const path = `/v1/loan-reservations/${reservationId}`
    expect(LoanReservation.parse(expectStatus(await here.call("GET", path), 200)).status).toBe("expired")
    expect(
      await here.problem("POST", "/v1/loans", {
        ...loanTerms,
        contractNo: newContractNo(),
        borrower: ann,
        spouse: ben,
        reservationId,
        ...staff,
      }),
    ).toMatchObject({ type: "/problems/reservation-missing" })
    expect(await here.problem("POST", `${path}/release`, staff)).toMatchObject({
      type: "/problems/action-not-allowed",
    })
    expect(await reserve(there, ben)).toMatchObject({ status: "held", parties: 1 })
    // The other of the two is free as well, and a grant takes over what nobody holds any more.
    expect((await registerLoan(third, ann)).findings).toEqual([])
  })
})
