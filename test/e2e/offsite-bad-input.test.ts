import { afterAll, beforeAll, describe, expect, it } from "vitest"
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
  type CertifiedStory,
  type GrantedStory,
} from "../fixtures/offsite-story.ts"
import { ask, post, refusals, type ExpectedRefusal } from "../fixtures/refusals.ts"
import { readAccount, sendLetter } from "../fixtures/transfer-story.ts"

let federation: Federation
let L: TestCenter
let H: TestCenter
let third: TestCenter
let refuse: ReturnType<typeof refusals>
const today = "2026-09-01"
const noReservation = "lrs_01KAZZZZZZZZZZZZZZZZZZZZZZ"

beforeAll(async () => {
  federation = await startFederation({
    start: `${today}T01:00:00.000Z`,
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  H = await federation.onboard(O_ID)
  L = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
  refuse = refusals(federation)
  const pack = loanPack(I_ID, "2026-01-01", "800000.00")
  expectStatus(await L.call("PUT", "/v1/policies/2026-01-01", pack), 201)
})
afterAll(async () => {
  refuse?.close()
  await federation?.stop()
})

const on = (id: string, action: string, body: object = {}) =>
  post(`/v1/offsite-loans/${id}/${action}`, { ...staff, ...body })

const money = (amount: string, over: object = {}) => ({
  reference: newReference(),
  amount,
  paidOn: today,
  ...over,
})
const invalid = (rule: RuleId, field: string) => ({ problem: "invalid-request", rule, field }) as const

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
    const held: ExpectedRefusal = { problem: "account-held", rule: "LON-009" }
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
