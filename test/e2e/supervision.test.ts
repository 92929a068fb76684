import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccountState } from "../../contracts/accounts.ts"
import { Problem } from "../../contracts/problems.ts"
import { METRICS, metricNames } from "../../contracts/supervision-metrics.ts"
import {
  EscalationList,
  SupervisedCaseDetail,
  SupervisedCaseList,
  SupervisionOverview,
  SupervisionTable,
} from "../../contracts/supervision.ts"
import { UnmatchedFunds } from "../../contracts/unmatched-funds.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
import {
  actOn,
  centerOf,
  expectStatus,
  I_ID,
  newReference,
  O_ID,
  openAccount,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { chinaDay, moving, sendLetter, transferWhole } from "../fixtures/transfer-story.ts"
import { supervisorOf } from "../fixtures/supervisor.ts"

let federation: Federation
let O: TestCenter
let I: TestCenter
let third: TestCenter
const { token, tokenOf } = supervisorOf(() => federation)

const ask = async (path: string, bearer = token()): Promise<Response> =>
  fetch(`${federation.hub.url}/v1/supervision/${path}`, { headers: { authorization: `Bearer ${bearer}` } })

const table = async (path: string, bearer?: string): Promise<SupervisionTable> =>
  SupervisionTable.parse(await (await ask(path, bearer)).json())

beforeAll(async () => {
  federation = await startFederation({ schedulePeriodFloorMs: 6 * 3_600_000 })
  O = await federation.onboard(O_ID)
  I = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
  for (const [from, to] of [
    [O, I],
    [O, I],
    [I, third],
  ] as const)
    await transferWhole(from, to, await moving(from, to), federation.hub.clock.now())
  await federation.hub.settle()
})
afterAll(() => federation?.stop())

const year = "from=2026-01-01&to=2026-12-31"

describe("figures", () => {
  it("of the nation count a transfer once, of centers by what they are to it", async () => {
    const nation = await table(`transfers?${year}`)
    expect(nation.rows[0]?.figures).toMatchObject({
      requested: 3,
      completed: 3,
      amount: "158142.18",
      completionRate: "1.000000",
    })
    const centers = await table(`transfers?${year}&by=center`)
    expect(centers.rows.map(({ key }) => key)).toEqual([I_ID, O_ID, THIRD_ID])
    expect(centers.rows.find(({ key }) => key === O_ID)?.figures).toMatchObject({
      "out.requested": 2,
      "out.amount": "105428.12",
    })
    expect(centers.total).toBeUndefined()
    const day = new Date(federation.hub.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    expect((await table(`transfers?${year}&by=day`)).rows.map(({ key }) => key)).toEqual([day])
  })

  it("of each metric are a table, by each breakdown that it has, and a file", async () => {
    for (const metric of metricNames)
      for (const by of METRICS[metric].by) {
        const told = await table(`${metric}?${year}&by=${by}`)
        expect([told.metric, told.by]).toEqual([metric, by])
        for (const { figures } of told.rows)
          for (const name of Object.keys(figures))
            expect(
              told.columns.map((column) => column.name),
              `${metric} by ${by}`,
            ).toContain(name)
      }
    const file = await ask(`flows?${year}&format=csv`)
    expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect(file.headers.get("content-disposition")).toContain("flows-total-2026-01-01-2026-12-31.csv")
    const lines = Buffer.from(await file.arrayBuffer())
      .toString("utf8")
      .split("\r\n")
    expect(lines[1]).toContain(`${O_ID}>${I_ID}`)
    expect(lines[1]).toContain("105428.12")
  })

  it("of money without a letter stand until it is settled, at both its centers", async () => {
    const day = new Date(federation.hub.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const body = { payingCenterId: O_ID, amount: "12.34", receivedOn: day, bankSerial: "UM-1", ...staff }
    const funds = UnmatchedFunds.parse(
      expectStatus(await third.call("POST", "/v1/unmatched-funds", body), 201),
    )
    await federation.hub.settle()
    expect((await table("unmatched?by=age")).rows).toEqual([
      { key: "00-03", figures: { count: 1, amount: "12.34" } },
    ])
    expect((await table("unmatched?by=center")).rows.map(({ key, figures }) => [key, figures])).toEqual([
      [O_ID, { "payer.count": 1, "payer.amount": "12.34" }],
      [THIRD_ID, { "payee.count": 1, "payee.amount": "12.34" }],
    ])
    const back = { outcome: "returned", reference: newReference(), ...staff }
    const path = `/v1/unmatched-funds/${funds.unmatchedFundsId}/explanation`
    expectStatus(await third.call("POST", path, back), 200)
    await federation.hub.settle()
    expect((await table("unmatched?by=center")).rows).toEqual([])
  })

  it("of the first page are those of the metrics, and the flows between cities", async () => {
    const overview = SupervisionOverview.parse(await (await ask(`overview?${year}`)).json())
    expect(overview.headline).toMatchObject({
      "transfers.requested": 3,
      "transfers.amount": "158142.18",
      "legs.onTimeShare": "1.000000",
    })
    expect(overview.flows[0]).toEqual({ from: O_ID, to: I_ID, count: 2, amount: "105428.12" })
    expect(overview.months).toHaveLength(1)
  })

  it("tell what the operator did, what calls were refused, and what the hub spent", async () => {
    const [operator, cost] = [
      await table(`operatorActs?${year}&by=slice`),
      await table(`cost?${year}&by=slice`),
    ]
    expect(operator.rows.find(({ key }) => key === "onboardCenter")?.figures).toEqual({ count: 3 })
    expect(cost.rows.find(({ key }) => key === "transfer")?.figures).toMatchObject({ commits: 12, cases: 3 })
    const person = makePerson("refused")
    await openAccount(O, person, "FIRST")
    const second = {
      person,
      accountNo: "SECOND",
      accountKind: "basic",
      contributorType: "employee",
      status: "01",
      openedOn: "2020-01-02",
      unitCreditCode: makeUnitCreditCode("SECOND"),
    }
    expect(AccountState.parse(expectStatus(await I.call("POST", "/v1/accounts", second), 201)).status).toBe(
      "X2",
    )
    expect((await I.problem("POST", "/v1/accounts", second)).type).toBe("/problems/account-exists")
    // Whoever knows a center's key by name cannot have it look bad.
    const forger = centerOf(federation.hub, I_ID, makeSigningJwk("Ed25519", I.key.kid), true)
    expect((await forger.call("POST", "/v1/accounts", second)).status).toBe(401)
    await federation.hub.settle()
    const rejected = await table(`rejections?${year}&by=slice&center=${I_ID}`)
    expect(rejected.rows).toMatchObject([{ key: "account-exists", figures: { count: 1 } }])
    expect((await table(`duplicates?${year}`)).rows[0]?.figures).toMatchObject({ prevented: 1 })
  })
})

describe("what is asked wrongly", () => {
  it.each([
    ["transfers?from=2025-01-01&to=2026-12-31", 400, "range-too-long", "from"],
    ["transfers?from=2026-02-01&to=2026-01-01", 400, "range-too-long", "from"],
    ["transfers?by=age", 400, "invalid-request", "by"],
    ["transfers?by=1", 400, "invalid-request", "by"],
    ["transfers?format=xls", 400, "invalid-request", "format"],
    ["transfers?province=12", 400, "invalid-request", "province"],
    ["transfers?province=210000&center=210100000000000", 400, "invalid-request", "center"],
    ["cost?province=210000", 400, "invalid-request", "province"],
    ["cases?late=maybe", 400, "invalid-request", "late"],
    ["cases?late=yes&cursor=x", 400, "cursor-invalid", "cursor"],
    ["secrets", 404, "metric-unknown", undefined],
    ["cases/trf_01K9A3V8Q4T6W8Y0Z2B4D6F8H0", 404, "case-not-found", undefined],
  ])("%s: %d", async (path, status, slug, field) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    const problem = Problem.parse(await answer.json())
    expect([problem.type, problem.field]).toEqual([`/problems/${slug}`, field])
  })

  it("a token sees what its scope covers, and hears nothing of the rest", async () => {
    const liaoning = await tokenOf("supervision:province:210000")
    expect((await table(`transfers?${year}&province=210000`, liaoning)).rows).toHaveLength(1)
    expect((await table(`transfers?${year}&by=center&province=210000`, liaoning)).rows).toMatchObject([
      { key: O_ID },
    ])
    for (const path of [
      "transfers",
      "overview",
      `transfers?province=140000`,
      `cases?center=${I_ID}`,
      "escalations",
    ]) {
      const refused = await ask(path, liaoning)
      expect([path, refused.status]).toEqual([path, 403])
      expect(Problem.parse(await refused.json())).toMatchObject({ rule: "SUP-002" })
    }
    const stranger = await tokenOf("supervision:federation:fed_01K9A3V8Q4T6W8Y0Z2B4D6F8H0")
    expect((await ask("transfers", stranger)).status).toBe(403)
    expect((await ask(`transfers?center=${O_ID}`, stranger)).status).toBe(403)
  })
})

const listed = async (query = "") =>
  SupervisedCaseList.parse(await (await ask(`cases?late=yes${query}`)).json()).cases
const escalated = async () => EscalationList.parse(await (await ask("escalations")).json()).escalations[0]

describe("cases", () => {
  it("are listed for a center and followed to their course, without the person", async () => {
    const list = SupervisedCaseList.parse(await (await ask(`cases?center=${O_ID}`)).json())
    expect(list.cases).toHaveLength(2)
    const [first] = list.cases
    expect(first).toMatchObject({ kind: "transfer", status: "completed", asking: I_ID, answering: O_ID })
    const detail = await (await ask(`cases/${first?.caseId}`)).text()
    expect(SupervisedCaseDetail.parse(JSON.parse(detail)).history.map(({ event }) => event)).toEqual([
      "letter",
      "letter-confirmation",
      "statement",
      "completion",
    ])
    expect(detail).not.toMatch(/OLD|NEW|示例|prs_/)
  })

  it("that are late are listed until they end, and their escalation stays in the inbox", async () => {
    const { hub } = federation
    const late = await sendLetter(O, I, await moving(O, I), { appliedOn: chinaDay(hub.clock.now()) })
    await hub.clock.advance(12 * 86_400_000)
    await hub.settle()
    expect(await listed()).toMatchObject([{ caseId: late.transferId, waitsFor: O_ID }])
    expect(await listed(`&center=${THIRD_ID}`)).toEqual([])
    expect((await table("openCases")).rows[0]?.figures).toMatchObject({ transfer: 1, late: 1 })
    const ages = await table("openCases?by=age")
    expect(ages.rows.map(({ key }) => key)).toEqual(["11-30"])
    const first = await escalated()
    const told = { type: "transfer.escalated", caseId: late.transferId, leg: "confirmation" }
    expect(first).toMatchObject({ ...told, centerIds: [O_ID, I_ID] })
    await actOn(O, late.transferId, "letter-confirmation")
    await actOn(O, late.transferId, "refusal", { reasonCode: "account-not-found" })
    // The other must act now; who was late then stays who was late.
    expect(await escalated()).toEqual(first)
    await actOn(I, late.transferId, "refusal-acknowledgement")
    await hub.settle()
    expect(await listed()).toEqual([])
  })
})
