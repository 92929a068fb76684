import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Person } from "../../contracts/primitives.ts"
import { Loan, LoanCheckResponse, LoanImportReport, LoanReservation } from "../../contracts/loans.ts"
import { FindingCase } from "../../contracts/findings.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  letterBody,
  O_ID,
  openAccount,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

const terms = {
  kind: "hpf",
  amount: "600000.00",
  termMonths: 360,
  yearlyRate: "0.026",
  grantedOn: "2026-09-01",
} as const

let federation: Federation
let here: TestCenter
let there: TestCenter
let third: TestCenter

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-11-02T01:00:00.000Z",
    schedulePeriodFloorMs: 24 * 3_600_000,
  })
  here = await federation.onboard(O_ID)
  there = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
})
afterAll(async () => {
  await federation.stop()
})

let contracts = 0
const newContract = (): string => `HT-${++contracts}`

const reserve = async (center: TestCenter, borrower: Person, over: Readonly<Record<string, unknown>> = {}) =>
  LoanReservation.parse(
    expectStatus(await center.call("POST", "/v1/loan-reservations", { borrower, ...staff, ...over }), 201),
  )
const reserveProblem = (center: TestCenter, borrower: Person, over: Readonly<Record<string, unknown>> = {}) =>
  center.problem("POST", "/v1/loan-reservations", { borrower, ...staff, ...over })

const register = async (center: TestCenter, borrower: Person, over: Readonly<Record<string, unknown>> = {}) =>
  Loan.parse(
    expectStatus(
      await center.call("POST", "/v1/loans", {
        ...terms,
        contractNo: newContract(),
        borrower,
        ...staff,
        ...over,
      }),
      201,
    ),
  )

const feed = (month: string, balance: string, over: Readonly<Record<string, unknown>> = {}) => ({
  month,
  balance,
  overduePeriods: 0,
  ...over,
})
const act = async (center: TestCenter, loan: Loan, action: string, body: Readonly<Record<string, unknown>>) =>
  Loan.parse(expectStatus(await center.call("POST", `/v1/loans/${loan.contractNo}/${action}`, body), 200))
const actProblem = (
  center: TestCenter,
  loan: Loan,
  action: string,
  body: Readonly<Record<string, unknown>>,
) => center.problem("POST", `/v1/loans/${loan.contractNo}/${action}`, body)

const payOff = async (center: TestCenter, loan: Loan) => {
  await act(center, loan, "repayments", feed("2026-11", "0.00"))
  return act(center, loan, "payoff", { paidOffOn: "2026-11-02", ...staff })
}

const check = async (center: TestCenter, applicants: readonly Person[], over: object = {}) =>
  LoanCheckResponse.parse(
    expectStatus(await center.call("POST", "/v1/loan-checks", { applicants, purpose: "loan", ...over }), 200),
  )

const findingOf = async (center: TestCenter, findingId: string) =>
  FindingCase.parse(expectStatus(await center.call("GET", `/v1/findings/${findingId}`), 200))

const imported = (borrower: Person, over: Readonly<Record<string, unknown>> = {}) => ({
  ...terms,
  contractNo: newContract(),
  borrower,
  status: "paidOff",
  balance: "0.00",
  endedOn: "2026-10-01",
  ...over,
})
const importAll = async (center: TestCenter, loans: readonly object[]) =>
  LoanImportReport.parse(
    expectStatus(await center.call("POST", "/v1/loan-imports", { loans, ...staff }), 200),
  )

describe("a loan from approval to payoff", () => {
  it("reserves, registers, feeds and pays off; then the family may borrow a second time, and no third", async () => {
    const borrower = makePerson("registry-1")
    const spouse = makePerson("registry-1-spouse")
    await openAccount(here, borrower, "R1")
    const reserved = await reserve(here, borrower, { spouse })
    expect(reserved).toMatchObject({
      status: "held",
      parties: 2,
      loansBefore: 0,
      expiresAt: "2027-01-01T16:00:00.000Z",
    })
    expect(await check(there, [borrower], { spouse })).toMatchObject({
      verdict: "blocked",
      findings: [
        { class: "reserved", person: 1, centerId: O_ID },
        { class: "reserved", person: 2, centerId: O_ID },
      ],
      counts: { lifetime: 0, unsettled: 0, most: 2 },
    })

    const loan = await register(here, borrower, { spouse, reservationId: reserved.reservationId })
    expect(loan).toMatchObject({
      centerId: O_ID,
      status: "unsettled",
      balance: "600000.00",
      parties: [{ role: "borrower" }, { role: "spouse" }],
      findings: [],
      version: 1,
    })
    const read = await here.call("GET", `/v1/loan-reservations/${reserved.reservationId}`)
    expect(LoanReservation.parse(expectStatus(read, 200))).toMatchObject({ status: "used", version: 2 })
    expect(await check(there, [spouse])).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "unsettledLoan", person: 1, centerId: O_ID, since: "2026-09-01" }],
      counts: { lifetime: 1, unsettled: 1, most: 2 },
    })

    const fed = await act(here, loan, "repayments", feed("2026-09", "0.00"))
    expect(fed).toMatchObject({ balance: "0.00", fedMonth: "2026-09", version: 2 })
    const paid = await act(here, loan, "payoff", { paidOffOn: "2026-09-01", ...staff })
    expect(paid).toMatchObject({ status: "paidOff", endedOn: "2026-09-01", version: 3 })
    expect(Loan.parse(expectStatus(await here.call("GET", `/v1/loans/${loan.contractNo}`), 200))).toEqual(
      paid,
    )
    expect(await check(there, [spouse])).toMatchObject({
      verdict: "clear",
      counts: { lifetime: 1, unsettled: 0 },
    })

    const second = await reserve(there, borrower, { spouse })
    expect(second.loansBefore).toBe(1)
    const secondLoan = await register(there, borrower, { spouse, reservationId: second.reservationId })
    expect(secondLoan.findings).toMatchObject([{ class: "D5" }])
    await payOff(there, secondLoan)
    expect(await reserveProblem(third, spouse)).toMatchObject({
      type: "/problems/loan-count-exceeded",
      rule: "LON-002",
    })
    expect(await check(third, [spouse])).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "loanCount", person: 1 }],
    })
  })
})

describe("a reservation", () => {
  it("holds all of a family or none: the refusal points at who is held, and names the other center only", async () => {
    const [ann, ben, carl] = [makePerson("held-1"), makePerson("held-2"), makePerson("held-3")]
    await reserve(here, ben)
    const coBorrowers = [{ person: ben, relation: "sibling" }]
    expect(await reserveProblem(there, ann, { coBorrowers })).toMatchObject({
      type: "/problems/unsettled-loan-exists",
      rule: "LON-001",
      field: "/coBorrowers/0/person",
      centerId: O_ID,
    })
    const own = await reserveProblem(here, ann, { coBorrowers })
    expect(own).toMatchObject({ type: "/problems/unsettled-loan-exists", field: "/coBorrowers/0/person" })
    expect(own.centerId).toBeUndefined()
    // Nobody of the refused families was left held.
    expect(await reserve(third, ann, { spouse: carl })).toMatchObject({ parties: 2 })
  })

  it("names each of the family once, under whatever role", async () => {
    const [ann, ben] = [makePerson("once-1"), makePerson("once-2")]
    const couple = { coBorrowers: [{ person: ben, relation: "spouse" }], spouse: ben }
    const reserved = await reserve(here, ann, couple)
    expect(reserved.parties).toBe(2)
    const loan = await register(here, ann, {
      ...couple,
      guarantors: [ann],
      reservationId: reserved.reservationId,
    })
    expect(loan.parties).toEqual([{ role: "borrower" }, { role: "coBorrower", relation: "spouse" }])
  })

  it("of a family that contradicts itself is refused at the second person", async () => {
    const [ann, ben, carl] = [makePerson("twice-1"), makePerson("twice-2"), makePerson("twice-3")]
    const spouse = { person: ben, relation: "spouse" }
    const refused = { type: "/problems/invalid-request", rule: "VAL-001" }
    for (const [over, field] of [
      [{ spouse: ann }, "/spouse"],
      [{ coBorrowers: [{ person: ann, relation: "sibling" }] }, "/coBorrowers/0/person"],
      [{ coBorrowers: [spouse, spouse] }, "/coBorrowers/1/person"],
      [{ coBorrowers: [spouse], spouse: carl }, "/spouse"],
    ] as const) {
      expect(await reserveProblem(here, ann, over)).toMatchObject({ ...refused, field })
      const grant = { ...terms, contractNo: newContract(), borrower: ann, ...over, ...staff }
      expect(await here.problem("POST", "/v1/loans", grant)).toMatchObject({ ...refused, field })
    }
    const { lines } = await importAll(here, [imported(ann, { spouse: ann })])
    expect(lines).toMatchObject([{ outcome: "refused", problem: "invalid-request", rule: "VAL-001" }])
  })

  it("tells that a family is free: recorded, and charged like a loan check", async () => {
    const table = wholeTable(federation.hub)
    const budget = async () => {
      const items = await table.items()
      const spent = items.find(({ pk, sk }) => `${pk}|${sk}`.includes("BUDGET") && pk.includes(THIRD_ID))
      return Number(spent?.["spent"] ?? 0)
    }
    const before = await budget()
    await reserve(third, makePerson("oracle-1"), { spouse: makePerson("oracle-2") })
    expect((await budget()) - before).toBe(10)
    const recorded = (await table.items()).filter(({ purpose }) => purpose === "loan-reservation")
    expect(recorded.some(({ pk, found }) => pk.includes(THIRD_ID) && found === "clear")).toBe(true)
  })

  it("of one's own is used up by a grant that does not name it, and is no doubt of a grant to others", async () => {
    const [ann, ben] = [makePerson("unnamed-1"), makePerson("unnamed-2")]
    const { reservationId } = await reserve(here, ann, { spouse: ben })
    expect((await register(here, ann, { spouse: ben })).findings).toEqual([])
    const path = `/v1/loan-reservations/${reservationId}`
    expect(LoanReservation.parse(expectStatus(await here.call("GET", path), 200)).status).toBe("used")
    const [carl, dora] = [makePerson("unnamed-3"), makePerson("unnamed-4")]
    const held = await reserve(here, carl, { spouse: dora })
    expect((await register(here, carl)).findings).toEqual([])
    expect(await reserveProblem(there, carl)).toMatchObject({ centerId: O_ID })
    const release = `/v1/loan-reservations/${held.reservationId}/release`
    expectStatus(await here.call("POST", release, staff), 200)
    expect(await reserveProblem(there, carl)).toMatchObject({ centerId: O_ID })
    expect(await reserve(there, dora)).toMatchObject({ status: "held" })
  })

  it("puts off a join of documents, which goes through under the same key when it is released", async () => {
    const [former, current] = [makePerson("later-1"), makePerson("later-2")]
    await openAccount(here, former, "LATER")
    const { reservationId } = await reserve(there, former)
    const link = { current, former, evidence: "换发证件", ...staff }
    const idempotencyKey = "link-later-0001"
    expect(await here.problem("POST", "/v1/persons/links", link, { idempotencyKey })).toMatchObject({
      type: "/problems/persons-link-later",
      status: 409,
      code: "3054",
      retryable: true,
    })
    expectStatus(await there.call("POST", `/v1/loan-reservations/${reservationId}/release`, staff), 200)
    expectStatus(await here.call("POST", "/v1/persons/links", link, { idempotencyKey }), 201)
  })

  it("is its center's alone, is released once, and lets everybody go", async () => {
    const [ann, ben] = [makePerson("release-1"), makePerson("release-2")]
    const { reservationId, version } = await reserve(here, ann, { spouse: ben })
    const path = `/v1/loan-reservations/${reservationId}`
    const missing = { type: "/problems/reservation-not-found" }
    expect(await there.problem("GET", path)).toMatchObject(missing)
    expect(await there.problem("POST", `${path}/release`, staff)).toMatchObject(missing)
    expect(await here.problem("GET", "/v1/loan-reservations/lrs_nothing")).toMatchObject(missing)
    expect(await here.problem("POST", `${path}/release`, staff, { ifMatch: version + 1 })).toMatchObject({
      type: "/problems/version-stale",
    })
    const released = await here.call("POST", `${path}/release`, { ...staff, note: "申请人放弃" })
    expect(LoanReservation.parse(expectStatus(released, 200))).toMatchObject({
      status: "released",
      version: 2,
    })
    expect(await here.problem("POST", `${path}/release`, staff)).toMatchObject({
      type: "/problems/action-not-allowed",
    })
    expect(await reserve(there, ben, { spouse: ann })).toMatchObject({ status: "held" })
  })

  it("is used up by a grant to those people and no others", async () => {
    const [ann, ben, carl] = [makePerson("use-1"), makePerson("use-2"), makePerson("use-3")]
    const { reservationId } = await reserve(here, ann, { spouse: ben })
    const grant = { ...terms, contractNo: newContract(), borrower: ann, ...staff, reservationId }
    const refused = { type: "/problems/reservation-missing", rule: "LON-003", field: "/reservationId" }
    const tryGrant = (center: TestCenter, over: object) =>
      center.problem("POST", "/v1/loans", { ...grant, ...over })
    expect(await tryGrant(here, {})).toMatchObject(refused)
    expect(await tryGrant(here, { spouse: carl })).toMatchObject(refused)
    expect(await tryGrant(there, { spouse: ben })).toMatchObject(refused)
    expect(await tryGrant(here, { reservationId: "lrs_01HZZZZZZZZZZZZZZZZZZZZZZZ" })).toMatchObject(refused)
    expectStatus(await here.call("POST", "/v1/loans", { ...grant, spouse: ben }), 201)
    expect(await tryGrant(here, { contractNo: newContract(), spouse: ben })).toMatchObject(refused)
    expect(await tryGrant(here, { spouse: ben })).toMatchObject({ type: "/problems/loan-exists" })
  })

  it("for an off-site case asks that the case is there", async () => {
    expect(
      await reserveProblem(here, makePerson("case-1"), { offsiteLoanId: "lnc_01HZZZZZZZZZZZZZZZZZZZZZZZ" }),
    ).toMatchObject({ type: "/problems/offsite-loan-not-found", field: "/offsiteLoanId" })
  })
})

describe("a grant that contradicts what is known", () => {
  it("two unsettled loans are a D4, both centers hear of it, and the second takes the first's place at payoff", async () => {
    const ann = makePerson("d4-1")
    const first = await register(here, ann)
    const second = await register(there, ann, { guarantors: [makePerson("d4-guarantor")] })
    expect(second.findings).toMatchObject([{ class: "D4" }])
    const findingId = second.findings[0]?.findingId ?? ""
    expect(await findingOf(here, findingId)).toMatchObject({
      class: "D4",
      status: "open",
      centerIds: [I_ID, O_ID],
      contractNos: [first.contractNo],
    })
    for (const center of [here, there])
      expect(await center.inbox()).toContainEqual(
        expect.objectContaining({ type: "finding.opened", subjectId: findingId, actionNeeded: true }),
      )
    expect(await check(third, [ann])).toMatchObject({
      verdict: "blocked",
      findings: [
        { class: "unsettledLoan", centerId: I_ID },
        { class: "unsettledLoan", centerId: O_ID },
        { class: "D4", centerId: O_ID },
        { class: "loanCount" },
      ],
      counts: { lifetime: 2, unsettled: 2, most: 2 },
    })
    await payOff(here, first)
    expect(await reserveProblem(third, ann)).toMatchObject({
      type: "/problems/unsettled-loan-exists",
      centerId: I_ID,
    })
    await payOff(there, second)
    expect(await reserveProblem(third, ann)).toMatchObject({ type: "/problems/loan-count-exceeded" })
  })

  it("a loan beside another center's reservation is a D4, and gets the guard when that is released", async () => {
    const ann = makePerson("beside-1")
    const { reservationId } = await reserve(there, ann)
    const loan = await register(here, ann)
    expect(loan.findings).toMatchObject([{ class: "D4" }])
    expectStatus(await there.call("POST", `/v1/loan-reservations/${reservationId}/release`, staff), 200)
    expect(await reserveProblem(there, ann)).toMatchObject({ centerId: O_ID })
    await payOff(here, loan)
    expect(await reserve(there, ann)).toMatchObject({ loansBefore: 1 })
  })

  it("a third loan in life is a D4, whoever of the family had the others", async () => {
    const [ann, ben] = [makePerson("third-1"), makePerson("third-2")]
    await payOff(here, await register(here, ann))
    await payOff(there, await register(there, ben))
    const last = await register(third, ann, { spouse: ben })
    expect(last.findings.map((finding) => finding.class)).toEqual(["D4"])
    expect(await findingOf(here, last.findings[0]?.findingId ?? "")).toMatchObject({
      centerIds: [THIRD_ID, O_ID, I_ID],
    })
  })

  it("an off-site loan without a mark at home is a D5 of both centers", async () => {
    const ann = makePerson("d5-1")
    await openAccount(here, ann, "D5A")
    const loan = await register(there, ann)
    expect(loan.findings.map((finding) => finding.class)).toEqual(["D5"])
    expect(await findingOf(here, loan.findings[0]?.findingId ?? "")).toMatchObject({
      class: "D5",
      accountNos: ["D5A"],
      contractNos: [],
    })
  })

  it("a sealed account at the lender, or a borrower who pays in there, hides no home elsewhere: D5", async () => {
    const [ann, ben] = [makePerson("d5-2"), makePerson("d5-3")]
    await openAccount(here, ann, "D5B")
    await openAccount(there, ann, "D5C", { status: "02" })
    expect((await register(there, ann)).findings.map((finding) => finding.class)).toEqual(["D5"])
    expect((await register(here, makePerson("d5-4"))).findings).toEqual([])
    await openAccount(third, ben, "D5D")
    const coBorrowers = [{ person: ben, relation: "sibling" }]
    const shared = await register(here, makePerson("d5-5"), { coBorrowers })
    const findingId = shared.findings[0]?.findingId ?? ""
    expect(await findingOf(third, findingId)).toMatchObject({ class: "D5", accountNos: ["D5D"] })
  })

  it("a guarantor is neither counted nor barred", async () => {
    const ann = makePerson("guarantor-1")
    await register(here, makePerson("guarantor-2"), { guarantors: [ann] })
    expect(await check(there, [ann])).toMatchObject({
      verdict: "clear",
      counts: { lifetime: 0, unsettled: 0 },
    })
    expect(await reserve(there, ann)).toMatchObject({ loansBefore: 0 })
  })
})

describe("the life of a loan", () => {
  it("is fed in order, and its balance never rises", async () => {
    const loan = await register(here, makePerson("feed-1"), { grantedOn: "2026-08-20" })
    expect(await actProblem(here, loan, "repayments", feed("2026-07", "1.00"))).toMatchObject({
      type: "/problems/feed-out-of-order",
      rule: "LON-005",
    })
    expect(await actProblem(here, loan, "repayments", feed("2026-12", "1.00"))).toMatchObject({
      type: "/problems/invalid-request",
      rule: "VAL-010",
      field: "/month",
    })
    expect(await actProblem(here, loan, "repayments", feed("2026-09", "600000.01"))).toMatchObject({
      type: "/problems/balance-rises",
      rule: "LON-004",
    })
    const contradiction = feed("2026-09", "600000.00", { overdueAmount: "0.01" })
    expect(await actProblem(here, loan, "repayments", contradiction)).toMatchObject({
      type: "/problems/invalid-request",
      rule: "VAL-001",
      field: "/overdueAmount",
    })
    const overdue = { overduePeriods: 2, overdueAmount: "5000.00" }
    expect(await act(here, loan, "repayments", feed("2026-09", "600000.00", overdue))).toMatchObject(overdue)
    expect(await actProblem(here, loan, "repayments", feed("2026-09", "599000.00"))).toMatchObject({
      type: "/problems/feed-out-of-order",
    })
    const fed = await act(here, loan, "repayments", feed("2026-11", "599000.00"))
    expect(fed).toMatchObject({ overduePeriods: 0, overdueAmount: "0.00", version: 3 })
    for (const action of ["repayments", "payoff", "write-off"])
      expect(
        await actProblem(
          there,
          loan,
          action,
          action === "repayments"
            ? feed("2026-11", "0.00")
            : action === "payoff"
              ? { paidOffOn: "2026-11-02", ...staff }
              : { writtenOffOn: "2026-11-02", documentNo: "测〔2026〕1号", ...staff },
        ),
      ).toMatchObject({ type: "/problems/loan-not-found" })
    expect(await there.problem("GET", `/v1/loans/${loan.contractNo}`)).toMatchObject({
      type: "/problems/loan-not-found",
    })
  })

  it("ends when nothing is owed, and only once", async () => {
    const loan = await register(here, makePerson("payoff-1"))
    const payoff = { paidOffOn: "2026-11-02", ...staff }
    expect(await actProblem(here, loan, "payoff", payoff)).toMatchObject({
      type: "/problems/balance-outstanding",
      rule: "LON-006",
    })
    await act(here, loan, "repayments", feed("2026-10", "0.00"))
    expect(await actProblem(here, loan, "payoff", { ...payoff, paidOffOn: "2026-11-03" })).toMatchObject({
      rule: "VAL-010",
    })
    expect(await actProblem(here, loan, "payoff", { ...payoff, paidOffOn: "2026-08-31" })).toMatchObject({
      rule: "VAL-005",
    })
    await act(here, loan, "payoff", payoff)
    expect(await actProblem(here, loan, "payoff", payoff)).toMatchObject({ type: "/problems/loan-ended" })
    expect(await actProblem(here, loan, "repayments", feed("2026-11", "0.00"))).toMatchObject({
      type: "/problems/loan-ended",
    })
  })

  it("that is written off is owed on: it bars until it is paid off after all", async () => {
    const ann = makePerson("write-off-1")
    const loan = await register(here, ann)
    const writeOff = { writtenOffOn: "2026-11-01", documentNo: "测〔2026〕1号", ...staff }
    expect(await act(here, loan, "write-off", writeOff)).toMatchObject({
      writeOffDocumentNo: writeOff.documentNo,
      status: "writtenOff",
      endedOn: "2026-11-01",
    })
    expect(await actProblem(here, loan, "write-off", writeOff)).toMatchObject({
      type: "/problems/loan-ended",
    })
    expect(await reserveProblem(there, ann)).toMatchObject({ centerId: O_ID })
    expect(await payOff(here, loan)).toMatchObject({ status: "paidOff", endedOn: "2026-11-02" })
    expect(await reserve(there, ann)).toMatchObject({ loansBefore: 1 })
  })

  it("bars closing the account of who borrowed, not of the spouse, where no policy says more", async () => {
    const [ann, ben] = [makePerson("bar-1"), makePerson("bar-2")]
    await openAccount(here, ann, "BAR1")
    await openAccount(here, ben, "BAR2")
    const loan = await register(here, ann, { spouse: ben })
    const closing = { closedOn: "2026-11-02", withdrawalReason: "01", ...staff }
    expect(await here.problem("POST", "/v1/accounts/BAR1/closure", closing)).toMatchObject({
      type: "/problems/unsettled-loan-bars",
      rule: "LON-012",
    })
    const asked = await check(here, [ann, ben], { purpose: "closing" })
    expect(asked).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "unsettledLoan", person: 1, role: "borrower", kind: "hpf" }],
    })
    expect(asked.counts).toBeUndefined()
    expectStatus(await here.call("POST", "/v1/accounts/BAR2/closure", closing), 200)
    await payOff(here, loan)
    expectStatus(await here.call("POST", "/v1/accounts/BAR1/closure", closing), 200)
  })
})

describe("a check before a transfer", () => {
  it("is blocked by a loan of the asking center itself, as the transfer is; another center's is told", async () => {
    const ann = makePerson("leave-1")
    await openAccount(here, ann, "LEAVE1")
    await openAccount(there, ann, "LEAVE2", { status: "02" })
    const loan = await register(here, ann)
    const asked = { purpose: "transfer" }
    expect(await check(here, [ann], asked)).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "unsettledLoan", centerId: O_ID, role: "borrower" }],
    })
    expect((await check(there, [ann], asked)).verdict).toBe("review")
    const letter = letterBody(ann, { fromAccountNo: "LEAVE1", toAccountNo: "LEAVE2" })
    expect(await there.problem("POST", "/v1/transfers", letter)).toMatchObject({ rule: "TRF-016" })
    await payOff(here, loan)
    expect((await check(here, [ann], asked)).verdict).toBe("clear")
  })
})

describe("history", () => {
  it("is imported line by line, sent again without harm, and counted", async () => {
    const ann = makePerson("import-1")
    const old = imported(ann, { grantedOn: "2010-05-01", endedOn: "2015-05-01" })
    const owed = imported(ann, { status: "unsettled", balance: "1000.00", endedOn: undefined })
    const bad = imported(ann, { balance: "0.01" })
    const report = await importAll(here, [old, owed, bad, { ...old, amount: "1.00" }])
    expect(report).toMatchObject({
      registered: 2,
      refused: 2,
      lines: [
        { line: 1, outcome: "registered", findings: [] },
        { line: 2, outcome: "registered", findings: [] },
        { line: 3, outcome: "refused", problem: "invalid-request", rule: "LON-006" },
        { line: 4, outcome: "refused", problem: "loan-exists" },
      ],
    })
    expect(await importAll(here, [old, owed])).toMatchObject({
      registered: 2,
      lines: [{ outcome: "known" }, { outcome: "known" }],
    })
    const otherwise = [
      { ...owed, balance: "999.99" },
      { ...owed, balance: "1000.01" },
      { ...owed, status: "paidOff", balance: "0.00", endedOn: "2026-10-01" },
      { ...old, endedOn: "2015-05-02" },
    ]
    const again = await importAll(here, otherwise)
    expect(again.lines.map(({ outcome, problem }) => [outcome, problem])).toEqual(
      otherwise.map(() => ["refused", "loan-exists"]),
    )
    expect(await check(there, [ann])).toMatchObject({
      verdict: "blocked",
      counts: { lifetime: 2, unsettled: 1 },
    })
    const third = await importAll(there, [imported(ann)])
    expect(third.lines[0]?.findings).toMatchObject([{ class: "D4" }])
  })
})

describe("time", () => {
  it("ends a reservation at 24:00 of the sixtieth day: then it holds nobody, and cannot be used", async () => {
    const [ann, ben] = [makePerson("expiry-1"), makePerson("expiry-2")]
    const { reservationId, expiresAt } = await reserve(here, ann, { spouse: ben })
    expect(expiresAt).toBe("2027-01-01T16:00:00.000Z")
    await federation.hub.clock.advance(Date.parse(expiresAt) - federation.hub.clock.now() - 1_000)
    expect(await reserveProblem(there, ben)).toMatchObject({ type: "/problems/unsettled-loan-exists" })
    await federation.hub.clock.advance(1_000)
    const path = `/v1/loan-reservations/${reservationId}`
    expect(LoanReservation.parse(expectStatus(await here.call("GET", path), 200)).status).toBe("expired")
    expect(
      await here.problem("POST", "/v1/loans", {
        ...terms,
        contractNo: newContract(),
        borrower: ann,
        spouse: ben,
        reservationId,
        ...staff,
      }),
    ).toMatchObject({ type: "/problems/reservation-missing" })
    expect(await here.problem("POST", `${path}/release`, staff)).toMatchObject({
      type: "/problems/action-not-allowed",
    })
    expect(await reserve(there, ben)).toMatchObject({ status: "held", parties: 1 })
    // The other of the two is free as well, and a grant takes over what nobody holds any more.
    expect((await register(third, ann)).findings).toEqual([])
  })
})
