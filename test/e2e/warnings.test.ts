import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { LoanCheckResponse } from "../../contracts/loans.ts"
import type { Person } from "../../contracts/primitives.ts"
import { WarningDetail, WarningList, WarningObjection } from "../../contracts/warnings.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
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
import {
  checked,
  confirm,
  federate,
  register,
  warn,
  warningBody,
  withNewKey,
  withTwoKeys,
  type TwoKeys,
} from "../fixtures/warning-story.ts"

let federation: Federation
let keys: TwoKeys
/** Another member, and a center that is in no federation. */
let member: TestCenter
let stranger: TestCenter
let federationId: string

const dayMs = 86_400_000
let people = 0
const somebody = (): Person => makePerson(`warned-${(people += 1)}`)

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-08-31T01:00:00.000Z",
    schedulePeriodFloorMs: 6 * 3_600_000,
  })
  keys = await withTwoKeys(federation, await federation.onboard(O_ID))
  member = await federation.onboard(I_ID)
  stranger = await federation.onboard(THIRD_ID)
  federationId = await federate(federation, [keys.handler, member], ["sharedWarnings"])
})
afterAll(() => federation.stop())

const read = async (warningId: string, center = keys.handler) =>
  WarningDetail.parse(expectStatus(await center.call("GET", `/v1/warnings/${warningId}`), 200))
const act = (center: TestCenter, warningId: string, action: string, body: object) =>
  center.call("POST", `/v1/warnings/${warningId}/${action}`, body)
const refusal = (center: TestCenter, warningId: string, action: string, body: object) =>
  center.problem("POST", `/v1/warnings/${warningId}/${action}`, body)
const objection = { note: "本人称未提取该笔款项", ...staff }
const object = async (center: TestCenter, warningId: string) =>
  WarningObjection.parse(expectStatus(await act(center, warningId, "objections", objection), 200))

describe("two keys", () => {
  test("nobody sees a warning before another person confirms it with another key", async () => {
    const person = somebody()
    const proposed = await register(keys, person)
    expect(proposed).toMatchObject({ status: "proposed", to: "2029-08-19", subject: "person" })
    expect(proposed.effect).toBeUndefined()
    expect((await checked(member, person)).warnings).toEqual([])
    expect((await checked(keys.handler, person)).warnings).toEqual([])

    const { warningId } = await confirm(keys, proposed)
    const shown = {
      warningId,
      ground: "falseWithdrawal",
      decisionNo: "某金惩〔2026〕3号",
      by: O_ID,
      from: "2026-08-20",
      to: "2029-08-19",
      effect: "inForce",
    }
    for (const center of [keys.handler, member, stranger]) {
      const { verdict, warnings } = await checked(center, person)
      expect([verdict, warnings]).toEqual(["clear", [shown]])
    }
    const loan = await member.call("POST", "/v1/loan-checks", { applicants: [person], purpose: "loan" })
    // Information and no bar: the center has no rules of its own, and that is what it hears.
    expect([200, 409]).toContain(loan.status)
    if (loan.status === 200)
      expect(LoanCheckResponse.parse(loan.body)).toMatchObject({ verdict: "clear", warnings: [shown] })
    const { history } = await read(warningId)
    expect(history.map(({ event, handler, reviewer }) => [event, handler ?? reviewer])).toEqual([
      ["registration", staff.handler],
      ["confirmation", staff.reviewer],
    ])
  })

  test("a key of today signs neither as the one nor as the other", async () => {
    const { warningId } = await register(keys, somebody())
    const fresh = await withNewKey(federation, keys.handler, "warning-fresh")
    const restricted = { type: "/problems/key-restricted", rule: "DIR-004" }
    expect(await refusal(fresh, warningId, "confirmation", { reviewer: staff.reviewer })).toMatchObject(
      restricted,
    )
    expect(await fresh.problem("POST", "/v1/warnings", warningBody(somebody()))).toMatchObject(restricted)
    expect((await read(warningId)).status).toBe("proposed")
  })

  test("the same key, the same person, another center", async () => {
    const { warningId } = await register(keys, somebody())
    const by = (center: TestCenter, reviewer: string) =>
      refusal(center, warningId, "confirmation", { reviewer })
    expect(await by(keys.handler, staff.reviewer)).toMatchObject({
      type: "/problems/warning-key-used",
      rule: "WRN-002",
    })
    expect(await by(keys.reviewer, staff.handler.toUpperCase())).toMatchObject({
      type: "/problems/same-handler-and-reviewer",
    })
    expect(await by(member, staff.reviewer)).toMatchObject({
      status: 404,
      type: "/problems/warning-not-found",
    })
    await confirm(keys, { warningId: (await read(warningId)).warningId })
    expect(await by(keys.reviewer, staff.reviewer)).toMatchObject({ type: "/problems/action-not-allowed" })
  })

  test.each([
    [{ from: "2026-09-01", to: "2026-08-31" }, "invalid-request", "VAL-005"],
    [{ to: "2029-08-20" }, "warning-period-invalid", "WRN-003"],
    [{ from: "2020-01-01" }, "warning-period-invalid", "WRN-004"],
    [{ scope: { federationId: "fed_01JD0000000000000000000000" } }, "warning-scope-unknown", "WRN-006"],
    [{ ground: "employerArrears" }, "invalid-request", "WRN-001"],
    [{ decisionNo: "990401196907056075" }, "invalid-request", "VAL-001"],
    [{ documentHash: "no hash" }, "invalid-request", "VAL-001"],
    [{ scope: "province" }, "invalid-request", "VAL-001"],
    [{ person: "secret" }, "invalid-request", "VAL-007"],
  ])("%j is refused", async (over, problem, rule) => {
    const body = warningBody(somebody(), over)
    expect(await keys.handler.problem("POST", "/v1/warnings", body)).toMatchObject({
      type: `/problems/${problem}`,
      rule,
    })
  })

  test("a decision is registered once, and never under another's number", async () => {
    const person = somebody()
    await warn(keys, person)
    expect(await keys.handler.problem("POST", "/v1/warnings", warningBody(person))).toMatchObject({
      type: "/problems/warning-exists",
    })
    const holder = somebody()
    await openAccount(member, holder, "W-HOLDER")
    const mistyped = { ...holder, name: "另一人" }
    const problem = await keys.handler.problem("POST", "/v1/warnings", warningBody(mistyped))
    expect(problem).toMatchObject({ type: "/problems/warning-subject-differs", rule: "ACC-009" })
    expect(JSON.stringify(problem)).not.toContain(holder.documentNumber)
  })
})

describe("who sees it", () => {
  test("a federation's is seen by whom it binds, and by nobody else", async () => {
    const person = somebody()
    const { warningId } = await warn(keys, person, { scope: { federationId } })
    expect((await checked(member, person)).warnings).toMatchObject([{ warningId }])
    expect((await checked(keys.handler, person)).warnings).toMatchObject([{ warningId }])
    expect((await checked(stranger, person)).warnings).toEqual([])
    for (const path of ["", "?status=inForce"]) {
      const list = WarningList.parse(expectStatus(await member.call("GET", `/v1/warnings${path}`), 200))
      expect(list.warnings).toEqual([])
    }
    expect(await member.problem("GET", `/v1/warnings/${warningId}`)).toMatchObject({ status: 404 })
    expect(await refusal(stranger, warningId, "objections", objection)).toMatchObject({ status: 404 })
    const { warnings } = WarningList.parse(
      expectStatus(await keys.handler.call("GET", "/v1/warnings?limit=1"), 200),
    )
    expect(warnings).toMatchObject([{ warningId, scope: { federationId } }])
  })

  test("an account, its opening and its reading tell nothing of it", async () => {
    const person = somebody()
    await warn(keys, person)
    const opened = await openAccount(member, person, "W-QUIET")
    const account = expectStatus(await member.call("GET", "/v1/accounts/W-QUIET"), 200)
    const told = JSON.stringify([opened, account, await member.inbox(), await stranger.inbox()])
    expect(told).not.toMatch(/wrn_|某金惩/)
  })

  test("an employer's is seen where an account of the asking center names the unit, and money is asked for", async () => {
    const person = somebody()
    const unit = makeUnitCreditCode("in-arrears")
    await openAccount(member, person, "W-UNIT", { unitCreditCode: unit })
    const { warningId } = await warn(keys, person, {
      ground: "employerArrears",
      subject: { kind: "employer", unitCreditCode: unit },
    })
    const purpose = { applicants: [person], purpose: "offsiteCertificate" }
    const seenBy = async (center: TestCenter) =>
      LoanCheckResponse.parse(expectStatus(await center.call("POST", "/v1/loan-checks", purpose), 200))
        .warnings
    expect(await seenBy(member)).toMatchObject([{ warningId, unitCreditCode: unit, to: "2027-08-19" }])
    expect(await seenBy(stranger)).toEqual([])
    expect((await checked(member, person)).warnings).toEqual([])
  })

  test("it follows the person to a new document", async () => {
    const [former, current] = [somebody(), somebody()]
    await openAccount(member, former, "W-LINK")
    const { warningId } = await warn(keys, former)
    const link = { current, former, evidence: "公安机关变更证明", ...staff }
    expectStatus(await member.call("POST", "/v1/persons/links", link), 201)
    expect((await checked(stranger, current)).warnings).toMatchObject([{ warningId }])
    expect((await checked(stranger, former)).warnings).toMatchObject([{ warningId }])
    expectStatus(
      await act(keys.handler, warningId, "removals", {
        reason: "creditRestored",
        note: "信用修复",
        ...staff,
      }),
      200,
    )
    expect((await checked(stranger, current)).warnings).toEqual([])
    expect(await read(warningId)).toMatchObject({ status: "removed", version: 3 })
  })
})

describe("objection", () => {
  test("freezes the effect, is answered once, and the objecting center hears it", async () => {
    const person = somebody()
    const { warningId } = await warn(keys, person)
    expect(await object(member, warningId)).toEqual({
      warningId,
      effect: "frozen",
      by: I_ID,
      objectedAt: expect.any(String),
      dueOn: "2026-09-21",
    })
    expect((await checked(stranger, person)).warnings).toMatchObject([{ warningId, effect: "frozen" }])
    expect((await keys.handler.inbox()).filter(({ subjectId }) => subjectId === warningId)).toMatchObject([
      { type: "warning.registered" },
      { type: "warning.objected", actionNeeded: true, centerId: I_ID },
    ])
    expect(await refusal(stranger, warningId, "objections", objection)).toMatchObject({
      type: "/problems/warning-objected",
    })
    const answer = { outcome: "upheld", note: "经核实维持", ...staff }
    expect(await refusal(member, warningId, "answers", answer)).toMatchObject({ status: 404 })
    expectStatus(await act(keys.handler, warningId, "answers", answer), 200)
    expect((await checked(stranger, person)).warnings).toMatchObject([{ effect: "inForce" }])
    expect(await refusal(keys.handler, warningId, "answers", answer)).toMatchObject({
      type: "/problems/action-not-allowed",
    })
    expect((await member.inbox()).filter(({ subjectId }) => subjectId === warningId)).toMatchObject([
      { type: "warning.answered", status: "inForce", note: "经核实维持" },
    ])
  })

  test("that is right lifts the warning", async () => {
    const person = somebody()
    const { warningId } = await warn(keys, person)
    await object(member, warningId)
    expectStatus(
      await act(keys.reviewer, warningId, "answers", { outcome: "lifted", note: "异议成立", ...staff }),
      200,
    )
    expect((await checked(member, person)).warnings).toEqual([])
    expect(await read(warningId)).toMatchObject({ status: "lifted", objection: { outcome: "lifted" } })
    expect(await refusal(keys.handler, warningId, "removals", { reason: "other", ...staff })).toMatchObject({
      type: "/problems/action-not-allowed",
    })
  })

  test("that nobody answers in time stays frozen and is escalated once; the warning ends with its last day", async () => {
    const person = somebody()
    const { warningId } = await warn(keys, person, { to: "2026-10-20" })
    await object(member, warningId)
    await federation.hub.clock.advance(25 * dayMs)
    expect((await checked(stranger, person)).warnings).toMatchObject([{ effect: "frozen" }])
    const escalations = async (
      inbox: Promise<readonly { readonly subjectId?: string | undefined; readonly type: string }[]>,
    ) =>
      (await inbox).filter((told) => told.subjectId === warningId && told.type === "warning.escalated").length
    expect(await escalations(keys.handler.inbox())).toBe(1)
    const operator = await federation.operator.call("GET", "/v1/inbox")
    expect(JSON.stringify(operator.body).split(warningId)).toHaveLength(2)
    await federation.hub.clock.advance(30 * dayMs)
    expect((await checked(stranger, person)).warnings).toEqual([])
    expect(await read(warningId)).toMatchObject({ status: "expired" })
    expect((await read(warningId)).history.map(({ event }) => event)).toEqual([
      "registration",
      "confirmation",
      "objection",
      "escalation",
      "expiry",
    ])
  }, 240_000)
})
