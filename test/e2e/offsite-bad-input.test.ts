import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ProblemSlug } from "../../contracts/problems.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import type { RuleId } from "../../contracts/rules.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  staff,
  startFederation,
  statementBody,
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
  requestBody,
  requested,
  reserve,
  type CertifiedStory,
  type GrantedStory,
} from "../fixtures/offsite-story.ts"
import { ask, post, refusals, type ExpectedRefusal } from "../fixtures/refusals.ts"
import { chinaDay, days, readAccount, sendLetter, timeOf } from "../fixtures/transfer-story.ts"

let federation: Federation
let L: TestCenter
let H: TestCenter
let third: TestCenter
let refuse: ReturnType<typeof refusals>
const time = timeOf(() => federation)
const today = "2026-09-01"
const noReservation = "lrs_01KAZZZZZZZZZZZZZZZZZZZZZZ"

const source = { source: "test-source" }
const firstHomeCap = "800000.00"
/** By what a family asks, another limit of this pack binds: cap, base, repayment, share of the price, price, old loan. */
const figures = {
  ...loanPack(I_ID, "2026-01-01", firstHomeCap).loan,
  caps: [
    { amount: firstHomeCap, when: { firstHome: true }, ...source },
    { amount: "2000000.00", when: { firstHome: false }, ...source },
  ],
  loanToValue: [{ share: "0.80", when: { refinance: false }, ...source }],
  longestTermMonths: { months: 300, ...source },
}

beforeAll(async () => {
  federation = await startFederation({
    start: `${today}T01:00:00.000Z`,
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  H = await federation.onboard(O_ID)
  L = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
  refuse = refusals(federation)
  const pack = { ...loanPack(I_ID, "2026-01-01", firstHomeCap), loan: figures }
  expectStatus(await L.call("PUT", "/v1/policies/2026-01-01", pack), 201)
})
afterAll(async () => {
  refuse?.close()
  await federation?.stop()
})

const on = (id: string, action: string, body: object = {}) =>
  post(`/v1/offsite-loans/${id}/${action}`, { ...staff, ...body })

const grant = (story: { certificateNo: string; offsiteLoanId: string }, reservationId: string) =>
  on(story.offsiteLoanId, "grant", grantBody(story, reservationId))
const money = (amount: string, over: object = {}) => ({
  reference: newReference(),
  amount,
  paidOn: today,
  ...over,
})
const invalid = (rule: RuleId, field: string) => ({ problem: "invalid-request", rule, field }) as const

const refusedGrant = (
  story: CertifiedStory,
  reservationId: string,
  over: object,
  expected: ExpectedRefusal,
) =>
  refuse.refused(
    L,
    on(story.offsiteLoanId, "grant", { ...grantBody(story, reservationId), ...over }),
    expected,
  )

describe("a grant over the quote", () => {
  let story: CertifiedStory
  let reservationId: string
  beforeAll(async () => {
    story = await certified(L, H)
    ;({ reservationId } = await reserve(L, story.person))
  })

  const rich = { price: "9000000.00", termMonths: 240, firstHome: true, monthlyIncome: "90000.00" }
  const further = { firstHome: false }

  it("without any quote, and without a reason", () =>
    refusedGrant(
      story,
      reservationId,
      { overrideReason: undefined },
      { problem: "quote-missing", field: "/amount" },
    ))

  // 25 x 52,198.67 = 1,304,966.75; 0.80 x 500,000 = 400,000; nothing else is near.
  it.each<[string, RuleId, object, string]>([
    ["the cap", "QUO-003", {}, "800000.01"],
    ["what the contributions carry", "QUO-004", further, "1304966.76"],
    ["what the income repays", "QUO-005", { monthlyIncome: "1000.00" }, "799999.99"],
    ["the share of the price", "QUO-006", { price: "500000.00" }, "400000.01"],
    [
      "the price",
      "QUO-007",
      { price: "300000.00", refinance: { commercialBalance: "400000.00" } },
      "300000.01",
    ],
    ["the commercial loan", "QUO-009", { refinance: { commercialBalance: "200000.00" } }, "200000.01"],
    ["a condition that is not met", "QUO-008", { termMonths: 301 }, "1.00"],
  ])("by %s: %s", async (_name, rule, over, amount) => {
    const wish = { ...rich, ...over, applicants: [{ person: story.person }] }
    expectStatus(await L.call("POST", `/v1/offsite-loans/${story.offsiteLoanId}/quote`, wish), 200)
    await refusedGrant(
      story,
      reservationId,
      { amount, overrideReason: undefined },
      { problem: "over-quote", rule, field: "/amount" },
    )
  })

  it("an empty reason is none; a stated one is accepted and kept", async () => {
    await refusedGrant(
      story,
      reservationId,
      { overrideReason: "" },
      { problem: "invalid-request", rule: "VAL-001", field: "/overrideReason" },
    )
    const done = await actOnOffsite(
      L,
      story.offsiteLoanId,
      "grant",
      grantBody(story, reservationId, { amount: "900000.00" }),
    )
    expect(done.grant?.overrideReason).toBe("审批会议定 2026-9")
  })
})

describe("a grant without what it needs", () => {
  it("no certificate yet, that of another case, and none after a refusal or rejection", async () => {
    const asked = await requested(L, H)
    const unissued = { ...asked, certificateNo: "202609010001" }
    const missing = { problem: "certificate-missing", field: "/certificateNo" } as const
    await refuse.refused(L, grant(unissued, noReservation), missing)
    await actOnOffsite(H, asked.offsiteLoanId, "certification-refusal", { reasonCode: "months-short" })
    await refuse.refused(L, grant(unissued, noReservation), missing)

    const [own, other] = [await certified(L, H), await certified(L, H)]
    const { reservationId } = await reserve(L, own.person)
    await refuse.refused(L, grant({ ...own, certificateNo: other.certificateNo }, reservationId), missing)
    await actOnOffsite(L, own.offsiteLoanId, "rejection", { reasonCode: "credit" })
    await refuse.refused(L, grant(own, reservationId), { problem: "action-not-allowed" })
  })

  it("no reservation, one of other people, of another center, for another case, a released one", async () => {
    const [story, beside] = [await certified(L, H), await certified(L, H)]
    const missing = { problem: "reservation-missing", rule: "LON-003", field: "/reservationId" } as const
    await refusedGrant(story, noReservation, {}, missing)
    await refusedGrant(
      story,
      "",
      { reservationId: undefined },
      { problem: "invalid-request", rule: "VAL-008", field: "/reservationId" },
    )
    const others = await reserve(L, makePerson("offsite-bad-others"))
    await refusedGrant(story, others.reservationId, {}, missing)
    const elsewhere = await reserve(third, story.person)
    await refusedGrant(story, elsewhere.reservationId, {}, missing)
    expectStatus(
      await third.call("POST", `/v1/loan-reservations/${elsewhere.reservationId}/release`, staff),
      200,
    )
    const forBeside = await reserve(L, beside.person, {
      spouse: story.person,
      offsiteLoanId: beside.offsiteLoanId,
    })
    await refusedGrant(story, forBeside.reservationId, {}, missing)
    await L.call("POST", `/v1/loan-reservations/${forBeside.reservationId}/release`, staff)
    await refusedGrant(story, forBeside.reservationId, {}, missing)
  })

  it("a day before the certificate, a day to come, and a contract number that is taken", async () => {
    const story = await certified(L, H)
    const { contractNo } = await granted(L, H)
    const { reservationId } = await reserve(L, story.person)
    const day = { problem: "invalid-request", field: "/grantedOn" } as const
    await refusedGrant(story, reservationId, { grantedOn: "2026-08-31" }, { ...day, rule: "VAL-005" })
    await refusedGrant(story, reservationId, { grantedOn: "2026-09-02" }, { ...day, rule: "VAL-010" })
    await refusedGrant(story, reservationId, { contractNo }, { problem: "loan-exists", field: "/contractNo" })
    await refusedGrant(
      story,
      reservationId,
      { amount: "0.00" },
      { problem: "invalid-request", rule: "VAL-001", field: "/amount" },
    )
  })

  it("a second grant, and a certificate that another case would use again", async () => {
    const story = await granted(L, H)
    const used = { problem: "certificate-used", rule: "LON-009", field: "/certificateNo" } as const
    await refusedGrant(story, noReservation, { contractNo: "C-SECOND" }, used)
    const next = await certified(L, H)
    const { reservationId } = await reserve(L, next.person)
    await refusedGrant(
      next,
      reservationId,
      { certificateNo: story.certificateNo },
      { problem: "certificate-missing", field: "/certificateNo" },
    )
  })
})

describe("the wrong party", () => {
  it.each<[string, "L" | "H", object]>([
    ["certification", "L", certificationBody("OFF1")],
    ["certification-refusal", "L", { reasonCode: "months-short" }],
    ["cancellation", "H", {}],
    ["grant", "H", grantBody({ certificateNo: "202609010001" }, noReservation)],
    ["rejection", "H", { reasonCode: "credit" }],
    ["collection-request", "H", { overduePeriods: 1, overdueAmount: "1.00" }],
    ["collection-answer", "L", { contacted: true }],
    ["offset", "L", { reference: newReference(), amount: "1.00", paidOn: today }],
    ["offset-completion", "H", { receivedOn: today, bankSerial: "W1", balance: "1.00" }],
    ["offset-return", "L", { returnedOn: today }],
  ])("%s by %s; a stranger to the case hears that there is none", async (action, by, body) => {
    const { offsiteLoanId } = await requested(L, H)
    await refuse.refused(by === "L" ? L : H, on(offsiteLoanId, action, body), { problem: "wrong-party" })
    await refuse.refused(third, on(offsiteLoanId, action, body), { problem: "offsite-loan-not-found" })
  })

  it("a quote by the home center", async () => {
    const { offsiteLoanId, person } = await requested(L, H)
    const wish = { price: "900000.00", termMonths: 240, firstHome: true, monthlyIncome: "9000.00" }
    const call = post(`/v1/offsite-loans/${offsiteLoanId}/quote`, { ...wish, applicants: [{ person }] })
    await refuse.refused(H, call, { problem: "wrong-party" })
    await refuse.refused(L, call, { problem: "action-not-allowed" })
    await refuse.refused(third, call, { problem: "offsite-loan-not-found" })
  })
})

describe("a loan that runs", () => {
  let story: GrantedStory
  beforeAll(async () => {
    story = await granted(L, H)
  })
  const servicing = (center: TestCenter, action: string, body: object, expected: ExpectedRefusal) =>
    refuse.refused(center, on(story.offsiteLoanId, action, body), expected)

  it("collection when nothing is overdue, and an answer that nobody asked for", async () => {
    await servicing(
      L,
      "collection-request",
      { overduePeriods: 1, overdueAmount: "1.00" },
      { problem: "not-overdue" },
    )
    await servicing(H, "collection-answer", { contacted: true }, { problem: "action-not-allowed" })
  })

  it("an offset larger than the balance, of nothing, before the loan, in the future; none to complete or return", async () => {
    const tooMuch = { problem: "offset-exceeds-balance", rule: "LON-010", field: "/amount" } as const
    await servicing(H, "offset", money("300000.01"), tooMuch)
    await servicing(H, "offset", money("0.00"), invalid("VAL-001", "/amount"))
    await servicing(H, "offset", money("1.00", { paidOn: "2026-08-31" }), invalid("VAL-005", "/paidOn"))
    await servicing(H, "offset", money("1.00", { paidOn: "2026-09-02" }), invalid("VAL-010", "/paidOn"))
    const completion = { receivedOn: today, bankSerial: "N1", balance: "1.00" }
    await servicing(L, "offset-completion", completion, { problem: "action-not-allowed" })
    await servicing(H, "offset-return", { returnedOn: today }, { problem: "action-not-allowed" })
  })

  it("two offsets at once, a reference used before, a balance that rises, a bank entry booked twice", async () => {
    const first = money("1000.00")
    await actOnOffsite(H, story.offsiteLoanId, "offset", first)
    await servicing(H, "offset", money("1.00"), { problem: "action-not-allowed" })
    const completion = { receivedOn: today, bankSerial: "ONCE", balance: "299000.00" }
    await servicing(
      L,
      "offset-completion",
      { ...completion, balance: "300000.01" },
      { problem: "balance-rises", rule: "LON-004", field: "/balance" },
    )
    await actOnOffsite(L, story.offsiteLoanId, "offset-completion", completion)
    await servicing(L, "offset-completion", completion, { problem: "action-not-allowed" })
    const used = { problem: "payment-reference-used", rule: "TRF-012" } as const
    await servicing(H, "offset", { ...first, amount: "1.00" }, used)
    await actOnOffsite(H, story.offsiteLoanId, "offset", money("10.00"))
    await servicing(
      L,
      "offset-completion",
      { ...completion, balance: "298990.00" },
      { ...used, field: "/bankSerial" },
    )
    await actOnOffsite(H, story.offsiteLoanId, "offset-return", { returnedOn: today })
  })

  it("a deduction larger than the balance, and under a reference that was used", async () => {
    const feed = { month: "2026-09", balance: "298000.00", overduePeriods: 1, overdueAmount: "900.00" }
    expectStatus(await L.call("POST", `/v1/loans/${story.contractNo}/repayments`, feed), 200)
    const collection = { overduePeriods: 1, overdueAmount: "900.00" }
    await actOnOffsite(L, story.offsiteLoanId, "collection-request", collection)
    await servicing(L, "collection-request", collection, { problem: "action-not-allowed" })
    const deduction = (amount: string) => ({ contacted: true, deduction: money(amount) })
    await servicing(H, "collection-answer", deduction("298000.01"), {
      problem: "offset-exceeds-balance",
      rule: "LON-010",
      field: "/deduction/amount",
    })
    const { reference } = money("900.00")
    await actOnOffsite(H, story.offsiteLoanId, "offset", { ...money("1.00"), reference })
    await actOnOffsite(H, story.offsiteLoanId, "offset-return", { returnedOn: today })
    await servicing(
      H,
      "collection-answer",
      { contacted: true, deduction: { ...money("900.00"), reference } },
      { problem: "payment-reference-used", rule: "TRF-012" },
    )
  })

  it("a marked account is not closed, and its mark is nobody's to release", async () => {
    const [mark] = (await readAccount(H, story.accountNo)).holds
    const held = { problem: "account-held", rule: "TRF-020" } as const
    const account = `/v1/accounts/${story.accountNo}`
    const closing = { closedOn: today, withdrawalReason: "01", ...staff }
    expect((await refuse.refused(H, post(`${account}/closure`, closing), held)).problem?.caseId).toBe(
      story.offsiteLoanId,
    )
    const release = post(`${account}/holds/${mark?.holdId}/release`, { releasedOn: today, ...staff })
    await refuse.refused(H, release, held)
    await refuse.refused(L, release, { problem: "account-not-found" })
  })

  it("the loan is fed by its own center only", async () => {
    const feed = post(`/v1/loans/${story.contractNo}/repayments`, {
      month: "2026-09",
      balance: "1.00",
      overduePeriods: 0,
    })
    for (const center of [H, third]) await refuse.refused(center, feed, { problem: "loan-not-found" })
  })
})

describe("a certified account", () => {
  let story: CertifiedStory
  beforeAll(async () => {
    story = await certified(L, H)
  })

  it("is neither withdrawn from, closed, transferred nor freed by hand", async () => {
    const { accountNo, person } = story
    const account = `/v1/accounts/${accountNo}`
    const held: ExpectedRefusal = { problem: "account-held" }
    const withdrawal = {
      reference: newReference(),
      amount: "1.00",
      withdrawnOn: today,
      withdrawalReason: "01",
      ...staff,
    }
    await refuse.refused(H, post(`${account}/withdrawals`, withdrawal), held)
    const closing = { closedOn: today, withdrawalReason: "01", ...staff }
    await refuse.refused(H, post(`${account}/closure`, closing), held)
    const [hold] = (await readAccount(H, accountNo)).holds
    const release = { releasedOn: today, ...staff }
    await refuse.refused(H, post(`${account}/holds/${hold?.holdId}/release`, release), held)
    expectStatus(await H.call("POST", `${account}/seal`, { sealedOn: today, ...staff }), 200)
    await openAccount(third, person, "CERT-NEW")
    const letter = {
      person,
      fromCenterId: O_ID,
      fromAccountNo: accountNo,
      accountKind: "basic",
      toAccountNo: "CERT-NEW",
      appliedOn: today,
      contact: { phone: "13900000000" },
      ...staff,
    }
    await refuse.refused(third, post("/v1/transfers", letter), { ...held, field: "/fromAccountNo" })
  })

  it("a second certificate of the person, by whomever", async () => {
    const body = requestBody(H, story.person, await consentOf(H, story.person))
    const again = expectStatus(await third.call("POST", "/v1/offsite-loans", body), 201)
    const { offsiteLoanId } = OffsiteLoan.parse(again)
    await openAccount(H, story.person, "CERT-SECOND", { status: "02" })
    // On the held account or on another one: the certificate is the person's.
    for (const accountNo of [story.accountNo, "CERT-SECOND"]) {
      const certificate = certificationBody(accountNo, { accountStatus: "02" })
      await refuse.refused(H, on(offsiteLoanId, "certification", certificate), {
        problem: "certificate-exists",
        rule: "LON-009",
      })
    }
  })

  it("leaves with no letter that was under way, and one that is leaving is not certified", async () => {
    const person = makePerson("offsite-bad-leaving", 1990)
    await openAccount(H, person, "LEAVES", { status: "02" })
    await openAccount(third, person, "ARRIVES")
    const { transferId } = await sendLetter(H, third, { person, oldNo: "LEAVES", newNo: "ARRIVES" })
    const request = async () => {
      const body = requestBody(H, person, await consentOf(H, person))
      return OffsiteLoan.parse(expectStatus(await L.call("POST", "/v1/offsite-loans", body), 201))
    }
    const { offsiteLoanId } = await request()
    const certificate = certificationBody("LEAVES", { accountStatus: "02" })
    await actOnOffsite(H, offsiteLoanId, "certification", certificate)
    // A confirmation approves nothing; the statement would move the money.
    await actOn(H, transferId, "letter-confirmation")
    const statement = post(`/v1/transfers/${transferId}/statement`, { ...statementBody, ...staff })
    await refuse.refused(H, statement, { problem: "account-held", rule: "LON-009" })
    await actOnOffsite(L, offsiteLoanId, "rejection", { reasonCode: "other" })
    await actOn(H, transferId, "statement", statementBody)
    const next = await request()
    await refuse.refused(H, on(next.offsiteLoanId, "certification", certificate), {
      problem: "account-held",
      rule: "ACC-005",
      field: "/accountNo",
    })
  })
})

describe("a consent", () => {
  it("used twice, of another person, center or purpose, to another center, unknown", async () => {
    const [person, other] = [makePerson("consent-bad-1", 1990), makePerson("consent-bad-2", 1990)]
    await openAccount(H, person, "CB1")
    await openAccount(H, other, "CB2")
    const unusable = { problem: "consent-invalid", rule: "LON-013", field: "/consent" } as const
    const asking = (consent: string, over: object = {}) =>
      post("/v1/offsite-loans", { ...requestBody(H, person, consent), ...over })
    const consent = await consentOf(H, person)
    await refuse.refused(L, asking(consent, { person: other }), unusable)
    await refuse.refused(L, asking(consent, { homeCenterId: THIRD_ID }), unusable)
    await refuse.refused(L, asking(await consentOf(H, person, { purpose: "loanQuote" })), unusable)
    await refuse.refused(L, asking(await consentOf(H, person, { grantedTo: THIRD_ID })), unusable)
    await refuse.refused(L, asking("cns_01KAZZZZZZZZZZZZZZZZZZZZZZ"), unusable)
    expectStatus(await L.call("POST", "/v1/offsite-loans", requestBody(H, person, consent)), 201)
    await refuse.refused(L, asking(consent), unusable)
    await refuse.refused(third, asking(consent), unusable)
  })

  it("opens one quote, for the person and the center that it names", async () => {
    const person = makePerson("consent-bad-quote", 1990)
    await openAccount(H, person, "CB3")
    const quote = (consent: string) =>
      ask("/v1/loan-quotes", {
        centerId: I_ID,
        on: today,
        applicants: [{ person, consent }],
        price: "900000.00",
        termMonths: 240,
        firstHome: true,
        monthlyIncome: "9000.00",
      })
    const unusable = {
      problem: "consent-invalid",
      rule: "LON-013",
      field: "/applicants/0/consent",
      discloses: true,
    } as const
    await refuse.refused(L, quote(await consentOf(H, person)), unusable)
    const consent = await consentOf(H, person, { purpose: "loanQuote", grantedTo: I_ID })
    await refuse.refused(third, quote(consent), unusable)
    expect((await refuse.send({ callerId: I_ID, key: L.key }, quote(consent))).status).toBe(200)
    await refuse.refused(L, quote(consent), unusable)
  })
})

describe("what time has ended", () => {
  it("a consent after midnight, a certificate after its last day", async () => {
    const person = makePerson("consent-bad-late", 1990)
    await openAccount(H, person, "CB4")
    const consent = await consentOf(H, person)
    const story = await certified(L, H, { validTo: today })
    const { reservationId } = await reserve(L, story.person)
    await time.pass(Date.parse(`${today}T16:00:00.000Z`) - time.now())
    const late = { grantedOn: "2026-09-02" }
    // The clock has not looked at the case yet, or has: the answer is the same.
    const expired = { problem: "certificate-expired", rule: "LON-009", field: "/certificateNo" } as const
    await refusedGrant(story, reservationId, late, expired)
    await time.pass(days(1))
    await refusedGrant(story, reservationId, late, expired)
    await refuse.refused(L, post("/v1/offsite-loans", requestBody(H, person, consent)), {
      problem: "consent-invalid",
      rule: "LON-013",
      field: "/consent",
    })
  })

  it("a reservation after sixty days, under a certificate that still lives", async () => {
    const story = await certified(L, H, { validTo: chinaDay(time.now() + days(90)) })
    const { reservationId } = await reserve(L, story.person)
    await time.pass(days(61))
    const problem: ProblemSlug = "reservation-missing"
    const late = { grantedOn: time.today() }
    await refusedGrant(story, reservationId, late, { problem, rule: "LON-003", field: "/reservationId" })
    const again = await reserve(L, story.person)
    const done = grantBody(story, again.reservationId, late)
    expect((await actOnOffsite(L, story.offsiteLoanId, "grant", done)).status).toBe("granted")
  })
})
