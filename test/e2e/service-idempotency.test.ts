import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ServiceCase } from "../../contracts/service-cases.ts"
import { SERVICE_ROUTES } from "../../contracts/service-routes.ts"
import type { Route } from "../../contracts/route.ts"
import { ROUTES, type RouteName } from "../../contracts/routes.ts"
import { signerOf } from "../fixtures/bad-input-scene.ts"
import { staff, type TestCenter } from "../fixtures/federation.ts"
import { startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import { rawCaller, type RawAnswer } from "../fixtures/raw-call.ts"
import {
  actOnService,
  approvalOf,
  contributor,
  handedOver,
  paper,
  paymentOf,
  purchase,
  requestService,
  serviceBody,
  verification,
} from "../fixtures/service-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

interface Write {
  readonly route: RouteName
  readonly by: TestCenter
  readonly target: string
  readonly body: object
  /** What makes the call one that is refused; without it handler and reviewer are one. */
  readonly broken?: object
}

describe("one effect a request, of every write about service cases", () => {
  let federation: LoanFederation
  let R: TestCenter
  let H: TestCenter
  let send: ReturnType<typeof rawCaller>
  let table: ReturnType<typeof wholeTable>
  const done = new Set<RouteName>()

  beforeAll(async () => {
    federation = await startLoanFederation()
    ;({ L: R, H } = federation)
    send = rawCaller(federation.hub)
    table = wholeTable(federation.hub)
  })
  afterAll(async () => {
    table?.close()
    await federation?.stop()
  })

  /** Refused without a trace, then done once however often it is sent, and never with another body. */
  const once = async ({ route, by, target, body, broken = { reviewer: staff.handler } }: Write) => {
    const key = `idem-${route}`
    const write = (bytes: string): Promise<RawAnswer> =>
      send(signerOf(by), { method: "POST", target, body: bytes, headers: { "idempotency-key": key } })
    await federation.hub.settle()
    const untouched = await table.snapshot()
    const refused = await write(JSON.stringify({ ...body, ...broken }))
    expect(refused.status, `${route} ${refused.text}`).toBeGreaterThanOrEqual(400)
    expect(await table.changedSince(untouched), route).toEqual([])

    // Twice at once, as a client does that gave up waiting too early: one does it, the other is told the same, or to wait.
    const [first, twin] = await Promise.all([write(JSON.stringify(body)), write(JSON.stringify(body))])
    expect(first.verified && twin.verified, route).toBe(true)
    await federation.hub.settle()
    const before = await table.snapshot()
    const again = await write(JSON.stringify(body))
    expect([again.status, again.headers.get("idempotent-replay")], `${route} ${again.text}`).toEqual([
      ROUTES[route].success,
      "true",
    ])
    for (const answer of [first, twin])
      if (answer.status < 300) expect(answer.text, route).toBe(again.text)
      else expect(answer.problem?.retryable, `${route} ${answer.text}`).toBe(true)
    // Other people, or the same meaning in other bytes: another request.
    for (const other of [JSON.stringify({ ...body, reviewer: "r-99" }), `${JSON.stringify(body)} `]) {
      const reused = await write(other)
      expect([reused.status, reused.slug], `${route} ${reused.text}`).toEqual([422, "idempotency-key-reused"])
    }
    expect(await table.changedSince(before), route).toEqual([])
    done.add(route)
    await federation.hub.clock.advance(1)
    return ServiceCase.parse(JSON.parse(again.text))
  }

  const on = (id: string, route: RouteName, by: TestCenter, action: string, body: object, broken?: object) =>
    once({
      route,
      by,
      target: `/v1/service-cases/${id}/${action}`,
      body: { ...staff, ...body },
      ...(broken === undefined ? {} : { broken }),
    })

  it("a joint purchase from the request to the answer of a bad rating", async () => {
    const { person, accountNo } = await contributor(H, "IDEM")
    const withdrawal = purchase({ contractNo: "HT-IDEM" })
    const details = { matter: "purchaseWithdrawal", accountNo, amount: "30000.00", withdrawal }
    const documents = [await paper(R, "purchaseContract")]
    const body = serviceBody(H, person, details, { mode: "joint", situation: "newHome", documents })
    const { serviceCaseId: id } = await once({
      route: "requestService",
      by: R,
      target: "/v1/service-cases",
      body,
      broken: { mode: "online" },
    })
    const missing = { missing: ["downPaymentInvoice"] }
    await on(id, "askSupplement", H, "supplement-request", missing, { missing: [] })
    const supplied = { documents: [await paper(R, "downPaymentInvoice")] }
    const { documents: held } = await on(id, "supplyDocuments", R, "supplement", supplied, {
      documents: ["doc_01JD0000000000000000000000"],
    })
    expect(held).toHaveLength(2)
    await on(id, "verifyFact", R, "verification", verification, { verifiedOn: "2026-09-02" })
    await on(id, "decideService", H, "decision", approvalOf("30000.00"), { amount: "52714.07" })
    const payment = paymentOf("30000.00")
    await on(id, "payService", H, "payment", payment, { amount: "30000.01" })
    const back = { reference: payment.reference, returnedOn: "2026-09-01" }
    await on(id, "returnServicePayment", H, "payment-return", back, { returnedOn: "2026-09-02" })
    const again = paymentOf("30000.00")
    // Another call of a route has a key of its own; here the route was proved above.
    const paid = await H.call("POST", `/v1/service-cases/${id}/payment`, { ...staff, ...again })
    expect(paid.status).toBe(200)
    await on(id, "closeService", R, "closure", handedOver, { delivery: "post" })
    const rating = { rating: "bad", ratedOn: "2026-09-01" }
    await on(id, "rateService", R, "rating", rating, { ratedOn: "2026-09-02" })
    const reply = { reply: "已整改", substantiated: true }
    const answered = await on(id, "replyToRating", H, "rating-reply", reply)
    expect(answered).toMatchObject({ status: "closed", payment: again, version: 11 })
  })

  it("a request that is taken back", async () => {
    const { person } = await contributor(H, "IDEM-BACK")
    const details = { matter: "informationQuery", topics: ["account"] }
    const { serviceCaseId: id } = await requestService(R, serviceBody(H, person, details, { mode: "agent" }))
    await on(id, "cancelService", R, "cancellation", {})
  })

  it("an approval that is taken back", async () => {
    const { person } = await contributor(H, "IDEM-REVOKED")
    const details = { matter: "informationQuery", topics: ["account"] }
    const { serviceCaseId: id } = await requestService(R, serviceBody(H, person, details, { mode: "agent" }))
    await actOnService(H, id, "decision", { outcome: "approved" })
    const revocation = { reasonCode: "other", reason: "审批有误" }
    const revoked = await on(id, "revokeApproval", H, "revocation", revocation)
    expect(revoked).toMatchObject({ status: "refused", decision: { reasonCode: "other" } })
  })

  it("and none was left out", () => {
    const routes: Readonly<Record<string, Route>> = SERVICE_ROUTES
    const writes = Object.entries(routes)
      .filter(([, { method, idempotency }]) => method !== "GET" && idempotency !== "no")
      .map(([name]) => name)
    expect([...done].toSorted()).toEqual(writes.toSorted())
  })
})
