import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Account } from "../../contracts/accounts.ts"
import { expectStatus, newReference, staff } from "../fixtures/federation.ts"
import { startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import {
  actOnService,
  contributor,
  jointPurchase,
  paper,
  readService,
  requestService,
  serviceBody,
  servicePath,
} from "../fixtures/service-story.ts"

describe("service cases (跨省通办)", () => {
  let federation: LoanFederation

  beforeAll(async () => {
    federation = await startLoanFederation()
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("joint: R verifies the purchase, H decides under its rules and pays, R gives the result", async () => {
    const { L: R, H } = federation
    const { accountNo, opened } = await jointPurchase(R, H, "JOINT")
    expect(opened).toMatchObject({
      status: "submitted",
      check: { verdict: "allowed", withdrawalReason: "01" },
    })
    expect(opened.check).not.toHaveProperty("mostAmount")
    expect(opened.legs).toMatchObject([{ leg: "verification", actingCenterId: R.centerId }])
    const id = opened.serviceCaseId

    const verified = await actOnService(R, id, "verification", {
      outcome: "verified",
      verifiedOn: "2026-09-01",
      method: "contract",
    })
    expect(verified).toMatchObject({
      status: "verified",
      legs: [{ leg: "decision", actingCenterId: H.centerId }],
    })
    const approved = await actOnService(H, id, "decision", { outcome: "approved", amount: "30000.00" })
    expect(approved).toMatchObject({
      status: "approved",
      decision: { outcome: "approved", amount: "30000.00", handler: staff.handler, reviewer: staff.reviewer },
      check: { verdict: "allowed", mostAmount: "52714.06" },
    })
    const held = Account.parse(expectStatus(await H.call("GET", `/v1/accounts/${accountNo}`), 200))
    expect(held.holds).toMatchObject([{ ground: "withdrawal", scope: ["closing", "transfer"], caseId: id }])

    const payment = { reference: newReference(), amount: "30000.00", paidOn: "2026-09-01" }
    expect(await actOnService(H, id, "payment", payment)).toMatchObject({ status: "paid", payment })
    const freed = Account.parse(expectStatus(await H.call("GET", `/v1/accounts/${accountNo}`), 200))
    expect(freed.holds).toEqual([])

    const closure = { deliveredOn: "2026-09-01", delivery: "post", trackingNo: "EMS-123456789" }
    expect(await actOnService(R, id, "closure", closure)).toMatchObject({
      status: "closed",
      closure,
      legs: [],
    })
    expect(await actOnService(R, id, "rating", { rating: "bad", ratedOn: "2026-09-01" })).toMatchObject({
      rating: { rating: "bad" },
      legs: [{ leg: "ratingReply", actingCenterId: H.centerId }],
    })
    const replied = await actOnService(H, id, "rating-reply", { reply: "已整改", substantiated: true })
    expect(replied).toMatchObject({ rating: { reply: { substantiated: true } }, legs: [] })
    const { history } = await readService(R, id)
    expect(history.map(({ event }) => event)).toEqual([
      "request",
      "verification",
      "approval",
      "payment",
      "closure",
      "rating",
      "rating-reply",
    ])
  })

  it("agent: R takes the papers, H asks for more, answers, and the result goes back through R", async () => {
    const { L: R, H } = federation
    const { person } = await contributor(H, "AGENT")
    const details = { matter: "payoffCertificate", contractNo: "HT-2019-1" }
    const body = serviceBody(H, person, details, { mode: "agent", situation: "paidOff" })
    const { serviceCaseId: id } = await requestService(R, body)
    const asked = await actOnService(H, id, "supplement-request", { missing: ["identityDocument"] })
    expect(asked).toMatchObject({ status: "supplementRequested", missing: ["identityDocument"] })
    const documents = [await paper(R, "identityDocument")]
    expect(await actOnService(R, id, "supplement", { documents })).toMatchObject({
      status: "submitted",
      documents,
    })
    const answered = await actOnService(H, id, "decision", {
      outcome: "approved",
      result: { documents: [await paper(H, "payoffCertificate")] },
    })
    expect(answered).toMatchObject({
      status: "approved",
      legs: [{ leg: "delivery", actingCenterId: R.centerId }],
    })
    const closed = await actOnService(R, id, "closure", { deliveredOn: "2026-09-01", delivery: "counter" })
    expect(closed).toMatchObject({ status: "closed" })
  })

  it("online: the home center acts alone, from its own page", async () => {
    const { H } = federation
    const { person } = await contributor(H, "ONLINE")
    const details = { matter: "informationQuery", topics: ["account", "loans"] }
    const opened = await requestService(H, serviceBody(H, person, details))
    expect(opened.legs).toMatchObject([{ leg: "decision", actingCenterId: H.centerId }])
    await actOnService(H, opened.serviceCaseId, "decision", { outcome: "approved" })
    const closure = { deliveredOn: "2026-09-01", delivery: "online" }
    expect(await actOnService(H, opened.serviceCaseId, "closure", closure)).toMatchObject({
      status: "closed",
    })
  })

  it("a payment that the bank returns is paid again, even after the case was closed", async () => {
    const { L: R, H } = federation
    const { accountNo, opened } = await jointPurchase(R, H, "RETURN")
    const id = opened.serviceCaseId
    const today = { verifiedOn: "2026-09-01", method: "contract" }
    await actOnService(R, id, "verification", { outcome: "verified", ...today })
    await actOnService(H, id, "decision", { outcome: "approved", amount: "30000.00" })
    const first = { reference: newReference(), amount: "30000.00", paidOn: "2026-09-01" }
    await actOnService(H, id, "payment", first)
    await actOnService(R, id, "closure", { deliveredOn: "2026-09-01", delivery: "counter" })
    await federation.hub.settle()
    const back = { reference: first.reference, returnedOn: "2026-09-01" }
    expect(await actOnService(H, id, "payment-return", back)).toMatchObject({
      status: "approved",
      payment: { returnedOn: "2026-09-01" },
      legs: [{ leg: "payment" }],
    })
    const held = Account.parse(expectStatus(await H.call("GET", `/v1/accounts/${accountNo}`), 200))
    expect(held.holds).toHaveLength(1)
    const again = { ...first, reference: newReference() }
    expect(await actOnService(H, id, "payment", again)).toMatchObject({ status: "paid", payment: again })
    await actOnService(R, id, "closure", { deliveredOn: "2026-09-01", delivery: "counter" })
    await federation.hub.settle()
    expect((await readService(R, id)).status).toBe("closed")
  })

  it("the receiving center decides nothing, and nothing is paid before an approval", async () => {
    const { L: R, H } = federation
    const { opened } = await jointPurchase(R, H, "PARTY")
    const id = opened.serviceCaseId
    const decision = { outcome: "approved", amount: "30000.00", ...staff }
    const wrong = await R.call("POST", servicePath(id, "decision"), decision)
    expect([wrong.status, wrong.body]).toMatchObject([403, { rule: "SVC-003" }])
    const early = await H.call("POST", servicePath(id, "payment"), {
      reference: newReference(),
      amount: "1.00",
      paidOn: "2026-09-01",
      ...staff,
    })
    expect(early.status).toBe(409)
  })
})
