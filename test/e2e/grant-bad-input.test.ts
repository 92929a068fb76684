import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ProblemSlug } from "../../contracts/problems.ts"
import type { RuleId } from "../../contracts/rules.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  openAccount,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { loanPack } from "../fixtures/loan-pack.ts"
import {
  actOnOffsite,
  certified,
  consentOf,
  grantBody,
  granted,
  requestBody,
  requested,
  reserve,
  type CertifiedStory,
} from "../fixtures/offsite-story.ts"
import { post, refusals, type ExpectedRefusal } from "../fixtures/refusals.ts"
import { chinaDay, days, timeOf } from "../fixtures/transfer-story.ts"

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
