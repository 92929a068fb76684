import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import { Loan, LoanReservation } from "../../contracts/loans.ts"
import { OffsiteLoan, OffsiteLoanList, OpenedApplicant } from "../../contracts/offsite-loans.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  segments,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { loanPack } from "../fixtures/loan-pack.ts"
import {
  actOnOffsite,
  certificationBody,
  certified,
  consentOf,
  grantBody,
  granted,
  readOffsite,
  requestBody,
  requested,
  reserve,
} from "../fixtures/offsite-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"
import { chinaDay, clearInbox, days, readAccount, timeOf, toldOf } from "../fixtures/transfer-story.ts"

let federation: Federation
let L: TestCenter
let H: TestCenter
let third: TestCenter
const time = timeOf(() => federation)
const path = (id: string, action: string) => `/v1/offsite-loans/${id}/${action}`
/** A certificate that is valid for thirty days from the present one. */
const validFor30Days = () => ({ validTo: chinaDay(time.now() + days(30)) })
const today = () => ({ grantedOn: time.today() })

beforeAll(async () => {
  // A sweep each virtual minute of two months would take longer than the rest of this file.
  federation = await startFederation({
    start: "2026-09-01T01:00:00.000Z",
    schedulePeriodFloorMs: 6 * 3_600_000,
  })
  H = await federation.onboard(O_ID)
  L = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
})
afterAll(async () => {
  await federation?.stop()
})

const running = () => federation.hub.counts().stepFunctions.executionsRunning

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

  it("is fed, collected, offset and paid off; the mark ends", async () => {
    const { offsiteLoanId, contractNo, accountNo } = await granted(L, H, today(), validFor30Days())
    await clearInbox(H)
    await clearInbox(L)
    const feed = (body: Readonly<Record<string, unknown>>) =>
      L.call("POST", `/v1/loans/${contractNo}/repayments`, { ...staff, ...body })
    const collection = { overduePeriods: 1, overdueAmount: "1600.00" }
    expect(
      (await L.problem("POST", path(offsiteLoanId, "collection-request"), { ...collection, ...staff })).code,
    ).toBe("5012")
    expectStatus(
      await feed({ month: "2026-09", balance: "299000.00", overduePeriods: 1, overdueAmount: "1600.00" }),
      200,
    )
    const asked = await actOnOffsite(L, offsiteLoanId, "collection-request", collection)
    expect(asked.legs.map(({ leg, dueOn }) => [leg, dueOn])).toEqual([
      ["collectionAnswer", "2026-09-08"],
      ["statusFeed", "2026-11-15"],
    ])
    await federation.hub.settle()
    expect(running()).toBe(1)
    const answered = await actOnOffsite(H, offsiteLoanId, "collection-answer", {
      contacted: true,
      deduction: { reference: newReference(), amount: "1600.00", paidOn: time.today() },
    })
    expect(answered.collection?.answer).toMatchObject({ contacted: true, deduction: { amount: "1600.00" } })
    await federation.hub.settle()
    expect(running()).toBe(0)

    const offset = { reference: newReference(), amount: "9000.00", paidOn: time.today() }
    expect((await actOnOffsite(H, offsiteLoanId, "offset", offset)).offset).toMatchObject({ status: "sent" })
    const second = { ...offset, ...staff, reference: newReference() }
    expect((await H.problem("POST", path(offsiteLoanId, "offset"), second)).code).toBe("4010")
    const booking = { receivedOn: time.today(), bankSerial: "BK-1" }
    expect(
      await L.problem("POST", path(offsiteLoanId, "offset-completion"), {
        ...booking,
        balance: "299000.01",
        ...staff,
      }),
    ).toMatchObject({ code: "3047", rule: "LON-004", field: "/balance" })
    const booked = await actOnOffsite(L, offsiteLoanId, "offset-completion", {
      ...booking,
      balance: "290000.00",
    })
    expect(booked).toMatchObject({ offset: { status: "booked" }, loan: { balance: "290000.00" } })
    expect(Loan.parse(expectStatus(await L.call("GET", `/v1/loans/${contractNo}`), 200)).balance).toBe(
      "290000.00",
    )

    expectStatus(await feed({ month: "2026-09", balance: "0.00", overduePeriods: 0 }), 409)
    await time.passTo("2026-10-09")
    expectStatus(await feed({ month: "2026-10", balance: "0.00", overduePeriods: 0 }), 200)
    expectStatus(
      await L.call("POST", `/v1/loans/${contractNo}/payoff`, { paidOffOn: time.today(), ...staff }),
      200,
    )
    const done = await readOffsite(H, offsiteLoanId)
    expect(done).toMatchObject({ status: "paidOff", legs: [], endedOn: "2026-10-09" })
    expect(done.payoffCertificateNo).toBe("202610090001")
    expect(done.certificate).toBeUndefined()
    expect((await readAccount(H, accountNo)).holds).toEqual([])
    expect(await toldOf(H, offsiteLoanId)).toEqual([
      "offsite-loan.status-fed",
      "offsite-loan.collection-requested",
      "offsite-loan.offset-booked",
      "offsite-loan.status-fed",
      "offsite-loan.paid-off",
    ])
    expect(await toldOf(L, offsiteLoanId)).toEqual([
      "offsite-loan.collection-answered",
      "offsite-loan.offset-sent",
      "offsite-loan.paid-off",
    ])
    await federation.hub.settle()
    expect(running()).toBe(0)
  })

  it("is marked, too, when the clerk registered the loan before the case heard of it", async () => {
    const story = await certified(L, H, validFor30Days())
    const { offsiteLoanId, person, accountNo } = story
    const { reservationId } = await reserve(L, person)
    const body = grantBody(story, reservationId, today())
    const { certificateNo: _certificate, overrideReason: _reason, ...terms } = body
    const registered = Loan.parse(
      expectStatus(await L.call("POST", "/v1/loans", { ...terms, borrower: person }), 201),
    )
    expect(registered.findings.map((found) => found.class)).toEqual(["D5"])
    const other = await reserve(L, makePerson("offsite-registered-other", 1990))
    expect(
      await L.problem("POST", path(offsiteLoanId, "grant"), { ...body, reservationId: other.reservationId }),
    ).toMatchObject({ code: "3043", field: "/reservationId" })
    expect(
      await L.problem("POST", path(offsiteLoanId, "grant"), { ...body, amount: "300000.01" }),
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

  it("keeps the account when it is paid off with an offset on its way, until the money is back", async () => {
    const { offsiteLoanId, contractNo, accountNo } = await granted(L, H, today(), validFor30Days())
    await actOnOffsite(H, offsiteLoanId, "offset", {
      reference: newReference(),
      amount: "5000.00",
      paidOn: time.today(),
    })
    const month = time.today().slice(0, 7)
    const last = { month, balance: "0.00", overduePeriods: 0, ...staff }
    expectStatus(await L.call("POST", `/v1/loans/${contractNo}/repayments`, last), 200)
    const paidOff = { paidOffOn: time.today(), ...staff }
    expectStatus(await L.call("POST", `/v1/loans/${contractNo}/payoff`, paidOff), 200)
    expect(await readOffsite(H, offsiteLoanId)).toMatchObject({
      status: "paidOff",
      legs: [{ leg: "offsetReturn", actingCenterId: H.centerId }],
    })
    expect((await readAccount(H, accountNo)).holds).toMatchObject([
      { ground: "other", scope: ["closing", "transfer"], caseId: offsiteLoanId },
    ])
    const close = () =>
      H.call("POST", `/v1/accounts/${accountNo}/closure`, {
        closedOn: time.today(),
        withdrawalReason: "99",
        ...staff,
      })
    expect(expectStatus(await close(), 409)).toMatchObject({ code: "3019", caseId: offsiteLoanId })
    await federation.hub.settle()
    expect(running()).toBe(0)
    await time.pass(days(9))
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "paidOff", escalations: 1 })
    expect(await toldOf(H, offsiteLoanId)).toContain("offsite-loan.escalated")
    const done = await actOnOffsite(H, offsiteLoanId, "offset-return", { returnedOn: time.today() })
    expect(done).toMatchObject({ status: "paidOff", legs: [], offset: { status: "returned" } })
    expect((await readAccount(H, accountNo)).holds).toEqual([])
    expectStatus(await close(), 200)
  })

  it("opens name and document number for both centers, until fifteen days after the end", async () => {
    const { offsiteLoanId, person } = await requested(L, H)
    const open = () => H.call("POST", path(offsiteLoanId, "identity"), { purpose: "match-account" })
    expect(OpenedApplicant.parse(expectStatus(await open(), 200)).person).toEqual(person)
    await actOnOffsite(H, offsiteLoanId, "certification-refusal", { reasonCode: "months-short" })
    await time.pass(days(16))
    expectStatus(await open(), 410)
  })
})

describe("the quote of a case", () => {
  const wish = {
    price: "2000000.00",
    termMonths: 240,
    firstHome: true,
    monthlyIncome: "40000.00",
  }

  it("binds the grant, by the pack of the day of the application whatever is uploaded later", async () => {
    const from = time.today()
    expectStatus(await L.call("PUT", `/v1/policies/${from}`, loanPack(I_ID, from, "500000.00")), 201)
    const story = await (async () => {
      const asked = await requested(L, H, { appliedOn: from })
      const later = chinaDay(time.now() + days(1))
      expectStatus(await L.call("PUT", `/v1/policies/${later}`, loanPack(I_ID, later, "800000.00")), 201)
      await time.pass(days(1))
      const { certificateNo } = await actOnOffsite(
        H,
        asked.offsiteLoanId,
        "certification",
        certificationBody(asked.accountNo, validFor30Days()),
      )
      if (certificateNo === undefined) throw new Error("no certificate")
      return { ...asked, certificateNo }
    })()
    const { offsiteLoanId, person } = story
    const { reservationId } = await reserve(L, person)
    const plain = { ...grantBody(story, reservationId, today()), overrideReason: undefined }
    expect((await L.problem("POST", path(offsiteLoanId, "grant"), plain)).code).toBe("5010")

    const quoted = LoanQuoteResponse.parse(
      expectStatus(
        await L.call("POST", path(offsiteLoanId, "quote"), { ...wish, applicants: [{ person }] }),
        200,
      ),
    )
    // 25 x 52,198.67 = 1,304,966.75 is above the cap of the pack of the first day.
    expect(quoted).toMatchObject({ amount: "500000.00", bindingConstraint: "cap", balance: "52198.67" })
    expect(quoted.policy.effectiveFrom).toBe(from)
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({
      quote: { amount: "500000.00", bindingConstraint: "cap", eligible: true },
    })
    expect(
      await L.problem("POST", path(offsiteLoanId, "grant"), { ...plain, amount: "500000.01" }),
    ).toMatchObject({ code: "5011", rule: "QUO-003", field: "/amount" })
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({
      quote: { termMonths: 240, yearlyRate: "0.026" },
    })
    const grantOf = (over: object) => L.problem("POST", path(offsiteLoanId, "grant"), { ...plain, ...over })
    expect(await grantOf({ termMonths: 360 })).toMatchObject({
      code: "5011",
      rule: "QUO-005",
      field: "/termMonths",
    })
    expect(await grantOf({ yearlyRate: "0.02" })).toMatchObject({ rule: "QUO-005", field: "/yearlyRate" })
    expect(await grantOf({ overrideReason: "  " })).toMatchObject({
      rule: "VAL-001",
      field: "/overrideReason",
    })
    const done = await actOnOffsite(L, offsiteLoanId, "grant", { ...plain, amount: "500000.00" })
    expect(done.grant).not.toHaveProperty("overrideReason")
  })

  it("is a disclosure: recorded with the case, charged once, replayed without another charge", async () => {
    const { offsiteLoanId, person } = await certified(L, H, validFor30Days())
    const table = wholeTable(federation.hub)
    const written = async () => {
      const items = await table.items()
      return {
        records: items.filter((item) => item["caseId"] === offsiteLoanId && item["purpose"] === "loan-quote"),
        spent: items
          .filter(({ pk }) => pk === `BUDGET#${I_ID}`)
          .map((item) => Number(item["spent"]))
          .reduce((sum, points) => sum + points, 0),
      }
    }
    const before = await written()
    const ask = () =>
      L.call(
        "POST",
        path(offsiteLoanId, "quote"),
        { ...wish, applicants: [{ person }] },
        { idempotencyKey: "quote-of-the-case-1" },
      )
    const first = expectStatus(await ask(), 200)
    expect(expectStatus(await ask(), 200)).toEqual(first)
    const after = await written()
    expect(after.records).toMatchObject([{ found: "quoted", personRefs: [expect.any(String)] }])
    expect(after.spent - before.spent).toBe(1)
    table.close()
  })

  it("is over what was certified, whatever the home center registers afterwards", async () => {
    const { offsiteLoanId, person, accountNo } = await certified(L, H, validFor30Days())
    const [first, second] = segments
    const more = { segments: [first, { ...second, principal: "90000.00" }] }
    const { version } = await readAccount(H, accountNo)
    expectStatus(await H.call("PUT", `/v1/accounts/${accountNo}/segments`, more, { ifMatch: version }), 200)
    const ask = { ...wish, applicants: [{ person }] }
    const quoted = expectStatus(await L.call("POST", path(offsiteLoanId, "quote"), ask), 200)
    expect(quoted).toMatchObject({ balance: "52198.67" })
  })

  it("is of the case's applicant, and L's alone", async () => {
    const { offsiteLoanId, person } = await certified(L, H, validFor30Days())
    const stranger = makePerson("offsite-stranger", 1990)
    await openAccount(L, stranger, "STR1")
    const ask = { ...wish, applicants: [{ person: stranger }] }
    expect(await L.problem("POST", path(offsiteLoanId, "quote"), ask)).toMatchObject({ field: "/applicants" })
    expect(
      (await H.problem("POST", path(offsiteLoanId, "quote"), { ...wish, applicants: [{ person }] })).code,
    ).toBe("4011")
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
    const { offsiteLoanId, accountNo } = await requested(L, H)
    const certify = (over: Readonly<Record<string, unknown>>) =>
      H.problem(
        "POST",
        path(offsiteLoanId, "certification"),
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
    expect(await certify({ accountNo: "OFF1" })).toMatchObject({ code: "4003" })
    expect(await certify({ validTo: chinaDay(time.now() + days(91)) })).toMatchObject({ field: "/validTo" })
    expect(await certify({ validTo: chinaDay(time.now() - days(1)) })).toMatchObject({ field: "/validTo" })
  })

  it("a grant without certificate, without reservation, with another's, and a second one", async () => {
    const asked = await requested(L, H)
    const grant = (id: string, body: unknown) => L.problem("POST", path(id, "grant"), body)
    const none = "lrs_01KAZZZZZZZZZZZZZZZZZZZZZZ"
    expect(
      (await grant(asked.offsiteLoanId, grantBody({ ...asked, certificateNo: "202609010001" }, none))).code,
    ).toBe("5007")
    const story = await certified(L, H, validFor30Days())
    const { offsiteLoanId } = story
    expect(await grant(offsiteLoanId, grantBody(story, none, today()))).toMatchObject({
      code: "3043",
      rule: "LON-003",
    })
    const stranger = await reserve(L, makePerson("offsite-other-borrower", 1990))
    expect((await grant(offsiteLoanId, grantBody(story, stranger.reservationId, today()))).code).toBe("3043")
    const { reservationId } = await reserve(L, story.person)
    const body = grantBody(story, reservationId, today())
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
    expect((await third.problem("POST", path(offsiteLoanId, "cancellation"), staff)).code).toBe("3051")
    expect((await H.problem("POST", path(offsiteLoanId, "cancellation"), staff)).code).toBe("4011")
    expect((await L.problem("POST", path(offsiteLoanId, "cancellation"), staff, { ifMatch: 7 })).code).toBe(
      "3008",
    )
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
      H.call("POST", path(id, "certification"), certificationBody(accountNo, validFor30Days()))
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
      L.call("POST", path(offsiteLoanId, "grant"), grantBody(story, reservationId, today())),
      L.call("POST", path(offsiteLoanId, "rejection"), { reasonCode: "income", ...staff }),
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

describe("the clock", () => {
  beforeEach(async () => {
    await clearInbox(H)
    await clearInbox(L)
  })

  it("escalates what nobody certifies, again and again, and expires it; nothing is certified by silence", async () => {
    const { offsiteLoanId, person } = await requested(L, H)
    await time.pass(days(12))
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "requested", escalations: 1 })
    await time.pass(days(60))
    const done = await readOffsite(L, offsiteLoanId)
    expect(done.status).toBe("expired")
    expect(done.escalations).toBeGreaterThan(3)
    const again = requestBody(H, person, await consentOf(H, person))
    expectStatus(await L.call("POST", "/v1/offsite-loans", again), 201)
  })

  it("ends a certificate with its last day: the account is free and another may be issued", async () => {
    const story = await certified(L, H, { validTo: time.today() })
    const { offsiteLoanId, accountNo, person } = story
    const { reservationId } = await reserve(L, person)
    const startOfNextDay = Date.parse(`${time.today()}T16:00:00.000Z`)
    await time.pass(startOfNextDay - time.now() + 2_000)
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "expired" })
    expect((await readAccount(H, accountNo)).holds).toEqual([])
    const late = grantBody(story, reservationId, today())
    expect((await L.problem("POST", path(offsiteLoanId, "grant"), late)).code).toBe("5009")
    expect(await toldOf(L, offsiteLoanId)).toEqual(["offsite-loan.certified", "offsite-loan.expired"])
    const again = requestBody(H, person, await consentOf(H, person))
    expectStatus(await L.call("POST", "/v1/offsite-loans", again), 201)
  })

  it("finds a case whose execution was lost, also one that a quiet loan had just been given", async () => {
    const { environment } = federation.hub
    const sfn = new SFNClient({
      region: "cn-north-1",
      endpoint: environment["AWS_ENDPOINT_URL_SFN"] ?? environment["AWS_ENDPOINT_URL"] ?? "",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    })
    const sweeper = federation.hub.deployment.functions.find(({ label }) => label === "sweep-cases")
    const stateMachineArn = sweeper?.environment["OFFSITE_LOAN_STATE_MACHINE_ARN"] ?? ""
    const stop = async (offsiteLoanId: string) => {
      await federation.hub.settle()
      const { executions = [] } = await sfn.send(
        new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING" }),
      )
      const own = executions.filter(({ name }) => name?.startsWith(offsiteLoanId))
      for (const { executionArn } of own) await sfn.send(new StopExecutionCommand({ executionArn }))
      return own.length
    }
    const { offsiteLoanId, contractNo } = await granted(L, H, today(), validFor30Days())
    const month = time.today().slice(0, 7)
    const feed = { month, balance: "299000.00", overduePeriods: 2, overdueAmount: "3000.00", ...staff }
    expectStatus(await L.call("POST", `/v1/loans/${contractNo}/repayments`, feed), 200)
    const asked = await actOnOffsite(L, offsiteLoanId, "collection-request", {
      overduePeriods: 2,
      overdueAmount: "3000.00",
    })
    expect(await stop(offsiteLoanId)).toBe(1)
    const due = Date.parse(asked.legs[0]?.dueAt ?? "")
    await time.pass(due - time.now() + days(1))
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "granted", escalations: 1 })
    sfn.destroy()
  })

  it("watches the monthly feed of a quiet loan without an execution", async () => {
    const { offsiteLoanId } = await granted(L, H, today(), validFor30Days())
    const { legs } = await readOffsite(L, offsiteLoanId)
    const due = Date.parse(legs[0]?.dueAt ?? "")
    await time.pass(due - time.now() + days(1))
    expect(await readOffsite(L, offsiteLoanId)).toMatchObject({ status: "granted", escalations: 1 })
    expect(await toldOf(H, offsiteLoanId)).toContain("offsite-loan.escalated")
  })
})
