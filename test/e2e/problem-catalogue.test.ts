import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { keys } from "../../contracts/table.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import type { Person } from "../../contracts/primitives.ts"
import { PROBLEMS, problemSlugs, type ProblemSlug } from "../../contracts/problems.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"
import { publicPart } from "../../functions/security/algorithms.ts"
import { makePerson } from "../../tools/make-person.ts"
import { badForms, badMatters, badSignatures, openingBody } from "../fixtures/bad-calls.ts"
import { applied, buildScene, signerOf, suspendedId, type Scene } from "../fixtures/bad-input-scene.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  letterBody,
  O_ID,
  openAccount,
  segments,
  staff,
  statementBody,
  THIRD_ID,
  type TestCenter,
} from "../fixtures/federation.ts"
import { uploadFile } from "../fixtures/batch-story.ts"
import { changjiBody } from "../fixtures/flexible-packs.ts"
import { announce, contentOf, deposit, letGo, receiptOf } from "../fixtures/document-story.ts"
import { loanPack } from "../fixtures/loan-pack.ts"
import {
  actOnOffsite,
  certificationBody,
  certified,
  consentOf,
  grantBody,
  requestBody,
  requested,
  reserve,
} from "../fixtures/offsite-story.ts"
import { months, transferPack } from "../fixtures/policies.ts"
import { exampleRequest } from "../fixtures/report-figures.ts"
import {
  joinRuledCenter,
  provokeAgreements,
  provokeDecisions,
  provokeRequests,
} from "../fixtures/service-problems.ts"
import { contributor, jointPurchase, serviceBody } from "../fixtures/service-story.ts"
import { rawCaller, type RawAnswer, type RawCall, type Signer } from "../fixtures/raw-call.ts"
import {
  bearLoanMark,
  chinaDay,
  moving,
  paidOn,
  sendLetter,
  transferWhole,
} from "../fixtures/transfer-story.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

/** Problems that no call of a running hub can be made to meet, each with where it is proved instead. */
const provedElsewhere: Readonly<Partial<Record<ProblemSlug, string>>> = {
  "internal-error": "a fault of the database is injected: test/unit/edge/run-command.test.ts",
  busy: "a database that stays throttled is injected: test/unit/edge/run-command.test.ts",
  "federation-not-found": "test/e2e/federations.test.ts",
  "federation-content-differs": "test/e2e/federations.test.ts",
  "federation-not-member": "test/e2e/federations.test.ts",
  "federation-already-accepted": "test/e2e/federations.test.ts",
  "federation-version-over": "test/unit/federation/bound-members.test.ts",
  "federation-not-bound": "test/e2e/federations.test.ts",
  "federation-unchanged": "test/e2e/federations.test.ts",
  "federation-contradicts-nation": "test/e2e/federations.test.ts",
  "federation-validity-overlaps": "test/e2e/federations.test.ts",
  "federation-too-large": "test/unit/federation/propose-federation.test.ts",
  "warning-not-found": "test/e2e/warnings.test.ts",
  "case-not-found": "test/e2e/supervision.test.ts",
  "metric-unknown": "test/e2e/supervision.test.ts",
  "range-too-long": "test/e2e/supervision.test.ts",
  "scope-not-permitted": "test/e2e/supervision.test.ts",
  "warning-key-used": "test/e2e/warnings.test.ts",
  "warning-objected": "test/e2e/warnings.test.ts",
  "warning-scope-unknown": "test/e2e/warnings.test.ts",
  "warning-period-invalid": "test/e2e/warnings.test.ts",
  "warning-exists": "test/e2e/warnings.test.ts",
  "warning-subject-differs": "test/e2e/warnings.test.ts",
  "investigation-not-found": "test/e2e/investigations.test.ts",
  "investigation-not-shared": "test/e2e/investigations.test.ts",
  "notice-not-found": "test/e2e/investigations.test.ts",
  "notice-not-shared": "test/e2e/investigations.test.ts",
  "notice-region-foreign": "test/e2e/investigations.test.ts",
  "notice-period-invalid": "test/e2e/investigations.test.ts",
  "too-many-requests": "the gateway throttles, unsigned and without a body of ours: test/integration/runtime",
  "desk-link-invalid": "a call without a signature: test/e2e/desk.test.ts",
  "center-succeeded": "a center has merged away: test/e2e/succession.test.ts",
  "not-successor": "a center has merged away: test/e2e/succession.test.ts",
  "succession-not-found": "a merger is accepted and cancelled: test/e2e/succession.test.ts",
  "succession-exists": "a second merger: test/e2e/succession.test.ts",
  "successor-not-eligible": "a merger in a circle: test/e2e/succession.test.ts",
  "token-invalid":
    "the gateway's authorizer answers, unsigned and without a body of ours: test/e2e/route-matrix.test.ts",
}

const noTransfer = "trf_01JD0000000000000000000000"

const post = (target: string, body: unknown = {}): RawCall => ({ method: "POST", target, body })

const put = (target: string, body: unknown, headers: Readonly<Record<string, string>> = {}): RawCall => ({
  method: "PUT",
  target,
  body,
  headers,
})

const get = (target: string): RawCall => ({ method: "GET", target })

const by = (center: TestCenter): Signer => signerOf(center)

const center = (over: object) => ({
  centerId: "990100000000001",
  name: "测试中心",
  kind: "center",
  settlesOwnBooks: true,
  provinceCode: "990000",
  validFrom: "2020-01-01",
  ...over,
})

const quote = (over: object): RawCall => ({
  ...post("/v1/loan-quotes", {
    centerId: O_ID,
    on: applied,
    applicants: [{ person: makePerson("catalogue-accounts") }],
    price: "1000000.00",
    termMonths: 360,
    firstHome: true,
    monthlyIncome: "10000.00",
    ...over,
  }),
  headers: { "idempotency-key": undefined },
})

const onAccount = (accountNo: string, action: string, body: object = {}) =>
  post(`/v1/accounts/${accountNo}/${action}`, { ...staff, ...body })

const onCase = (transferId: string, action: string, body: object = {}) =>
  post(`/v1/transfers/${transferId}/${action}`, { ...staff, ...body })

const onOffsite = (offsiteLoanId: string, action: string, body: object = {}) =>
  post(`/v1/offsite-loans/${offsiteLoanId}/${action}`, { ...staff, ...body })

const loan = (contractNo: string, borrower: Person, over: object = {}) => ({
  contractNo,
  kind: "hpf",
  amount: "1000.00",
  termMonths: 12,
  yearlyRate: "0.026",
  grantedOn: applied,
  borrower,
  ...staff,
  ...over,
})

const onCaseless = (id: string) =>
  post(`/v1/unmatched-funds/${id}/explanation`, { outcome: "explained", transferId: noTransfer, ...staff })

const subsidyPaid = (over: object) =>
  onAccount("FLEXIBLE", "subsidies", {
    kind: "contribution",
    amount: "6.00",
    paidOn: "2011-01-15",
    ...over,
  })

const interest = (over: object): RawCall => ({
  ...post("/v1/interest-quotes", {
    openingBalance: "1.00",
    openedOn: "2026-01-01",
    movements: [],
    closedOn: "2026-02-01",
    ...over,
  }),
  headers: { "idempotency-key": undefined },
})

describe("the catalogue of problems", () => {
  const provoked = new Set<ProblemSlug>()
  let scene: Scene
  let send: ReturnType<typeof rawCaller>
  let table: ReturnType<typeof wholeTable>

  beforeAll(async () => {
    scene = await buildScene()
    send = rawCaller(scene.federation.hub)
    table = wholeTable(scene.federation.hub)
  })
  afterAll(async () => {
    table.close()
    await scene.federation.stop()
  })

  const now = () => scene.federation.hub.clock.now()
  const note = (answer: RawAnswer): void => {
    const slug = problemSlugs.find((known) => known === answer.slug)
    if (slug !== undefined) provoked.add(slug)
  }

  /** Makes a call and expects its problem, with the status and code of the catalogue. */
  const provoke = async (slug: ProblemSlug, signer: Signer, call: RawCall, about: object = {}) => {
    const answer = await send(signer, call)
    const { status, code } = PROBLEMS[slug]
    expect(answer.problem, `${slug}: ${answer.text}`).toMatchObject({
      type: `/problems/${slug}`,
      status,
      code,
      ...about,
    })
    expect(answer.status).toBe(status)
    note(answer)
  }
  const letter = (over: object) =>
    post(
      "/v1/transfers",
      letterBody(scene.movable.person, {
        fromAccountNo: scene.movable.oldNo,
        toAccountNo: scene.movable.newNo,
        appliedOn: applied,
        ...over,
      }),
    )

  it("what bad input provokes", async () => {
    for (const bad of [...badForms(scene), ...badMatters(scene), ...badSignatures(scene)]) {
      const answer = await send(bad.signer, bad.call)
      expect.soft(answer.slug, bad.name).toBe(bad.problem)
      note(answer)
    }
  })

  it("messages, callers and routes", async () => {
    const { I, O, operator } = scene
    const restricted = signerOf(I, scene.keys.restricted)
    const account = { bankName: "示范银行", accountName: "测试中心", accountNumber: "99001405000001" }
    await provoke("key-restricted", restricted, put("/v1/directory/receiving-account", account), {
      rule: "DIR-004",
    })
    await provoke("key-restricted", restricted, { method: "DELETE", target: "/v1/directory/keys/key-fresh" })
    await provoke(
      "caller-not-permitted",
      by(I),
      post(`/v1/directory/centers/${O_ID}/suspension`, { reason: "无权" }),
    )
    await provoke("caller-not-permitted", operator, post("/v1/accounts", openingBody(scene)))
    await provoke("not-found", by(I), get("/v1/nowhere"))
    await provoke("method-not-allowed", by(I), { method: "DELETE", target: "/v1/transfers" })
    const open = (accountNo: string, idempotencyKey: string, jti: string) => ({
      ...post("/v1/accounts", { ...openingBody(scene, { accountNo }), person: makePerson(accountNo) }),
      headers: { "idempotency-key": idempotencyKey },
      claims: { jti },
    })
    expect((await send(by(O), open("CAT1", "catalogue-1", "CCCCCCCCCCCCCCCCCCCCCA"))).status).toBe(201)
    await provoke("message-replayed", by(O), open("CAT2", "catalogue-2", "CCCCCCCCCCCCCCCCCCCCCA"))
    await provoke("idempotency-key-reused", by(O), open("CAT3", "catalogue-1", "CCCCCCCCCCCCCCCCCCCCCQ"))
  })

  it("the directory", async () => {
    const { I, operator, federation } = scene
    await provoke("center-exists", operator, post("/v1/directory/centers", center({ centerId: I_ID })), {
      field: "/centerId",
    })
    await provoke("center-not-found", by(I), get("/v1/directory/centers/990000000000000"))
    await provoke(
      "standing-unchanged",
      operator,
      post(`/v1/directory/centers/${suspendedId}/suspension`, { reason: "再次" }),
    )
    const known = makeSigningJwk("Ed25519", I.key.kid)
    await provoke(
      "key-exists",
      operator,
      post("/v1/directory/centers", center({ firstKey: { kid: I.key.kid, publicKey: publicPart(known) } })),
    )
    const other = makeSigningJwk("Ed25519", "key-unproved")
    const fresh = makeSigningJwk("Ed25519", "key-proved")
    const proof = "e30.e30.AA"
    await provoke(
      "possession-unproven",
      by(I),
      put("/v1/directory/keys/key-unproved", { publicKey: publicPart(other), proof }),
      { field: "/proof" },
    )
    await provoke("key-not-found", by(I), { method: "DELETE", target: `/v1/directory/keys/${fresh.kid}` })
    await provoke("last-key", by(scene.third), {
      method: "DELETE",
      target: `/v1/directory/keys/${scene.third.key.kid}`,
    })
    await provoke("webhook-refused", by(I), put("/v1/webhook", { url: "https://10.0.0.1/hook" }), {
      field: "/url",
    })
    await provoke("webhook-not-found", by(I), { method: "DELETE", target: "/v1/webhook" })
    await provoke("cursor-invalid", by(I), get("/v1/transfers?cursor=nonsense"), { field: "cursor" })
    const others = get("/v1/transfers?role=out&cursor=in.")
    await provoke("cursor-invalid", by(I), others, { field: "cursor" })
    const page = await fetch(`${federation.hub.url}/problems/no-such-problem`)
    expect([page.status, await page.json()]).toMatchObject([404, { type: "/problems/problem-not-found" }])
    provoked.add("problem-not-found")
  })

  it("monthly reports", async () => {
    const { I } = scene
    await provoke("report-not-found", by(I), get("/v1/reports/2026-07"))
    await provoke("report-month-not-open", by(I), get("/v1/report-cards/2099-12"), { rule: "RPT-006" })
    const figures = exampleRequest()
    const unrolled = { ...figures, balance: { ...figures.balance, closing: "1.00" } }
    const about = { rule: "RPT-002", field: "/balance/closing" }
    await provoke("report-inconsistent", by(I), put("/v1/reports/2026-07", unrolled), about)
  })

  it("accounts, persons and segments", async () => {
    const { O, I, third } = scene
    const person = makePerson("catalogue-accounts")
    await openAccount(O, person, "ACC1")
    await provoke(
      "account-exists",
      by(O),
      post("/v1/accounts", { ...openingBody(scene, { accountNo: "ACC1" }) }),
      { field: "/accountNo" },
    )
    const flexible = { contributorType: "flexible", agreementNo: "A1", unitCreditCode: undefined }
    await provoke(
      "normal-account-exists",
      by(I),
      post("/v1/accounts", { ...openingBody(scene, { accountNo: "ACC2", ...flexible }), person }),
      { rule: "ACC-001", centerId: O_ID },
    )
    await provoke("account-not-found", by(I), get("/v1/accounts/ACC1"))
    await provoke("account-status-conflict", by(O), onAccount("ACC1", "unseal", { unsealedOn: applied }), {
      rule: "ACC-003",
    })
    await provoke(
      "account-held",
      by(I),
      onAccount(scene.letter.toAccountNo, "closure", { closedOn: applied, withdrawalReason: "99" }),
      { rule: "ACC-004", caseId: scene.letter.transferId },
    )
    await provoke(
      "hold-not-found",
      by(O),
      onAccount("ACC1", "holds/hld_01JD0000000000000000000000/release", { releasedOn: applied }),
    )
    const swollen = { ...segments[0], subsidy: "50000.00" }
    await provoke(
      "segments-inconsistent",
      by(O),
      put("/v1/accounts/ACC1/segments", { segments: [swollen] }, { "if-match": '"1"' }),
      { rule: "ACC-010", field: "/segments/0/subsidy" },
    )
    await provoke(
      "persons-not-linkable",
      by(third),
      post("/v1/persons/links", {
        current: person,
        former: makePerson("stranger"),
        evidence: "无",
        ...staff,
      }),
    )
    const spent = {
      ...keys.disclosureBudget(THIRD_ID, chinaDay(now())),
      spent: 20_000,
      expiresAt: 9_999_999_999,
    }
    await table.put(spent)
    const check: RawCall = {
      ...post("/v1/account-checks", { person, purpose: "open" }),
      headers: { "idempotency-key": undefined },
    }
    await provoke("disclosure-budget-exhausted", by(third), check, { retryable: true })
    await table.remove(spent)
  })

  it("policies and quotes", async () => {
    const { O, I, third } = scene
    await provoke("policy-not-found", by(I), get(`/v1/policies/${O_ID}`))
    const ended = { effectiveTo: "2026-06-30" }
    expectStatus(
      await O.call("PUT", "/v1/policies/2026-01-01", transferPack(O_ID, "2026-01-01", {}, ended)),
      201,
    )
    await provoke("policy-gap", by(I), get(`/v1/policies/${O_ID}?on=${applied}`))
    expectStatus(await O.call("PUT", "/v1/policies/2026-07-01", transferPack(O_ID, "2026-07-01", {})), 201)
    await provoke(
      "policy-invalid",
      by(O),
      put(
        "/v1/policies/2026-03-01",
        transferPack(O_ID, "2026-03-01", { inboundMonths: { months: 1, source: "none-such" } }),
      ),
      { rule: "POL-001" },
    )
    expectStatus(
      await third.call(
        "PUT",
        "/v1/policies/2026-01-01",
        transferPack(THIRD_ID, "2026-01-01", {}, { loan: { normalStatus: { source: "test-source" } } }),
      ),
      201,
    )
    await provoke("loan-figures-missing", by(O), quote({ centerId: THIRD_ID }))
    await provoke("consent-missing", by(third), quote({ centerId: THIRD_ID }), { rule: "QUO-002" })
  })

  it("the loan registry", async () => {
    const { O, I } = scene
    const [owing, holder, guarantor] = [
      makePerson("cat-owing"),
      makePerson("cat-holder"),
      makePerson("cat-g"),
    ]
    const register = async (body: object) => expectStatus(await O.call("POST", "/v1/loans", body), 201)
    await register(loan("CAT-1", owing, { guarantors: [guarantor] }))
    await provoke("loan-exists", by(O), post("/v1/loans", loan("CAT-1", holder)), { field: "/contractNo" })
    await provoke("loan-not-found", by(I), get("/v1/loans/CAT-1"))
    const missing = "lrs_01JD0000000000000000000000"
    await provoke("reservation-not-found", by(O), get(`/v1/loan-reservations/${missing}`))
    await provoke(
      "reservation-missing",
      by(O),
      post("/v1/loans", loan("CAT-2", holder, { reservationId: missing })),
      { rule: "LON-003" },
    )
    const reserving = (borrower: Person) => post("/v1/loan-reservations", { borrower, ...staff })
    await provoke("unsettled-loan-exists", by(I), reserving(owing), { rule: "LON-001", centerId: O_ID })
    const feed = (over: object) =>
      post("/v1/loans/CAT-1/repayments", { month: "2026-09", balance: "1.00", overduePeriods: 0, ...over })
    await provoke("balance-rises", by(O), feed({ balance: "1000.01" }), { rule: "LON-004" })
    await provoke("feed-out-of-order", by(O), feed({ month: "2026-08" }), { rule: "LON-005" })
    const payoff = post("/v1/loans/CAT-1/payoff", { paidOffOn: applied, ...staff })
    await provoke("balance-outstanding", by(O), payoff, { rule: "LON-006" })
    await openAccount(O, owing, "CATBARS")
    const closing = onAccount("CATBARS", "closure", { closedOn: applied, withdrawalReason: "99" })
    await provoke("unsettled-loan-bars", by(O), closing, { rule: "LON-012" })

    const guaranteed = await moving(O, I)
    await register(loan("CAT-3", makePerson("cat-guaranteed"), { guarantors: [guaranteed.person] }))
    const rules = transferPack(O_ID, "2026-09-01", { guarantee: { answer: "refuse", source: "test-source" } })
    expectStatus(await O.call("PUT", "/v1/policies/2026-09-01", rules), 201)
    await provoke(
      "guarantee-liability",
      by(I),
      letter({ person: guaranteed.person, fromAccountNo: guaranteed.oldNo, toAccountNo: guaranteed.newNo }),
      { rule: "TRF-022" },
    )

    expectStatus(await O.call("POST", "/v1/loans/CAT-1/repayments", feed({ balance: "0.00" }).body), 200)
    expectStatus(await O.call("POST", "/v1/loans/CAT-1/payoff", payoff.body), 200)
    await provoke("loan-ended", by(O), payoff)
    await register(loan("CAT-4", owing, { grantedOn: "2026-01-05" }))
    await O.call("POST", "/v1/loans/CAT-4/repayments", feed({ balance: "0.00" }).body)
    expectStatus(await O.call("POST", "/v1/loans/CAT-4/payoff", payoff.body), 200)
    const former = makePerson("cat-former")
    await openAccount(O, holder, "CATLINKS")
    expectStatus(await I.call("POST", "/v1/loan-reservations", { borrower: former, ...staff }), 201)
    await provoke(
      "persons-link-later",
      by(O),
      post("/v1/persons/links", { current: holder, former, evidence: "换发证件", ...staff }),
      { retryable: true },
    )
    await provoke("loan-count-exceeded", by(I), reserving(owing), { rule: "LON-002" })
    await provoke("finding-not-found", by(O), get("/v1/findings/fnd_01JD0000000000000000000000"))
  })

  it("the off-site loan", async () => {
    const { O, I, third } = scene
    const asked = await requested(I, O)
    const { offsiteLoanId, accountNo, person } = asked
    const none = "lnc_01JD0000000000000000000000"
    const unused = "lrs_01JD0000000000000000000000"
    const again = requestBody(O, person, await consentOf(O, person))
    await provoke("offsite-loan-not-found", by(I), get(`/v1/offsite-loans/${none}`))
    await provoke("open-offsite-loan-exists", by(I), post("/v1/offsite-loans", again))
    await provoke("internal-loan", by(O), post("/v1/offsite-loans", again))
    await provoke(
      "consent-invalid",
      by(I),
      post("/v1/offsite-loans", { ...again, consent: "cns_01JD0000000000000000000000" }),
      {
        rule: "LON-013",
        field: "/consent",
      },
    )
    const certify = (over: Readonly<Record<string, unknown>>) =>
      onOffsite(offsiteLoanId, "certification", certificationBody(accountNo, over))
    await provoke("certificate-inconsistent", by(O), certify({ balance: "52198.68" }), { rule: "LON-008" })
    const uncertified = grantBody({ certificateNo: "202609010001" }, unused)
    await provoke("certificate-missing", by(I), onOffsite(offsiteLoanId, "grant", uncertified))
    const { certificateNo = "" } = await actOnOffsite(
      O,
      offsiteLoanId,
      "certification",
      certificationBody(accountNo),
    )
    const elsewhere = requestBody(O, person, await consentOf(O, person))
    const rival = OffsiteLoan.parse(
      expectStatus(await third.call("POST", "/v1/offsite-loans", elsewhere), 201),
    )
    await provoke(
      "certificate-exists",
      by(O),
      onOffsite(rival.offsiteLoanId, "certification", certificationBody(accountNo)),
      { rule: "LON-009" },
    )
    const { reservationId } = await reserve(I, person)
    const grant = grantBody({ certificateNo }, reservationId)
    const plain = onOffsite(offsiteLoanId, "grant", { ...grant, overrideReason: undefined })
    await provoke("quote-missing", by(I), plain, { field: "/amount" })
    const lends = loanPack(I_ID, "2026-01-01", "250000.00")
    expectStatus(await I.call("PUT", "/v1/policies/2026-01-01", lends), 201)
    const wish = { price: "2000000.00", termMonths: 240, firstHome: true, monthlyIncome: "40000.00" }
    const quoting = { ...wish, applicants: [{ person }] }
    expectStatus(await I.call("POST", `/v1/offsite-loans/${offsiteLoanId}/quote`, quoting), 200)
    await provoke("over-quote", by(I), plain, { rule: "QUO-003", field: "/amount" })
    await actOnOffsite(I, offsiteLoanId, "grant", grant)
    await provoke("certificate-used", by(I), plain, { rule: "LON-009" })
    const overdue = { overduePeriods: 1, overdueAmount: "1.00" }
    await provoke("not-overdue", by(I), onOffsite(offsiteLoanId, "collection-request", overdue))
    const money = { reference: "PAY-catalogue", amount: "300000.01", paidOn: applied }
    await provoke("offset-exceeds-balance", by(O), onOffsite(offsiteLoanId, "offset", money), {
      rule: "LON-010",
    })
  })

  it("documents", async () => {
    const { I, O } = scene
    const content = contentOf("catalogue")
    const announced = await announce(I, content)
    const { documentId, upload: place } = announced
    await provoke("document-not-found", by(O), post(receiptOf(documentId)))
    await provoke("document-missing", by(I), post(receiptOf(documentId)), { caseId: documentId })
    const bare = place.url.split("?", 1)[0] ?? ""
    // Past the address that was given, by whoever holds the store itself.
    await fetch(bare, { method: "PUT", headers: { authorization: "store" }, body: "something else" })
    await provoke("document-altered", by(I), post(receiptOf(documentId)), { caseId: documentId })
    const taken = await deposit(I, contentOf("catalogue-taken"))
    await jointPurchase(I, O, "cat-docs", { documents: [taken] })
    const { person } = await contributor(O, "cat-other")
    const details = { matter: "informationQuery", topics: ["account"] }
    const second = serviceBody(O, person, details, { mode: "agent", documents: [taken], appliedOn: applied })
    await provoke("document-of-another-case", by(I), post("/v1/service-cases", second))
    expect(await letGo(scene.federation.hub, [documentId])).toBe("committed")
    await provoke("document-erased", by(I), post(receiptOf(documentId)), { caseId: documentId })
  })

  it("service cases, and agreements of flexible contributors", async () => {
    const ruled = await joinRuledCenter(scene)
    await provokeRequests(scene, ruled, provoke)
    await provokeDecisions(scene, ruled, provoke)
    await provokeAgreements(ruled, provoke)
  })

  it("batches", async () => {
    const { I } = scene
    await provoke("batch-not-found", by(I), get("/v1/batches/PLZYJXH1405002611020001"))
    const serials = keys.batch.serial("140500", chinaDay(now()).replaceAll("-", "").slice(2))
    await table.put({ ...serials, serial: 9_999 })
    const documentId = await uploadFile(I, "[]")
    await provoke(
      "batch-serials-exhausted",
      by(I),
      post("/v1/batches", { subject: "transfers", documentId, ...staff }),
      { retryable: true },
    )
  })

  it("the letter", async () => {
    const { O, I, third, movable } = scene
    await provoke("open-transfer-exists", by(I), letter({ replaces: scene.letter.transferId }), {
      rule: "TRF-018",
    })
    const closed = await moving(O, I)
    expectStatus(
      await O.call("POST", `/v1/accounts/${closed.oldNo}/closure`, {
        closedOn: applied,
        withdrawalReason: "99",
        ...staff,
      }),
      200,
    )
    const of = (story: typeof closed, over: object = {}) =>
      letter({ person: story.person, fromAccountNo: story.oldNo, toAccountNo: story.newNo, ...over })
    await provoke("account-already-closed", by(I), of(closed), { field: "/fromAccountNo" })
    const rules = transferPack(THIRD_ID, "2026-09-01", {
      outboundSealedMonths: months(3),
      inboundMonths: months(6),
    })
    expectStatus(await third.call("PUT", "/v1/policies/2026-09-01", rules), 201)
    const unsealed = await moving(third, I, { old: { status: "01" }, fresh: { status: "02" } })
    await provoke("account-not-sealed", by(I), of(unsealed, { fromCenterId: THIRD_ID }), { rule: "TRF-005" })
    expectStatus(
      await third.call("POST", `/v1/accounts/${unsealed.oldNo}/seal`, { sealedOn: applied, ...staff }),
      200,
    )
    await provoke("sealed-too-short", by(I), of(unsealed, { fromCenterId: THIRD_ID }), { rule: "TRF-006" })
    const newcomer = await moving(O, third)
    await provoke("inbound-months-short", by(third), of(newcomer), { rule: "TRF-007" })
    const marked = await moving(O, I)
    await bearLoanMark(O, marked.oldNo)
    await provoke("loan-mark", by(I), of(marked), { rule: "TRF-020" })
    const frozen = await moving(O, I)
    const order = { ground: "judicial", scope: ["withdrawal"], documentNo: "第1号", from: applied, ...staff }
    expectStatus(await O.call("POST", `/v1/accounts/${frozen.oldNo}/holds`, order), 201)
    await provoke("judicial-hold", by(I), of(frozen), { rule: "ACC-006" })
    const gone = await moving(O, I)
    expectStatus(
      await I.call("POST", `/v1/accounts/${gone.newNo}/closure`, {
        closedOn: applied,
        withdrawalReason: "99",
        ...staff,
      }),
      200,
    )
    await provoke("new-account-not-open", by(I), of(gone), { rule: "TRF-003" })
    const keyless = "990300000000001"
    await scene.federation.onboard(keyless, { firstKey: undefined })
    const unheard = { fromCenterId: keyless }
    await provoke("center-not-active", by(I), letter(unheard), { field: "/fromCenterId" })
    const revoked = "990400000000001"
    await scene.federation.onboard(revoked)
    const { pk } = keys.directory.kidOwner(`${revoked}-1`)
    const key = (await table.items()).find((item) => item.pk === pk)
    if (key === undefined) throw new Error("the center has a key")
    await table.put({ ...key, revokedAt: "2026-01-01T00:00:00.000Z" })
    await provoke("center-not-active", by(I), letter({ fromCenterId: revoked }), { field: "/fromCenterId" })
    const poor = await scene.federation.onboard("990200000000001", { receivingAccount: undefined })
    const nowhere = await moving(O, poor)
    await provoke("receiving-account-missing", by(poor), of(nowhere))
    const serials = keys.letterSerial("140500", chinaDay(now()).replaceAll("-", "").slice(2))
    const before = (await table.items()).find(({ pk, sk }) => pk === serials.pk && sk === serials.sk)
    await table.put({ ...serials, serial: 9_999 })
    await provoke("letter-serials-exhausted", by(I), letter({}), { retryable: true })
    await table.put(before ?? { ...serials, serial: 1 })
    expect((await sendLetter(O, I, movable, { appliedOn: applied })).statusCode).toBe("01")
    await provoke("open-transfer-exists", by(I), letter({}), { rule: "TRF-004", field: "/fromCenterId" })
  })

  it("the case and its money", async () => {
    const { O, I } = scene
    const wrong = await sendLetter(O, I, { ...(await moving(O, I)), oldNo: "NOSUCH" }, { appliedOn: applied })
    await actOn(O, wrong.transferId, "letter-confirmation")
    await provoke("account-not-registered", by(O), onCase(wrong.transferId, "statement", statementBody))
    const { transferId } = await sendLetter(O, I, await moving(O, I), { appliedOn: applied })
    await actOn(O, transferId, "letter-confirmation")
    await provoke(
      "own-loan",
      by(O),
      onCase(transferId, "statement", { ...statementBody, hasUnsettledLoan: true }),
      { rule: "TRF-016" },
    )
    const withdrawn = await moving(O, I)
    const record = put(`/v1/accounts/${withdrawn.oldNo}/segments`, { segments })
    expectStatus(await O.call("PUT", record.target, record.body, { ifMatch: 1 }), 200)
    const left = {
      reference: "PAY-catalogue-left",
      amount: "0.01",
      withdrawnOn: applied,
      withdrawalReason: "01",
    }
    expectStatus(
      await O.call("POST", `/v1/accounts/${withdrawn.oldNo}/withdrawals`, { ...left, ...staff }),
      201,
    )
    const whole = await sendLetter(O, I, withdrawn, { appliedOn: applied })
    await actOn(O, whole.transferId, "letter-confirmation")
    await provoke("withdrawal-not-recorded", by(O), onCase(whole.transferId, "statement", statementBody), {
      rule: "WDR-026",
      field: "/amount",
    })
    await provoke("payment-not-due", by(O), onCase(transferId, "payment", paidOn(now(), "0.00")), {
      rule: "TRF-013",
    })
    await provoke(
      "payment-unknown",
      by(O),
      onCase(transferId, "payment-return", { reference: "PAY-none", returnedOn: applied }),
    )
    await provoke("transfer-not-found", by(O), get(`/v1/transfers/${noTransfer}`))
    const done = await transferWhole(O, I, await moving(O, I), now())
    await provoke(
      "residual-not-found",
      by(I),
      onCase(done.transferId, "residuals/rsd_01JD0000000000000000000000/completion", {
        payments: [{ amount: "1.00", receivedOn: applied, bankSerial: "B" }],
      }),
    )
    await provoke("unmatched-funds-not-found", by(I), onCaseless("umf_01JD0000000000000000000000"))
    const lapsing = await certified(I, O, { validTo: chinaDay(now()) })
    await scene.federation.hub.clock.advance(16 * 86_400_000)
    const late = grantBody(lapsing, "lrs_01JD0000000000000000000000")
    await provoke("certificate-expired", by(I), onOffsite(lapsing.offsiteLoanId, "grant", late), {
      rule: "LON-009",
    })
    await provoke("identity-erased", by(I), {
      ...post(`/v1/transfers/${done.transferId}/identity`, { purpose: "inspect" }),
      headers: { "idempotency-key": undefined },
    })
  })

  it("subsidies, interest and the record by month of flexible contributors", async () => {
    const { third } = scene
    const from = "2010-01-01"
    const pack = { ...changjiBody(THIRD_ID, from), effectiveTo: "2012-12-31" }
    expectStatus(await third.call("PUT", `/v1/policies/${from}`, pack), 201)
    const flexible = { contributorType: "flexible", agreementNo: "FLX", unitCreditCode: undefined }
    await openAccount(third, makePerson("catalogue-flexible"), "FLEXIBLE", {
      ...flexible,
      openedOn: from,
    })
    const record = {
      ...segments[1],
      from: "2010-01",
      to: "2010-12",
      principal: "1200.00",
      contributions: "1200.00",
      subsidy: "0.00",
      monthlyContribution: "100.00",
    }
    const keep = async (segment: object, version: number) =>
      expectStatus(
        await third.call(
          "PUT",
          "/v1/accounts/FLEXIBLE/segments",
          { segments: [segment] },
          { ifMatch: version },
        ),
        200,
      )
    await keep({ ...record, monthlyContribution: "101.00" }, 1)
    await provoke("monthly-record-missing", by(third), subsidyPaid({}))
    await keep(record, 2)
    await provoke("subsidy-not-due", by(third), subsidyPaid({ paidOn: "2010-11-30" }), { rule: "FLX-040" })
    await provoke("subsidy-over-quote", by(third), subsidyPaid({ amount: "6.01" }), { rule: "FLX-045" })
    expect((await send(by(third), subsidyPaid({}))).status).toBe(201)
    await provoke("subsidy-already-paid", by(third), subsidyPaid({}), { rule: "FLX-044" })
    await provoke("interest-rate-unknown", by(third), interest({ openedOn: "2016-02-20" }), {
      rule: "FLX-051",
    })
    const movements = [{ on: "2026-01-02", kind: "withdrawal", amount: "1.01" }]
    await provoke("balance-overdrawn", by(third), interest({ movements }), { rule: "FLX-050" })
  })

  it("is provoked entry by entry", () => {
    const elsewhere = problemSlugs.filter((slug) => slug in provedElsewhere)
    expect([...provoked, ...elsewhere].toSorted()).toEqual([...problemSlugs].toSorted())
  })
})
