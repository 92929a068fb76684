import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Person } from "../../contracts/primitives.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import type { HubAnswer } from "../../tools/hub-client.ts"
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
import {
  clearInbox,
  days,
  paidOn,
  readAccount,
  received,
  sendLetter,
  timeOf,
  toldOf,
} from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

// What two clerks do at the same moment, and what somebody tries who wants to be lent to twice.

let federation: Federation
let L: TestCenter
let H: TestCenter
let third: TestCenter
let table: ReturnType<typeof wholeTable>
const time = timeOf(() => federation)
const today = "2026-09-01"
const rounds = 6

beforeAll(async () => {
  federation = await startFederation({
    start: `${today}T01:00:00.000Z`,
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  H = await federation.onboard(O_ID)
  L = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
  table = wholeTable(federation.hub)
})
afterAll(async () => {
  table?.close()
  await federation?.stop()
})

/** Without a pause of the virtual clock: really at once. */
const race = async (...calls: readonly (readonly [TestCenter, string, object])[]) => {
  const answers = await Promise.all(
    calls.map(([center, path, body]) => center.client.call("POST", path, { body: { ...staff, ...body } })),
  )
  expect(answers.every(({ verified }) => verified)).toBe(true)
  await federation.hub.settle()
  await time.pass(1)
  return answers
}

const slugOf = ({ status, body }: HubAnswer): string =>
  status < 300 ? String(status) : String(Object(body).type).replace("/problems/", "")
const outcomes = (answers: readonly HubAnswer[]) => answers.map(slugOf).toSorted()

const guardOf = async (reservationId: string) =>
  (await table.items()).filter(
    (item) => item.sk === "UNSETTLED_LOAN" && JSON.stringify(item["holder"]).includes(reservationId),
  )

const on = (offsiteLoanId: string, action: string) => `/v1/offsite-loans/${offsiteLoanId}/${action}`

const money = (amount: string) => ({ reference: newReference(), amount, paidOn: today })
const reserving = (borrower: Person) => third.problem("POST", "/v1/loan-reservations", { borrower, ...staff })

/** A loan whose home account is sealed, and asked for by a transfer that nobody has confirmed yet. */
const asked = async (round: string) => {
  const story = await granted(L, H)
  expectStatus(
    await H.call("POST", `/v1/accounts/${story.accountNo}/seal`, { sealedOn: today, ...staff }),
    200,
  )
  const newNo = `MOVED-${round}`
  await openAccount(third, story.person, newNo)
  const moving = { person: story.person, oldNo: story.accountNo, newNo }
  const { transferId } = await sendLetter(H, third, moving)
  return { ...story, transferId, newNo }
}

/** A loan whose home account is being transferred; everything is done but the booking. */
const leaving = async (round: string) => {
  const story = await asked(round)
  await actOn(H, story.transferId, "letter-confirmation")
  const payment = paidOn(time.now())
  await actOn(H, story.transferId, "statement", { ...statementBody, payment })
  return { ...story, completion: { payments: [received(time.now(), payment.reference)] } }
}

describe("at the same moment", () => {
  it("two grants on one certificate: one loan, one mark, the certificate used once", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const story = await certified(L, H)
      const { reservationId } = await reserve(L, story.person)
      const path = on(story.offsiteLoanId, "grant")
      const answers = await race(
        [L, path, grantBody(story, reservationId, { contractNo: `RACE-A-${round}` })],
        [L, path, grantBody(story, reservationId, { contractNo: `RACE-B-${round}` })],
        [L, path, grantBody(story, reservationId, { contractNo: `RACE-C-${round}` })],
      )
      // Who reads while the winner writes may meet the used reservation before the used certificate.
      const [won, ...lost] = outcomes(answers)
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
        [L, on(story.offsiteLoanId, "grant"), grantBody(story, reservationId)],
        [L, on(story.offsiteLoanId, "rejection"), { reasonCode: "other" }],
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
        [L, on(story.offsiteLoanId, "grant"), grantBody(story, reservationId)],
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
        [H, on(offsiteLoanId, "certification"), certificationBody(accountNo)],
        [H, on(rival.offsiteLoanId, "certification"), certificationBody(accountNo)],
      )
      expect(outcomes(answers)).toEqual(["200", "certificate-exists"])
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
        [H, on(offsiteLoanId, "certification"), certificationBody(accountNo)],
        [
          third,
          on(rival.offsiteLoanId, "certification"),
          certificationBody(otherNo, { accountStatus: "02" }),
        ],
      )
      expect(outcomes(answers)).toEqual(["200", "certificate-exists"])
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
      expect(outcomes(answers)).toEqual(["201", "consent-invalid"])
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
        [H, on(offsiteLoanId, "certification"), certificationBody(accountNo)],
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
      const path = on(offsiteLoanId, "offset")
      const feed = { month: "2026-09", balance: "300000.00", overduePeriods: 1, overdueAmount: "2.00" }
      expectStatus(await L.call("POST", `/v1/loans/${contractNo}/repayments`, feed), 200)
      const collection = { overduePeriods: 1, overdueAmount: "2.00" }
      await actOnOffsite(L, offsiteLoanId, "collection-request", collection)
      const answers = await race([H, path, money("299999.00")], [H, path, money("299999.00")])
      expect(outcomes(answers)).toEqual(["200", "action-not-allowed"])
      const answer = (amount: string) => ({ contacted: true, deduction: money(amount) })
      const tooMuch = { ...answer("1.01"), ...staff }
      expect((await H.problem("POST", on(offsiteLoanId, "collection-answer"), tooMuch)).code).toBe("4019")
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
        [H, on(offsiteLoanId, "offset"), money("200000.00")],
        [H, on(offsiteLoanId, "collection-answer"), answer],
      )
      expect(outcomes(answers)).toEqual(["200", "offset-exceeds-balance"])
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
    expect(await H.problem("POST", on(offsiteLoanId, "offset"), tooMuch)).toMatchObject({
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

describe("the mark and the money that moves", () => {
  it("payoff and booking at once: no mark is left anywhere, and the case has ended", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const story = await leaving(`PAYOFF-${round}`)
      const feed = { month: "2026-09", balance: "0.00", overduePeriods: 0 }
      expectStatus(await L.call("POST", `/v1/loans/${story.contractNo}/repayments`, feed), 200)
      const answers = await race(
        [L, `/v1/loans/${story.contractNo}/payoff`, { paidOffOn: today }],
        [third, `/v1/transfers/${story.transferId}/completion`, story.completion],
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect((await readOffsite(L, story.offsiteLoanId)).status).toBe("paidOff")
      for (const [center, accountNo] of [
        [H, story.accountNo],
        [third, story.newNo],
      ] as const)
        expect((await readAccount(center, accountNo)).holds).toEqual([])
    }
  })

  it("an offset and the letter's confirmation at once: no statement while the money is on its way to the loan", async () => {
    for (let round = 0; round <= rounds; round += 1) {
      const story = await asked(`CONFIRMED-${round}`)
      const path = on(story.offsiteLoanId, "offset")
      const confirming = `/v1/transfers/${story.transferId}/letter-confirmation`
      const offset = { ...staff, ...money("9.00") }
      // Once with the offset before, whoever wins the races.
      if (round === rounds) expectStatus(await H.call("POST", path, offset), 200)
      const [confirmed, sent] = await race(
        [H, confirming, {}],
        ...(round === rounds ? [] : [[H, path, offset] as const]),
      )
      expect(confirmed?.status).toBe(200)
      const outcome = sent === undefined ? "200" : slugOf(sent)
      expect(["200", "account-held"]).toContain(outcome)
      const statement = { ...statementBody, payment: paidOn(time.now()) }
      if (outcome === "200") {
        const stating = `/v1/transfers/${story.transferId}/statement`
        const waiting = await H.problem("POST", stating, { ...statement, ...staff })
        expect(waiting.type).toBe("/problems/account-held")
        const balance = { receivedOn: today, bankSerial: newReference().slice(0, 20), balance: "299991.00" }
        await actOnOffsite(L, story.offsiteLoanId, "offset-completion", balance)
      }
      await actOn(H, story.transferId, "statement", statement)
    }
  })

  it("an offset beside the booking: nothing is sent from an account that a transfer has left, and the mark has moved", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const story = await leaving(`OFFSET-${round}`)
      const offset = { reference: newReference(), amount: "9.00", paidOn: today }
      const [sent, booked] = await race(
        [H, on(story.offsiteLoanId, "offset"), offset],
        [third, `/v1/transfers/${story.transferId}/completion`, story.completion],
      )
      expect(booked?.status).toBe(200)
      // The account was left by a transfer before: nothing is sent from it any more.
      expect(sent?.status).toBeGreaterThanOrEqual(400)
      const moved = await readOffsite(L, story.offsiteLoanId)
      expect(moved).toMatchObject({ homeCenterId: THIRD_ID, homeAccountNo: story.newNo, status: "granted" })
    }
  })

  it("the home center that was left acts no more; the new one does, and hears of every month", async () => {
    const story = await leaving("LEFT")
    await actOn(third, story.transferId, "completion", story.completion)
    const offset = { reference: newReference(), amount: "9.00", paidOn: today, ...staff }
    const path = on(story.offsiteLoanId, "offset")
    expect((await H.problem("POST", path, offset)).code).toBe("3051")
    expect((await H.problem("GET", `/v1/offsite-loans/${story.offsiteLoanId}`)).code).toBe("3051")
    await Promise.all([clearInbox(H), clearInbox(third)])
    for (const month of ["2026-09", "2026-10"]) {
      if (month !== today.slice(0, 7)) await time.pass(days(31))
      const feed = { month, balance: "300000.00", overduePeriods: 0 }
      expectStatus(await L.call("POST", `/v1/loans/${story.contractNo}/repayments`, feed), 200)
    }
    const fed = "offsite-loan.status-fed"
    expect(await toldOf(third, story.offsiteLoanId)).toEqual([fed, fed])
    expect(await toldOf(H, story.offsiteLoanId)).toEqual([])
    expectStatus(await third.call("POST", path, offset), 200)
    const { holds } = await readAccount(third, story.newNo)
    expect(holds).toMatchObject([{ ground: "loanMark", caseId: story.offsiteLoanId }])
    const closing = { closedOn: today, withdrawalReason: "01", ...staff }
    expect((await third.problem("POST", `/v1/accounts/${story.newNo}/closure`, closing)).rule).toBe("TRF-020")
  })
})

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

describe("a grant and the last second of its certificate", () => {
  it("one of the two happens: a loan with its mark, or an expired case and a free account", async () => {
    const seen = new Set<string>()
    for (const before of [1, 0, -1]) {
      const day = time.today()
      const story = await certified(L, H, { validTo: day })
      const { reservationId } = await reserve(L, story.person)
      const midnight = Date.parse(`${day}T16:00:00.000Z`)
      await federation.hub.clock.advance(midnight - before - time.now())
      const grant = L.client.call("POST", on(story.offsiteLoanId, "grant"), {
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
