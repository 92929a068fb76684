import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  actOn,
  expectStatus,
  newReference,
  openAccount,
  staff,
  statementBody,
  THIRD_ID,
  type TestCenter,
} from "../fixtures/federation.ts"
import { offsitePath, startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import { actOnOffsite, granted, readOffsite } from "../fixtures/offsite-story.ts"
import { outcomeOf, raceIn } from "../fixtures/race.ts"
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

// The money that pays the loan, beside a transfer that takes the same money away.

let federation: LoanFederation
let L: TestCenter
let H: TestCenter
let third: TestCenter
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
})
afterAll(async () => {
  await federation?.stop()
})

const money = (amount: string) => ({ reference: newReference(), amount, paidOn: today })

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
      const path = offsitePath(story.offsiteLoanId, "offset")
      const confirming = `/v1/transfers/${story.transferId}/letter-confirmation`
      const offset = { ...staff, ...money("9.00") }
      // Once with the offset before, whoever wins the races.
      if (round === rounds) expectStatus(await H.call("POST", path, offset), 200)
      const [confirmed, sent] = await race(
        [H, confirming, {}],
        ...(round === rounds ? [] : [[H, path, offset] as const]),
      )
      expect(confirmed?.status).toBe(200)
      const outcome = sent === undefined ? "200" : outcomeOf(sent)
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
        [H, offsitePath(story.offsiteLoanId, "offset"), offset],
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
    const path = offsitePath(story.offsiteLoanId, "offset")
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
