import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type * as z from "zod"
import { Center, CenterList, KeyState, ReceivingAccountState } from "../../../contracts/directory.ts"
import { Instant } from "../../../contracts/primitives.ts"
import { publicPart } from "../../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../../functions/security/make-keys.ts"
import { signKeyProof } from "../../../functions/security/prove-possession.ts"
import { makePerson, makeUnitCreditCode } from "../../../tools/make-person.ts"
import {
  centerOf,
  expectStatus,
  startFederation,
  type Federation,
  type TestCenter,
} from "../../fixtures/federation.ts"

// Centers, keys and receiving accounts over the wire, on the whole hub.

let federation: Federation
let first: TestCenter
let second: TestCenter

const hourMs = 3_600_000
const now = () => Instant.parse(new Date(federation.hub.clock.now()).toISOString())

/** The clock goes on by a millisecond a call, so whole hours are compared. */
const hoursUntil = (instant: string) =>
  Math.round((Date.parse(instant) - federation.hub.clock.now()) / hourMs)

beforeAll(async () => {
  federation = await startFederation({ schedulePeriodFloorMs: 24 * hourMs })
  ;[first, second] = await Promise.all([
    federation.onboard("990101000000001"),
    federation.onboard("990201000000002"),
  ])
}, 180_000)

afterAll(() => federation?.stop())

const provenKey = (center: TestCenter, kid: string) => {
  const key = makeSigningJwk("ES256", kid)
  return {
    key,
    body: signKeyProof(key, { centerId: center.centerId, audience: federation.hub.url, now: now() }),
  }
}

const entry = (over: Readonly<Record<string, unknown>> = {}) => ({
  centerId: "990301000000003",
  name: "测试分中心",
  kind: "subCenter",
  settlesOwnBooks: true,
  provinceCode: "990000",
  validFrom: "2020-01-01",
  ...over,
})

const onboarding = (over: Readonly<Record<string, unknown>> = {}) =>
  federation.operator.call("POST", "/v1/directory/centers", { body: entry(over) })

describe("onboarding", () => {
  test("a center is registered once", async () => {
    expectStatus(await onboarding({ centerId: "990401000000004", parentCenterId: first.centerId }), 201)
    expect((await onboarding({ centerId: "990401000000004" })).body).toMatchObject({
      code: "3025",
      field: "/centerId",
    })
  })

  test.each([
    [
      "an unknown parent",
      { parentCenterId: "999999999999999" },
      { code: "3010", rule: "DIR-002", field: "/parentCenterId" },
    ],
    [
      "an office that keeps books",
      { kind: "office" },
      { code: "3012", rule: "DIR-001", field: "/settlesOwnBooks" },
    ],
    [
      "an end before the beginning",
      { validTo: "2019-12-31" },
      { code: "3006", rule: "VAL-005", field: "/validTo" },
    ],
    [
      "a key of small order",
      {
        firstKey: {
          kid: "weak",
          publicKey: { kty: "OKP", crv: "Ed25519", x: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        },
      },
      { code: "3006", field: "/firstKey/publicKey" },
    ],
  ])("%s is refused and leaves nothing", async (_, over, problem) => {
    expect((await onboarding(over)).body).toMatchObject(problem)
    expect((await first.problem("GET", "/v1/directory/centers/990301000000003")).code).toBe("3026")
  })

  test("a key id belongs to one center of the hub", async () => {
    const publicKey = publicPart(makeSigningJwk("Ed25519", first.key.kid))
    const answer = await onboarding({ firstKey: { kid: first.key.kid, publicKey } })
    expect(answer.body).toMatchObject({ code: "3027", field: "/firstKey/kid" })
  })

  test("only the operator brings centers in", async () => {
    expect((await first.problem("POST", "/v1/directory/centers", entry())).code).toBe("1028")
  })
})

test("an account belongs to who keeps the books: an office neither opens nor imports one", async () => {
  const office = await federation.onboard("990101000000011", {
    kind: "office",
    settlesOwnBooks: false,
    parentCenterId: first.centerId,
  })
  const account = {
    person: makePerson("at the office"),
    accountNo: "OFF1",
    accountKind: "basic",
    contributorType: "employee",
    status: "02",
    openedOn: "2026-01-05",
    unitCreditCode: makeUnitCreditCode("office"),
  }
  const refused = { status: 422, code: "3012", rule: "DIR-001" }
  const opening = await office.problem("POST", "/v1/accounts", account)
  expect(opening).toMatchObject(refused)
  expect(opening).not.toHaveProperty("field")
  const accounts = [{ ...account, statusSince: "2026-01-05" }]
  expect(await office.problem("POST", "/v1/account-imports", { accounts })).toMatchObject(refused)
  expectStatus(await first.call("POST", "/v1/accounts", account), 201)
})

describe("the directory", () => {
  test("shows a center, and of its receiving account the tail only", async () => {
    const answer = Center.parse(
      expectStatus(await second.call("GET", `/v1/directory/centers/${first.centerId}`), 200),
    )
    expect(answer).toMatchObject({
      centerId: first.centerId,
      standing: "active",
      receivingAccount: { accountTail: "0000" },
    })
    expect(JSON.stringify(answer)).not.toContain("accountNumber")
  })

  test("shows what holds on the asked day", async () => {
    const path = `/v1/directory/centers/${first.centerId}`
    expectStatus(await second.call("GET", `${path}?on=2020-01-01`), 200)
    expect((await second.problem("GET", `${path}?on=2019-12-31`)).code).toBe("3026")
    expect(await second.problem("GET", `${path}?on=2026-02-30`)).toMatchObject({
      code: "3006",
      rule: "VAL-009",
      field: "on",
    })
  })

  test("is read page by page", async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page: z.infer<typeof CenterList> = CenterList.parse(
        expectStatus(
          await first.call(
            "GET",
            `/v1/directory/centers?limit=1${cursor === undefined ? "" : `&cursor=${cursor}`}`,
          ),
          200,
        ),
      )
      seen.push(...page.centers.map(({ centerId }) => centerId))
      cursor = page.cursor
    } while (cursor !== undefined && seen.length < 20)
    expect(seen).toEqual(expect.arrayContaining([first.centerId, second.centerId]))
    expect(new Set(seen).size).toBe(seen.length)
  })

  test.each([
    ["cursor=x", { code: "3034", field: "cursor" }],
    ["limit=0", { code: "3006", field: "limit" }],
    ["limit=101", { code: "3006", field: "limit" }],
    ["size=1", { code: "3006", rule: "VAL-009" }],
  ])("refuses %s", async (query, problem) => {
    expect(await first.problem("GET", `/v1/directory/centers?${query}`)).toMatchObject(problem)
  })
})

describe("keys", () => {
  test("a new key signs at once, changes neither keys nor account nor webhook for a day, and both are told", async () => {
    const { key, body } = provenKey(second, "second-2")
    const state = KeyState.parse(
      expectStatus(await second.call("PUT", "/v1/directory/keys/second-2", body), 201),
    )
    expect(hoursUntil(state.restrictedUntil ?? "")).toBe(24)
    const withNewKey = centerOf(federation.hub, second.centerId, key)
    expectStatus(await withNewKey.call("GET", "/v1/inbox"), 200)
    for (const [method, path, content] of [
      ["PUT", "/v1/directory/keys/second-3", provenKey(second, "second-3").body],
      ["DELETE", `/v1/directory/keys/${second.key.kid}`, undefined],
      [
        "PUT",
        "/v1/directory/receiving-account",
        { bankName: "示范银行", accountName: "测试中心", accountNumber: "99000000001234" },
      ],
      ["PUT", "/v1/webhook", { url: "https://example.org/hub" }],
      ["DELETE", "/v1/webhook", undefined],
    ] as const)
      expect(await withNewKey.problem(method, path, content)).toMatchObject({ code: "1020", rule: "DIR-004" })

    const alert = { type: "directory.key-added", centerId: second.centerId, note: "second-2" }
    expect(await second.inbox()).toContainEqual(expect.objectContaining(alert))
    const operators = await federation.operator.call("GET", "/v1/inbox")
    expect(operators.body).toMatchObject({
      messages: expect.arrayContaining([expect.objectContaining(alert)]),
    })
    await federation.hub.clock.advance(24 * hourMs)
    expect(
      await withNewKey.problem("PUT", "/v1/directory/keys/second-2", provenKey(second, "second-2").body),
    ).toMatchObject({ code: "3027" })
    expectStatus(await withNewKey.call("PUT", "/v1/webhook", { url: "https://example.org/hub" }), 200)
    expectStatus(await withNewKey.call("DELETE", "/v1/webhook"), 200)
  })

  test("possession is proved for this center, this name and this hub", async () => {
    const { body } = provenKey(first, "first-2")
    expect(await first.problem("PUT", "/v1/directory/keys/first-3", body)).toMatchObject({ code: "1026" })
    expect(await second.problem("PUT", "/v1/directory/keys/first-2", body)).toMatchObject({
      code: "1026",
      field: "/proof",
    })
  })

  test("a revoked key stops within 30 s; the last one stays", async () => {
    const center = await federation.onboard("990501000000005")
    expect((await center.problem("DELETE", `/v1/directory/keys/${center.key.kid}`)).code).toBe("3029")
    expect((await center.problem("DELETE", `/v1/directory/keys/${first.key.kid}`)).code).toBe("3028")
    const { key, body } = provenKey(center, "fifth-2")
    expectStatus(await center.call("PUT", "/v1/directory/keys/fifth-2", body), 201)
    expectStatus(await center.call("DELETE", `/v1/directory/keys/${center.key.kid}`), 200)
    await federation.hub.clock.advance(30_000)
    expect((await center.problem("GET", "/v1/inbox")).code).toBe("1005")
    expectStatus(await centerOf(federation.hub, center.centerId, key).call("GET", "/v1/inbox"), 200)
  })

  test("two revocations at once leave one key", async () => {
    const center = await federation.onboard("990601000000006")
    const { key, body } = provenKey(center, "sixth-2")
    expectStatus(await center.call("PUT", "/v1/directory/keys/sixth-2", body), 201)
    await federation.hub.clock.advance(24 * hourMs)
    const other = centerOf(federation.hub, center.centerId, key)
    const answers = await Promise.all([
      center.call("DELETE", `/v1/directory/keys/${center.key.kid}`),
      other.call("DELETE", "/v1/directory/keys/sixth-2"),
    ])
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 409])
  })
})

const account = (accountNumber: string) => ({
  bankName: "示范银行",
  accountName: "测试中心",
  accountNumber,
})
const inForce = async () =>
  Center.parse((await first.call("GET", `/v1/directory/centers/${first.centerId}`)).body).receivingAccount
    ?.accountTail

describe("the receiving account", () => {
  test("takes hold after the cooling period, with an alert", async () => {
    const state = ReceivingAccountState.parse(
      expectStatus(
        await first.call("PUT", "/v1/directory/receiving-account", account("99000000001111")),
        200,
      ),
    )
    expect(hoursUntil(state.effectiveAt)).toBe(24)
    expect(await inForce()).toBe("0000")
    expect(await first.inbox()).toContainEqual(
      expect.objectContaining({ type: "directory.receiving-account-changed" }),
    )
    await federation.hub.clock.advance(24 * hourMs)
    expect(await inForce()).toBe("1111")
  })

  test("a change that is taken back within the period never takes hold", async () => {
    expectStatus(await first.call("PUT", "/v1/directory/receiving-account", account("99000000006666")), 200)
    await federation.hub.clock.advance(12 * hourMs)
    expectStatus(await first.call("PUT", "/v1/directory/receiving-account", account("99000000001111")), 200)
    await federation.hub.clock.advance(13 * hourMs)
    expect(await inForce()).toBe("1111")
  })
})

describe("standing", () => {
  test("a suspension takes hold within 30 s and ends with the reinstatement", async () => {
    const center = await federation.onboard("990701000000007")
    const standing = (action: string) =>
      federation.operator.call("POST", `/v1/directory/centers/${center.centerId}/${action}`, {
        body: { reason: "演练" },
      })
    expectStatus(await center.call("GET", "/v1/inbox"), 200)
    expect((await standing("reinstatement")).body).toMatchObject({ code: "3035" })
    expectStatus(await standing("suspension"), 200)
    await federation.hub.clock.advance(30_000)
    const refused = await center.call("GET", "/v1/inbox")
    expect(refused).toMatchObject({ status: 403, body: { code: "1019" }, verified: true })
    expect((await first.call("GET", `/v1/directory/centers/${center.centerId}`)).body).toMatchObject({
      standing: "suspended",
    })
    expectStatus(await standing("reinstatement"), 200)
    await federation.hub.clock.advance(30_000)
    expectStatus(await center.call("GET", "/v1/inbox"), 200)
  })

  test("of an unknown center cannot change", async () => {
    const answer = await federation.operator.call(
      "POST",
      "/v1/directory/centers/999999999999999/suspension",
      { body: { reason: "演练" } },
    )
    expect(answer.body).toMatchObject({ code: "3026" })
  })
})

test("closing days are kept in order, each once", async () => {
  const answer = await second.call("PUT", "/v1/directory/closing-days", {
    closingDays: ["2026-12-31", "2026-12-30", "2026-12-31"],
  })
  expect(expectStatus(answer, 200)).toEqual({ closingDays: ["2026-12-30", "2026-12-31"] })
})
