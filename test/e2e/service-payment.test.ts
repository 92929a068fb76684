import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { signerOf } from "../fixtures/bad-input-scene.ts"
import { announce, contentOf } from "../fixtures/document-story.ts"
import { newReference, staff, type TestCenter } from "../fixtures/federation.ts"
import { invalid, post } from "../fixtures/refusals.ts"
import { startServiceActs, type Over, type ServiceActs } from "../fixtures/service-acts.ts"
import {
  actOnService,
  approvalOf,
  handedOver,
  jointPurchase,
  paper,
  paymentOf,
  purchaseIn,
  readService,
  servicePath,
  verification,
} from "../fixtures/service-story.ts"

// Money, papers and words at the end of a service case, and what every act has in common.

let acting: ServiceActs
let R: TestCenter
let H: TestCenter
let third: TestCenter
let check: ServiceActs["check"]
let refused: ServiceActs["refused"]

beforeAll(async () => {
  acting = await startServiceActs()
  ;({ R, H, third, check, refused } = acting)
})
afterAll(async () => {
  await acting?.stop()
})

const today = "2026-09-01"
const tomorrow = "2026-09-02"
const yesterday = "2026-08-31"

describe("a payment", () => {
  it("of another amount, of a day that is not yet or before the approval", async () => {
    const { id } = await purchaseIn(R, H, "PAY", "approved")
    const mismatch = { problem: "amount-mismatch", rule: "SVC-005", field: "/amount" } as const
    for (const amount of ["29999.99", "30000.01", "0.00"])
      await refused(H, id, "payment", paymentOf(amount), mismatch)
    await refused(
      H,
      id,
      "payment",
      paymentOf("30000.00", { paidOn: tomorrow }),
      invalid("VAL-010", "/paidOn"),
    )
    await refused(
      H,
      id,
      "payment",
      paymentOf("30000.00", { paidOn: yesterday }),
      invalid("VAL-005", "/paidOn"),
    )
  })

  it("under a reference that was used: of another case, and of this one before the bank sent it back", async () => {
    const used = paymentOf("30000.00")
    const { id: first } = await purchaseIn(R, H, "REFERENCE1", "approved")
    await actOnService(H, first, "payment", used)
    const { id: second } = await purchaseIn(R, H, "REFERENCE2", "approved")
    const taken = { problem: "payment-reference-used", rule: "PAY-001", field: "/reference" } as const
    const answer = await H.problem("POST", servicePath(second, "payment"), { ...used, ...staff })
    expect(answer.type).toBe(`/problems/${taken.problem}`)
    expect((await readService(H, second)).status).toBe("approved")
    await actOnService(H, first, "payment-return", { reference: used.reference, returnedOn: today })
    const again = await H.problem("POST", servicePath(first, "payment"), { ...used, ...staff })
    expect(again.type).toBe(`/problems/${taken.problem}`)
    await actOnService(H, first, "payment", paymentOf("30000.00"))
  })

  it("that comes back: which one, and when", async () => {
    const { id } = await purchaseIn(R, H, "BACK", "approved")
    const payment = paymentOf("30000.00")
    await actOnService(H, id, "payment", payment)
    const back = (over: Over = {}) => ({ reference: payment.reference, returnedOn: today, ...over })
    await refused(H, id, "payment-return", back({ reference: newReference() }), {
      problem: "payment-unknown",
      field: "/reference",
    })
    await refused(H, id, "payment-return", back({ returnedOn: tomorrow }), invalid("VAL-010", "/returnedOn"))
    await refused(H, id, "payment-return", back({ returnedOn: yesterday }), invalid("VAL-005", "/returnedOn"))
    await actOnService(H, id, "payment-return", back())
    await refused(H, id, "payment-return", back(), { problem: "action-not-allowed" })
    // Nothing is decided anew: what was approved is paid.
    await refused(H, id, "decision", approvalOf("1.00"), { problem: "action-not-allowed" })
    await refused(R, id, "closure", handedOver, { problem: "action-not-allowed", rule: "SVC-005" })
  })
})

describe("the end", () => {
  it("by post has a tracking number, and nothing else has one", async () => {
    const { id } = await purchaseIn(R, H, "POST", "paid")
    const tracking = invalid("SVC-007", "/trackingNo")
    const trackingNo = "EMS-123456789"
    await refused(R, id, "closure", { deliveredOn: today, delivery: "post" }, tracking)
    await refused(R, id, "closure", { ...handedOver, trackingNo }, tracking)
    await refused(
      R,
      id,
      "closure",
      { deliveredOn: today, delivery: "post", trackingNo: "1" },
      {
        ...invalid("VAL-001", "/trackingNo"),
      },
    )
    await refused(
      R,
      id,
      "closure",
      { ...handedOver, deliveredOn: tomorrow },
      invalid("VAL-010", "/deliveredOn"),
    )
    const posted = { deliveredOn: today, delivery: "post", trackingNo }
    expect(await actOnService(R, id, "closure", posted)).toMatchObject({ closure: posted })
    const early = { rating: "good", ratedOn: tomorrow }
    await refused(R, id, "rating", early, invalid("VAL-010", "/ratedOn"))
    await refused(R, id, "rating", { rating: "five stars", ratedOn: today }, invalid("VAL-001", "/rating"))
  })

  it("verified on a day that is not yet", async () => {
    const { id } = await purchaseIn(R, H, "FUTURE", "submitted")
    const future = { ...verification, verifiedOn: tomorrow }
    await refused(R, id, "verification", future, invalid("VAL-010", "/verifiedOn"))
  })
})

const lawful = (): readonly (readonly [by: TestCenter, action: string, body: Over])[] => [
  [H, "supplement-request", { missing: ["identity"] }],
  [R, "supplement", { documents: ["doc_01JD0000000000000000000000"] }],
  [R, "verification", verification],
  [H, "decision", approvalOf("1.00")],
  [H, "decision", { outcome: "refused", reasonCode: "other" }],
  [H, "payment", paymentOf("1.00")],
  [H, "payment-return", { reference: newReference(), returnedOn: today }],
  [R, "closure", handedOver],
  [R, "cancellation", {}],
  [R, "rating", { rating: "good", ratedOn: today }],
  [H, "rating-reply", { reply: "已整改", substantiated: true }],
]

describe("every act", () => {
  it("takes two people, no unknown field, no body of another version", async () => {
    const { id } = await purchaseIn(R, H, "EVERY", "verified")
    const alone = { problem: "same-handler-and-reviewer", rule: "DUA-001", field: "/reviewer" } as const
    const stale = { problem: "version-stale", field: "if-match" } as const
    for (const [by, action, body] of lawful()) {
      await refused(by, id, action, { ...body, reviewer: staff.handler }, alone)
      await refused(by, id, action, { ...body, handler: undefined }, invalid("VAL-008", "/handler"))
      await refused(by, id, action, { ...body, urgent: true }, invalid("VAL-007", "/urgent"))
      await refused(by, id, action, body, stale, { "if-match": '"1"' })
    }
    expect(await readService(R, id)).toMatchObject({ status: "verified", version: 2 })
  })

  it("a decision that says things of the other outcome", async () => {
    const { id } = await purchaseIn(R, H, "OUTCOME", "verified")
    const refusal = { outcome: "refused", reasonCode: "other" }
    await refused(H, id, "decision", { ...refusal, amount: "1.00" }, invalid("VAL-007", "/amount"))
    await refused(
      H,
      id,
      "decision",
      approvalOf("1.00", { reasonCode: "other" }),
      invalid("VAL-007", "/reasonCode"),
    )
    await refused(
      H,
      id,
      "decision",
      { ...refusal, reasonCode: "bad mood" },
      invalid("VAL-001", "/reasonCode"),
    )
  })
})

describe("papers that are supplied", () => {
  it("wrong party, wrong time, and documents that are not there, or elsewhere", async () => {
    const { opened, person } = await jointPurchase(R, H, "SUPPLY")
    const id = opened.serviceCaseId
    const documentId = await paper(R, "purchaseContract")
    await refused(R, id, "supplement", { documents: [documentId] }, { problem: "action-not-allowed" })
    await actOnService(H, id, "supplement-request", { missing: ["downPaymentInvoice"] })
    await refused(
      H,
      id,
      "supplement",
      { documents: [await paper(H, "identity")] },
      { problem: "wrong-party", rule: "SVC-003" },
    )
    await refused(H, id, "decision", approvalOf("1.00"), { problem: "action-not-allowed" })
    await refused(R, id, "verification", verification, { problem: "action-not-allowed" })
    const { documentId: unsent } = await announce(R, contentOf("supplement-not-sent"))
    const field = "/documents/0"
    await refused(
      R,
      id,
      "supplement",
      { documents: [unsent] },
      {
        problem: "document-missing",
        rule: "DOC-001",
        field,
      },
    )
    const { opened: another } = await jointPurchase(R, H, "SUPPLY2")
    await refused(
      R,
      id,
      "supplement",
      { documents: [another.documents[0] ?? ""] },
      {
        problem: "document-of-another-case",
        rule: "DOC-003",
        field,
      },
    )
    const foreign = await paper(third, "identity")
    await refused(R, id, "supplement", { documents: [foreign] }, { problem: "document-not-found", field })
    await refused(R, id, "supplement", { documents: [] }, invalid("VAL-001", "/documents"))
    const answer = await check.send(signerOf(R), post(servicePath(id, "supplement"), { documents: [unsent] }))
    expect(answer.text).not.toContain(person.name)
    expect(answer.text).not.toContain(person.documentNumber)
  })
})
