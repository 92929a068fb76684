import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { LoanComparisonResponse, LoanQuoteResponse } from "../../contracts/loan-quotes.ts"
import type { Person } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
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
import { certified } from "../fixtures/offsite-story.ts"
import { timeOf } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

// A family is judged by the loans of both, also when only one of them applies.

let federation: Federation
let L: TestCenter
let H: TestCenter
let third: TestCenter
let table: ReturnType<typeof wholeTable>
const time = timeOf(() => federation)

const borrower = makePerson("spouse-quote-borrower", 1990)
const spouse = makePerson("spouse-quote-spouse", 1991)
const wish = {
  price: "2000000.00",
  termMonths: 240,
  firstHome: true,
  monthlyIncome: "20000.00",
}

beforeAll(async () => {
  federation = await startFederation({ start: "2026-09-01T01:00:00.000Z" })
  ;[H, L, third] = await Promise.all([
    federation.onboard(O_ID),
    federation.onboard(I_ID),
    federation.onboard(THIRD_ID),
  ])
  table = wholeTable(federation.hub)
  const pack = loanPack(I_ID, time.today(), "500000.00")
  expectStatus(await L.call("PUT", `/v1/policies/${pack.effectiveFrom}`, pack), 201)
  const { version } = await openAccount(L, borrower, "SPQ1")
  expectStatus(await L.call("PUT", "/v1/accounts/SPQ1/segments", { segments }, { ifMatch: version }), 200)
  await openAccount(third, spouse, "SPQ2")
  const loan = {
    contractNo: "SPQ-1",
    kind: "hpf",
    amount: "1000.00",
    termMonths: 12,
    yearlyRate: "0.026",
    grantedOn: time.today(),
    borrower: spouse,
    ...staff,
  }
  expectStatus(await third.call("POST", "/v1/loans", loan), 201)
})
afterAll(async () => {
  table?.close()
  await federation?.stop()
})

const asked = (over: object) => ({
  on: time.today(),
  applicants: [{ person: borrower }],
  ...wish,
  ...over,
})
const ofCase = (applicant: Person, other: Person) => ({
  ...wish,
  applicants: [{ person: applicant }],
  spouse: other,
})
const quoted = async (over: object) =>
  LoanQuoteResponse.parse(
    expectStatus(await L.call("POST", "/v1/loan-quotes", asked({ centerId: I_ID, ...over })), 200),
  )

/** What was recorded of the last disclosure for a purpose. */
const disclosedFor = async (purpose: string): Promise<unknown> =>
  (await table.items()).filter((item) => item["purpose"] === purpose).at(-1)

describe("a quote that names the spouse", () => {
  it("is barred by the spouse's loan, without a consent, and tells of it only that the rule is not met", async () => {
    expect(await quoted({})).toMatchObject({ eligible: true, amount: "500000.00" })
    const barred = await quoted({ spouse })
    expect(barred).toMatchObject({
      eligible: false,
      amount: "0.00",
      amountIfEligible: "500000.00",
      loansBefore: 0,
      reasons: [{ rule: "unsettled-loan", applicant: 1, figures: {} }],
    })
    expect(JSON.stringify(barred)).not.toContain(THIRD_ID)
    expect(barred.applicants).toHaveLength(1)
  })

  it("is met by a spouse without a loan", async () => {
    const free = makePerson("spouse-quote-free", 1992)
    expect(await quoted({ spouse: free })).toMatchObject({ eligible: true, amount: "500000.00" })
  })

  it("names both in the record of what was disclosed", async () => {
    const body = { ...asked({ spouse }), centerIds: [I_ID] }
    const answer = expectStatus(await L.call("POST", "/v1/loan-quotes/comparison", body), 200)
    expect(LoanComparisonResponse.parse(answer)).toMatchObject({ quotes: [{ quote: { amount: "0.00" } }] })
    expect(Object(await disclosedFor("loan-comparison")).personRefs).toHaveLength(2)
  })

  it("counts in an off-site case too, where the person of the case is to apply and not the spouse of who does", async () => {
    const { offsiteLoanId, person } = await certified(L, H)
    const path = `/v1/offsite-loans/${offsiteLoanId}/quote`
    const told = LoanQuoteResponse.parse(
      expectStatus(await L.call("POST", path, ofCase(person, spouse)), 200),
    )
    expect(told).toMatchObject({ eligible: false, reasons: [{ rule: "unsettled-loan", figures: {} }] })
    expect(await L.problem("POST", path, ofCase(borrower, person))).toMatchObject({
      code: "3006",
      field: "/applicants",
    })
  })
})
