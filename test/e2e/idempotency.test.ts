import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Transfer } from "../../contracts/transfers.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  letterBody,
  O_ID,
  startFederation,
  staff,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { signerOf } from "../fixtures/bad-input-scene.ts"
import { rawCaller } from "../fixtures/raw-call.ts"
import { chinaDay, moving, readCase, sendLetter } from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

const opening = (accountNo: string, over: Readonly<Record<string, unknown>> = {}) => ({
  person: makePerson(accountNo),
  accountNo,
  accountKind: "basic",
  contributorType: "employee",
  status: "01",
  openedOn: "2026-08-01",
  unitCreditCode: makeUnitCreditCode("idempotency"),
  ...over,
})

describe("one effect a request", () => {
  let federation: Federation
  let O: TestCenter
  let I: TestCenter
  let send: ReturnType<typeof rawCaller>
  let table: ReturnType<typeof wholeTable>
  const today = () => chinaDay(federation.hub.clock.now())

  beforeAll(async () => {
    federation = await startFederation({
      start: "2026-09-01T01:00:00.000Z",
      schedulePeriodFloorMs: 6 * 3_600_000,
    })
    O = await federation.onboard(O_ID)
    I = await federation.onboard(I_ID)
    send = rawCaller(federation.hub)
    table = wholeTable(federation.hub)
  })
  afterAll(async () => {
    table.close()
    await federation.stop()
  })

  const open = (body: object, idempotencyKey: string, claims = {}) =>
    send(signerOf(I), {
      method: "POST",
      target: "/v1/accounts",
      body,
      headers: { "idempotency-key": idempotencyKey },
      claims,
    })

  /** The same signed message each time. */
  const check = () =>
    send(signerOf(I), {
      method: "POST",
      target: "/v1/account-checks",
      body: { person: makePerson("IDM7"), purpose: "loan" },
      claims: { jti: "BBBBBBBBBBBBBBBBBBBBBQ" },
      headers: { "idempotency-key": undefined },
    })

  it("the same key and the same bytes: the same outcome, said to be a replay, and nothing more is written", async () => {
    const first = await open(opening("IDM1"), "idem-key-0001")
    expect([first.status, first.headers.get("idempotent-replay")]).toEqual([201, null])
    const before = await table.snapshot()
    const again = await open(opening("IDM1"), "idem-key-0001")
    expect([again.status, again.text, again.verified]).toEqual([201, first.text, true])
    expect(again.headers.get("idempotent-replay")).toBe("true")
    expect(await table.changedSince(before)).toEqual([])
  })

  it("twenty at once: one effect, twenty equal answers", async () => {
    const story = await moving(O, I)
    const body = JSON.stringify(
      letterBody(story.person, { fromAccountNo: story.oldNo, toAccountNo: story.newNo, appliedOn: today() }),
    )
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        send(signerOf(I), {
          method: "POST",
          target: "/v1/transfers",
          body,
          headers: { "idempotency-key": "idem-key-0020" },
        }),
      ),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers.filter(({ headers }) => headers.get("idempotent-replay") === null)).toHaveLength(1)
    expect(answers.every(({ verified }) => verified)).toBe(true)
    await federation.hub.settle()
    const { transferId } = Transfer.parse(JSON.parse(answers[0]?.text ?? ""))
    const letters = (await table.items()).filter(
      (item) => item.sk.startsWith("MESSAGE#") && item["caseId"] === transferId,
    )
    expect(letters).toHaveLength(1)
    const cases = (await table.items()).filter(
      (item) => item.sk === "CASE" && item["toAccountNo"] === story.newNo,
    )
    expect(cases).toHaveLength(1)
  })

  it("the same key with other bytes or another path: 422, nothing written", async () => {
    await open(opening("IDM3"), "idem-key-0003")
    const before = await table.snapshot()
    expect((await open(opening("IDM4"), "idem-key-0003")).slug).toBe("idempotency-key-reused")
    const otherPath = await send(signerOf(I), {
      method: "POST",
      target: "/v1/accounts/IDM3/seal",
      body: { sealedOn: today(), ...staff },
      headers: { "idempotency-key": "idem-key-0003" },
    })
    expect([otherPath.status, otherPath.slug]).toEqual([422, "idempotency-key-reused"])
    expect(await table.changedSince(before)).toEqual([])
  })

  it("a refused request leaves no key behind: corrected, it succeeds under the same key", async () => {
    expect((await open(opening("IDM5", { openedOn: "2026-13-01" }), "idem-key-0005")).slug).toBe(
      "invalid-request",
    )
    expect((await open(opening("IDM1"), "idem-key-0005")).slug).toBe("account-exists")
    expect((await open(opening("IDM5"), "idem-key-0005")).status).toBe(201)
  })

  it("a key belongs to its center: another center uses the same one freely", async () => {
    expect((await open(opening("IDM6"), "idem-key-0006")).status).toBe(201)
    const other = await send(signerOf(O), {
      method: "POST",
      target: "/v1/accounts",
      body: opening("IDM6B"),
      headers: { "idempotency-key": "idem-key-0006" },
    })
    expect(other.status).toBe(201)
  })

  it("a message sent again: replayed under its own key, refused under another, on checks refused at all", async () => {
    const claims = { jti: "BBBBBBBBBBBBBBBBBBBBBA" }
    expect((await open(opening("IDM7"), "idem-key-0007", claims)).status).toBe(201)
    expect((await open(opening("IDM7"), "idem-key-0007", claims)).headers.get("idempotent-replay")).toBe(
      "true",
    )
    expect((await open(opening("IDM8"), "idem-key-0008", claims)).slug).toBe("message-replayed")
    expect((await check()).status).toBe(200)
    expect((await check()).slug).toBe("message-replayed")
  })

  it("two actors race for one action: one wins, the other gets a problem, one step in the history", async () => {
    const { transferId } = await sendLetter(O, I, await moving(O, I), { appliedOn: today() })
    const answers = await Promise.all([
      O.client.call("POST", `/v1/transfers/${transferId}/letter-confirmation`, { body: staff }),
      I.client.call("POST", `/v1/transfers/${transferId}/cancellation`, { body: staff }),
      O.client.call("POST", `/v1/transfers/${transferId}/letter-confirmation`, { body: staff }),
    ])
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([
      200, 409, 409,
    ])
    await federation.hub.clock.advance(1)
    expect((await readCase(I, transferId)).history).toHaveLength(2)
  })

  it("a key is kept 30 days, and the rule that it enforced outlives it", async () => {
    const body = opening("IDM9")
    const first = await open(body, "idem-key-0009")
    expect(first.status).toBe(201)
    await federation.hub.clock.advance(30 * 86_400_000 - 60_000)
    const kept = await open(body, "idem-key-0009")
    expect([kept.status, kept.text, kept.headers.get("idempotent-replay")]).toEqual([201, first.text, "true"])
    await federation.hub.clock.advance(120_000)
    const forgotten = await open(body, "idem-key-0009")
    expect([forgotten.status, forgotten.slug]).toEqual([409, "account-exists"])
    expectStatus(await I.call("GET", "/v1/accounts/IDM9"), 200)
  })
})
