import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { LoanQuoteResponse } from "../../../contracts/loan-quotes.ts"
import { PolicyPack } from "../../../contracts/policies.ts"
import { PolicyState } from "../../../contracts/policy-reference.ts"
import { makePerson } from "../../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  letterBody,
  O_ID,
  openAccount,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../../fixtures/federation.ts"

// Packs as data, and quotes over the record that the hub holds.

const pack = PolicyPack.parse(
  JSON.parse(
    readFileSync(new URL(`../../../contracts/starter/policies/${I_ID}.json`, import.meta.url), "utf8"),
  ),
)
const path = `/v1/policies/${pack.effectiveFrom}`

let federation: Federation
let jincheng: TestCenter
let shenyang: TestCenter
let suzhou: TestCenter

beforeAll(async () => {
  federation = await startFederation()
  ;[jincheng, shenyang, suzhou] = await Promise.all([
    federation.onboard(I_ID),
    federation.onboard(O_ID),
    federation.onboard(THIRD_ID),
  ])
  expectStatus(await jincheng.call("PUT", path, pack), 201)
}, 180_000)

afterAll(() => federation?.stop())

describe("a policy pack", () => {
  test("is stored as it came, and named by its hash", async () => {
    const state = PolicyState.parse(expectStatus(await jincheng.call("PUT", path, pack), 201))
    expect(state.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(
      expectStatus(await suzhou.call("GET", `/v1/policies/${I_ID}?on=${pack.effectiveFrom}`), 200),
    ).toEqual(pack)
  })

  test.each([
    ["another center's", () => suzhou, path, pack, { code: "3024", rule: "POL-001", field: "/centerId" }],
    [
      "another first day than the path's",
      () => jincheng,
      "/v1/policies/2026-12-01",
      pack,
      { code: "3024", rule: "POL-001", field: "/effectiveFrom" },
    ],
    [
      "other content for days that have begun",
      () => jincheng,
      path,
      { ...pack, version: 2 },
      { code: "3024", rule: "POL-002", field: "/effectiveFrom" },
    ],
    [
      "a figure without source",
      () => jincheng,
      path,
      { ...pack, sources: pack.sources.map((source) => ({ ...source, id: "none" })).slice(0, 1) },
      { code: "3024", rule: "POL-001", field: "/sources" },
    ],
    [
      "an end before its beginning",
      () => jincheng,
      path,
      { ...pack, effectiveTo: "2019-01-01" },
      { code: "3024", rule: "POL-002", field: "/effectiveTo" },
    ],
    [
      "a field that no pack has",
      () => jincheng,
      path,
      { ...pack, extra: 1 },
      { code: "3006", rule: "VAL-007", field: "/extra" },
    ],
  ])("with %s is refused", async (_, center, target, body, problem) => {
    expect(await center().problem("PUT", target, body)).toMatchObject(problem)
  })

  test("that has not begun may be replaced by a higher version", async () => {
    const future = { ...pack, effectiveFrom: "2027-03-01" }
    expectStatus(await jincheng.call("PUT", "/v1/policies/2027-03-01", future), 201)
    expect(
      await jincheng.problem("PUT", "/v1/policies/2027-03-01", { ...future, effectiveTo: "2027-12-31" }),
    ).toMatchObject({ field: "/version" })
    expectStatus(
      await jincheng.call("PUT", "/v1/policies/2027-03-01", { ...future, version: pack.version + 1 }),
      201,
    )
    expect((await jincheng.call("GET", `/v1/policies/${I_ID}?on=2027-03-01`)).body).toMatchObject({
      version: pack.version + 1,
    })
  })

  test("is neither guessed nor stretched", async () => {
    expect((await jincheng.problem("GET", `/v1/policies/${THIRD_ID}`)).code).toBe("3022")
    expect((await jincheng.problem("GET", `/v1/policies/${I_ID}?on=1999-01-01`)).code).toBe("3023")
  })
})

const local = (over: Readonly<Record<string, unknown>>) => ({
  accountKind: "basic",
  origin: { kind: "local" },
  interest: "0.00",
  subsidy: "0.00",
  ...over,
})

const golden1 = [
  local({
    contributorType: "employee",
    from: "2023-01",
    to: "2025-06",
    principal: "55800.00",
    contributions: "55800.00",
    monthlyContribution: "1860.00",
  }),
  local({
    contributorType: "flexible",
    from: "2025-05",
    to: "2026-06",
    principal: "16800.00",
    contributions: "16800.00",
    monthlyContribution: "1200.00",
  }),
]

const quoteOf = (person: ReturnType<typeof makePerson>, over: Readonly<Record<string, unknown>> = {}) => ({
  centerId: I_ID,
  on: "2026-11-21",
  applicants: [{ person }],
  price: "2000000.00",
  termMonths: 360,
  firstHome: true,
  monthlyIncome: "20000.00",
  ...over,
})

describe("a loan quote", () => {
  test("counts the union of months and the sum of balances (golden case 1)", async () => {
    const person = makePerson("quoted", 1990)
    const opened = await openAccount(jincheng, person, "Q1")
    expectStatus(
      await jincheng.call(
        "PUT",
        "/v1/accounts/Q1/segments",
        { segments: golden1 },
        { ifMatch: opened.version },
      ),
      200,
    )
    const quote = LoanQuoteResponse.parse(
      expectStatus(await jincheng.call("POST", "/v1/loan-quotes", quoteOf(person)), 200),
    )
    expect(quote).toMatchObject({
      months: { cumulative: 42, doubled: ["2025-05", "2025-06"] },
      balance: "72600.00",
      findings: [{ class: "D3", applicant: 1 }],
      policy: { centerId: I_ID, effectiveFrom: pack.effectiveFrom },
    })
    expect(quote.steps.length).toBeGreaterThan(2)
  })

  test("does not read another center's record without a live case", async () => {
    const person = makePerson("elsewhere", 1990)
    const opened = await openAccount(shenyang, person, "OLD1", { status: "02" })
    expectStatus(
      await shenyang.call(
        "PUT",
        "/v1/accounts/OLD1/segments",
        { segments: golden1 },
        { ifMatch: opened.version },
      ),
      200,
    )
    expect(await jincheng.problem("POST", "/v1/loan-quotes", quoteOf(person))).toMatchObject({
      code: "3031",
      rule: "QUO-002",
      field: "/applicants/0/person",
    })
    expect(
      await jincheng.problem("POST", "/v1/loan-quotes", quoteOf(makePerson("unknown", 1990))),
    ).toMatchObject({ code: "3031" })

    await openAccount(jincheng, person, "NEW1")
    const alone = LoanQuoteResponse.parse(
      expectStatus(await jincheng.call("POST", "/v1/loan-quotes", quoteOf(person)), 200),
    )
    expect(alone.balance).toBe("0.00")
    expectStatus(await jincheng.call("POST", "/v1/transfers", letterBody(person)), 201)
    const both = LoanQuoteResponse.parse(
      expectStatus(await jincheng.call("POST", "/v1/loan-quotes", quoteOf(person)), 200),
    )
    expect(both).toMatchObject({ months: { cumulative: 42 }, balance: "72600.00" })
    expect((await suzhou.problem("POST", "/v1/loan-quotes", quoteOf(person))).code).toBe("3031")
  })

  test.each([
    ["an unknown center", { centerId: "999999999999999" }, { code: "3010", field: "/centerId" }],
    ["a center without policy", { centerId: THIRD_ID }, { code: "3022" }],
    ["a day that no pack covers", { on: "1999-01-01" }, { code: "3023", field: "/on" }],
    ["nobody", { applicants: [] }, { code: "3006", rule: "QUO-001", field: "/applicants" }],
  ])("for %s is refused", async (_, over, problem) => {
    expect(
      await jincheng.problem("POST", "/v1/loan-quotes", quoteOf(makePerson("quoted", 1990), over)),
    ).toMatchObject(problem)
  })
})
