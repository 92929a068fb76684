import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Federation, FederationDifferences, FederationSummary } from "../../contracts/federations.ts"
import { OffsiteLoan } from "../../contracts/offsite-loans.ts"
import { Catalogue } from "../../contracts/service-catalogue.ts"
import { Transfer } from "../../contracts/transfers.ts"
import { WithdrawalCheckResponse } from "../../contracts/withdrawals.ts"
import { canonicalJson } from "../../functions/domain/policies/canonical-json.ts"
import { hashText } from "../../functions/edge/hash-text.ts"
import { signerOf } from "../fixtures/bad-input-scene.ts"
import { expectStatus, letterBody, staff, type TestCenter } from "../fixtures/federation.ts"
import { startLoanFederation, type LoanFederation } from "../fixtures/loan-federation.ts"
import { requested } from "../fixtures/offsite-story.ts"
import { months, transferPack } from "../fixtures/policies.ts"
import type { RawCall, Signer } from "../fixtures/raw-call.ts"
import { kindsOf, refusals } from "../fixtures/refusals.ts"
import { contributor, jointPurchase, purchase, readService } from "../fixtures/service-story.ts"
import { moving, type Story } from "../fixtures/transfer-story.ts"

const agreement = { source: "agreement", clause: "第三条" }

const post = (target: string, body: unknown): RawCall => ({ method: "POST", target, body })

const given = async (center: TestCenter, call: RawCall) =>
  FederationSummary.parse(expectStatus(await center.call("POST", call.target, call.body), 201))

const putMonths = (center: TestCenter, count: number) =>
  center.call(
    "PUT",
    "/v1/policies/2026-09-01",
    transferPack(
      center.centerId,
      "2026-09-01",
      { inboundMonths: months(count) },
      {
        services: { entries: [], notOffered: [{ matter: "backPayment", source: "test-source" }] },
      },
    ),
  )

describe("a federation of centers", () => {
  let scene: LoanFederation
  let O: TestCenter
  let I: TestCenter
  let third: TestCenter
  let check: ReturnType<typeof refusals>
  let operator: Signer
  let content: ReturnType<typeof contentWith>
  let fed: FederationSummary
  let story: Story

  const contentWith = (over: Readonly<Record<string, unknown>> = {}) => ({
    members: [O.centerId, I.centerId],
    services: [
      "inboundTransfer",
      "certificateRecognition",
      "jointWithdrawal",
      "extraMatters",
      "sharedWarnings",
    ],
    overrides: {
      transfer: { inboundMonths: { months: 0, ...agreement } },
      certificates: { recognition: "mutual", ...agreement },
      withdrawals: {
        rules: [
          {
            purpose: "purchase",
            answer: "homeDecides",
            limit: { fact: "cost", once: "20000.00" },
            ...agreement,
          },
        ],
      },
      matters: [
        {
          matter: "backPayment",
          modes: ["agent", "online"],
          situations: [
            {
              situation: "missedMonths",
              zh: "补缴欠缴月份",
              en: "missed months",
              conditions: [],
              documents: [],
            },
          ],
          legs: { verification: 1, decision: 2, supplement: 15, payment: 3, delivery: 3, kind: "working" },
          ...agreement,
        },
      ],
    },
    validFrom: "2026-01-01",
    sources: [{ id: "agreement", title: "示例联盟合作协议", on: "2026-08-20" }],
    ...over,
  })
  const proposal = (over: Readonly<Record<string, unknown>> = {}, federationId?: string) =>
    post("/v1/federations", {
      zh: "示例联盟",
      en: "Example federation",
      content: contentWith(over),
      ...(federationId === undefined ? {} : { federationId }),
      ...staff,
    })
  const acceptance = (contentHash: string) =>
    post(`/v1/federations/${fed.federationId}/acceptances`, { contentHash, ...staff })
  const exit = (effectiveOn: string) =>
    post(`/v1/federations/${fed.federationId}/exits`, { effectiveOn, ...staff })
  const refused = async (
    signer: Signer | TestCenter,
    call: RawCall,
    expected: { readonly problem: string; readonly rule?: string; readonly field?: string },
  ) => {
    await scene.hub.settle()
    const before = await check.table.snapshot()
    const answer = await check.send("centerId" in signer ? signerOf(signer) : signer, call)
    const told = answer.problem
    expect(
      { problem: answer.slug, rule: told?.rule, field: told?.field, signed: answer.verified },
      answer.text,
    ).toEqual({ rule: undefined, field: undefined, ...expected, signed: true })
    expect(kindsOf(await check.table.changedSince(before))).toEqual([])
  }
  /** What a function remembers of a center's memberships is as old as a key may be. */
  const takesHold = () => scene.hub.clock.advance(30_000)
  const letter = () =>
    post(
      "/v1/transfers",
      letterBody(story.person, {
        fromCenterId: O.centerId,
        fromAccountNo: story.oldNo,
        toAccountNo: story.newNo,
      }),
    )
  const short = { problem: "inbound-months-short", rule: "TRF-007", field: "/toAccountNo" }
  const reference = () => ({
    federationId: fed.federationId,
    version: 1,
    contentHash: hashText(canonicalJson(content)),
  })

  const backPaymentsOf = async (asking: TestCenter) =>
    Catalogue.parse(
      expectStatus(await asking.call("GET", `/v1/catalogue/${O.centerId}`), 200),
    ).entries.filter(({ matter }) => matter === "backPayment")
  const next = (over: Readonly<Record<string, unknown>>) => proposal(over, fed.federationId)

  beforeAll(async () => {
    scene = await startLoanFederation()
    ;({ H: O, L: I, third } = scene)
    operator = { callerId: "operator", key: scene.hub.operatorKey }
    check = refusals(scene)
    content = contentWith()
    expectStatus(await putMonths(I, 6), 201)
    expectStatus(await putMonths(O, 3), 201)
    story = await moving(O, I)
  })
  afterAll(async () => {
    check.close()
    await scene.stop()
  })

  it("is proposed by the operator alone, whole and lawful", async () => {
    await refused(I, proposal(), { problem: "caller-not-permitted" })
    await refused(operator, proposal({ members: [O.centerId, "999900000000000"] }), {
      problem: "unknown-center",
      rule: "FED-007",
      field: "/content/members/1",
    })
    await refused(
      operator,
      proposal({
        overrides: { transfer: { judicialHold: { answer: "allow", ...agreement } } },
      }),
      {
        problem: "federation-contradicts-nation",
        rule: "FED-004",
        field: "/content/overrides/transfer/judicialHold/answer",
      },
    )
    await refused(operator, proposal({ services: ["sharedWarnings"] }), {
      problem: "invalid-request",
      rule: "FED-002",
      field: "/content/overrides/transfer",
    })
    await refused(operator, proposal({}, "fed_01JD0000000000000000000000"), {
      problem: "federation-not-found",
      field: "/federationId",
    })
    const answer = await scene.operator.call("POST", "/v1/federations", { body: proposal().body })
    fed = FederationSummary.parse(expectStatus(answer, 201))
    expect(fed).toMatchObject({
      boundMembers: [],
      versions: [{ version: 1, state: "proposed", contentHash: hashText(canonicalJson(content)) }],
    })
    const told = (await O.inbox()).find(({ type }) => type === "federation.proposed")
    expect(told).toMatchObject({ subjectId: fed.federationId, version: 1, actionNeeded: true })
  })

  it("changes nothing before two have accepted: the transfer is refused by the home pack", async () => {
    await refused(I, letter(), short)
    await given(I, acceptance(fed.versions[0]?.contentHash ?? ""))
    await takesHold()
    await refused(I, letter(), short)
  })

  it("is accepted by its exact content, by a member, once", async () => {
    const hash = fed.versions[0]?.contentHash ?? ""
    await refused(O, acceptance("0".repeat(64)), {
      problem: "federation-content-differs",
      rule: "FED-008",
      field: "/contentHash",
    })
    await refused(third, acceptance(hash), {
      problem: "federation-not-member",
      rule: "FED-008",
      field: "/contentHash",
    })
    await refused(
      O,
      post(`/v1/federations/${fed.federationId}/acceptances`, {
        contentHash: hash,
        handler: "h-01",
        reviewer: "h-01",
      }),
      { problem: "same-handler-and-reviewer", rule: "DUA-001", field: "/reviewer" },
    )
    await refused(O, exit("2026-09-02"), {
      problem: "federation-not-bound",
      rule: "FED-008",
      field: "/effectiveOn",
    })
    expect(await given(O, acceptance(hash))).toMatchObject({
      boundMembers: [I.centerId, O.centerId],
      versions: [{ state: "inForce" }],
    })
    await refused(O, acceptance(hash), {
      problem: "federation-already-accepted",
      rule: "FED-008",
      field: "/contentHash",
    })
    expect((await I.inbox()).map(({ type }) => type)).toContain("federation.joined")
    await takesHold()
  })

  it("is read with its content, and compared rule by rule", async () => {
    const path = `/v1/federations/${fed.federationId}`
    const shown = Federation.parse(expectStatus(await third.call("GET", path), 200))
    expect(hashText(canonicalJson(shown.content))).toBe(shown.versions[0]?.contentHash)
    const query = `/v1/policies/differences?federation=${fed.federationId}`
    const { differences, withoutPack } = FederationDifferences.parse(
      expectStatus(await third.call("GET", query), 200),
    )
    expect(withoutPack).toEqual([])
    expect(differences).toEqual([
      expect.objectContaining({
        rule: "transfer.inboundMonths",
        override: '{"months":0}',
        values: [
          expect.objectContaining({ centerId: O.centerId, value: '{"months":3}' }),
          expect.objectContaining({ centerId: I.centerId, value: '{"months":6}' }),
        ],
      }),
    ])
  })

  it("lets the letter leave by its rule, and the case names the version", async () => {
    const { target, body } = letter()
    const sent = Transfer.parse(expectStatus(await I.call("POST", target, body), 201))
    expect(sent.federation).toEqual(reference())
    const read = await O.call("GET", `/v1/transfers/${sent.transferId}`)
    expect(expectStatus(read, 200)).toMatchObject({ federation: reference() })
  })

  it("shows members a matter that the home center offers nobody else", async () => {
    expect(await backPaymentsOf(I)).toMatchObject([{ level: "federation", federation: reference() }])
    expect(await backPaymentsOf(third)).toEqual([])
  })

  it("judges a purchase by its rule where both are bound, in a check and in a case", async () => {
    const { person, accountNo } = await contributor(O, "fed-check")
    const asked = async (receivingCenterId?: string) => {
      const body = { person, accountNo, details: purchase(), receivingCenterId }
      const answer = await O.call("POST", "/v1/withdrawal-checks", body)
      return WithdrawalCheckResponse.parse(expectStatus(answer, 200))
    }
    expect(await asked()).toMatchObject({ verdict: "allowed" })
    expect((await asked()).federation).toBeUndefined()
    const agreed = await asked(I.centerId)
    expect(agreed).toMatchObject({
      verdict: "homeDecides",
      mostAmount: "20000.00",
      federation: reference(),
    })
    expect((await asked(third.centerId)).federation).toBeUndefined()

    const { opened } = await jointPurchase(I, O, "fed-case")
    expect(opened).toMatchObject({ federation: reference(), check: { verdict: "homeDecides" } })
  })

  it("has the loan center take the certificate without further papers", async () => {
    const { offsiteLoanId } = await requested(I, O)
    const shown = await I.call("GET", `/v1/offsite-loans/${offsiteLoanId}`)
    const { recognition } = OffsiteLoan.loose().parse(expectStatus(shown, 200))
    expect(recognition).toEqual(reference())
    const elsewhere = await requested(third, O)
    const other = await third.call("GET", `/v1/offsite-loans/${elsewhere.offsiteLoanId}`)
    expect(OffsiteLoan.loose().parse(expectStatus(other, 200)).recognition).toBeUndefined()
  })

  it("takes no version that overlaps or says the same", async () => {
    await refused(operator, next({}), {
      problem: "federation-unchanged",
      rule: "FED-008",
      field: "/content",
    })
    await refused(operator, next({ validFrom: "2025-12-31" }), {
      problem: "federation-validity-overlaps",
      rule: "FED-003",
      field: "/content/validFrom",
    })
  })

  it("is left, and the letter of the next is refused again; the case before keeps its version", async () => {
    const { opened } = await jointPurchase(I, O, "fed-left")
    await refused(O, exit("2026-08-31"), {
      problem: "invalid-request",
      rule: "FED-009",
      field: "/effectiveOn",
    })
    expect(await given(O, exit("2026-09-01"))).toMatchObject({ boundMembers: [] })
    expect((await I.inbox()).map(({ type }) => type)).toContain("federation.left")
    await takesHold()
    story = await moving(O, I)
    await refused(I, letter(), short)
    expect((await readService(O, opened.serviceCaseId)).federation).toEqual(reference())
    const { federations } = await scene.operator
      .call("GET", "/v1/federations")
      .then(({ body }) => ({ federations: JSON.stringify(body) }))
    expect(federations).toContain('"leftOn":"2026-09-01"')
  })

  it("is not accepted by a suspended center", async () => {
    expectStatus(
      await scene.operator.call("POST", `/v1/directory/centers/${O.centerId}/suspension`, {
        body: { reason: "测试停用" },
      }),
      200,
    )
    await takesHold()
    await refused(O, acceptance(fed.versions[0]?.contentHash ?? ""), { problem: "center-suspended" })
  })
})
