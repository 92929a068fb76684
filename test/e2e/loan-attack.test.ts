import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import { makePerson } from "../../tools/make-person.ts"
import { expectStatus, newReference, openAccount, staff, type TestCenter } from "../fixtures/federation.ts"
import { offsitePath, startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
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
import { outcomesOf, raceIn } from "../fixtures/race.ts"
import { readAccount, timeOf } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

// What two clerks do at the same moment, and what only the last second allows.

let federation: LoanFederation
let L: TestCenter
let H: TestCenter
let third: TestCenter
let table: ReturnType<typeof wholeTable>
const race = raceIn(() => federation)
const time = timeOf(() => federation)
const today = "2026-09-01"
const rounds = 6

beforeAll(async () => {
  federation = await startLoanFederation({
    start: `${today}T01:00:00.000Z`,
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  ;({ L, H, third } = federation)
  table = wholeTable(federation.hub)
})
afterAll(async () => {
  table?.close()
  await federation?.stop()
})

const guardOf = async (reservationId: string) =>
  (await table.items()).filter(
    (item) => item.sk === "UNSETTLED_LOAN" && JSON.stringify(item["holder"]).includes(reservationId),
  )

const money = (amount: string) => ({ reference: newReference(), amount, paidOn: today })

describe("at the same moment", () => {
  it("two grants on one certificate: one loan, one mark, the certificate used once", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const story = await certified(L, H)
      const { reservationId } = await reserve(L, story.person)
      const path = offsitePath(story.offsiteLoanId, "grant")
      const answers = await race(
        [L, path, grantBody(story, reservationId, { contractNo: `RACE-A-${round}` })],
        [L, path, grantBody(story, reservationId, { contractNo: `RACE-B-${round}` })],
        [L, path, grantBody(story, reservationId, { contractNo: `RACE-C-${round}` })],
      )
      // Who reads while the winner writes may meet the used reservation before the used certificate.
      const [won, ...lost] = outcomesOf(answers)
      expect(won).toBe("200")
      for (const slug of lost) expect(["certificate-used", "reservation-missing"]).toContain(slug)
      const loans = await Promise.all(
        ["A", "B", "C"].map((name) => L.call("GET", `/v1/loans/RACE-${name}-${round}`)),
      )
      expect(loans.filter(({ status }) => status === 200)).toHaveLength(1)
      const { holds } = await readAccount(H, story.accountNo)
      expect(holds.map(({ ground }) => ground)).toEqual(["loanMark"])
    }
  })

  it("grant and rejection: the account is marked or free, never both and never neither", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const story = await certified(L, H)
      const { reservationId } = await reserve(L, story.person)
      const [grant] = await race(
        [L, offsitePath(story.offsiteLoanId, "grant"), grantBody(story, reservationId)],
        [L, offsitePath(story.offsiteLoanId, "rejection"), { reasonCode: "other" }],
      )
      const { status } = await readOffsite(H, story.offsiteLoanId)
      expect(status).toBe(grant?.status === 200 ? "granted" : "rejected")
      const grounds = (await readAccount(H, story.accountNo)).holds.map(({ ground }) => ground)
      expect(grounds).toEqual(status === "granted" ? ["loanMark"] : [])
    }
  })

  it("grant and release of its reservation: a loan with its guard, or a free person and no loan", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const story = await certified(L, H)
      const { reservationId } = await reserve(L, story.person)
      const [grant, release] = await race(
        [L, offsitePath(story.offsiteLoanId, "grant"), grantBody(story, reservationId)],
        [L, `/v1/loan-reservations/${reservationId}/release`, {}],
      )
      expect(new Set([grant?.status, release?.status])).toEqual(new Set([200, 409]))
      expect(await guardOf(reservationId)).toEqual([])
      const rival = await third.call("POST", "/v1/loan-reservations", { borrower: story.person, ...staff })
      expect(rival.status).toBe(grant?.status === 200 ? 409 : 201)
    }
  })

  it("two loan centers are certified one person: one certificate, one hold", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { offsiteLoanId, person, accountNo } = await requested(L, H)
      const body = requestBody(H, person, await consentOf(H, person))
      const rival = OffsiteLoan.parse(expectStatus(await third.call("POST", "/v1/offsite-loans", body), 201))
      const answers = await race(
        [H, offsitePath(offsiteLoanId, "certification"), certificationBody(accountNo)],
        [H, offsitePath(rival.offsiteLoanId, "certification"), certificationBody(accountNo)],
      )
      expect(outcomesOf(answers)).toEqual(["200", "certificate-exists"])
      expect((await readAccount(H, accountNo)).holds).toHaveLength(1)
    }
  })

  it("two home centers certify one person: one certificate in the country", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { offsiteLoanId, person, accountNo } = await requested(L, H)
      const otherNo = `TWO-HOMES-${round}`
      await openAccount(third, person, otherNo, { status: "02" })
      const body = requestBody(third, person, await consentOf(third, person))
      const rival = OffsiteLoan.parse(expectStatus(await L.call("POST", "/v1/offsite-loans", body), 201))
      const answers = await race(
        [H, offsitePath(offsiteLoanId, "certification"), certificationBody(accountNo)],
        [
          third,
          offsitePath(rival.offsiteLoanId, "certification"),
          certificationBody(otherNo, { accountStatus: "02" }),
        ],
      )
      expect(outcomesOf(answers)).toEqual(["200", "certificate-exists"])
    }
  })

  it("a consent shown to two centers opens one case", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const person = makePerson(`attack-consent-${round}`, 1990)
      await openAccount(H, person, `ATTCON${round}`)
      const consent = await consentOf(H, person)
      const answers = await race(
        [L, "/v1/offsite-loans", requestBody(H, person, consent)],
        [third, "/v1/offsite-loans", requestBody(H, person, consent)],
      )
      expect(outcomesOf(answers)).toEqual(["201", "consent-invalid"])
    }
  })

  it("certificate and withdrawal: the money is gone before the certificate, or stays", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { offsiteLoanId, accountNo } = await requested(L, H)
      const withdrawal = {
        reference: newReference(),
        amount: "1.00",
        withdrawnOn: today,
        withdrawalReason: "01",
      }
      const [certificate] = await race(
        [H, offsitePath(offsiteLoanId, "certification"), certificationBody(accountNo)],
        [H, `/v1/accounts/${accountNo}/withdrawals`, withdrawal],
      )
      expect(certificate?.status).toBe(200)
      const later = { ...withdrawal, reference: newReference(), ...staff }
      expect((await H.problem("POST", `/v1/accounts/${accountNo}/withdrawals`, later)).code).toBe("3019")
    }
  })

  it("two offsets: one is sent; a deduction beside it takes no more than what is still owed", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { offsiteLoanId, contractNo } = await granted(L, H)
      const path = offsitePath(offsiteLoanId, "offset")
      const feed = { month: "2026-09", balance: "300000.00", overduePeriods: 1, overdueAmount: "2.00" }
      expectStatus(await L.call("POST", `/v1/loans/${contractNo}/repayments`, feed), 200)
      const collection = { overduePeriods: 1, overdueAmount: "2.00" }
      await actOnOffsite(L, offsiteLoanId, "collection-request", collection)
      const answers = await race([H, path, money("299999.00")], [H, path, money("299999.00")])
      expect(outcomesOf(answers)).toEqual(["200", "action-not-allowed"])
      const answer = (amount: string) => ({ contacted: true, deduction: money(amount) })
      const tooMuch = { ...answer("1.01"), ...staff }
      expect((await H.problem("POST", offsitePath(offsiteLoanId, "collection-answer"), tooMuch)).code).toBe(
        "4019",
      )
      await actOnOffsite(H, offsiteLoanId, "collection-answer", answer("1.00"))
    }
  })

  it("an offset beside a deduction, or after one: together no more than is owed, until the next feed", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { offsiteLoanId, contractNo } = await granted(L, H)
      const feed = { month: "2026-09", balance: "300000.00", overduePeriods: 1, overdueAmount: "200000.00" }
      expectStatus(await L.call("POST", `/v1/loans/${contractNo}/repayments`, feed), 200)
      const collection = { overduePeriods: 1, overdueAmount: "200000.00" }
      await actOnOffsite(L, offsiteLoanId, "collection-request", collection)
      const answer = { contacted: true, deduction: money("200000.00") }
      const answers = await race(
        [H, offsitePath(offsiteLoanId, "offset"), money("200000.00")],
        [H, offsitePath(offsiteLoanId, "collection-answer"), answer],
      )
      expect(outcomesOf(answers)).toEqual(["200", "offset-exceeds-balance"])
    }
    const { offsiteLoanId, contractNo } = await granted(L, H, { grantedOn: "2026-09-01" })
    const late = { month: "2026-09", balance: "300000.00", overduePeriods: 1, overdueAmount: "100000.00" }
    const path = `/v1/loans/${contractNo}/repayments`
    expectStatus(await L.call("POST", path, late), 200)
    await actOnOffsite(L, offsiteLoanId, "collection-request", {
      overduePeriods: 1,
      overdueAmount: "100000.00",
    })
    const answer = { contacted: true, deduction: money("100000.00") }
    await actOnOffsite(H, offsiteLoanId, "collection-answer", answer)
    const tooMuch = { ...money("200000.01"), ...staff }
    expect(await H.problem("POST", offsitePath(offsiteLoanId, "offset"), tooMuch)).toMatchObject({
      code: "4019",
      rule: "LON-010",
      field: "/amount",
    })
    await actOnOffsite(H, offsiteLoanId, "offset", money("200000.00"))
  })

  it("a reservation and a registration of the same person by two centers: the fact stands, the doubt is told", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const borrower = makePerson(`attack-register-${round}`)
      const loan = {
        contractNo: `ATT-${round}`,
        kind: "hpf",
        amount: "1000.00",
        termMonths: 12,
        yearlyRate: "0.026",
        grantedOn: today,
        borrower,
      }
      const [reserved, registered] = await race(
        [L, "/v1/loan-reservations", { borrower }],
        [H, "/v1/loans", loan],
      )
      expect(registered?.status).toBe(201)
      const { findings } = Object(registered?.body)
      expect(findings).toHaveLength(reserved?.status === 201 ? 1 : 0)
    }
  })
})

describe("a grant and the last second of its certificate", () => {
  it("one of the two happens: a loan with its mark, or an expired case and a free account", async () => {
    const seen = new Set<string>()
    for (const before of [1, 0, -1]) {
      const day = time.today()
      const story = await certified(L, H, { validTo: day })
      const { reservationId } = await reserve(L, story.person)
      const midnight = Date.parse(`${day}T16:00:00.000Z`)
      await federation.hub.clock.advance(midnight - before - time.now())
      const grant = L.client.call("POST", offsitePath(story.offsiteLoanId, "grant"), {
        body: grantBody(story, reservationId, { grantedOn: day }),
      })
      const [answer] = await Promise.all([grant, federation.hub.clock.advance(2_000)])
      await federation.hub.settle()
      const { status } = await readOffsite(L, story.offsiteLoanId)
      expect(status).toBe(answer.status === 200 ? "granted" : "expired")
      seen.add(status)
      const grounds = (await readAccount(H, story.accountNo)).holds.map(({ ground }) => ground)
      expect(grounds).toEqual(status === "granted" ? ["loanMark"] : [])
    }
    expect(seen.size).toBeGreaterThan(0)
  })
})
