import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Loan } from "../../contracts/loans.ts"
import type { Person } from "../../contracts/primitives.ts"
import type { ProblemSlug } from "../../contracts/problems.ts"
import type { RuleId } from "../../contracts/rules.ts"
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
import { reserve } from "../fixtures/offsite-story.ts"
import { invalid, post, refusals, type ExpectedRefusal } from "../fixtures/refusals.ts"

let federation: Federation
let here: TestCenter
let there: TestCenter
let third: TestCenter
let office: TestCenter
let refuse: ReturnType<typeof refusals>
const today = "2026-09-01"

beforeAll(async () => {
  federation = await startFederation({
    start: `${today}T01:00:00.000Z`,
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  here = await federation.onboard(O_ID)
  there = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
  office = await federation.onboard("210100000000001", {
    kind: "office",
    settlesOwnBooks: false,
    parentCenterId: O_ID,
  })
  refuse = refusals(federation)
})
afterAll(async () => {
  refuse?.close()
  await federation?.stop()
})

const terms = {
  kind: "hpf",
  amount: "600000.00",
  termMonths: 360,
  yearlyRate: "0.026",
  grantedOn: "2026-06-01",
} as const

let contracts = 0
const loanBody = (borrower: Person, over: object = {}) => ({
  ...terms,
  contractNo: `BAD-${(contracts += 1)}`,
  borrower,
  ...staff,
  ...over,
})
const register = async (center: TestCenter, borrower: Person, over: object = {}) =>
  Loan.parse(expectStatus(await center.call("POST", "/v1/loans", loanBody(borrower, over)), 201))
const onLoan = ({ contractNo }: Pick<Loan, "contractNo">, action: string, body: object) =>
  post(`/v1/loans/${contractNo}/${action}`, body)
const feed = (over: object = {}) => ({ month: "2026-08", balance: "599000.00", overduePeriods: 0, ...over })
const reserving = (borrower: Person, over: object = {}) =>
  post("/v1/loan-reservations", { borrower, ...staff, ...over })
const stating = (findingId = "") =>
  post(`/v1/findings/${findingId}/statement`, { conclusion: "lawful", ...staff })

describe("a reservation", () => {
  const bars = { problem: "unsettled-loan-exists", rule: "LON-001", discloses: true } as const

  it("twice, at the same center and at another: only the other hears where", async () => {
    const person = makePerson("reserve-twice")
    await reserve(here, person)
    await refuse.refused(here, reserving(person), { ...bars, field: "/borrower" })
    await refuse.refused(there, reserving(person), { ...bars, field: "/borrower", centerId: O_ID })
  })

  it("of a couple that is reserved elsewhere, whichever of the two asks, and in which role", async () => {
    const [ann, ben, carl] = [makePerson("couple-1"), makePerson("couple-2"), makePerson("couple-3")]
    await reserve(here, ann, { spouse: ben })
    const elsewhere = { ...bars, centerId: O_ID }
    await refuse.refused(there, reserving(ben), { ...elsewhere, field: "/borrower" })
    await refuse.refused(there, reserving(ben, { spouse: ann }), { ...elsewhere, field: "/borrower" })
    await refuse.refused(there, reserving(carl, { spouse: ben }), { ...elsewhere, field: "/spouse" })
    await refuse.refused(there, reserving(carl, { coBorrowers: [{ person: ann, relation: "sibling" }] }), {
      ...elsewhere,
      field: "/coBorrowers/0/person",
    })
  })

  it("beside a loan that is owed, and for a third loan in life", async () => {
    const [owing, lucky] = [makePerson("owing"), makePerson("twice-before")]
    await register(here, owing)
    await refuse.refused(there, reserving(owing), { ...bars, field: "/borrower", centerId: O_ID })
    const past = ["2010-01-05", "2016-01-05"].map((grantedOn, index) => ({
      ...terms,
      grantedOn,
      contractNo: `PAST-${index}`,
      borrower: lucky,
      status: "paidOff",
      balance: "0.00",
      endedOn: "2020-01-01",
    }))
    expectStatus(await here.call("POST", "/v1/loan-imports", { loans: past, ...staff }), 200)
    await refuse.refused(third, reserving(lucky), {
      problem: "loan-count-exceeded",
      rule: "LON-002",
      discloses: true,
    })
  })

  it("for a case that is not there, of five people, by one clerk alone, without a borrower", async () => {
    const person = makePerson("reserve-form")
    await refuse.refused(here, reserving(person, { offsiteLoanId: "lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ" }), {
      problem: "offsite-loan-not-found",
      field: "/offsiteLoanId",
    })
    const coBorrowers = [1, 2, 3, 4].map((count) => ({
      person: makePerson(`reserve-form-${count}`),
      relation: "sibling",
    }))
    await refuse.refused(here, reserving(person, { coBorrowers }), invalid("VAL-001", "/coBorrowers"))
    await refuse.refused(here, reserving(person, { reviewer: staff.handler }), {
      problem: "same-handler-and-reviewer",
      rule: "DUA-001",
      field: "/reviewer",
    })
    await refuse.refused(here, post("/v1/loan-reservations", staff), invalid("VAL-008", "/borrower"))
  })

  it("of another center is not there, and one that has ended is not released again", async () => {
    const { reservationId } = await reserve(here, makePerson("reserve-others"))
    const path = `/v1/loan-reservations/${reservationId}`
    const missing: ExpectedRefusal = { problem: "reservation-not-found" }
    await refuse.refused(there, { method: "GET", target: path }, missing)
    await refuse.refused(there, post(`${path}/release`, staff), missing)
    await refuse.refused(here, post(`${path}/release`, staff, { headers: { "if-match": '"9"' } }), {
      problem: "version-stale",
      field: "if-match",
    })
    expectStatus(await here.call("POST", `${path}/release`, staff), 200)
    await refuse.refused(here, post(`${path}/release`, staff), { problem: "action-not-allowed" })
  })
})

describe("the registration of a loan", () => {
  it("under a reservation of other people, of another center, or for fewer people", async () => {
    const [ann, ben] = [makePerson("register-1"), makePerson("register-2")]
    const { reservationId } = await reserve(here, ann, { spouse: ben })
    const missing = { problem: "reservation-missing", rule: "LON-003", field: "/reservationId" } as const
    await refuse.refused(here, post("/v1/loans", loanBody(ann, { reservationId })), missing)
    await refuse.refused(
      here,
      post("/v1/loans", loanBody(makePerson("register-3"), { reservationId })),
      missing,
    )
    await refuse.refused(there, post("/v1/loans", loanBody(ann, { spouse: ben, reservationId })), missing)
  })

  it("under a contract number that is taken, of nothing, of tomorrow, by an office or one clerk", async () => {
    const person = makePerson("register-form")
    const { contractNo } = await register(here, makePerson("register-taken"))
    const registering = (over: object) => post("/v1/loans", loanBody(person, over))
    await refuse.refused(here, registering({ contractNo }), { problem: "loan-exists", field: "/contractNo" })
    await refuse.refused(here, registering({ amount: "0.00" }), invalid("VAL-001", "/amount"))
    await refuse.refused(here, registering({ amount: "-1.00" }), invalid("VAL-006", "/amount"))
    await refuse.refused(here, registering({ grantedOn: "2026-09-02" }), invalid("VAL-010", "/grantedOn"))
    await refuse.refused(here, registering({ termMonths: 0 }), invalid("VAL-001", "/termMonths"))
    await refuse.refused(here, registering({ yearlyRate: "2.6" }), invalid("VAL-001", "/yearlyRate"))
    await refuse.refused(here, registering({ kind: "commercial" }), invalid("VAL-001", "/kind"))
    await refuse.refused(here, registering({ surprise: 1 }), invalid("VAL-007", "/surprise"))
    await refuse.refused(office, registering({}), { problem: "office-keeps-no-books", rule: "DIR-001" })
    await refuse.refused(here, registering({ reviewer: "H-01" }), {
      problem: "same-handler-and-reviewer",
      rule: "DUA-001",
      field: "/reviewer",
    })
  })
})

describe("a loan", () => {
  let loan: Loan
  beforeAll(async () => {
    loan = await register(here, makePerson("life-of-loan"))
    expectStatus(await here.call("POST", `/v1/loans/${loan.contractNo}/repayments`, feed()), 200)
  })

  it("of another center is not there, whatever is asked of it", async () => {
    const missing: ExpectedRefusal = { problem: "loan-not-found" }
    const writeOff = { writtenOffOn: today, documentNo: "测〔2026〕1号", ...staff }
    await refuse.refused(there, { method: "GET", target: `/v1/loans/${loan.contractNo}` }, missing)
    await refuse.refused(there, onLoan(loan, "repayments", feed({ month: "2026-09" })), missing)
    await refuse.refused(there, onLoan(loan, "payoff", { paidOffOn: today, ...staff }), missing)
    await refuse.refused(there, onLoan(loan, "write-off", writeOff), missing)
  })

  it.each<[string, object, ProblemSlug, RuleId, string]>([
    [
      "a balance that rises",
      { month: "2026-09", balance: "599000.01" },
      "balance-rises",
      "LON-004",
      "/balance",
    ],
    ["a month fed twice", {}, "feed-out-of-order", "LON-005", "/month"],
    ["a month before the last", { month: "2026-07" }, "feed-out-of-order", "LON-005", "/month"],
    ["a month before the grant", { month: "2026-05" }, "feed-out-of-order", "LON-005", "/month"],
    ["a month to come", { month: "2026-10" }, "invalid-request", "VAL-010", "/month"],
    ["no month of a calendar", { month: "2026-13" }, "invalid-request", "VAL-001", "/month"],
    ["a negative overdue count", { overduePeriods: -1 }, "invalid-request", "VAL-001", "/overduePeriods"],
  ])("is not fed %s", async (_name, over, problem, rule, field) => {
    await refuse.refused(here, onLoan(loan, "repayments", feed(over)), { problem, rule, field })
  })

  it("is not paid off with a balance, before its grant, or in the future", async () => {
    for (const [paidOffOn, expected] of [
      [today, { problem: "balance-outstanding", rule: "LON-006" }],
      ["2026-05-31", invalid("VAL-005", "/paidOffOn")],
      ["2026-09-02", invalid("VAL-010", "/paidOffOn")],
    ] as const)
      await refuse.refused(here, onLoan(loan, "payoff", { paidOffOn, ...staff }), expected)
  })

  it("that has ended is neither fed, paid off nor written off again", async () => {
    const short = await register(here, makePerson("ended-loan"))
    const gone = feed({ balance: "0.00" })
    expectStatus(await here.call("POST", `/v1/loans/${short.contractNo}/repayments`, gone), 200)
    const payoff = { paidOffOn: today, ...staff }
    expectStatus(await here.call("POST", `/v1/loans/${short.contractNo}/payoff`, payoff), 200)
    const ended: ExpectedRefusal = { problem: "loan-ended" }
    await refuse.refused(
      here,
      onLoan(short, "repayments", feed({ month: "2026-09", balance: "0.00" })),
      ended,
    )
    await refuse.refused(here, onLoan(short, "payoff", payoff), ended)
    const writeOff = { writtenOffOn: today, documentNo: "测〔2026〕1号", ...staff }
    await refuse.refused(here, onLoan(short, "write-off", writeOff), ended)
  })

  it("bars closing the account of who owes it", async () => {
    const person = makePerson("bars-closing")
    await openAccount(here, person, "BARS1")
    await register(there, person)
    const closing = post("/v1/accounts/BARS1/closure", { closedOn: today, withdrawalReason: "01", ...staff })
    await refuse.refused(here, closing, {
      problem: "unsettled-loan-bars",
      rule: "LON-012",
      centerId: I_ID,
      discloses: true,
    })
  })
})

describe("a consent and a finding", () => {
  it("of somebody without an account here, to oneself, to nobody, for another purpose", async () => {
    const [person, customer] = [makePerson("consent-none"), makePerson("consent-customer")]
    await openAccount(here, customer, "CONSENT1")
    const giving = (over: object) =>
      post("/v1/consents", { person: customer, purpose: "offsiteLoan", verifiedBy: "app", ...over })
    await refuse.refused(here, giving({ person }), { problem: "account-not-found" })
    await refuse.refused(here, giving({ grantedTo: O_ID }), invalid("VAL-001", "/grantedTo"))
    await refuse.refused(here, giving({ grantedTo: "990000000000000" }), {
      problem: "unknown-center",
      field: "/grantedTo",
    })
    await refuse.refused(here, giving({ purpose: "marketing" }), invalid("VAL-001", "/purpose"))
  })

  it("a statement on a foreign finding, on none, and after it has closed", async () => {
    const person = makePerson("foreign-finding")
    await register(here, person)
    const [finding] = (await register(there, person)).findings
    const missing: ExpectedRefusal = { problem: "finding-not-found" }
    await refuse.refused(third, stating(finding?.findingId), missing)
    await refuse.refused(third, { method: "GET", target: `/v1/findings/${finding?.findingId}` }, missing)
    await refuse.refused(here, stating("fnd_01HZZZZZZZZZZZZZZZZZZZZZZZ"), missing)
    for (const center of [here, there])
      expectStatus(
        await center.call("POST", stating(finding?.findingId).target, { conclusion: "lawful", ...staff }),
        200,
      )
    await refuse.refused(here, stating(finding?.findingId), { problem: "action-not-allowed" })
  })

  it("a withdrawal under a reference that was used, of the future, from an account that is closed", async () => {
    await openAccount(here, makePerson("withdraws"), "WITHDRAW1")
    const withdrawal = {
      reference: newReference(),
      amount: "10.00",
      withdrawnOn: today,
      withdrawalReason: "01",
      ...staff,
    }
    const path = "/v1/accounts/WITHDRAW1"
    expectStatus(await here.call("POST", `${path}/withdrawals`, withdrawal), 201)
    const again = (over: object) => post(`${path}/withdrawals`, { ...withdrawal, ...over })
    await refuse.refused(here, again({}), { problem: "payment-reference-used", rule: "TRF-012" })
    await refuse.refused(here, again({ withdrawnOn: "2026-09-02" }), invalid("VAL-010", "/withdrawnOn"))
    await refuse.refused(there, again({}), { problem: "account-not-found" })
    const closing = { closedOn: today, withdrawalReason: "01", ...staff }
    expectStatus(await here.call("POST", `${path}/closure`, closing), 200)
    await refuse.refused(here, again({ reference: newReference() }), { problem: "account-status-conflict" })
    expect((await here.call("GET", path)).status).toBe(200)
  })
})
