import { readFileSync } from "node:fs"
import { join } from "node:path"
import { importJWK, SignJWT } from "jose"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as z from "zod"
import { AccountImportReport } from "../../contracts/account-imports.ts"
import { Account, AccountState, HoldPlaced } from "../../contracts/accounts.ts"
import { Consent } from "../../contracts/consents.ts"
import { FindingCase, FindingList, SupervisedFindingList } from "../../contracts/findings.ts"
import { Loan, LoanCheckResponse } from "../../contracts/loans.ts"
import type { InboxMessage } from "../../contracts/messages.ts"
import type { FindingId, Person } from "../../contracts/primitives.ts"
import { Problem } from "../../contracts/problems.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
import {
  expectStatus,
  I_ID,
  letterBody,
  newReference,
  O_ID,
  openAccount,
  staff,
  startFederation,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { certified, granted } from "../fixtures/offsite-story.ts"

let federation: Federation
let home: TestCenter
let second: TestCenter
let third: TestCenter
let people = 0

beforeAll(async () => {
  // The day on which the certificates of the fixtures are issued.
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

const place = (at: TestCenter, accountNo: string, body: object) =>
  at.call("POST", `/v1/accounts/${accountNo}/holds`, {
    scope: ["closing"],
    from: "2026-01-05",
    ...body,
    ...staff,
  })

const withdrawal = (over: object = {}) => ({
  reference: newReference(),
  amount: "1000.00",
  withdrawnOn: "2026-08-03",
  withdrawalReason: "01",
  ...staff,
  ...over,
})

const read = async (at: TestCenter, findingId: string) =>
  FindingCase.parse(expectStatus(await at.call("GET", `/v1/findings/${findingId}`), 200))

const state = async (at: TestCenter, findingId: string, conclusion: string, options = {}) =>
  FindingCase.parse(
    expectStatus(
      await at.call("POST", `/v1/findings/${findingId}/statement`, { conclusion, ...staff }, options),
      200,
    ),
  )

const about = async (at: TestCenter, subjectId: string): Promise<readonly InboxMessage[]> =>
  (await at.inbox()).filter((message) => message.subjectId === subjectId)

const token = (): string => readFileSync(join(federation.hub.dataDirectory, "supervisor.token"), "utf8")

const Jwk = z.looseObject({ kty: z.string() })
const tokenOf = async (scope: string | undefined): Promise<string> => {
  const jwk = Jwk.parse(
    JSON.parse(readFileSync(join(federation.hub.dataDirectory, "issuer.jwk.json"), "utf8")),
  )
  const seconds = Math.floor(federation.hub.clock.now() / 1000)
  return new SignJWT(scope === undefined ? {} : { scope })
    .setProtectedHeader({ alg: "EdDSA" })
    .setIssuer("https://supervisors.invalid")
    .setAudience("hpf-hub")
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 600)
    .sign(await importJWK(jwk, "EdDSA"))
}

const supervise = (bearer: string | undefined, query = "") =>
  fetch(`${federation.hub.url}/v1/supervision/findings${query}`, {
    headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
  })
const supervised = async (bearer: string, query = "") =>
  SupervisedFindingList.parse(await (await supervise(bearer, query)).json())

const idsOf = async (query: string) => {
  const answer = await second.call("GET", `/v1/findings${query}`)
  const { findings, cursor } = FindingList.parse(expectStatus(answer, 200))
  return { ids: findings.map(({ findingId }) => findingId), cursor }
}

describe("a doubt between two centers", () => {
  test("both are told, each of its own account, and nothing personal", async () => {
    const { findingId, no } = await provokeD1()
    const [toHome] = await about(home, findingId)
    const [toSecond] = await about(second, findingId)
    expect(toHome).toMatchObject({ type: "finding.opened", accountNo: no, actionNeeded: true, note: "D1" })
    expect(toSecond).toMatchObject({ type: "finding.opened", accountNo: `${no}-2`, status: "open" })
    expect(JSON.stringify([toHome, toSecond])).not.toMatch(/prs_|测试人|\d{17}[\dX]/)
    expect(await read(home, findingId)).toMatchObject({ class: "D1", accountNos: [no], positions: [] })
    expect(await read(second, findingId)).toMatchObject({ accountNos: [`${no}-2`] })
  })

  test("it closes when they agree, and takes nobody's account", async () => {
    const { findingId, no } = await provokeD1()
    expect(await state(home, findingId, "mistaken")).toMatchObject({ status: "open", version: 2 })
    expect(await state(second, findingId, "corrected")).toMatchObject({ status: "open", version: 3 })
    const closed = await state(home, findingId, "corrected", { ifMatch: 3 })
    expect(closed).toMatchObject({ status: "closed", conclusion: "corrected", version: 4 })
    const types = (await about(second, findingId)).map(({ type }) => type)
    expect(types).toEqual(["finding.opened", "finding.stated", "finding.closed"])
    expect((await about(home, findingId)).map(({ type }) => type)).toEqual([
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
    for (const center of [home, second]) await state(center, done, "lawful")
    expect((await idsOf("")).ids.slice(0, 2)).toEqual([done, open])
    expect((await idsOf("?status=open")).ids).not.toContain(done)
    expect((await idsOf("?status=closed")).ids).not.toContain(open)
    const first = await idsOf("?limit=1")
    expect(first.ids).toEqual([done])
    expect((await idsOf(`?limit=1&cursor=${first.cursor}`)).ids).toEqual([open])
  })

  test("two statements at once: both count, and the case closes once", async () => {
    const { findingId } = await provokeD1()
    await Promise.all([state(home, findingId, "lawful"), state(second, findingId, "lawful")])
    expect(await read(home, findingId)).toMatchObject({ status: "closed", version: 3 })
    const closings = [...(await about(home, findingId)), ...(await about(second, findingId))].filter(
      ({ type }) => type === "finding.closed",
    )
    expect(closings).toHaveLength(1)
  })
})

const grant = async (at: TestCenter, borrower: Person, contractNo: string) =>
  Loan.parse(
    expectStatus(
      await at.call("POST", "/v1/loans", {
        contractNo,
        kind: "hpf",
        borrower,
        amount: "600000.00",
        termMonths: 360,
        yearlyRate: "0.026",
        grantedOn: "2026-09-01",
        ...staff,
      }),
      201,
    ),
  )

describe("two loans of one person (D4)", () => {
  test("each lender is told of its own, the supervisor sees it open until both say the same", async () => {
    const { person, no } = somebody()
    await grant(home, person, `${no}-H`)
    const { findings } = await grant(second, person, `${no}-S`)
    const findingId = findings.find((finding) => finding.class === "D4")?.findingId ?? ""
    expect(await about(home, findingId)).toMatchObject([{ type: "finding.opened", contractNo: `${no}-H` }])
    expect(await about(second, findingId)).toMatchObject([{ type: "finding.opened", contractNo: `${no}-S` }])
    const told = [...(await about(home, findingId)), ...(await about(second, findingId))]
    expect(JSON.stringify(told)).not.toMatch(/prs_|\d{17}[\dX]/)
    expect(await read(home, findingId)).toMatchObject({
      class: "D4",
      contractNos: [`${no}-H`],
      accountNos: [],
    })
    const seen = async () => (await supervised(token())).findings.find((one) => one.findingId === findingId)
    expect(await seen()).toMatchObject({ class: "D4", positions: [] })
    await state(home, findingId, "confirmed")
    expect(await seen()).toMatchObject({ positions: [{ centerId: O_ID, conclusion: "confirmed" }] })
    await state(second, findingId, "confirmed")
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
    await state(second, findingId, "lawful")
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

const verdictsOf = async (at: TestCenter, person: Person) => {
  const verdicts = []
  for (const purpose of ["closing", "withdrawal", "transfer"]) {
    const answer = await at.call("POST", "/v1/loan-checks", { applicants: [person], purpose })
    verdicts.push(LoanCheckResponse.parse(expectStatus(answer, 200)).verdict)
  }
  return verdicts
}

describe("withdrawals", () => {
  test("against a mark: written down, D6, and the one center's statement closes it", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    expectStatus(await place(home, no, { ground: "loanMark" }), 201)
    const answer = await home.call("POST", `/v1/accounts/${no}/withdrawals`, withdrawal())
    const { finding, version } = AccountState.parse(expectStatus(answer, 201))
    expect(finding).toMatchObject({ class: "D6" })
    expect(version).toBe(3)
    const findingId = finding?.findingId ?? ""
    expect(await about(home, findingId)).toMatchObject([
      { type: "finding.opened", accountNo: no, note: "D6" },
    ])
    expect(await read(home, findingId)).toMatchObject({ centerIds: [O_ID], accountNos: [no] })
    const { findings } = await supervised(token())
    expect(findings.map((seen) => seen.findingId)).toContain(findingId)
    expect(await state(home, findingId, "confirmed")).toMatchObject({ status: "closed" })
  })

  test("against the mark of an off-site loan: only its repayment is none, and the lender hears of the rest", async () => {
    const { accountNo, contractNo, offsiteLoanId } = await granted(second, home)
    const path = `/v1/accounts/${accountNo}/withdrawals`
    const repays = { centerId: I_ID, contractNo }
    const paying = (over: object) =>
      home.call("POST", path, withdrawal({ withdrawnOn: "2026-09-01", ...over }))
    const repayment = { withdrawalReason: "06", repays }
    // What left before the account was marked went against no mark.
    for (const over of [repayment, { withdrawnOn: "2026-08-31" }])
      expect(expectStatus(await paying(over), 201)).not.toHaveProperty("finding")
    const elsewhere = { ...repays, contractNo: "another" }
    const { balance } = Loan.parse(expectStatus(await second.call("GET", `/v1/loans/${contractNo}`), 200))
    const more = balance.replace(/.$/, "1")
    for (const over of [
      {},
      { withdrawalReason: "06" },
      { ...repayment, repays: elsewhere },
      { ...repayment, amount: more },
    ]) {
      const answer = expectStatus(await paying(over), 201)
      const { finding } = AccountState.parse(answer)
      expect(finding).toMatchObject({ class: "D6" })
      const findingId = finding?.findingId ?? ""
      const [toLender] = await about(second, findingId)
      expect(toLender).toMatchObject({ type: "finding.opened", contractNo, note: "D6", centerId: O_ID })
      expect(toLender).not.toHaveProperty("accountNo")
      expect(await read(second, findingId)).toMatchObject({ accountNos: [], contractNos: [contractNo] })
      expect(await read(home, findingId)).toMatchObject({ accountNos: [accountNo], contractNos: [] })
    }
    const { holds } = Account.parse(expectStatus(await home.call("GET", `/v1/accounts/${accountNo}`), 200))
    const mark = holds.find(({ ground }) => ground === "loanMark")
    expect(
      await home.problem("POST", `/v1/accounts/${accountNo}/holds/${mark?.holdId}/release`, {
        releasedOn: "2026-09-01",
        ...staff,
      }),
    ).toMatchObject({ type: "/problems/account-held", rule: "TRF-020", caseId: offsiteLoanId })
  })

  test("a loan check says what the acts do: a mark follows a transfer, and a withdrawal against it is told", async () => {
    const { person } = await granted(second, home)
    expect(await verdictsOf(home, person)).toEqual(["blocked", "review", "review"])
    const { person: marked, no } = somebody()
    await openAccount(home, marked, no)
    expectStatus(await place(home, no, { ground: "loanMark" }), 201)
    expect(await verdictsOf(home, marked)).toEqual(["blocked", "review", "blocked"])
    const letter = { ...letterBody(marked), fromAccountNo: no, toAccountNo: `${no}-NEW` }
    await openAccount(second, marked, letter.toAccountNo, { status: "02" })
    expect(await second.problem("POST", "/v1/transfers", letter)).toMatchObject({
      type: "/problems/loan-mark",
    })
  })

  test("a certificate bars every withdrawal", async () => {
    const { accountNo, offsiteLoanId, person } = await certified(second, home)
    expect(await verdictsOf(home, person)).toEqual(["blocked", "blocked", "blocked"])
    expect(await home.problem("POST", `/v1/accounts/${accountNo}/withdrawals`, withdrawal())).toMatchObject({
      type: "/problems/account-held",
      caseId: offsiteLoanId,
    })
  })

  test("a repayment from an account marked by hand, and any from an unmarked one, is no finding", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const path = `/v1/accounts/${no}/withdrawals`
    expect(expectStatus(await home.call("POST", path, withdrawal()), 201)).not.toHaveProperty("finding")
    expectStatus(await place(home, no, { ground: "loanMark" }), 201)
    const repayment = withdrawal({ withdrawalReason: "06" })
    expect(expectStatus(await home.call("POST", path, repayment), 201)).not.toHaveProperty("finding")
  })

  test("what bad input gets", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const path = `/v1/accounts/${no}/withdrawals`
    const used = withdrawal()
    expectStatus(await home.call("POST", path, used), 201)
    const slugOf = async (body: object, at = home, options = {}) =>
      (await at.problem("POST", path, body, options)).type
    expect(await slugOf(used)).toBe("/problems/payment-reference-used")
    expect(await slugOf(withdrawal(), second)).toBe("/problems/account-not-found")
    expect(await slugOf(withdrawal({ withdrawnOn: "2199-01-01" }))).toBe("/problems/invalid-request")
    expect(await slugOf(withdrawal({ withdrawnOn: "2019-12-31" }))).toBe("/problems/invalid-request")
    expect(await slugOf(withdrawal({ amount: "-1.00" }))).toBe("/problems/invalid-request")
    expect(await slugOf(withdrawal({ withdrawalReason: "10" }))).toBe("/problems/invalid-request")
    expect(await slugOf(withdrawal({ reviewer: staff.handler }))).toBe("/problems/same-handler-and-reviewer")
    expect(await slugOf(withdrawal(), home, { ifMatch: 1 })).toBe("/problems/version-stale")
    const placed = await place(home, no, { ground: "other", scope: ["withdrawal"] })
    const { holdId } = HoldPlaced.parse(expectStatus(placed, 201))
    expect(await slugOf(withdrawal())).toBe("/problems/account-held")
    const released = { releasedOn: "2026-08-03", ...staff }
    expectStatus(await home.call("POST", `/v1/accounts/${no}/holds/${holdId}/release`, released), 200)
    const closure = { closedOn: "2026-08-03", withdrawalReason: "03", ...staff }
    expectStatus(await home.call("POST", `/v1/accounts/${no}/closure`, closure), 200)
    expect(await slugOf(withdrawal())).toBe("/problems/account-status-conflict")
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
    for (const center of [home, second]) await state(center, findingId, "lawful")
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

describe("consents", () => {
  test("the home center gives a code that dies at midnight in China", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const body = { person, purpose: "offsiteLoan", grantedTo: I_ID, verifiedBy: "face" }
    const answer = await home.call("POST", "/v1/consents", body)
    const consent = Consent.parse(expectStatus(answer, 201))
    expect(consent).toMatchObject({ purpose: "offsiteLoan", grantedTo: I_ID })
    const now = federation.hub.clock.now()
    const left = Date.parse(consent.expiresAt) - now
    expect(consent.expiresAt).toMatch(/T16:00:00\.000Z$/)
    expect(left > 0 && left <= 86_400_000).toBe(true)
  })

  test("what bad input gets", async () => {
    const { person, no } = somebody()
    await openAccount(home, person, no)
    const body = { person, purpose: "loanQuote", verifiedBy: "counter", handler: "h1" }
    const slugOf = async (over: object, at = home) =>
      (await at.problem("POST", "/v1/consents", { ...body, ...over })).type
    expect(await slugOf({}, second)).toBe("/problems/account-not-found")
    expect(await slugOf({ grantedTo: O_ID })).toBe("/problems/invalid-request")
    expect(await slugOf({ grantedTo: "990000000000000" })).toBe("/problems/unknown-center")
    expect(await slugOf({ purpose: "curiosity" })).toBe("/problems/invalid-request")
    expect(await slugOf({ person: { ...person, documentNumber: "110101199001011234" } })).toBe(
      "/problems/invalid-request",
    )
  })
})
