import { describe, expect, test } from "vitest"
import {
  CenterId,
  FederationId,
  Instant,
  InvestigationId,
  PersonRef,
  StaffId,
} from "../../../contracts/primitives.ts"
import { investigationPolicy } from "../../../contracts/starter/investigation-policy.ts"
import type { RequestInvestigationRequest } from "../../../contracts/investigations.ts"
import { calendarFor } from "../../../functions/domain/calendar/working-days.ts"
import {
  answerInvestigation,
  passInvestigationTime,
  requestInvestigation,
  withdrawInvestigation,
  type InvestigationContext,
  type InvestigationDecision,
} from "../../../functions/domain/investigation/investigate.ts"
import type { InvestigationRecord } from "../../../functions/domain/investigation/investigation-record.ts"
import { viewInvestigation } from "../../../functions/domain/investigation/view-investigation.ts"

const asking = CenterId.parse("210100000000000")
const asked = CenterId.parse("140500000000000")
const staff = { handler: StaffId.parse("h-01"), reviewer: StaffId.parse("r-02") }
const at = (text: string) => Instant.parse(`${text}T02:00:00.000Z`)

let ids = 0
const contextAt = (now: string, by?: CenterId): InvestigationContext => ({
  now: at(now),
  newId: (prefix) => `${prefix}_01JD${String((ids += 1)).padStart(22, "0")}`,
  ...(by === undefined ? {} : { by }),
  calendar: calendarFor({}),
  policy: investigationPolicy(),
  identityErasureDays: 15,
})
const request: RequestInvestigationRequest = {
  homeCityCenterId: asked,
  person: { documentType: "01", documentNumber: "990401196907056075", name: "演卯平" },
  fact: { kind: "contract", number: "网签-1", region: "140502" },
  question: "是否真实",
  ...staff,
}
const requested = (now = "2026-09-01") =>
  requestInvestigation(
    {
      investigationId: InvestigationId.parse("inv_01JD0000000000000000000000"),
      askingCenterId: asking,
      personRef: PersonRef.parse("prs_AAAAAAAAAAAAAAAAAAAAAA"),
      federation: {
        federationId: FederationId.parse("fed_01JD0000000000000000000000"),
        version: 1,
        contentHash: "ab".repeat(32),
      },
      encryptedIdentity: "jwe",
      request,
    },
    contextAt(now, asking),
  )
const answer = (before: InvestigationRecord, by: CenterId, now = "2026-09-03"): InvestigationDecision =>
  answerInvestigation(before, { outcome: "confirmed", ...staff }, [], contextAt(now, by))
const recordOf = (decision: InvestigationDecision): InvestigationRecord => {
  if (decision.outcome === "refused") throw new Error(decision.problem)
  return decision.investigation
}
const tick = (before: InvestigationRecord, now: string) => {
  const changes = passInvestigationTime(before, [], contextAt(now))
  const saved = changes.find((change) => change.kind === "saveInvestigation")
  return {
    saved: saved?.kind === "saveInvestigation" ? saved.investigation : undefined,
    told: changes.flatMap((change) => (change.kind === "tell" ? [change.message.to] : [])),
  }
}

const withdraw = (before: InvestigationRecord, by: CenterId) =>
  withdrawInvestigation(before, { reason: "已撤回申请", ...staff }, contextAt("2026-09-02", by))

describe("a co-investigation", () => {
  test.each([
    ["2026-09-01", "2026-09-08"],
    // The holidays of October are no working days.
    ["2026-09-29", "2026-10-12"],
  ])("that is asked on %s is due on %s", (now, dueOn) => {
    expect(requested(now).investigation.dueOn).toBe(dueOn)
  })

  test("keeps the identity encrypted and tells the asked center, without a word of the person", () => {
    const { changes } = requested()
    expect(changes.map(({ kind }) => kind)).toEqual([
      "saveInvestigation",
      "recordInvestigationHistory",
      "saveIdentity",
      "tell",
    ])
    expect(JSON.stringify(changes)).not.toMatch(/990401196907056075|演卯平/)
    expect(JSON.stringify(viewInvestigation(requested().investigation, asked))).not.toContain("prs_")
  })

  test("is answered by the asked center, once, and the identity goes fifteen days later", () => {
    const { investigation } = requested()
    expect(answer(investigation, asking)).toMatchObject({ problem: "wrong-party" })
    const answered = answer(investigation, asked)
    expect(answered).toMatchObject({
      investigation: { status: "answered", timerAt: at("2026-09-18") },
      changes: expect.arrayContaining([
        { kind: "eraseIdentity", caseId: investigation.investigationId, at: at("2026-09-18") },
      ]),
    })
    expect(answer(recordOf(answered), asked)).toMatchObject({ problem: "action-not-allowed" })
    expect(tick(recordOf(answered), "2026-09-17").saved).toBeUndefined()
    expect(tick(recordOf(answered), "2026-09-18").saved).toMatchObject({ status: "erased" })
  })

  test("is escalated once, to both and to the operator, and may be answered late", () => {
    const { investigation } = requested()
    expect(tick(investigation, "2026-09-08").saved).toBeUndefined()
    const { saved, told } = tick(investigation, "2026-09-09")
    expect(told.toSorted()).toEqual([asked, asking, "operator"].toSorted())
    expect(saved).toMatchObject({ status: "requested", escalatedAt: at("2026-09-09") })
    if (saved === undefined) throw new Error("not escalated")
    expect(recordOf(answer(saved, asked, "2026-10-20")).status).toBe("answered")
  })

  test("that nobody answers thirty working days more is closed, both hear of it, and the identity goes", () => {
    const { saved: escalated } = tick(requested().investigation, "2026-09-09")
    if (escalated === undefined) throw new Error("not escalated")
    // Thirty working days after 8 September, over 中秋 and 国庆.
    expect(escalated.timerAt).toBe("2026-10-26T16:00:00.000Z")
    expect(tick(escalated, "2026-10-26").saved).toBeUndefined()
    const changes = passInvestigationTime(escalated, [], contextAt("2026-10-27"))
    expect(changes).toContainEqual({
      kind: "eraseIdentity",
      caseId: escalated.investigationId,
      at: at("2026-11-11"),
    })
    const { saved, told } = tick(escalated, "2026-10-27")
    expect(told.toSorted()).toEqual([asked, asking].toSorted())
    expect(saved).toMatchObject({
      status: "closed",
      closed: { reason: "unanswered", at: at("2026-10-27") },
      timerAt: at("2026-11-11"),
    })
    if (saved === undefined) throw new Error("not closed")
    expect(answer(saved, asked, "2026-10-28")).toMatchObject({ problem: "action-not-allowed" })
    expect(tick(saved, "2026-11-10").saved).toBeUndefined()
    const { saved: erased } = tick(saved, "2026-11-11")
    expect(erased).toMatchObject({ status: "erased", closed: { reason: "unanswered" } })
    expect(erased?.timerAt).toBeUndefined()
  })

  test("is not closed while the calendar of the thirty days is unpublished", () => {
    const { saved: escalated } = tick(requested("2026-12-01").investigation, "2026-12-09")
    if (escalated === undefined) throw new Error("not escalated")
    const { saved } = tick(escalated, "2027-06-01")
    expect(saved).toMatchObject({ status: "requested", escalatedAt: at("2026-12-09") })
    expect(saved?.timerAt).toBeDefined()
  })

  test("is taken back by the center that asked, while nobody has answered; the asked one hears of it", () => {
    const { investigation } = requested()
    expect(withdraw(investigation, asked)).toMatchObject({ problem: "wrong-party" })
    expect(withdraw(recordOf(answer(investigation, asked)), asking)).toMatchObject({
      problem: "action-not-allowed",
    })
    const withdrawn = withdraw(investigation, asking)
    expect(withdrawn).toMatchObject({
      investigation: {
        status: "closed",
        closed: { reason: "withdrawn", note: "已撤回申请" },
        timerAt: at("2026-09-17"),
      },
      changes: expect.arrayContaining([
        { kind: "eraseIdentity", caseId: investigation.investigationId, at: at("2026-09-17") },
        expect.objectContaining({
          message: expect.objectContaining({ type: "investigation.closed", to: asked, actionNeeded: false }),
        }),
      ]),
    })
    expect(answer(recordOf(withdrawn), asked)).toMatchObject({ problem: "action-not-allowed" })
    expect(tick(recordOf(withdrawn), "2026-09-17").saved).toMatchObject({ status: "erased" })
  })

  test("is never escalated on a day whose calendar nobody has published", () => {
    const { investigation } = requested("2027-12-28")
    expect(investigation.dueOn).toBeUndefined()
    const { saved, told } = tick(investigation, "2028-03-01")
    expect(told).toEqual([])
    expect(saved?.escalatedAt).toBeUndefined()
    expect(saved?.timerAt).toBeDefined()
  })
})
