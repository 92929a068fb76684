import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { FindingCase } from "../../contracts/findings.ts"
import { Loan, LoanImportReport } from "../../contracts/loans.ts"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  newReference,
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
  certificationBody,
  consentOf,
  grantBody,
  granted,
  requestBody,
  reserve,
  type OffsiteStory,
} from "../fixtures/offsite-story.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import { chinaDay, clearInbox, readAccount, timeOf, toldOf } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

// Rules that hold although the nearest witness is silent: no guard, no newer pack, nobody known, no feed.

let federation: Federation
let L: TestCenter
let H: TestCenter
let third: TestCenter
const time = timeOf(() => federation)
const dayMs = 86_400_000

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-09-01T01:00:00.000Z",
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  ;[H, L, third] = await Promise.all([
    federation.onboard(O_ID),
    federation.onboard(I_ID),
    federation.onboard(THIRD_ID),
  ])
}, 120_000)
afterAll(async () => {
  await federation?.stop()
})

const loanTo = (borrower: Person, contractNo: string) => ({
  contractNo,
  kind: "hpf",
  amount: "600000.00",
  termMonths: 360,
  yearlyRate: "0.026",
  grantedOn: "2026-09-01",
  borrower,
})

describe("what nobody knows anything about", () => {
  it("costs five points a person: a check of three strangers leaves fifteen spent", async () => {
    const applicants = ["a", "b", "c"].map((name) => makePerson(`rules-stranger-${name}`))
    expectStatus(await third.call("POST", "/v1/loan-checks", { applicants, purpose: "loan" }), 200)
    const table = wholeTable(federation.hub)
    const budgets = (await table.items()).filter(({ pk }) => pk === `BUDGET#${THIRD_ID}`)
    table.close()
    expect(budgets).toMatchObject([{ spent: 15 }])
  })
})

const countsOwed = { most: 2, countsPaidOff: false, source: "test-source" }
const packWith = (from: string, loanCount?: object) => {
  const pack = loanPack(I_ID, from, "500000.00")
  return loanCount === undefined ? pack : { ...pack, loan: { ...pack.loan, loanCount } }
}
const put = async (pack: ReturnType<typeof packWith>) =>
  expectStatus(await L.call("PUT", `/v1/policies/${pack.effectiveFrom}`, pack), 201)

/** Somebody who has had two loans, both paid off, and asks for a third. */
const askingForThird = async (name: string): Promise<OffsiteStory> => {
  const person = makePerson(name, 1985)
  const accountNo = name.toUpperCase()
  await openAccount(H, person, accountNo)
  const paidOff = ["1", "2"].map((no) => ({
    ...loanTo(person, `${accountNo}-${no}`),
    grantedOn: "2010-05-01",
    status: "paidOff",
    balance: "0.00",
    endedOn: "2015-05-01",
  }))
  const report = await third.call("POST", "/v1/loan-imports", { loans: paidOff, ...staff })
  expect(LoanImportReport.parse(expectStatus(report, 200)).registered).toBe(2)
  const body = requestBody(H, person, await consentOf(H, person), { appliedOn: time.today() })
  const opened = OffsiteLoan.parse(expectStatus(await L.call("POST", "/v1/offsite-loans", body), 201))
  return { L, H, person, accountNo, offsiteLoanId: opened.offsiteLoanId }
}
const record = (accountNo: string) =>
  certificationBody(accountNo, {
    hasUsedLoan: true,
    loanCount: 2,
    loanTotal: "1200000.00",
    validTo: chinaDay(time.now() + 30 * dayMs),
  })

describe("a certificate and the count of the pack that its case began with", () => {
  it("passes a third where paid-off loans do not count; a pack that is uploaded meanwhile binds the next case only", async () => {
    const national = await askingForThird("rules-national")
    expect(
      await H.problem(
        "POST",
        `/v1/offsite-loans/${national.offsiteLoanId}/certification`,
        record(national.accountNo),
      ),
    ).toMatchObject({ type: "/problems/loan-count-exceeded", rule: "LON-002" })

    await put(packWith(time.today(), countsOwed))
    const pinned = await askingForThird("rules-pinned")
    const granting = await askingForThird("rules-granting")
    await actOnOffsite(H, granting.offsiteLoanId, "certification", record(granting.accountNo))
    const { reservationId } = await reserve(L, granting.person, { offsiteLoanId: granting.offsiteLoanId })

    const tomorrow = chinaDay(time.now() + dayMs)
    await put(packWith(tomorrow, { ...countsOwed, countsPaidOff: true }))
    await time.pass(dayMs)
    const { certificateNo } = await actOnOffsite(
      H,
      pinned.offsiteLoanId,
      "certification",
      record(pinned.accountNo),
    )
    expect(certificateNo).toBeDefined()
    const held = await L.call("GET", `/v1/offsite-loans/${granting.offsiteLoanId}`)
    const body = grantBody(
      { certificateNo: String(Object(expectStatus(held, 200)).certificateNo) },
      reservationId,
      { grantedOn: time.today() },
    )
    await actOnOffsite(L, granting.offsiteLoanId, "grant", body)
    const lent = Loan.parse(expectStatus(await L.call("GET", `/v1/loans/${body.contractNo}`), 200))
    expect(lent.findings).toEqual([])

    const late = await askingForThird("rules-late")
    expect(
      await H.problem(
        "POST",
        `/v1/offsite-loans/${late.offsiteLoanId}/certification`,
        record(late.accountNo),
      ),
    ).toMatchObject({ type: "/problems/loan-count-exceeded", rule: "LON-002" })
  })
})

describe("money that is on its way to a loan", () => {
  it("is not sent again: a deduction takes what the offset leaves, and no fen more", async () => {
    const { offsiteLoanId, contractNo } = await granted(
      L,
      H,
      { grantedOn: time.today() },
      {
        validTo: chinaDay(time.now() + 30 * dayMs),
      },
    )
    const overdue = { overduePeriods: 30, overdueAmount: "150000.00" }
    const feed = { month: time.today().slice(0, 7), balance: "300000.00", ...overdue }
    expectStatus(await L.call("POST", `/v1/loans/${contractNo}/repayments`, feed), 200)
    await actOnOffsite(L, offsiteLoanId, "collection-request", overdue)
    const money = (amount: string) => ({ reference: newReference(), amount, paidOn: time.today() })
    await actOnOffsite(H, offsiteLoanId, "offset", money("200000.00"))
    const path = `/v1/offsite-loans/${offsiteLoanId}/collection-answer`
    const answer = (amount: string) => ({ contacted: true, deduction: money(amount), ...staff })
    expect(await H.problem("POST", path, answer("100000.01"))).toMatchObject({
      type: "/problems/offset-exceeds-balance",
      rule: "LON-010",
      field: "/deduction/amount",
    })
    expectStatus(await H.call("POST", path, answer("100000.00")), 200)
  })
})

describe("a loan that is written off", () => {
  it("is told to the home center, whose mark stays", async () => {
    const { offsiteLoanId, contractNo, accountNo } = await granted(
      L,
      H,
      { grantedOn: time.today() },
      { validTo: chinaDay(time.now() + 30 * dayMs) },
    )
    await clearInbox(H)
    const writeOff = { writtenOffOn: time.today(), documentNo: "测〔2026〕1号", ...staff }
    expectStatus(await L.call("POST", `/v1/loans/${contractNo}/write-off`, writeOff), 200)
    expect(await toldOf(H, offsiteLoanId)).toEqual(["offsite-loan.written-off"])
    expect((await readAccount(H, accountNo)).holds).toMatchObject([
      { ground: "loanMark", caseId: offsiteLoanId },
    ])
  })
})

describe("a contested loan that no guard names", () => {
  it("bars a reservation when the reservation that it stood beside is over", async () => {
    const borrower = makePerson("rules-contested")
    const body = { borrower, ...staff }
    expectStatus(await third.call("POST", "/v1/loan-reservations", body), 201)
    const loan = { ...loanTo(borrower, "CONTESTED"), ...staff }
    const { findings } = Loan.parse(expectStatus(await H.call("POST", "/v1/loans", loan), 201))
    expect(findings).toMatchObject([{ class: "D4" }])
    const finding = await third.call("GET", `/v1/findings/${findings[0]?.findingId}`)
    expect(FindingCase.parse(expectStatus(finding, 200)).status).toBe("open")

    await time.pass(61 * dayMs)
    // Nobody holds the guard now: the reservation has expired, and the loan never had it.
    expect(await L.problem("POST", "/v1/loan-reservations", body)).toMatchObject({
      type: "/problems/unsettled-loan-exists",
      rule: "LON-001",
      field: "/borrower",
      centerId: O_ID,
    })
  })
})
