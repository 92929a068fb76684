import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { AccountImportReport } from "../../contracts/account-imports.ts"
import { FindingList, SupervisedFindingList } from "../../contracts/findings.ts"
import { Loan } from "../../contracts/loans.ts"
import type { FindingId, Person } from "../../contracts/primitives.ts"
import { Problem } from "../../contracts/problems.ts"
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
import { readFinding, stateFinding, toldOfFinding } from "../fixtures/finding-story.ts"
import { registerLoan } from "../fixtures/loan-story.ts"
import { supervisorOf } from "../fixtures/supervisor.ts"

let federation: Federation
let home: TestCenter
let second: TestCenter
let third: TestCenter
let people = 0

beforeAll(async () => {
  federation = await startFederation({ start: "2026-09-01T01:00:00.000Z" })
  home = await federation.onboard(O_ID)
  second = await federation.onboard(I_ID)
  third = await federation.onboard(THIRD_ID)
})
afterAll(() => federation.stop())

const somebody = (): { readonly person: Person; readonly no: string } => {
  people += 1
  return { person: makePerson(`findings ${people}`), no: `F${people}` }
}

const { token, tokenOf, supervise, supervised } = supervisorOf(() => federation)

const importedAccount = (person: Person, accountNo: string) => ({
  person,
  accountNo,
  accountKind: "basic",
  contributorType: "employee",
  status: "01",
  statusSince: "2020-01-02",
  openedOn: "2020-01-02",
  unitCreditCode: makeUnitCreditCode(accountNo),
})

/** A second normal account of the same person, known to its center from before the hub. */
const provokeD1 = async (): Promise<{ readonly findingId: FindingId; readonly no: string }> => {
  const { person, no } = somebody()
  await openAccount(home, person, no)
  const answer = await second.call("POST", "/v1/account-imports", {
    accounts: [importedAccount(person, `${no}-2`)],
  })
  const [line] = AccountImportReport.parse(expectStatus(answer, 200)).lines
  if (line?.finding === undefined) throw new Error("no finding")
  return { findingId: line.finding.findingId, no }
}

const idsOf = async (query: string) => {
  const answer = await second.call("GET", `/v1/findings${query}`)
  const { findings, cursor } = FindingList.parse(expectStatus(answer, 200))
  return { ids: findings.map(({ findingId }) => findingId), cursor }
}

describe("a doubt between two centers", () => {
  test("both are told, each of its own account, and nothing personal", async () => {
    const { findingId, no } = await provokeD1()
    const [toHome] = await toldOfFinding(home, findingId)
    const [toSecond] = await toldOfFinding(second, findingId)
    expect(toHome).toMatchObject({ type: "finding.opened", accountNo: no, actionNeeded: true, note: "D1" })
    expect(toSecond).toMatchObject({ type: "finding.opened", accountNo: `${no}-2`, status: "open" })
    expect(JSON.stringify([toHome, toSecond])).not.toMatch(/prs_|测试人|\d{17}[\dX]/)
    expect(await readFinding(home, findingId)).toMatchObject({ class: "D1", accountNos: [no], positions: [] })
    expect(await readFinding(second, findingId)).toMatchObject({ accountNos: [`${no}-2`] })
  })

  test("it closes when they agree, and takes nobody's account", async () => {
    const { findingId, no } = await provokeD1()
    expect(await stateFinding(home, findingId, "mistaken")).toMatchObject({ status: "open", version: 2 })
    expect(await stateFinding(second, findingId, "corrected")).toMatchObject({ status: "open", version: 3 })
    const closed = await stateFinding(home, findingId, "corrected", { ifMatch: 3 })
    expect(closed).toMatchObject({ status: "closed", conclusion: "corrected", version: 4 })
    const types = (await toldOfFinding(second, findingId)).map(({ type }) => type)
    expect(types).toEqual(["finding.opened", "finding.stated", "finding.closed"])
    expect((await toldOfFinding(home, findingId)).map(({ type }) => type)).toEqual([
      "finding.opened",
      "finding.stated",
    ])
    const body = expectStatus(await second.call("GET", `/v1/accounts/${no}-2`), 200)
    expect(body).toMatchObject({ status: "01", contested: true })
    expect(
      await home.problem("POST", `/v1/findings/${findingId}/statement`, { conclusion: "mistaken", ...staff }),
    ).toMatchObject({ type: "/problems/action-not-allowed", status: 409 })
  })

  test("another center does not learn that it exists", async () => {
    const { findingId } = await provokeD1()
    const path = `/v1/findings/${findingId}`
    const notFound = { type: "/problems/finding-not-found", status: 404 }
    expect(await third.problem("GET", path)).toMatchObject(notFound)
    const statement = { conclusion: "lawful", ...staff }
    expect(await third.problem("POST", `${path}/statement`, statement)).toMatchObject(notFound)
    const { findings } = FindingList.parse(expectStatus(await third.call("GET", "/v1/findings"), 200))
    expect(findings).toEqual([])
  })

  test("the list tells open from closed and leads from page to page", async () => {
    const { findingId: open } = await provokeD1()
    const { findingId: done } = await provokeD1()
    for (const center of [home, second]) await stateFinding(center, done, "lawful")
    expect((await idsOf("")).ids.slice(0, 2)).toEqual([done, open])
    expect((await idsOf("?status=open")).ids).not.toContain(done)
    expect((await idsOf("?status=closed")).ids).not.toContain(open)
    const first = await idsOf("?limit=1")
    expect(first.ids).toEqual([done])
    expect((await idsOf(`?limit=1&cursor=${first.cursor}`)).ids).toEqual([open])
  })

  test("two statements at once: both count, and the case closes once", async () => {
    const { findingId } = await provokeD1()
    await Promise.all([stateFinding(home, findingId, "lawful"), stateFinding(second, findingId, "lawful")])
    expect(await readFinding(home, findingId)).toMatchObject({ status: "closed", version: 3 })
    const closings = [
      ...(await toldOfFinding(home, findingId)),
      ...(await toldOfFinding(second, findingId)),
    ].filter(({ type }) => type === "finding.closed")
    expect(closings).toHaveLength(1)
  })
})

describe("two loans of one person (D4)", () => {
  test("each lender is told of its own, the supervisor sees it open until both say the same", async () => {
    const { person, no } = somebody()
    await registerLoan(home, person, { contractNo: `${no}-H` })
    const { findings } = await registerLoan(second, person, { contractNo: `${no}-S` })
    const findingId = findings.find((finding) => finding.class === "D4")?.findingId ?? ""
    expect(await toldOfFinding(home, findingId)).toMatchObject([
      { type: "finding.opened", contractNo: `${no}-H` },
    ])
    expect(await toldOfFinding(second, findingId)).toMatchObject([
      { type: "finding.opened", contractNo: `${no}-S` },
    ])
    const told = [...(await toldOfFinding(home, findingId)), ...(await toldOfFinding(second, findingId))]
    expect(JSON.stringify(told)).not.toMatch(/prs_|\d{17}[\dX]/)
    expect(await readFinding(home, findingId)).toMatchObject({
      class: "D4",
      contractNos: [`${no}-H`],
      accountNos: [],
    })
    const seen = async () => (await supervised(token())).findings.find((one) => one.findingId === findingId)
    expect(await seen()).toMatchObject({ class: "D4", positions: [] })
    await stateFinding(home, findingId, "confirmed")
    expect(await seen()).toMatchObject({ positions: [{ centerId: O_ID, conclusion: "confirmed" }] })
    await stateFinding(second, findingId, "confirmed")
    expect(await seen()).toBeUndefined()
    const loan = Loan.parse(expectStatus(await second.call("GET", `/v1/loans/${no}-S`), 200))
    expect(loan.status).toBe("unsettled")
  })
})

describe("what a statement and a list get for bad input", () => {
  test.each([
    [{ conclusion: "guilty", ...staff }, "invalid-request"],
    [{ conclusion: "lawful" }, "invalid-request"],
    [{ conclusion: "lawful", handler: "h1", reviewer: "h1" }, "same-handler-and-reviewer"],
    [{ conclusion: "lawful", ...staff, accountNo: "F1" }, "invalid-request"],
  ])("%j", async (body, problem) => {
    const { findingId } = await provokeD1()
    expect(await home.problem("POST", `/v1/findings/${findingId}/statement`, body)).toMatchObject({
      type: `/problems/${problem}`,
    })
  })

  test("a version that has passed", async () => {
    const { findingId } = await provokeD1()
    await stateFinding(second, findingId, "lawful")
    const path = `/v1/findings/${findingId}/statement`
    expect(
      await home.problem("POST", path, { conclusion: "lawful", ...staff }, { ifMatch: 1 }),
    ).toMatchObject({ type: "/problems/version-stale", status: 412 })
  })

  test.each([
    ["/v1/findings?status=solved", "invalid-request"],
    ["/v1/findings?limit=51", "invalid-request"],
    ["/v1/findings?cursor=after.x", "cursor-invalid"],
    ["/v1/findings?person=1", "invalid-request"],
    ["/v1/findings/fnd_1", "finding-not-found"],
    ["/v1/findings/fnd_01HZZZZZZZZZZZZZZZZZZZZZZZ", "finding-not-found"],
  ])("%s", async (path, problem) => {
    expect(await home.problem("GET", path)).toMatchObject({ type: `/problems/${problem}` })
  })
})

const seenBy = async (scope: string) =>
  (await supervised(await tokenOf(scope))).findings.map((seen) => seen.findingId)

describe("supervisors", () => {
  test("the nation's sees every open doubt, and of nobody's account anything", async () => {
    const { findingId, no } = await provokeD1()
    const answer = await supervise(token())
    expect(answer.status).toBe(200)
    expect(answer.headers.get("cache-control")).toBe("no-store")
    const text = await answer.text()
    const { findings } = SupervisedFindingList.parse(JSON.parse(text))
    expect(findings[0]).toMatchObject({ findingId, class: "D1", centerIds: [O_ID, I_ID], openDays: 0 })
    expect(text).not.toContain(no)
    expect(text).not.toContain("prs_")
    for (const center of [home, second]) await stateFinding(center, findingId, "lawful")
    expect((await supervised(token())).findings.map((seen) => seen.findingId)).not.toContain(findingId)
  })

  test("a province's sees what a center of the province is a party of", async () => {
    const { findingId } = await provokeD1()
    expect(await seenBy("supervision:province:210000")).toContain(findingId)
    expect(await seenBy("openid supervision:province:140000")).toContain(findingId)
    expect(await seenBy("supervision:province:320000")).toEqual([])
  })

  test.each([[undefined], ["openid"], ["supervision:province:21"], ["supervision:nationals"]])(
    "a token with scope %s is let in and sees nothing",
    async (scope) => {
      const answer = await supervise(await tokenOf(scope))
      expect(answer.status).toBe(403)
      expect(answer.headers.get("content-type")).toBe("application/problem+json")
      const problem = Problem.parse(await answer.json())
      expect(problem.type).toBe("/problems/caller-not-permitted")
      expect(JSON.stringify(problem)).not.toContain("fnd_")
    },
  )

  test("no token, a forged one and a center's signature are not let in", async () => {
    expect((await supervise(undefined)).status).toBe(401)
    expect((await supervise(`${token().slice(0, -6)}AAAAAA`)).status).toBe(401)
    expect((await home.call("GET", "/v1/supervision/findings")).status).toBe(401)
  })

  test.each([
    ["?cursor=x", "cursor-invalid"],
    ["?limit=0", "invalid-request"],
    ["?status=open", "invalid-request"],
  ])("%s", async (query, problem) => {
    const answer = await supervise(token(), query)
    expect(Problem.parse(await answer.json()).type).toBe(`/problems/${problem}`)
  })
})
