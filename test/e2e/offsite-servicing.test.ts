import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Loan } from "../../contracts/loans.ts"
import { expectStatus, newReference, staff, type TestCenter } from "../fixtures/federation.ts"
import {
  loanDaysOf,
  offsitePath,
  startLoanFederation,
  type LoanFederation,
} from "../fixtures/loan-federation.ts"
import { actOnOffsite, granted, readOffsite } from "../fixtures/offsite-story.ts"
import { clearInbox, days, readAccount, timeOf, toldOf } from "../fixtures/transfer-story.ts"

// From the grant to the payoff: feeds, collection, offset, and the mark that ends.

let federation: LoanFederation
let L: TestCenter
let H: TestCenter
const time = timeOf(() => federation)
const { grantedToday, validFor30Days } = loanDaysOf(time)

beforeAll(async () => {
  federation = await startLoanFederation()
  ;({ L, H } = federation)
})
afterAll(async () => {
  await federation?.stop()
})

const running = () => federation.hub.counts().stepFunctions.executionsRunning

describe("an off-site loan from end to end", () => {
  it("is fed, collected, offset and paid off; the mark ends", async () => {
    const { offsiteLoanId, contractNo, accountNo } = await granted(L, H, grantedToday(), validFor30Days())
    await clearInbox(H)
    await clearInbox(L)
    const feed = (body: Readonly<Record<string, unknown>>) =>
      L.call("POST", `/v1/loans/${contractNo}/repayments`, { ...staff, ...body })
    const collection = { overduePeriods: 1, overdueAmount: "1600.00" }
    expect(
      (await L.problem("POST", offsitePath(offsiteLoanId, "collection-request"), { ...collection, ...staff }))
        .code,
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
    expect((await H.problem("POST", offsitePath(offsiteLoanId, "offset"), second)).code).toBe("4010")
    const booking = { receivedOn: time.today(), bankSerial: "BK-1" }
    expect(
      await L.problem("POST", offsitePath(offsiteLoanId, "offset-completion"), {
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

  it("keeps the account when it is paid off with an offset on its way, until the money is back", async () => {
    const { offsiteLoanId, contractNo, accountNo } = await granted(L, H, grantedToday(), validFor30Days())
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
})
