import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as z from "zod"
import {
  DeskCase,
  DeskEnded,
  DeskFound,
  DeskFunds,
  DeskIdentity,
  DeskLinkOpened,
  DeskToDo,
} from "../../contracts/desk.ts"
import { Problem } from "../../contracts/problems.ts"
import type { Transfer } from "../../contracts/transfers.ts"
import { UnmatchedFunds } from "../../contracts/unmatched-funds.ts"
import { addKey } from "../fixtures/bad-input-scene.ts"
import {
  actOn,
  centerOf,
  expectStatus,
  I_ID,
  O_ID,
  staff,
  startFederation,
  statementBody,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { moving, paidOn, sendLetter, type Story } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

let federation: Federation
let out: TestCenter
let into: TestCenter
let third: TestCenter

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-09-01T01:00:00.000Z",
    schedulePeriodFloorMs: 86_400_000,
  })
  out = await federation.onboard(O_ID)
  into = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
})
afterAll(() => federation.stop())

const handler = { id: "jb21", name: "经办甲" }

const codeFor = async (center: TestCenter): Promise<string> => {
  const answer = await center.call("POST", "/v1/desk-links", { handler })
  const { url } = DeskLinkOpened.parse(expectStatus(answer, 201))
  return new URL(url).hash.slice(1)
}

interface Asked {
  readonly method?: string
  readonly body?: unknown
  readonly authorization?: string
}

const ask = async (code: string, path: string, asked: Asked = {}) => {
  const answer = await fetch(`${federation.hub.url}/v1/desk/${path}`, {
    method: asked.method ?? "GET",
    headers: {
      authorization: asked.authorization ?? `Desk ${code}`,
      ...(asked.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  })
  const body: unknown = await answer.json()
  return { status: answer.status, body, cache: answer.headers.get("cache-control") }
}

const read = async <Form extends z.ZodType>(form: Form, code: string, path: string, asked: Asked = {}) => {
  const answer = await ask(code, path, asked)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  expect(answer.cache).toBe("no-store")
  return form.parse(answer.body)
}

const problemOf = async (code: string, path: string, asked: Asked = {}) => {
  const answer = await ask(code, path, asked)
  return [answer.status, Problem.parse(answer.body).type]
}

const dead = [401, "/problems/desk-link-invalid"]
const toDoOf = async (center: TestCenter) => read(DeskToDo, await codeFor(center), "to-do")

const fundsOf = async (center: TestCenter) => {
  const code = await codeFor(center)
  const first = await read(DeskFunds, code, "unmatched-funds")
  return [...first.funds, ...(await read(DeskFunds, code, "unmatched-funds?cursor=out")).funds]
}

describe("a day at the desk", () => {
  let story: Story
  let letter: Transfer

  beforeAll(async () => {
    story = await moving(out, into)
    letter = await sendLetter(out, into, story)
  })

  test("who must act has it on the list, with its day and what to do; the other has not", async () => {
    const { items, session } = await toDoOf(out)
    expect(session).toMatchObject({ handler, language: "zh", center: { centerId: O_ID } })
    expect(items).toMatchObject([
      {
        subject: "transfer",
        caseId: letter.transferId,
        reference: letter.letterNo,
        accountNo: story.oldNo,
        leg: "confirmation",
        dueOn: letter.dueOn,
        overdue: false,
        otherCenter: { centerId: I_ID },
      },
    ])
    expect((await toDoOf(into)).items).toEqual([])
  })

  test("a case shows who must act, what to tell, its letter and its own center's staff alone", async () => {
    const path = `cases/${letter.transferId}`
    const [atHome, away] = [
      await read(DeskCase, await codeFor(out), path),
      await read(DeskCase, await codeFor(into), path),
    ]
    expect(atHome.legs).toMatchObject([{ leg: "confirmation", mine: true, actingCenter: { centerId: O_ID } }])
    expect(away.legs).toMatchObject([{ mine: false }])
    expect(away.tell.zh).toContain("您无需再去转出地")
    expect(atHome.tell).not.toEqual(away.tell)
    expect(away.timeline).toMatchObject([{ handler: staff.handler, reviewer: staff.reviewer }])
    expect(away.letter).toMatchObject({ ...staff, letterNo: letter.letterNo, fromAccountNo: story.oldNo })
    expect(atHome.timeline[0]?.handler ?? atHome.letter?.handler).toBeUndefined()
    expect(JSON.stringify([atHome, away])).not.toMatch(/prs_|测试人|139000|9900140500000000/)
  })

  test("one number finds own cases and accounts, and nobody else's", async () => {
    const code = await codeFor(into)
    const cases = [{ caseId: letter.transferId }]
    expect(await read(DeskFound, code, `search?letterNo=${letter.letterNo}`)).toMatchObject({ cases })
    expect(await read(DeskFound, code, `search?caseId=${letter.transferId}`)).toMatchObject({ cases })
    expect(await read(DeskFound, code, `search?accountNo=${story.newNo}`)).toMatchObject({
      cases,
      accounts: [{ accountNo: story.newNo, status: { zh: "正常" } }],
    })
    const nothing = { cases: [], accounts: [] }
    expect(await read(DeskFound, code, `search?accountNo=${story.oldNo}`)).toEqual(nothing)
    const foreign = await codeFor(third)
    for (const query of [
      `letterNo=${letter.letterNo}`,
      `caseId=${letter.transferId}`,
      `accountNo=${story.newNo}`,
    ])
      expect(await read(DeskFound, foreign, `search?${query}`)).toEqual(nothing)
    for (const query of ["", "?letterNo=1", "?page=1", `?letterNo=${letter.letterNo}&accountNo=A1`])
      expect(await problemOf(code, `search${query}`)).toEqual([400, "/problems/invalid-request"])
  })

  test("the identity is opened for a purpose and recorded under the handler of the link", async () => {
    const path = `cases/${letter.transferId}/identity`
    const body = { purpose: "contact-applicant" }
    const opened = await read(DeskIdentity, await codeFor(out), path, { method: "POST", body })
    expect(opened.person).toEqual(story.person)
    const recorded = (await wholeTable(federation.hub).items()).filter(
      ({ caseId }) => caseId === letter.transferId,
    )
    expect(recorded).toContainEqual(
      expect.objectContaining({ purpose: "contact-applicant", handler: handler.id, found: "identity" }),
    )
    expect(
      await problemOf(await codeFor(out), path, { method: "POST", body: { purpose: "curiosity" } }),
    ).toEqual([400, "/problems/invalid-request"])
  })

  test("of another center's case it hears what it hears of none: 404", async () => {
    const code = await codeFor(third)
    const none = "trf_01JD0000000000000000000000"
    const missing = [404, "/problems/case-not-found"]
    for (const id of [
      letter.transferId,
      none,
      "svc_01JD0000000000000000000000",
      "lnc_01JD0000000000000000000000",
      "x",
    ]) {
      expect(await problemOf(code, `cases/${id}`)).toEqual(missing)
      const asked = { method: "POST", body: { purpose: "inspect" } }
      expect(await problemOf(code, `cases/${id}/identity`, asked)).toEqual(missing)
    }
  })

  test("the statement is there to be printed, in figures and in capitals", async () => {
    await actOn(out, letter.transferId, "letter-confirmation")
    const payment = paidOn(federation.hub.clock.now())
    await actOn(out, letter.transferId, "statement", { ...statementBody, payment })
    const shown = await read(DeskCase, await codeFor(into), `cases/${letter.transferId}`)
    expect(shown.statement).toMatchObject({
      amount: "52714.06",
      amountInCapitals: "人民币伍万贰仟柒佰壹拾肆元零陆分",
      paidMonths: 42,
      ...staff,
      payments: [{ reference: payment.reference }],
    })
    expect((await toDoOf(into)).items).toMatchObject([{ leg: "completion", amount: "52714.06" }])
    expect((await toDoOf(out)).items).toEqual([])
  })

  test("what is late is marked, and stands first", async () => {
    const later = await sendLetter(out, into, await moving(out, into))
    await federation.hub.clock.advance(6 * 86_400_000)
    const { items } = await toDoOf(into)
    expect(items).toMatchObject([{ leg: "completion", overdue: true }])
    expect((await toDoOf(out)).items).toMatchObject([{ caseId: later.transferId, leg: "confirmation" }])
  })

  test("money without a letter is listed at both centers until it is settled", async () => {
    const body = {
      payingCenterId: O_ID,
      amount: "88.00",
      receivedOn: "2026-09-01",
      bankSerial: "DESK1",
      ...staff,
    }
    const answer = await into.call("POST", "/v1/unmatched-funds", body)
    const { unmatchedFundsId } = UnmatchedFunds.parse(expectStatus(answer, 201))
    expect(await fundsOf(into)).toMatchObject([
      { unmatchedFundsId, direction: "received", bankSerial: "DESK1" },
    ])
    const [paid] = await fundsOf(out)
    expect(paid).toMatchObject({ unmatchedFundsId, direction: "paid", amount: "88.00" })
    expect(paid?.bankSerial).toBeUndefined()
    expect((await toDoOf(out)).items.map(({ subject }) => subject)).toContain("unmatchedFunds")
    expect(await fundsOf(third)).toEqual([])
    const explained = { outcome: "explained", transferId: letter.transferId, ...staff }
    expectStatus(
      await out.call("POST", `/v1/unmatched-funds/${unmatchedFundsId}/explanation`, explained),
      200,
    )
    expect([...(await fundsOf(into)), ...(await fundsOf(out))]).toEqual([])
    for (const cursor of ["side.umf_1", "in.umf_1", "in.x.y"])
      expect(await problemOf(await codeFor(into), `unmatched-funds?cursor=${cursor}`)).toEqual([
        400,
        "/problems/cursor-invalid",
      ])
  })
})

describe("a link", () => {
  test("opens one center's desk for fifteen minutes of the hub's time, and each link its own", async () => {
    const [first, second] = [await codeFor(out), await codeFor(third)]
    const centers = await Promise.all([first, second].map((code) => read(DeskToDo, code, "to-do")))
    expect(centers.map(({ session }) => session.center.centerId)).toEqual([O_ID, THIRD_ID])
    await federation.hub.clock.advance(14 * 60_000)
    await read(DeskToDo, first, "to-do")
    await federation.hub.clock.advance(60_000)
    expect([await problemOf(first, "to-do"), await problemOf(second, "to-do")]).toEqual([dead, dead])
  })

  test("tampered, unknown, of another form or none at all: one problem, and nothing is told", async () => {
    const code = await codeFor(out)
    const tampered = `${code.startsWith("A") ? "B" : "A"}${code.slice(1)}`
    for (const authorization of [
      `Desk ${tampered}`,
      `Desk ${code}A`,
      `Bearer ${code}`,
      code,
      "Desk ",
      "Desk x".repeat(99),
    ])
      expect(await problemOf(code, "to-do", { authorization })).toEqual(dead)
    for (const path of ["to-do", "cases/x", "search", "unmatched-funds", "to-do?x=1"])
      expect(await problemOf(tampered, path)).toEqual(dead)
    const signed = await out.call("GET", "/v1/desk/to-do")
    expect([signed.status, signed.verified]).toEqual([401, false])
  })

  test("ended by the clerk it opens nothing more; another of the same center goes on", async () => {
    const [left, kept] = [await codeFor(out), await codeFor(out)]
    await read(DeskEnded, left, "link", { method: "DELETE" })
    expect(await problemOf(left, "to-do")).toEqual(dead)
    expect(await problemOf(left, "link", { method: "DELETE" })).toEqual(dead)
    await read(DeskToDo, kept, "to-do")
  })

  test("dies at once with the key that asked for it", async () => {
    const key = await addKey(federation, third, "desk-key")
    const code = await codeFor(centerOf(federation.hub, THIRD_ID, key, true))
    const kept = await codeFor(third)
    expectStatus(await third.call("DELETE", "/v1/directory/keys/desk-key"), 200)
    expect(await problemOf(code, "to-do")).toEqual(dead)
    await read(DeskToDo, kept, "to-do")
  })

  test("dies at once when the center is suspended, and no new one is made", async () => {
    const code = await codeFor(third)
    const path = `/v1/directory/centers/${THIRD_ID}`
    expectStatus(
      await federation.operator.call("POST", `${path}/suspension`, { body: { reason: "演练" } }),
      200,
    )
    expect(await problemOf(code, "to-do")).toEqual(dead)
    await federation.hub.clock.advance(30_000)
    expect((await third.call("POST", "/v1/desk-links", { handler })).status).toBe(403)
    expectStatus(
      await federation.operator.call("POST", `${path}/reinstatement`, { body: { reason: "演练" } }),
      200,
    )
  })

  test("its code is nowhere in the table, and a copied call makes no second one", async () => {
    const code = await codeFor(out)
    expect(JSON.stringify(await wholeTable(federation.hub).items())).not.toContain(code)
    for (const body of [
      {},
      { handler: { id: "jb21" } },
      { handler: { ...handler, name: "" } },
      { handler, hours: 8 },
    ])
      expect((await out.call("POST", "/v1/desk-links", body)).status).toBe(400)
  })
})
