import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Loan, LoanReservation } from "../../contracts/loans.ts"
import { OffsiteLoan, OffsiteLoanList, OpenedApplicant } from "../../contracts/offsite-loans.ts"
import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, I_ID, openAccount, staff, THIRD_ID, type TestCenter } from "../fixtures/federation.ts"
import {
  loanDaysOf,
  offsitePath,
  startLoanFederation,
  type LoanFederation,
} from "../fixtures/loan-federation.ts"
import {
  actOnOffsite,
  certificationBody,
  certified,
  consentOf,
  grantBody,
  readOffsite,
  requestBody,
  requested,
  reserve,
} from "../fixtures/offsite-story.ts"
import { chinaDay, days, readAccount, timeOf, toldOf } from "../fixtures/transfer-story.ts"

// From the applicant's consent to the grant, and what ends a case before that.

let federation: LoanFederation
let L: TestCenter
let H: TestCenter
let third: TestCenter
const time = timeOf(() => federation)
const { grantedToday, validFor30Days } = loanDaysOf(time)

beforeAll(async () => {
  federation = await startLoanFederation()
  ;({ L, H, third } = federation)
})
afterAll(async () => {
  await federation?.stop()
})

describe("an off-site loan from end to end", () => {
  it("is certified, granted and marked, in five transitions", async () => {
    const story = await certified(L, H)
    const { offsiteLoanId, person, accountNo, certificateNo } = story
    expect(certificateNo).toBe("202609010001")
    expect((await readAccount(H, accountNo)).holds).toMatchObject([
      {
        ground: "certificate",
        scope: ["withdrawal", "transfer", "closing"],
        to: "2026-10-31",
        caseId: offsiteLoanId,
      },
    ])
    const { reservationId } = await reserve(L, person)
    const done = await actOnOffsite(L, offsiteLoanId, "grant", grantBody(story, reservationId))
    expect(done).toMatchObject({
      status: "granted",
      legs: [{ leg: "statusFeed", actingCenterId: I_ID, dueOn: "2026-11-15" }],
      loan: { balance: "300000.00" },
    })
    expect((await readAccount(H, accountNo)).holds).toMatchObject([
      { ground: "loanMark", scope: ["closing", "transfer"], caseId: offsiteLoanId },
    ])
    expect(await toldOf(H, offsiteLoanId)).toEqual(["offsite-loan.requested", "offsite-loan.granted"])
    expect(await toldOf(L, offsiteLoanId)).toEqual(["offsite-loan.certified"])
    expect((await readOffsite(H, offsiteLoanId)).history.map(({ event }) => event)).toEqual([
      "request",
      "certification",
      "grant",
    ])

    await federation.hub.settle()
    expect(federation.hub.counts().stepFunctions).toMatchObject({
      executionsRunning: 0,
      stateTransitions: 5,
    })
  })

  it("is marked, too, when the clerk registered the loan before the case heard of it", async () => {
    const story = await certified(L, H, validFor30Days())
    const { offsiteLoanId, person, accountNo } = story
    const { reservationId } = await reserve(L, person)
    const body = grantBody(story, reservationId, grantedToday())
    const { certificateNo: _certificate, overrideReason: _reason, ...terms } = body
    const registered = Loan.parse(
      expectStatus(await L.call("POST", "/v1/loans", { ...terms, borrower: person }), 201),
    )
    expect(registered.findings.map((found) => found.class)).toEqual(["D5"])
    const other = await reserve(L, makePerson("offsite-registered-other", 1990))
    expect(
      await L.problem("POST", offsitePath(offsiteLoanId, "grant"), {
        ...body,
        reservationId: other.reservationId,
      }),
    ).toMatchObject({ code: "3043", field: "/reservationId" })
    expect(
      await L.problem("POST", offsitePath(offsiteLoanId, "grant"), { ...body, amount: "300000.01" }),
    ).toMatchObject({ code: "3040", field: "/contractNo" })
    expect(await actOnOffsite(L, offsiteLoanId, "grant", body)).toMatchObject({ status: "granted" })
    expect((await readAccount(H, accountNo)).holds).toMatchObject([
      { ground: "loanMark", caseId: offsiteLoanId },
    ])
    const carried = Loan.parse(expectStatus(await L.call("GET", `/v1/loans/${terms.contractNo}`), 200))
    expect(carried).toMatchObject({ offsiteLoanId, version: 2 })
    const month = time.today().slice(0, 7)
    const feed = { month, balance: "299000.00", overduePeriods: 0, ...staff }
    expectStatus(await L.call("POST", `/v1/loans/${terms.contractNo}/repayments`, feed), 200)
    expect(await readOffsite(H, offsiteLoanId)).toMatchObject({ loan: { balance: "299000.00" } })
  })

  it("opens name and document number for both centers, until fifteen days after the end", async () => {
    const { offsiteLoanId, person } = await requested(L, H)
    const open = () => H.call("POST", offsitePath(offsiteLoanId, "identity"), { purpose: "match-account" })
    expect(OpenedApplicant.parse(expectStatus(await open(), 200)).person).toEqual(person)
    await actOnOffsite(H, offsiteLoanId, "certification-refusal", { reasonCode: "months-short" })
    await time.pass(days(16))
    expectStatus(await open(), 410)
  })
})

const listed = async (center: TestCenter, query: string) =>
  OffsiteLoanList.parse(
    expectStatus(await center.call("GET", `/v1/offsite-loans${query}`), 200),
  ).offsiteLoans.map((listedCase) => listedCase.offsiteLoanId)

describe("what is refused", () => {
  it("a consent that is used, of another person, center or purpose", async () => {
    const person = makePerson("offsite-consent", 1990)
    await openAccount(H, person, "CON1")
    const invalid = { code: "3049", rule: "LON-013", field: "/consent" }
    const ask = (consent: string, over: Readonly<Record<string, unknown>> = {}) =>
      L.problem("POST", "/v1/offsite-loans", requestBody(H, person, consent, over))
    expect(await ask(await consentOf(H, person, { purpose: "loanQuote" }))).toMatchObject(invalid)
    expect(await ask(await consentOf(H, person, { grantedTo: THIRD_ID }))).toMatchObject(invalid)
    expect(await ask("cns_01KAZZZZZZZZZZZZZZZZZZZZZZ")).toMatchObject(invalid)
    const consent = await consentOf(H, person)
    expect(await ask(consent, { homeCenterId: THIRD_ID })).toMatchObject(invalid)
    const other = makePerson("offsite-consent-2", 1990)
    expect(await ask(consent, { person: other })).toMatchObject(invalid)
    expectStatus(await L.call("POST", "/v1/offsite-loans", requestBody(H, person, consent)), 201)
    expect(await ask(consent)).toMatchObject(invalid)
    expect(await ask(await consentOf(H, person))).toMatchObject({ code: "4016" })
    const own = await consentOf(H, person)
    expect((await H.problem("POST", "/v1/offsite-loans", requestBody(H, person, own))).code).toBe("3052")
  })

  it("a consent under another name than the account's, and a request under another than the consent's", async () => {
    const person = makePerson("offsite-name", 1990)
    const misnamed = { ...person, name: `${person.name}甲` }
    await openAccount(H, person, "NAM1")
    const body = { person: misnamed, purpose: "offsiteLoan", verifiedBy: "face" }
    expect(await H.problem("POST", "/v1/consents", body)).toMatchObject({
      rule: "ACC-009",
      field: "/person/name",
    })
    const consent = await consentOf(H, person)
    expect(await L.problem("POST", "/v1/offsite-loans", requestBody(H, misnamed, consent))).toMatchObject({
      code: "3049",
      rule: "LON-013",
      field: "/consent",
    })
    expectStatus(await L.call("POST", "/v1/offsite-loans", requestBody(H, person, consent)), 201)
  })

  it("a certificate that contradicts itself or the registry", async () => {
    const stranger = await requested(L, H)
    const { offsiteLoanId, accountNo } = await requested(L, H)
    const certify = (over: Readonly<Record<string, unknown>>) =>
      H.problem(
        "POST",
        offsitePath(offsiteLoanId, "certification"),
        certificationBody(accountNo, { ...validFor30Days(), ...over }),
      )
    expect(await certify({ unsettledBalance: "1.00" })).toMatchObject({ code: "4018", rule: "LON-007" })
    expect(await certify({ balance: "52198.68" })).toMatchObject({ code: "4018", rule: "LON-008" })
    expect(await certify({ accountStatus: "02" })).toMatchObject({ code: "4018", field: "/accountStatus" })
    expect(await certify({ hasUsedLoan: true, loanCount: 2, loanTotal: "1.00" })).toMatchObject({
      code: "3045",
    })
    expect(await certify({ openedMonth: "2020-02" })).toMatchObject({
      rule: "LON-008",
      field: "/openedMonth",
    })
    expect(await certify({ continuousFrom: "2022-12" })).toMatchObject({ field: "/continuousFrom" })
    expect(await certify({ continuousTo: "2026-07" })).toMatchObject({ field: "/continuousTo" })
    expect(await certify({ accountNo: "NONE1" })).toMatchObject({ code: "4002" })
    expect(await certify({ accountNo: stranger.accountNo })).toMatchObject({ code: "4003" })
    expect(await certify({ validTo: chinaDay(time.now() + days(91)) })).toMatchObject({ field: "/validTo" })
    expect(await certify({ validTo: chinaDay(time.now() - days(1)) })).toMatchObject({ field: "/validTo" })
  })

  it("a grant without certificate, without reservation, with another's, and a second one", async () => {
    const asked = await requested(L, H)
    const grant = (id: string, body: unknown) => L.problem("POST", offsitePath(id, "grant"), body)
    const none = "lrs_01KAZZZZZZZZZZZZZZZZZZZZZZ"
    expect(
      (await grant(asked.offsiteLoanId, grantBody({ ...asked, certificateNo: "202609010001" }, none))).code,
    ).toBe("5007")
    const story = await certified(L, H, validFor30Days())
    const { offsiteLoanId } = story
    expect(await grant(offsiteLoanId, grantBody(story, none, grantedToday()))).toMatchObject({
      code: "3043",
      rule: "LON-003",
    })
    const stranger = await reserve(L, makePerson("offsite-other-borrower", 1990))
    expect((await grant(offsiteLoanId, grantBody(story, stranger.reservationId, grantedToday()))).code).toBe(
      "3043",
    )
    const { reservationId } = await reserve(L, story.person)
    const body = grantBody(story, reservationId, grantedToday())
    expect((await grant(offsiteLoanId, { ...body, certificateNo: "202609019999" })).code).toBe("5007")
    await actOnOffsite(L, offsiteLoanId, "grant", body)
    expect(await grant(offsiteLoanId, { ...body, contractNo: "C-2" })).toMatchObject({
      code: "5008",
      rule: "LON-009",
    })
  })

  it("others hear that there is no such case, and each party what is the other's", async () => {
    const { offsiteLoanId } = await requested(L, H)
    expect((await third.problem("GET", `/v1/offsite-loans/${offsiteLoanId}`)).code).toBe("3051")
    expect((await third.problem("POST", offsitePath(offsiteLoanId, "cancellation"), staff)).code).toBe("3051")
    expect((await H.problem("POST", offsitePath(offsiteLoanId, "cancellation"), staff)).code).toBe("4011")
    expect(
      (await L.problem("POST", offsitePath(offsiteLoanId, "cancellation"), staff, { ifMatch: 7 })).code,
    ).toBe("3008")
    expect(await listed(H, "?role=home&status=requested&limit=5")).toContain(offsiteLoanId)
    expect(await listed(H, "?role=loan")).toEqual([])
    expect(await listed(third, "")).toEqual([])
    await actOnOffsite(L, offsiteLoanId, "cancellation")
    expect(await toldOf(H, offsiteLoanId)).toContain("offsite-loan.cancelled")
  })
})

const statusOf = async (reservationId: string) =>
  LoanReservation.parse(expectStatus(await L.call("GET", `/v1/loan-reservations/${reservationId}`), 200))
    .status

describe("a case that ends without a loan", () => {
  it("frees the family that was reserved for it, and nobody else", async () => {
    const spouse = makePerson("offsite-freed-spouse", 1990)
    const rejected = await certified(L, H, validFor30Days())
    const { reservationId } = await reserve(L, rejected.person, {
      spouse,
      offsiteLoanId: rejected.offsiteLoanId,
    })
    await actOnOffsite(L, rejected.offsiteLoanId, "rejection", { reasonCode: "income" })
    expect(await statusOf(reservationId)).toBe("released")
    await reserve(third, spouse)
    await reserve(third, rejected.person)

    const own = await certified(L, H, validFor30Days())
    const ofItsOwn = await reserve(L, own.person)
    await actOnOffsite(L, own.offsiteLoanId, "rejection", { reasonCode: "income" })
    expect(await statusOf(ofItsOwn.reservationId)).toBe("held")

    const forgotten = await certified(L, H, { validTo: time.today() })
    const { offsiteLoanId } = forgotten
    const reserved = await reserve(L, forgotten.person, { offsiteLoanId })
    await time.pass(days(1))
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "expired" })
    expect(await statusOf(reserved.reservationId)).toBe("released")
  })
})

describe("two at the same moment", () => {
  it("of two loan centers that are certified for one person, one has the certificate", async () => {
    const { person, accountNo, offsiteLoanId } = await requested(L, H)
    const other = OffsiteLoan.parse(
      expectStatus(
        await third.call("POST", "/v1/offsite-loans", requestBody(H, person, await consentOf(H, person))),
        201,
      ),
    )
    const certify = (id: string) =>
      H.call("POST", offsitePath(id, "certification"), certificationBody(accountNo, validFor30Days()))
    const answers = await Promise.all([certify(offsiteLoanId), certify(other.offsiteLoanId)])
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: "4017" })
    expect((await readAccount(H, accountNo)).holds).toHaveLength(1)
  })

  it("of a grant and a rejection, one happens", async () => {
    const story = await certified(L, H, validFor30Days())
    const { offsiteLoanId, accountNo, person } = story
    const { reservationId } = await reserve(L, person)
    const answers = await Promise.all([
      L.call("POST", offsitePath(offsiteLoanId, "grant"), grantBody(story, reservationId, grantedToday())),
      L.call("POST", offsitePath(offsiteLoanId, "rejection"), { reasonCode: "income", ...staff }),
    ])
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 409])
    const { status } = await readOffsite(H, offsiteLoanId)
    const holds = (await readAccount(H, accountNo)).holds.map(({ ground }) => ground)
    expect(holds).toEqual(status === "granted" ? ["loanMark"] : [])
  })

  it("of two requests with one consent, one uses it", async () => {
    const person = makePerson("offsite-two-requests", 1990)
    await openAccount(H, person, "TWO1")
    const consent = await consentOf(H, person)
    const answers = await Promise.all(
      [L, third].map((center) => center.call("POST", "/v1/offsite-loans", requestBody(H, person, consent))),
    )
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([201, 409])
  })
})
