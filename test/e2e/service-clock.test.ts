import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { DocumentId, ServiceCaseId } from "../../contracts/primitives.ts"
import { Inbox } from "../../contracts/messages.ts"
import { openingOf } from "../fixtures/document-story.ts"
import { expectStatus, staff, type TestCenter } from "../fixtures/federation.ts"
import { startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import {
  actOnService,
  approvalOf,
  contributor,
  jointPurchase,
  paper,
  readService,
  requestService,
  serviceBody,
  servicePath,
} from "../fixtures/service-story.ts"
import { clearInbox, days, readAccount, timeOf } from "../fixtures/transfer-story.ts"

// The days of golden case 9: 2026-09-20 is a working Sunday, 25 to 27 September and 1 to 7 October are holidays,
// 10 October is a working Saturday. One line of time; each test goes on where the one before it stopped.

let federation: LoanFederation
let R: TestCenter
let H: TestCenter
const time = timeOf(() => federation)

beforeAll(async () => {
  federation = await startLoanFederation({ start: "2026-09-18T01:00:00.000Z" })
  ;({ L: R, H } = federation)
})
afterAll(async () => {
  await federation?.stop()
})

/** A few seconds before, or after, the last day is over in China. */
const lastSecondsOf = (day: string) => time.pass(Date.parse(`${day}T15:59:50.000Z`) - time.now())
const nightAfter = (day: string) => time.pass(Date.parse(`${day}T16:00:10.000Z`) - time.now())

const verified = () => ({ outcome: "verified", verifiedOn: time.today(), method: "contract" })
const handedOver = () => ({ deliveredOn: time.today(), delivery: "counter" })

const joint = async (seed: string) => {
  const { opened, accountNo } = await jointPurchase(R, H, seed, { appliedOn: time.today() })
  return { id: opened.serviceCaseId, accountNo, opened }
}

const question = async (seed: string, over: Readonly<Record<string, unknown>> = {}, center = R) => {
  const { person } = await contributor(H, seed)
  const details = { matter: "informationQuery", topics: ["account"] }
  const body = serviceBody(H, person, details, { mode: "agent", appliedOn: time.today(), ...over })
  return requestService(center, body)
}

const certificate = async (seed: string) => {
  const details = { matter: "payoffCertificate", contractNo: `HT-${seed}` }
  const documents = [await paper(R, "identity")]
  return question(seed, { details, situation: "paidOff", documents })
}

const statusOf = async (id: ServiceCaseId) => (await readService(H, id)).status
const escalationsOf = async (id: ServiceCaseId) => (await readService(H, id)).escalations

/** What a receiver was told of one case, oldest first. */
const told = async (to: TestCenter | "operator", id: ServiceCaseId): Promise<readonly string[]> => {
  const messages =
    to === "operator"
      ? Inbox.parse((await federation.operator.call("GET", "/v1/inbox")).body).messages
      : await to.inbox()
  return messages.filter(({ caseId }) => caseId === id).map(({ type }) => type)
}

describe("the clock of a service case", () => {
  const ids: Record<string, ServiceCaseId> = {}
  const id = (name: string): ServiceCaseId => {
    const found = ids[name]
    if (found === undefined) throw new Error(`no case ${name}`)
    return found
  }
  let heldAccount = ""
  let lackingBody: Readonly<Record<string, unknown>> = {}
  let papersOfClosed: readonly DocumentId[] = []

  it("gives each leg its working days, by the calendar of who must act", async () => {
    const unverified = await joint("UNVERIFIED")
    ids["unverified"] = unverified.id
    expect(unverified.opened.legs).toMatchObject([
      {
        leg: "verification",
        actingCenterId: R.centerId,
        dueOn: "2026-09-21",
        dueAt: "2026-09-21T16:00:00.000Z",
      },
    ])
    const undecided = await joint("UNDECIDED")
    ids["undecided"] = undecided.id
    expect(await actOnService(R, undecided.id, "verification", verified())).toMatchObject({
      legs: [{ leg: "decision", actingCenterId: H.centerId, dueOn: "2026-09-22" }],
    })
    const unpaid = await joint("UNPAID")
    ids["unpaid"] = unpaid.id
    heldAccount = unpaid.accountNo
    await actOnService(R, unpaid.id, "verification", verified())
    expect(await actOnService(H, unpaid.id, "decision", approvalOf("30000.00"))).toMatchObject({
      legs: [{ leg: "payment", actingCenterId: H.centerId, dueOn: "2026-09-22" }],
    })

    // One working day after a Friday before a working Sunday.
    const agent = await question("AGENT")
    ids["agent"] = agent.serviceCaseId
    expect(agent.legs).toMatchObject([{ leg: "decision", actingCenterId: H.centerId, dueOn: "2026-09-20" }])
    const online = await question("ONLINE", { mode: "online" }, H)
    ids["online"] = online.serviceCaseId
    expect(online.legs).toMatchObject([{ leg: "decision", actingCenterId: H.centerId, dueOn: "2026-09-20" }])

    const answered = await certificate("ANSWERED")
    ids["answered"] = answered.serviceCaseId
    expect(answered.legs).toMatchObject([{ leg: "decision", dueOn: "2026-09-22" }])
    expect(await actOnService(H, id("answered"), "decision", { outcome: "approved" })).toMatchObject({
      legs: [{ leg: "delivery", actingCenterId: R.centerId, dueOn: "2026-09-22" }],
    })
    const refused = await certificate("REFUSED")
    ids["refused"] = refused.serviceCaseId
    const no = { outcome: "refused", reasonCode: "condition-not-met" }
    expect(await actOnService(H, id("refused"), "decision", no)).toMatchObject({
      legs: [{ leg: "delivery", actingCenterId: R.centerId }],
    })
    const { person } = await contributor(H, "LACKING")
    const details = { matter: "payoffCertificate", contractNo: "HT-LACKING" }
    lackingBody = serviceBody(H, person, details, {
      mode: "agent",
      situation: "paidOff",
      appliedOn: time.today(),
    })
    const lacking = await requestService(R, lackingBody)
    ids["lacking"] = lacking.serviceCaseId
    const asked = await actOnService(H, id("lacking"), "supplement-request", { missing: ["loanContract"] })
    // The applicant's own days: any day of the week.
    expect(asked.legs).toMatchObject([{ leg: "supplement", actingCenterId: R.centerId, dueOn: "2026-10-03" }])
    const closed = await certificate("CLOSED")
    ids["closed"] = closed.serviceCaseId
    papersOfClosed = closed.documents
    await actOnService(H, id("closed"), "decision", { outcome: "approved" })
    await actOnService(R, id("closed"), "closure", handedOver())
    await clearInbox(R)
    await clearInbox(H)
  })

  it("escalates to both centers and the operator when the last day is over, and not before", async () => {
    await lastSecondsOf("2026-09-21")
    expect(await escalationsOf(id("unverified"))).toBe(0)
    await nightAfter("2026-09-21")
    expect(await readService(R, id("unverified"))).toMatchObject({ status: "submitted", escalations: 1 })
    for (const receiver of [R, H, "operator"] as const)
      expect(await told(receiver, id("unverified"))).toEqual(["service.escalated"])
  })

  it("a center that is both sides is told once", async () => {
    expect(await escalationsOf(id("online"))).toBe(1)
    expect(await told(H, id("online"))).toEqual(["service.escalated"])
    expect(await told("operator", id("online"))).toEqual(["service.escalated"])
    expect(await told(R, id("online"))).toEqual([])
  })

  it("what R gives late may still be given, and the clock of the next leg begins anew", async () => {
    await time.passTo("2026-09-22")
    await actOnService(H, id("agent"), "decision", { outcome: "approved" })
    const closed = await actOnService(R, id("agent"), "closure", handedOver())
    expect(closed).toMatchObject({ status: "closed", legs: [], escalations: 1 })
  })

  it("counts over the national holidays, and a bad rating's answer by its own days", async () => {
    await time.passTo("2026-09-30")
    const { id: paid } = await joint("PAID")
    await actOnService(R, paid, "verification", verified())
    expect(await actOnService(H, paid, "decision", approvalOf("30000.00"))).toMatchObject({
      legs: [{ leg: "payment", dueOn: "2026-10-10" }],
    })
    const bad = { rating: "terrible", ratedOn: time.today() }
    expect(await actOnService(R, id("agent"), "rating", bad)).toMatchObject({
      legs: [{ leg: "ratingReply", actingCenterId: H.centerId, dueOn: "2026-10-13" }],
    })
  })

  it("tells a breach again every five working days", async () => {
    await lastSecondsOf("2026-09-30")
    expect(await escalationsOf(id("unverified"))).toBe(1)
    await time.passTo("2026-10-02")
    expect(await escalationsOf(id("unverified"))).toBe(2)
    expect(await told("operator", id("unverified"))).toEqual(["service.escalated", "service.escalated"])
  })

  it("expires when the applicant's time for missing papers is over, and not before; then it may be asked anew", async () => {
    await lastSecondsOf("2026-10-03")
    expect(await statusOf(id("lacking"))).toBe("supplementRequested")
    await nightAfter("2026-10-03")
    expect(await statusOf(id("lacking"))).toBe("expired")
    for (const receiver of [R, H]) expect(await told(receiver, id("lacking"))).toContain("service.expired")
    const late = { documents: [await paper(R, "loanContract")], ...staff }
    const answer = await R.call("POST", servicePath(id("lacking"), "supplement"), late)
    expect(answer.body).toMatchObject({ type: "/problems/action-not-allowed" })
    const again = { ...lackingBody, appliedOn: time.today() }
    expect((await requestService(R, again)).status).toBe("submitted")
  })

  it("and once more after the five working days that follow the holidays", async () => {
    await time.passTo("2026-10-13")
    expect(await escalationsOf(id("unverified"))).toBe(2)
    await time.passTo("2026-10-15")
    expect(await escalationsOf(id("unverified"))).toBe(3)
  })

  it("an answer to a rating that is overdue is escalated, and a late one is still taken", async () => {
    expect(await readService(R, id("agent"))).toMatchObject({ status: "closed", escalations: 2 })
    const reply = { reply: "已整改", substantiated: true }
    expect(await actOnService(H, id("agent"), "rating-reply", reply)).toMatchObject({ legs: [] })
  })

  it("erases identity and documents some days after the end, and keeps the rest", async () => {
    await time.passTo("2026-10-17")
    const opening = { purpose: "inspect" }
    const identity = await R.problem("POST", `/v1/service-cases/${id("closed")}/identity`, opening)
    expect(identity.type).toBe("/problems/identity-erased")
    expect(papersOfClosed).toHaveLength(1)
    for (const documentId of papersOfClosed) {
      const document = await R.problem("POST", openingOf(documentId), opening)
      expect(document.type).toBe("/problems/document-erased")
    }
    expect(await readService(H, id("closed"))).toMatchObject({
      status: "closed",
      closure: { delivery: "counter" },
    })
    // Of a case that runs everything is still there.
    expectStatus(await R.call("POST", `/v1/service-cases/${id("unpaid")}/identity`, opening), 200)
  })

  it("expires thirty working days after the breach when nobody verifies or decides; not a day before", async () => {
    await lastSecondsOf("2026-11-09")
    expect(await statusOf(id("unverified"))).toBe("submitted")
    await clearInbox(R)
    await clearInbox(H)
    await nightAfter("2026-11-09")
    expect(await statusOf(id("unverified"))).toBe("expired")
    for (const receiver of [R, H]) expect(await told(receiver, id("unverified"))).toContain("service.expired")
    expect(await statusOf(id("undecided"))).toBe("verified")
    await nightAfter("2026-11-10")
    expect(await statusOf(id("undecided"))).toBe("expired")
    const late = { ...approvalOf("1.00"), ...staff }
    const answer = await H.call("POST", servicePath(id("undecided"), "decision"), late)
    expect(answer.body).toMatchObject({ type: "/problems/action-not-allowed" })
  })

  it("never expires what was decided: it is told again and again, and the hold stays until the money is paid", async () => {
    await time.pass(days(30))
    expect(await statusOf(id("unpaid"))).toBe("approved")
    expect(await statusOf(id("answered"))).toBe("approved")
    expect(await statusOf(id("refused"))).toBe("refused")
    for (const name of ["unpaid", "answered", "refused"])
      expect(await escalationsOf(id(name))).toBeGreaterThan(7)
    expect((await readAccount(H, heldAccount)).holds).toMatchObject([{ ground: "withdrawal" }])
  })
})
