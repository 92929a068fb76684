import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Person, ServiceCaseId } from "../../contracts/primitives.ts"
import { makePerson } from "../../tools/make-person.ts"
import { announce, contentOf } from "../fixtures/document-story.ts"
import {
  actOn,
  expectStatus,
  newReference,
  openAccount,
  staff,
  type TestCenter,
} from "../fixtures/federation.ts"
import { outcomesOf, raceIn } from "../fixtures/race.ts"
import { invalid } from "../fixtures/refusals.ts"
import { startServiceActs, type Over, type ServiceActs } from "../fixtures/service-acts.ts"
import {
  actOnService,
  approvalOf,
  contributor,
  handedOver,
  paper,
  paymentOf,
  purchase,
  purchaseIn,
  readService,
  requestService,
  serviceBody,
  servicePath,
  verification,
} from "../fixtures/service-story.ts"
import { moving, sendLetter } from "../fixtures/transfer-story.ts"

// What an act on a service case gets when it is wrong, forbidden or comes at the wrong time.

let acting: ServiceActs
let federation: ServiceActs["federation"]
let R: TestCenter
let H: TestCenter
let third: TestCenter
let refused: ServiceActs["refused"]

beforeAll(async () => {
  acting = await startServiceActs()
  ;({ federation, R, H, third, refused } = acting)
})
afterAll(async () => {
  await acting?.stop()
})

const everyAct = (): Readonly<Record<string, Over>> => ({
  "supplement-request": { missing: ["identity"] },
  supplement: { documents: ["doc_01JD0000000000000000000000"] },
  verification,
  decision: approvalOf("30000.00"),
  payment: paymentOf("30000.00"),
  "payment-return": { reference: newReference(), returnedOn: "2026-09-01" },
  closure: handedOver,
  cancellation: {},
  rating: { rating: "good", ratedOn: "2026-09-01" },
  "rating-reply": { reply: "已整改", substantiated: true },
})

const withPaper = (documentId: string) => ({ outcome: "approved", result: { documents: [documentId] } })

const wrongParty = { problem: "wrong-party", rule: "SVC-003" } as const
const notNow = { problem: "action-not-allowed" } as const

/** A purchase that R has verified, of an account in which something is amiss. */
const verifiedOf = async (person: Person, accountNo: string, over: Over = {}): Promise<ServiceCaseId> => {
  const documents = [await paper(R, "purchaseContract")]
  const withdrawal = purchase({ contractNo: `HT-${accountNo}` })
  const details = { matter: "purchaseWithdrawal", accountNo, withdrawal, ...over }
  const body = serviceBody(H, person, details, { mode: "joint", situation: "newHome", documents })
  const { serviceCaseId } = await requestService(R, body)
  await actOnService(R, serviceCaseId, "verification", verification)
  return serviceCaseId
}

describe("who may not", () => {
  it("the receiving center decides, pays and answers nothing; the home center does not do R's part", async () => {
    const { id } = await purchaseIn(R, H, "PARTY", "verified")
    const acts = everyAct()
    for (const action of ["decision", "payment", "payment-return", "rating-reply"])
      await refused(R, id, action, acts[action] ?? {}, wrongParty)
    await refused(R, id, "decision", { outcome: "refused", reasonCode: "other" }, wrongParty)
    for (const action of ["verification", "closure", "cancellation", "rating"])
      await refused(H, id, action, acts[action] ?? {}, wrongParty)
  })

  it("a third center does not learn that there is a case, whatever it does", async () => {
    const { id } = await purchaseIn(R, H, "THIRD", "submitted")
    const nothing = { problem: "service-case-not-found" } as const
    for (const [action, body] of Object.entries(everyAct())) {
      if (action === "supplement") continue
      await refused(third, id, action, body, nothing)
    }
    expect((await third.problem("GET", `/v1/service-cases/${id}`)).type).toBe(
      "/problems/service-case-not-found",
    )
    const identity = await third.problem("POST", `/v1/service-cases/${id}/identity`, { purpose: "inspect" })
    expect(identity.type).toBe("/problems/service-case-not-found")
    const list = expectStatus(await third.call("GET", "/v1/service-cases?role=receiving"), 200)
    expect(JSON.stringify(list)).not.toContain(id)
  })
})

describe("in which order", () => {
  it("nothing is paid, closed, rated or decided before its time", async () => {
    const { id } = await purchaseIn(R, H, "EARLY", "submitted")
    const acts = everyAct()
    await refused(H, id, "decision", acts["decision"] ?? {}, { ...notNow, rule: "SVC-004" })
    await refused(H, id, "payment", acts["payment"] ?? {}, { ...notNow, rule: "SVC-005" })
    for (const action of ["payment-return", "rating-reply"])
      await refused(H, id, action, acts[action] ?? {}, notNow)
    for (const action of ["closure", "rating"]) await refused(R, id, action, acts[action] ?? {}, notNow)
  })

  it("no approval of what R could not verify; a refusal is lawful", async () => {
    const { id } = await purchaseIn(R, H, "UNVERIFIED", "submitted")
    await actOnService(R, id, "verification", { ...verification, outcome: "notVerified" })
    await refused(H, id, "decision", approvalOf("1.00"), { ...notNow, rule: "SVC-004" })
    const refusal = { outcome: "refused", reasonCode: "fact-not-verified" }
    expect(await actOnService(H, id, "decision", refusal)).toMatchObject({ status: "refused" })
    await refused(H, id, "payment", paymentOf("1.00"), { ...notNow, rule: "SVC-005" })
  })

  it("no second decision, no cancellation after one, no second payment, closure or rating", async () => {
    const { id } = await purchaseIn(R, H, "TWICE", "approved")
    await refused(H, id, "decision", approvalOf("30000.00"), notNow)
    await refused(H, id, "decision", { outcome: "refused", reasonCode: "other" }, notNow)
    await refused(R, id, "cancellation", {}, notNow)
    await refused(R, id, "closure", handedOver, { ...notNow, rule: "SVC-005" })
    await actOnService(H, id, "payment", paymentOf("30000.00"))
    await refused(H, id, "payment", paymentOf("30000.00"), notNow)
    await refused(R, id, "rating", { rating: "good", ratedOn: "2026-09-01" }, notNow)
    await actOnService(R, id, "closure", handedOver)
    await refused(R, id, "closure", handedOver, notNow)
    await actOnService(R, id, "rating", { rating: "good", ratedOn: "2026-09-01" })
    const again = { rating: "bad", ratedOn: "2026-09-01" }
    await refused(R, id, "rating", again, { ...notNow, rule: "SVC-008" })
    // What was found good needs no answer.
    const reply = { reply: "谢谢", substantiated: false }
    await refused(H, id, "rating-reply", reply, { ...notNow, rule: "SVC-008" })
  })

  it("of two approvals at once one wins and the other is told that the case is decided", async () => {
    const { id } = await purchaseIn(R, H, "TWOATONCE", "verified")
    const race = raceIn(() => federation)
    const path = servicePath(id, "decision")
    const answers = await race([H, path, approvalOf("30000.00")], [H, path, approvalOf("20000.00")])
    const [won, lost] = outcomesOf(answers)
    expect(won).toBe("200")
    expect(["action-not-allowed", "version-stale", "conflict"]).toContain(lost)
    const { history, status } = await readService(H, id)
    expect([status, history.filter(({ event }) => event === "approval").length]).toEqual(["approved", 1])
  })

  it("of an approval and a refusal, or a cancellation, at once one stands", async () => {
    const race = raceIn(() => federation)
    for (const [seed, by, action, body] of [
      ["ORREFUSED", H, "decision", { outcome: "refused", reasonCode: "other" }],
      ["ORCANCEL", R, "cancellation", {}],
    ] as const) {
      const { id } = await purchaseIn(R, H, seed, "verified")
      const answers = await race(
        [H, servicePath(id, "decision"), approvalOf("30000.00")],
        [by, servicePath(id, action), body],
      )
      expect(outcomesOf(answers)).toEqual(["200", "action-not-allowed"])
    }
  })
})

describe("what a decision may not say", () => {
  it("more than the allowed part, to the fen", async () => {
    const { id } = await purchaseIn(R, H, "PART", "verified")
    const over = { problem: "over-allowed-part", rule: "WDR-001", field: "/amount" } as const
    await refused(H, id, "decision", approvalOf("52714.07"), over)
    await refused(H, id, "decision", approvalOf("999999999.00"), over)
    // The applicant asked for 30,000.00.
    await refused(H, id, "decision", approvalOf("30000.01"), { ...over, rule: "SVC-012" })
    expect(await actOnService(H, id, "decision", approvalOf("30000.00"))).toMatchObject({
      status: "approved",
    })
  })

  it("more than the price of the home", async () => {
    const { person, accountNo } = await contributor(H, "CHEAP")
    const withdrawal = purchase({ contractNo: "HT-CHEAP", price: "10000.00" })
    const id = await verifiedOf(person, accountNo, { withdrawal })
    const over = { problem: "over-allowed-part", rule: "WDR-001", field: "/amount" } as const
    await refused(H, id, "decision", approvalOf("10000.01"), over)
    expect(await actOnService(H, id, "decision", approvalOf("10000.00"))).toMatchObject({
      status: "approved",
    })
  })

  it("no amount, nothing, less than nothing; an amount of a matter without money", async () => {
    const { id } = await purchaseIn(R, H, "AMOUNT", "verified")
    await refused(H, id, "decision", { outcome: "approved" }, invalid("VAL-008", "/amount"))
    await refused(H, id, "decision", approvalOf("0.00"), invalid("VAL-006", "/amount"))
    await refused(H, id, "decision", approvalOf("-1.00"), invalid("VAL-006", "/amount"))
    const { person } = await contributor(H, "NOMONEY")
    const query = { matter: "informationQuery", topics: ["account"] }
    const { serviceCaseId } = await requestService(R, serviceBody(H, person, query, { mode: "agent" }))
    await refused(H, serviceCaseId, "decision", approvalOf("1.00"), invalid("VAL-007", "/amount"))
    await actOnService(H, serviceCaseId, "decision", { outcome: "approved" })
    const noMoney = { problem: "payment-not-due", rule: "SVC-005" } as const
    await refused(H, serviceCaseId, "payment", paymentOf("1.00"), noMoney)
  })

  it("an account that is another person's, unknown, or closed", async () => {
    const { id } = await purchaseIn(R, H, "ACCOUNT", "verified")
    await openAccount(H, makePerson("holds-it"), "SVC-THEIRS")
    const field = "/accountNo"
    await refused(H, id, "decision", approvalOf("1.00", { accountNo: "SVC-THEIRS" }), {
      problem: "account-of-another-person",
      field,
    })
    await refused(H, id, "decision", approvalOf("1.00", { accountNo: "SVC-NONE" }), {
      problem: "account-not-registered",
      field,
    })
    const { person, accountNo } = await contributor(H, "CLOSED", { status: "02" })
    const closing = await verifiedOf(person, accountNo)
    const closure = { closedOn: "2026-09-01", withdrawalReason: "03", ...staff }
    expectStatus(await H.call("POST", `/v1/accounts/${accountNo}/closure`, closure), 200)
    await refused(H, closing, "decision", approvalOf("1.00"), { problem: "account-already-closed", field })
  })

  it("a withdrawal without a paper that the catalogue demands", async () => {
    const { person, accountNo } = await contributor(H, "PAPERLESS")
    const withdrawal = purchase({ contractNo: "HT-PAPERLESS" })
    const details = { matter: "purchaseWithdrawal", accountNo, withdrawal }
    const body = serviceBody(H, person, details, { mode: "joint", situation: "newHome" })
    const { serviceCaseId: id } = await requestService(R, body)
    await actOnService(R, id, "verification", verification)
    await refused(H, id, "decision", approvalOf("1.00"), {
      problem: "document-missing",
      rule: "DOC-001",
      field: "/documents/purchaseContract",
    })
  })

  it("yes without a reason, where no rule says yes", async () => {
    const { person, accountNo } = await contributor(H, "ILL")
    const documents = [await paper(R, "diagnosis"), await paper(R, "medicalBill")]
    const withdrawal = {
      purpose: "seriousIllness",
      relation: "self",
      cost: "5000.00",
      treatedOn: "2026-08-01",
    }
    const details = { matter: "otherWithdrawal", accountNo, withdrawal }
    const body = serviceBody(H, person, details, { mode: "agent", situation: "seriousIllness", documents })
    const opened = await requestService(R, body)
    expect(opened.check).toMatchObject({ verdict: "homeDecides", withdrawalReason: "09" })
    const id = opened.serviceCaseId
    const silent = { problem: "reason-missing", rule: "SVC-010", field: "/reason" } as const
    await refused(H, id, "decision", approvalOf("100.00"), silent)
    const reasoned = approvalOf("100.00", { reason: "测府发〔2025〕1号" })
    expect(await actOnService(H, id, "decision", reasoned)).toMatchObject({ status: "approved" })
  })

  it("papers of the result that are R's, of another case, or not uploaded", async () => {
    const { person } = await contributor(H, "RESULT")
    const query = { matter: "informationQuery", topics: ["account"] }
    const { serviceCaseId: id } = await requestService(R, serviceBody(H, person, query, { mode: "agent" }))
    const field = "/result/documents/0"
    const foreign = await paper(R, "statement")
    await refused(H, id, "decision", withPaper(foreign), { problem: "document-not-found", field })
    const { documentId } = await announce(H, contentOf("result-not-sent"))
    const missing = { problem: "document-missing", rule: "DOC-001", field } as const
    await refused(H, id, "decision", withPaper(documentId), missing)
  })
})

const hold = async (accountNo: string, over: Over) => {
  const body = { ground: "other", scope: ["withdrawal"], from: "2026-09-01", ...staff, ...over }
  expectStatus(await H.call("POST", `/v1/accounts/${accountNo}/holds`, body), 201)
}

describe("a held account", () => {
  it("by a court, or on another ground: nothing is approved, and what was approved is not paid", async () => {
    for (const [seed, over, rule] of [
      ["COURT", { ground: "judicial", documentNo: "（2026）测01执1号" }, "ACC-006"],
      ["OTHERHOLD", { ground: "other" }, "WDR-006"],
    ] as const) {
      const before = await purchaseIn(R, H, seed, "verified")
      const after = await purchaseIn(R, H, `${seed}2`, "approved")
      for (const { accountNo } of [before, after]) await hold(accountNo, over)
      const held = await H.problem("POST", servicePath(before.id, "decision"), {
        ...approvalOf("1.00"),
        ...staff,
      })
      expect(held).toMatchObject({ type: "/problems/account-held" })
      if (seed === "COURT") expect(held.rule).toBe(rule)
      const unpaid = { ...paymentOf("30000.00"), ...staff }
      const stopped = await H.problem("POST", servicePath(after.id, "payment"), unpaid)
      expect(stopped.type).toBe("/problems/account-held")
    }
  })

  it("by a transfer that its center has confirmed", async () => {
    const story = await moving(H, third, { old: { status: "02" } })
    const letter = await sendLetter(H, third, story, { appliedOn: "2026-09-01" })
    await actOn(H, letter.transferId, "letter-confirmation")
    const id = await verifiedOf(story.person, story.oldNo)
    const answer = await H.problem("POST", servicePath(id, "decision"), { ...approvalOf("1.00"), ...staff })
    expect(answer).toMatchObject({ type: "/problems/account-held", rule: "ACC-005" })
  })
})
