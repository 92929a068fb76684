import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Loan, LoanReservation } from "../../contracts/loans.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  letterBody,
  O_ID,
  openAccount,
  staff,
  type TestCenter,
} from "../fixtures/federation.ts"
import { startLenders, type Lenders } from "../fixtures/loan-federation.ts"
import {
  actOnLoan,
  checkLoans,
  feedBody,
  importedLoan,
  importLoans,
  payOff,
  registerLoan,
  reserveProblem,
} from "../fixtures/loan-story.ts"
import { reserve } from "../fixtures/offsite-story.ts"

let federation: Lenders
let here: TestCenter
let there: TestCenter
let third: TestCenter

beforeAll(async () => {
  federation = await startLenders()
  ;({ here, there, third } = federation)
})
afterAll(async () => {
  await federation?.stop()
})

const actProblem = (
  center: TestCenter,
  loan: Loan,
  action: string,
  body: Readonly<Record<string, unknown>>,
) => center.problem("POST", `/v1/loans/${loan.contractNo}/${action}`, body)

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
    expect(await checkLoans(there, [borrower], { spouse })).toMatchObject({
      verdict: "blocked",
      findings: [
        { class: "reserved", person: 1, centerId: O_ID },
        { class: "reserved", person: 2, centerId: O_ID },
      ],
      counts: { lifetime: 0, unsettled: 0, most: 2 },
    })

    const loan = await registerLoan(here, borrower, { spouse, reservationId: reserved.reservationId })
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
    expect(await checkLoans(there, [spouse])).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "unsettledLoan", person: 1, centerId: O_ID, since: "2026-09-01" }],
      counts: { lifetime: 1, unsettled: 1, most: 2 },
    })

    const fed = await actOnLoan(here, loan, "repayments", feedBody("2026-09", "0.00"))
    expect(fed).toMatchObject({ balance: "0.00", fedMonth: "2026-09", version: 2 })
    const paid = await actOnLoan(here, loan, "payoff", { paidOffOn: "2026-09-01", ...staff })
    expect(paid).toMatchObject({ status: "paidOff", endedOn: "2026-09-01", version: 3 })
    expect(Loan.parse(expectStatus(await here.call("GET", `/v1/loans/${loan.contractNo}`), 200))).toEqual(
      paid,
    )
    expect(await checkLoans(there, [spouse])).toMatchObject({
      verdict: "clear",
      counts: { lifetime: 1, unsettled: 0 },
    })

    const second = await reserve(there, borrower, { spouse })
    expect(second.loansBefore).toBe(1)
    const secondLoan = await registerLoan(there, borrower, { spouse, reservationId: second.reservationId })
    expect(secondLoan.findings).toMatchObject([{ class: "D5" }])
    await payOff(there, secondLoan)
    expect(await reserveProblem(third, spouse)).toMatchObject({
      type: "/problems/loan-count-exceeded",
      rule: "LON-002",
    })
    expect(await checkLoans(third, [spouse])).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "loanCount", person: 1 }],
    })
  })
})

describe("the life of a loan", () => {
  it("is fed in order, and its balance never rises", async () => {
    const loan = await registerLoan(here, makePerson("feed-1"), { grantedOn: "2026-08-20" })
    expect(await actProblem(here, loan, "repayments", feedBody("2026-07", "1.00"))).toMatchObject({
      type: "/problems/feed-out-of-order",
      rule: "LON-005",
    })
    expect(await actProblem(here, loan, "repayments", feedBody("2026-12", "1.00"))).toMatchObject({
      type: "/problems/invalid-request",
      rule: "VAL-010",
      field: "/month",
    })
    expect(await actProblem(here, loan, "repayments", feedBody("2026-09", "600000.01"))).toMatchObject({
      type: "/problems/balance-rises",
      rule: "LON-004",
    })
    const contradiction = feedBody("2026-09", "600000.00", { overdueAmount: "0.01" })
    expect(await actProblem(here, loan, "repayments", contradiction)).toMatchObject({
      type: "/problems/invalid-request",
      rule: "VAL-001",
      field: "/overdueAmount",
    })
    const overdue = { overduePeriods: 2, overdueAmount: "5000.00" }
    expect(
      await actOnLoan(here, loan, "repayments", feedBody("2026-09", "600000.00", overdue)),
    ).toMatchObject(overdue)
    expect(await actProblem(here, loan, "repayments", feedBody("2026-09", "599000.00"))).toMatchObject({
      type: "/problems/feed-out-of-order",
    })
    const fed = await actOnLoan(here, loan, "repayments", feedBody("2026-11", "599000.00"))
    expect(fed).toMatchObject({ overduePeriods: 0, overdueAmount: "0.00", version: 3 })
    for (const action of ["repayments", "payoff", "write-off"])
      expect(
        await actProblem(
          there,
          loan,
          action,
          action === "repayments"
            ? feedBody("2026-11", "0.00")
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
    const loan = await registerLoan(here, makePerson("payoff-1"))
    const payoff = { paidOffOn: "2026-11-02", ...staff }
    expect(await actProblem(here, loan, "payoff", payoff)).toMatchObject({
      type: "/problems/balance-outstanding",
      rule: "LON-006",
    })
    await actOnLoan(here, loan, "repayments", feedBody("2026-10", "0.00"))
    expect(await actProblem(here, loan, "payoff", { ...payoff, paidOffOn: "2026-11-03" })).toMatchObject({
      rule: "VAL-010",
    })
    expect(await actProblem(here, loan, "payoff", { ...payoff, paidOffOn: "2026-08-31" })).toMatchObject({
      rule: "VAL-005",
    })
    await actOnLoan(here, loan, "payoff", payoff)
    expect(await actProblem(here, loan, "payoff", payoff)).toMatchObject({ type: "/problems/loan-ended" })
    expect(await actProblem(here, loan, "repayments", feedBody("2026-11", "0.00"))).toMatchObject({
      type: "/problems/loan-ended",
    })
  })

  it("that is written off is owed on: it bars until it is paid off after all", async () => {
    const ann = makePerson("write-off-1")
    const loan = await registerLoan(here, ann)
    const writeOff = { writtenOffOn: "2026-11-01", documentNo: "测〔2026〕1号", ...staff }
    expect(await actOnLoan(here, loan, "write-off", writeOff)).toMatchObject({
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
    const loan = await registerLoan(here, ann, { spouse: ben })
    const closing = { closedOn: "2026-11-02", withdrawalReason: "01", ...staff }
    expect(await here.problem("POST", "/v1/accounts/BAR1/closure", closing)).toMatchObject({
      type: "/problems/unsettled-loan-bars",
      rule: "LON-012",
    })
    const asked = await checkLoans(here, [ann, ben], { purpose: "closing" })
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
    const loan = await registerLoan(here, ann)
    const asked = { purpose: "transfer" }
    expect(await checkLoans(here, [ann], asked)).toMatchObject({
      verdict: "blocked",
      findings: [{ class: "unsettledLoan", centerId: O_ID, role: "borrower" }],
    })
    expect((await checkLoans(there, [ann], asked)).verdict).toBe("review")
    const letter = letterBody(ann, { fromAccountNo: "LEAVE1", toAccountNo: "LEAVE2" })
    expect(await there.problem("POST", "/v1/transfers", letter)).toMatchObject({ rule: "TRF-016" })
    await payOff(here, loan)
    expect((await checkLoans(here, [ann], asked)).verdict).toBe("clear")
  })
})

describe("history", () => {
  it("is imported line by line, sent again without harm, and counted", async () => {
    const ann = makePerson("import-1")
    const old = importedLoan(ann, { grantedOn: "2010-05-01", endedOn: "2015-05-01" })
    const owed = importedLoan(ann, { status: "unsettled", balance: "1000.00", endedOn: undefined })
    const bad = importedLoan(ann, { balance: "0.01" })
    const report = await importLoans(here, [old, owed, bad, { ...old, amount: "1.00" }])
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
    expect(await importLoans(here, [old, owed])).toMatchObject({
      registered: 2,
      lines: [{ outcome: "known" }, { outcome: "known" }],
    })
    const otherwise = [
      { ...owed, balance: "999.99" },
      { ...owed, balance: "1000.01" },
      { ...owed, status: "paidOff", balance: "0.00", endedOn: "2026-10-01" },
      { ...old, endedOn: "2015-05-02" },
    ]
    const again = await importLoans(here, otherwise)
    expect(again.lines.map(({ outcome, problem }) => [outcome, problem])).toEqual(
      otherwise.map(() => ["refused", "loan-exists"]),
    )
    expect(await checkLoans(there, [ann])).toMatchObject({
      verdict: "blocked",
      counts: { lifetime: 2, unsettled: 1 },
    })
    const third = await importLoans(there, [importedLoan(ann)])
    expect(third.lines[0]?.findings).toMatchObject([{ class: "D4" }])
  })
})
