import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as z from "zod"
import { FindingList } from "../../contracts/findings.ts"
import { LOAN_ROUTES } from "../../contracts/loan-routes.ts"
import { OFFSITE_LOAN_ROUTES } from "../../contracts/offsite-loan-routes.ts"
import type { Route } from "../../contracts/route.ts"
import { ROUTES, type RouteName } from "../../contracts/routes.ts"
import { makePerson } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  staff,
  startFederation,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { signerOf } from "../fixtures/bad-input-scene.ts"
import { loanPack } from "../fixtures/loan-pack.ts"
import {
  actOnOffsite,
  certificationBody,
  certified,
  grantBody,
  granted,
  requestBody,
  requested,
  reserve,
} from "../fixtures/offsite-story.ts"
import { rawCaller } from "../fixtures/raw-call.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

/** What later writes need of the answers of earlier ones. */
const Answer = z.looseObject({
  consentCode: z.string().optional(),
  offsiteLoanId: z.string().optional(),
  certificateNo: z.string().optional(),
  reservationId: z.string().optional(),
})

interface Write {
  readonly route: RouteName
  readonly by: TestCenter
  readonly target: string
  readonly body: object
  /** What makes the call one that is refused; without it handler and reviewer are one. */
  readonly broken?: object
}

describe("one effect a request, of every write about loans", () => {
  let federation: Federation
  let H: TestCenter
  let L: TestCenter
  let send: ReturnType<typeof rawCaller>
  let table: ReturnType<typeof wholeTable>
  const today = "2026-09-01"
  const done = new Set<RouteName>()

  beforeAll(async () => {
    federation = await startFederation({
      start: `${today}T01:00:00.000Z`,
      schedulePeriodFloorMs: 24 * 3_600_000,
    })
    H = await federation.onboard(O_ID)
    L = await federation.onboard(I_ID)
    send = rawCaller(federation.hub)
    table = wholeTable(federation.hub)
    expectStatus(
      await L.call("PUT", "/v1/policies/2026-01-01", loanPack(I_ID, "2026-01-01", "500000.00")),
      201,
    )
  })
  afterAll(async () => {
    table?.close()
    await federation?.stop()
  })

  /** Refused without a trace, then done once however often it is sent, and never with other bytes. */
  const once = async ({ route, by, target, body, broken = { reviewer: staff.handler } }: Write) => {
    const key = `idem-${route}`
    const write = async (bytes: string) => {
      const headers = { "idempotency-key": key }
      return send(signerOf(by), { method: "POST", target, body: bytes, headers })
    }
    await federation.hub.settle()
    const untouched = await table.snapshot()
    const refused = await write(JSON.stringify({ ...body, ...broken }))
    expect(refused.status, `${route} ${refused.text}`).toBeGreaterThanOrEqual(400)
    const left = await table.changedSince(untouched)
    expect(
      left.filter((written) => !/^(JTI|BUDGET)#/.test(written)),
      route,
    ).toEqual([])

    const first = await write(JSON.stringify(body))
    expect([first.status, first.headers.get("idempotent-replay")], `${route} ${first.text}`).toEqual([
      ROUTES[route].success,
      null,
    ])
    await federation.hub.settle()
    const before = await table.snapshot()
    const again = await write(JSON.stringify(body))
    expect([again.status, again.text, again.headers.get("idempotent-replay"), again.verified], route).toEqual(
      [first.status, first.text, "true", true],
    )
    // The same meaning in other bytes is another request.
    const other = await write(`${JSON.stringify(body)} `)
    expect([other.status, other.slug], route).toEqual([422, "idempotency-key-reused"])
    expect(await table.changedSince(before), route).toEqual([])
    done.add(route)
    await federation.hub.clock.advance(1)
    return Answer.parse(JSON.parse(first.text))
  }

  const onCase = (
    route: RouteName,
    by: TestCenter,
    id: string,
    action: string,
    body: object,
    broken?: object,
  ) =>
    once({
      route,
      by,
      target: `/v1/offsite-loans/${id}/${action}`,
      body: { ...staff, ...body },
      ...(broken === undefined ? {} : { broken }),
    })

  it("an off-site loan from consent to grant", async () => {
    const person = makePerson("idem-offsite", 1990)
    await openAccount(H, person, "IDL1")
    const { consentCode = "" } = await once({
      route: "giveConsent",
      by: H,
      target: "/v1/consents",
      body: { person, purpose: "offsiteLoan", verifiedBy: "app" },
      broken: { grantedTo: O_ID },
    })
    const request = requestBody(H, person, consentCode)
    const { offsiteLoanId = "" } = await once({
      route: "requestOffsiteLoan",
      by: L,
      target: "/v1/offsite-loans",
      body: request,
      broken: { appliedOn: "2026-09-02" },
    })
    const certificate = certificationBody("IDL1")
    const { certificateNo = "" } = await onCase(
      "certifyRecord",
      H,
      offsiteLoanId,
      "certification",
      certificate,
      {
        balance: "1.00",
      },
    )
    const { reservationId = "" } = await once({
      route: "reserveLoan",
      by: L,
      target: "/v1/loan-reservations",
      body: { borrower: person, offsiteLoanId, ...staff },
      broken: { offsiteLoanId: "lnc_01JD0000000000000000000000" },
    })
    await once({
      route: "quoteOffsiteLoan",
      by: L,
      target: `/v1/offsite-loans/${offsiteLoanId}/quote`,
      body: {
        applicants: [{ person }],
        price: "2000000.00",
        termMonths: 240,
        firstHome: true,
        monthlyIncome: "40000.00",
      },
      broken: { applicants: [] },
    })
    const grant = grantBody({ certificateNo }, reservationId)
    await onCase("grantLoan", L, offsiteLoanId, "grant", grant, { certificateNo: "202609019999" })
  })

  it("an off-site loan from its first month to payoff", async () => {
    const { offsiteLoanId, contractNo } = await granted(L, H)
    const overdue = { overduePeriods: 1, overdueAmount: "900.00" }
    await once({
      route: "feedRepayment",
      by: L,
      target: `/v1/loans/${contractNo}/repayments`,
      body: { month: "2026-09", balance: "300000.00", ...overdue },
      broken: { balance: "300000.01" },
    })
    await onCase("requestCollection", L, offsiteLoanId, "collection-request", overdue)
    await onCase("answerCollection", H, offsiteLoanId, "collection-answer", { contacted: true })
    const offset = { reference: newReference(), amount: "300000.00", paidOn: today }
    await onCase("sendOffset", H, offsiteLoanId, "offset", offset, { amount: "300000.01" })
    await onCase(
      "returnOffset",
      H,
      offsiteLoanId,
      "offset-return",
      { returnedOn: today },
      {
        returnedOn: "2026-09-02",
      },
    )
    const second = { ...offset, reference: newReference() }
    await actOnOffsite(H, offsiteLoanId, "offset", second)
    const completion = { receivedOn: today, bankSerial: "IDEM", balance: "0.00" }
    await onCase("completeOffset", L, offsiteLoanId, "offset-completion", completion, {
      balance: "300000.01",
    })
    await once({
      route: "payOffLoan",
      by: L,
      target: `/v1/loans/${contractNo}/payoff`,
      body: { paidOffOn: today, ...staff },
      broken: { paidOffOn: "2026-08-31" },
    })
  })

  it("what ends an off-site case without a loan", async () => {
    const [asked, taken] = [await requested(L, H), await requested(L, H)]
    const refusal = { reasonCode: "months-short" }
    await onCase("refuseCertification", H, asked.offsiteLoanId, "certification-refusal", refusal)
    await onCase("cancelOffsiteLoan", L, taken.offsiteLoanId, "cancellation", {})
    const { offsiteLoanId } = await certified(L, H)
    await onCase("rejectLoan", L, offsiteLoanId, "rejection", { reasonCode: "credit" })
  })

  it("the registry: release, registration, import, write-off, statement, withdrawal", async () => {
    const [free, debtor] = [makePerson("idem-free"), makePerson("idem-debtor")]
    const { reservationId } = await reserve(L, free)
    const release = `/v1/loan-reservations/${reservationId}/release`
    await once({ route: "releaseReservation", by: L, target: release, body: staff })
    const terms = { kind: "hpf", amount: "1000.00", termMonths: 12, yearlyRate: "0.026", grantedOn: today }
    const loan = { ...terms, contractNo: "IDEM-1", borrower: debtor, ...staff }
    const broken = { grantedOn: "2026-09-02" }
    await once({ route: "registerLoan", by: L, target: "/v1/loans", body: loan, broken })
    const writeOff = { writtenOffOn: today, documentNo: "测〔2026〕1号", ...staff }
    await once({ route: "writeOffLoan", by: L, target: "/v1/loans/IDEM-1/write-off", body: writeOff })
    const line = { ...terms, contractNo: "IDEM-2", borrower: debtor, status: "unsettled", balance: "1.00" }
    await once({
      route: "importLoans",
      by: H,
      target: "/v1/loan-imports",
      body: { loans: [line], ...staff },
      broken: { loans: [] },
    })
    const { findings } = FindingList.parse(expectStatus(await H.call("GET", "/v1/findings"), 200))
    await once({
      route: "stateFinding",
      by: H,
      target: `/v1/findings/${findings[0]?.findingId ?? ""}/statement`,
      body: { conclusion: "lawful", ...staff },
    })
    await openAccount(H, free, "IDL2")
    await once({
      route: "reportWithdrawal",
      by: H,
      target: "/v1/accounts/IDL2/withdrawals",
      body: {
        reference: newReference(),
        amount: "1.00",
        withdrawnOn: today,
        withdrawalReason: "01",
        ...staff,
      },
      broken: { withdrawnOn: "2026-09-02" },
    })
  })

  it("and none was left out", () => {
    const loanRoutes: Readonly<Record<string, Route>> = { ...LOAN_ROUTES, ...OFFSITE_LOAN_ROUTES }
    const writes = Object.entries(loanRoutes)
      .filter(([, { method, idempotency }]) => method !== "GET" && idempotency !== "no")
      .map(([name]) => name)
    expect([...done].toSorted()).toEqual(writes.toSorted())
  })
})
