import { afterAll, beforeAll, describe, expect, test } from "vitest"
import {
  Investigation,
  InvestigatedPerson,
  InvestigationDetail,
  InvestigationList,
  NoticeList,
  RegionNotice,
} from "../../contracts/investigations.ts"
import { WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { makePerson } from "../../tools/make-person.ts"
import { contentOf, deposit } from "../fixtures/document-story.ts"
import {
  expectStatus,
  I_ID,
  O_ID,
  openAccount,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { federate } from "../fixtures/warning-story.ts"

let federation: Federation
/** Who asks, who is asked, and a center outside. */
let asking: TestCenter
let asked: TestCenter
let stranger: TestCenter
let federationId: string

const dayMs = 86_400_000

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-09-01T01:00:00.000Z",
    schedulePeriodFloorMs: 6 * 3_600_000,
  })
  asking = await federation.onboard(O_ID)
  asked = await federation.onboard(I_ID)
  stranger = await federation.onboard(THIRD_ID)
  federationId = await federate(
    federation,
    [asking, asked],
    ["purchaseInvestigation", "abnormalRegionNotices"],
  )
})
afterAll(() => federation.stop())

const buyer = makePerson("investigated")
const questionBody = (over: Readonly<Record<string, unknown>> = {}) => ({
  homeCityCenterId: I_ID,
  person: buyer,
  fact: { kind: "contract", number: "网签2026-0001", region: "140502", price: "900000.00" },
  question: "该合同是否真实",
  ...staff,
  ...over,
})
const ask = async (over: Readonly<Record<string, unknown>> = {}): Promise<Investigation> =>
  Investigation.parse(expectStatus(await asking.call("POST", "/v1/investigations", questionBody(over)), 201))
const read = async (center: TestCenter, id: string) =>
  InvestigationDetail.parse(expectStatus(await center.call("GET", `/v1/investigations/${id}`), 200))
const answerPath = (id: string) => `/v1/investigations/${id}/answers`
const confirmed = { outcome: "confirmed", note: "网签备案属实", ...staff }
const open = (center: TestCenter, id: string) =>
  center.call("POST", `/v1/investigations/${id}/identity`, { purpose: "inspect" })
const toldOf = async (center: TestCenter, id: string) =>
  (await center.inbox()).filter(({ subjectId }) => subjectId === id)

describe("co-investigation", () => {
  test("is asked, answered with a document, and read by its two centers only", async () => {
    const { investigationId, dueOn, federation: under } = await ask()
    expect([dueOn, under.federationId]).toEqual(["2026-09-08", federationId])
    expect(await toldOf(asked, investigationId)).toMatchObject([
      { type: "investigation.requested", actionNeeded: true, centerId: O_ID },
    ])
    const { person } = InvestigatedPerson.parse(expectStatus(await open(asked, investigationId), 200))
    expect(person).toEqual(buyer)
    expect((await open(stranger, investigationId)).status).toBe(404)
    expect(await stranger.problem("GET", `/v1/investigations/${investigationId}`)).toMatchObject({
      status: 404,
      type: "/problems/investigation-not-found",
    })

    const documentId = await deposit(asked, contentOf("purchase"))
    const answer = { ...confirmed, documents: [documentId] }
    expect(await asking.problem("POST", answerPath(investigationId), confirmed)).toMatchObject({
      type: "/problems/wrong-party",
    })
    expect(await stranger.problem("POST", answerPath(investigationId), confirmed)).toMatchObject({
      status: 404,
    })
    expectStatus(await asked.call("POST", answerPath(investigationId), answer), 200)
    expect(await asked.problem("POST", answerPath(investigationId), confirmed)).toMatchObject({
      type: "/problems/action-not-allowed",
    })
    expect(await toldOf(asking, investigationId)).toMatchObject([{ type: "investigation.answered" }])
    expect(await read(asking, investigationId)).toMatchObject({
      status: "answered",
      answer: { outcome: "confirmed", documents: [documentId] },
      history: [{ event: "request" }, { event: "answer" }],
    })
    const opening = { purpose: "inspect" }
    const path = `/v1/documents/${documentId}/opening`
    expectStatus(await asking.call("POST", path, opening), 200)
    expect((await stranger.call("POST", path, opening)).status).toBe(404)
    const everything = JSON.stringify([await read(asking, investigationId), await asking.inbox()])
    expect(everything).not.toContain(buyer.documentNumber)
    expect(everything).not.toContain(buyer.name)
    expect(everything).not.toContain("prs_")

    await federation.hub.clock.advance(16 * dayMs)
    expect(
      await asking.problem("POST", `/v1/investigations/${investigationId}/identity`, opening),
    ).toMatchObject({
      status: 410,
    })
    expect((await read(asked, investigationId)).status).toBe("erased")
    expect((await asking.call("POST", path, opening)).status).toBe(410)
  }, 240_000)

  test("that nobody answers is escalated once to both and to the operator, and can still be answered", async () => {
    const { investigationId } = await ask()
    await federation.hub.clock.advance(20 * dayMs)
    for (const center of [asking, asked])
      expect(
        (await toldOf(center, investigationId)).filter(({ type }) => type === "investigation.escalated"),
      ).toHaveLength(1)
    const operator = await federation.operator.call("GET", "/v1/inbox")
    expect(JSON.stringify(operator.body).split(investigationId)).toHaveLength(2)
    expectStatus(
      await asked.call("POST", answerPath(investigationId), { ...confirmed, outcome: "notFound" }),
      200,
    )
    const { investigations } = InvestigationList.parse(
      expectStatus(await asking.call("GET", "/v1/investigations?role=asking&status=answered"), 200),
    )
    expect(investigations).toMatchObject([{ investigationId, answer: { outcome: "notFound" } }])
    const none = InvestigationList.parse(expectStatus(await stranger.call("GET", "/v1/investigations"), 200))
    expect(none.investigations).toEqual([])
  }, 240_000)

  test("is taken back by the center that asked, and then nobody answers it", async () => {
    const { investigationId } = await ask()
    const path = `/v1/investigations/${investigationId}/withdrawal`
    const body = { reason: "申请人已撤回提取申请", ...staff }
    expect(await asked.problem("POST", path, body)).toMatchObject({ type: "/problems/wrong-party" })
    expect(await stranger.problem("POST", path, body)).toMatchObject({ status: 404 })
    expectStatus(await asking.call("POST", path, body), 200)
    expect(await read(asked, investigationId)).toMatchObject({
      status: "closed",
      closed: { reason: "withdrawn", note: body.reason },
    })
    expect((await toldOf(asked, investigationId)).map(({ type }) => type)).toEqual([
      "investigation.requested",
      "investigation.closed",
    ])
    expect(await asked.problem("POST", answerPath(investigationId), confirmed)).toMatchObject({
      type: "/problems/action-not-allowed",
    })
    await federation.hub.clock.advance(16 * dayMs)
    expect((await open(asking, investigationId)).status).toBe(410)
    expect((await read(asking, investigationId)).status).toBe("erased")
  }, 240_000)

  test.each([
    [{ homeCityCenterId: THIRD_ID }, "investigation-not-shared"],
    [{ homeCityCenterId: O_ID }, "investigation-not-shared"],
    [{ homeCityCenterId: "999999999999999" }, "unknown-center"],
    [{ caseId: "svc_01JD0000000000000000000000" }, "service-case-not-found"],
    [{ reviewer: staff.handler }, "same-handler-and-reviewer"],
    [{ question: "" }, "invalid-request"],
    [{ fact: { kind: "contract", number: "990401196907056075", region: "140502" } }, "invalid-request"],
  ])("%j is refused", async (over, problem) => {
    expect(await asking.problem("POST", "/v1/investigations", questionBody(over))).toMatchObject({
      type: `/problems/${problem}`,
    })
  })
})

const noticeBody = (over: Readonly<Record<string, unknown>> = {}) => ({
  federationId,
  regionCode: "140500",
  from: "2026-09-01",
  to: "2027-08-31",
  reason: "同一房屋短期多次转让",
  ...staff,
  ...over,
})
const listed = async (center: TestCenter) =>
  NoticeList.parse(expectStatus(await center.call("GET", "/v1/region-notices"), 200)).notices

/** A purchase withdrawal about a home in the region of the notice. */
const check = async (center: TestCenter, person: object, accountNo: string) => {
  const details = {
    purpose: "purchase",
    relation: "self",
    region: "140502",
    contractNo: `网签-${accountNo}`,
    price: "800000.00",
    purchasedOn: "2026-08-01",
  }
  const answer = await center.call("POST", "/v1/withdrawal-checks", { person, accountNo, details })
  return WithdrawalCheckResponse.parse(expectStatus(answer, 200))
}

describe("notices of regions", () => {
  test("members read them, a purchase there is told of them, and a withdrawn one is gone", async () => {
    const { noticeId } = RegionNotice.parse(
      expectStatus(await asked.call("POST", "/v1/region-notices", noticeBody()), 201),
    )
    expect(await listed(asking)).toMatchObject([{ noticeId, by: I_ID, regionCode: "140500" }])
    expect(await listed(stranger)).toEqual([])
    expect(await toldOf(asking, noticeId)).toMatchObject([{ type: "notice.published", note: "140500" }])

    const holder = makePerson("buys-elsewhere")
    await openAccount(asking, holder, "N-1")
    await openAccount(stranger, makePerson("buys-there-too"), "N-2")
    const told = await check(asking, holder, "N-1")
    expect(told.notices).toMatchObject([{ noticeId }])
    expect(told.warnings).toEqual([])
    expect((await check(stranger, makePerson("buys-there-too"), "N-2")).notices).toEqual([])

    const path = `/v1/region-notices/${noticeId}/withdrawal`
    const withdrawal = { reason: "情况已消除", ...staff }
    expect(await asking.problem("POST", path, withdrawal)).toMatchObject({ status: 404 })
    expectStatus(await asked.call("POST", path, withdrawal), 200)
    expect(await asked.problem("POST", path, withdrawal)).toMatchObject({
      type: "/problems/action-not-allowed",
    })
    expect(await listed(asking)).toEqual([])
    const after = await check(asking, holder, "N-1")
    expect([after.verdict, after.notices]).toEqual([told.verdict, []])
  })

  test.each([
    [{ regionCode: "320500" }, "notice-region-foreign"],
    [{ regionCode: "140000" }, "notice-region-foreign"],
    [{ to: "2027-09-02" }, "notice-period-invalid"],
    [{ from: "2026-01-01", to: "2026-08-31" }, "notice-period-invalid"],
    [{ from: "2026-12-01", to: "2026-11-30" }, "invalid-request"],
    [{ federationId: "fed_01JD0000000000000000000000" }, "notice-not-shared"],
    [{ reviewer: staff.handler }, "same-handler-and-reviewer"],
  ])("%j is refused", async (over, problem) => {
    expect(await asked.problem("POST", "/v1/region-notices", noticeBody(over))).toMatchObject({
      type: `/problems/${problem}`,
    })
  })
})
