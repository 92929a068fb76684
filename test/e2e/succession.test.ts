import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Center } from "../../contracts/directory.ts"
import { OffsiteLoanList } from "../../contracts/offsite-loans.ts"
import { ServiceCaseList } from "../../contracts/service-cases.ts"
import { FindingList } from "../../contracts/findings.ts"
import { Loan } from "../../contracts/loans.ts"
import { Transfer, TransferList } from "../../contracts/transfers.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  letterBody,
  newReference,
  O_ID,
  openAccount,
  staff,
  startFederation,
  statementBody,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import {
  actOnOffsite,
  certificationBody,
  requested,
  reserve,
  type OffsiteStory,
} from "../fixtures/offsite-story.ts"
import {
  actOnService,
  approvalOf,
  handedOver,
  paymentOf,
  purchaseIn,
  type PurchaseStory,
} from "../fixtures/service-story.ts"
import { moving, paidOn, received, sendLetter, timeOf, type Story } from "../fixtures/transfer-story.ts"
import { openBatch, uploadFile } from "../fixtures/batch-story.ts"
import { Investigation, InvestigationList } from "../../contracts/investigations.ts"
import { UnmatchedFunds } from "../../contracts/unmatched-funds.ts"
import { Warning, WarningList } from "../../contracts/warnings.ts"
import { checked, federate, register, warningBody } from "../fixtures/warning-story.ts"
import { makePerson } from "../../tools/make-person.ts"

// A center with work of every kind under way merges into another at midnight, and the other finishes it.

const mergedOn = "2026-09-02"

let federation: Federation
/** Ends. */
let A: TestCenter
/** Takes over. */
let B: TestCenter
/** Deals with both. */
let C: TestCenter
const time = timeOf(() => federation)
const forA = (path: string) => `${path}?actingFor=${A.centerId}`

let out: { story: Story; letter: Transfer }
let paid: { story: Story; letter: Transfer; reference: string }
let inward: { story: Story; letter: Transfer; reference: string }
let between: { story: Story; letter: Transfer }
let offsite: OffsiteStory
let service: PurchaseStory
let waiting: Story
let things: Readonly<
  Record<"reservationId" | "unmatchedFundsId" | "documentId" | "batchNo" | "findingId", string>
>
const warned = makePerson("succession-warned")
let shared: Readonly<Record<"warningId" | "investigationId" | "federationId", string>>

const receiving = (accountNumber: string) => ({
  receivingAccount: { bankName: "示范银行", accountName: "测试中心", accountNumber },
})

const lend = async (center: TestCenter, contractNo: string) => {
  const loan = {
    contractNo,
    kind: "hpf",
    amount: "1000.00",
    termMonths: 12,
    yearlyRate: "0.026",
    grantedOn: "2026-09-01",
    borrower: makePerson("succession-doubt"),
    ...staff,
  }
  return Loan.parse(expectStatus(await center.call("POST", "/v1/loans", loan), 201))
}

const thingsOfA = async () => {
  const { reservationId } = await reserve(A, makePerson("succession-reserved"))
  const money = { payingCenterId: A.centerId, amount: "5.00", receivedOn: "2026-09-01", bankSerial: "SCN-1" }
  const { unmatchedFundsId } = UnmatchedFunds.parse(
    expectStatus(await C.call("POST", "/v1/unmatched-funds", { ...money, ...staff }), 201),
  )
  await lend(A, "DOUBT-1")
  const documentId = await uploadFile(A, "[]")
  const [finding] = (await lend(C, "DOUBT-2")).findings
  return {
    reservationId,
    unmatchedFundsId,
    documentId,
    batchNo: (await openBatch(A, documentId)).batchNo,
    findingId: finding?.findingId ?? "",
  }
}

/** What A has begun as a member of a federation that B is not in. */
const begunAsMember = async () => {
  const federationId = await federate(federation, [A, C], ["sharedWarnings", "purchaseInvestigation"])
  const scope = { scope: { federationId } }
  const { warningId } = await register({ handler: A, reviewer: A }, warned, scope)
  const question = {
    homeCityCenterId: A.centerId,
    person: warned,
    fact: { kind: "contract", number: "网签2026-0001", region: "140502" },
    question: "该合同是否真实",
    ...staff,
  }
  const asked = await C.call("POST", "/v1/investigations", question)
  return {
    federationId,
    warningId,
    investigationId: Investigation.parse(expectStatus(asked, 201)).investigationId,
  }
}

const sent = async (from: TestCenter, to: TestCenter) => {
  const story = await moving(from, to)
  return { story, letter: await sendLetter(from, to, story) }
}
const shown = async (center: TestCenter) =>
  Center.parse(expectStatus(await C.call("GET", `/v1/directory/centers/${center.centerId}`), 200))
const listed = async (path: string) => expectStatus(await B.call("GET", path), 200)

const idsIn = async (center: TestCenter) => (await center.inbox()).map(({ messageId }) => messageId)

beforeAll(async () => {
  federation = await startFederation({
    start: "2026-09-01T01:00:00.000Z",
    schedulePeriodFloorMs: 6 * 3_600_000,
  })
  A = await federation.onboard(O_ID, receiving("990000001111"))
  C = await federation.onboard(I_ID)
  B = await federation.onboard(THIRD_ID, receiving("990000002222"))

  out = await sent(A, C)
  const paying = await sent(A, C)
  await actOn(A, paying.letter.transferId, "letter-confirmation")
  const payment = paidOn(time.now())
  await actOn(A, paying.letter.transferId, "statement", { ...statementBody, payment })
  paid = { ...paying, reference: payment.reference }
  const arriving = await sent(C, A)
  await actOn(C, arriving.letter.transferId, "letter-confirmation")
  const money = paidOn(time.now())
  await actOn(C, arriving.letter.transferId, "statement", { ...statementBody, payment: money })
  inward = { ...arriving, reference: money.reference }
  between = await sent(A, B)
  offsite = await requested(C, A)
  service = await purchaseIn(C, A, "succession", "verified")
  waiting = await moving(C, A)
  things = await thingsOfA()
  shared = await begunAsMember()
})
afterAll(async () => {
  await federation?.stop()
})

const propose = (over: Readonly<Record<string, unknown>> = {}) =>
  federation.operator.call("POST", `/v1/centers/${A.centerId}/succession`, {
    body: { successorCenterId: B.centerId, from: mergedOn, reason: "管委会决定〔2026〕9号", ...over },
  })
const acceptance = { from: mergedOn, ...staff }
const acceptPath = () => `/v1/centers/${A.centerId}/succession/acceptance`

describe("before the day", () => {
  it("the operator proposes, the successor accepts, and until then either may still say no", async () => {
    expect((await B.problem("POST", acceptPath(), acceptance)).type).toBe("/problems/succession-not-found")
    expect((await propose({ successorCenterId: A.centerId })).status).toBe(409)
    expect((await propose({ from: "2026-09-01" })).status).toBe(400)
    expectStatus(await propose(), 201)
    expect((await propose()).status).toBe(409)
    expect((await C.problem("POST", acceptPath(), acceptance)).type).toBe("/problems/succession-not-found")
    expect(await B.problem("POST", acceptPath(), { ...acceptance, from: "2026-09-03" })).toMatchObject({
      rule: "SCN-006",
    })
    const cancel = { body: { reason: "推迟" } }
    const cancellation = `/v1/centers/${A.centerId}/succession/cancellation`
    expectStatus(await federation.operator.call("POST", cancellation, cancel), 200)
    expect((await federation.operator.call("POST", cancellation, cancel)).status).toBe(404)
    expectStatus(await propose(), 201)
    expectStatus(await B.call("POST", acceptPath(), acceptance), 200)
  })

  it("the successor may not act in the former center's cases yet", async () => {
    const { transferId } = out.letter
    expect((await B.problem("GET", `/v1/transfers/${transferId}`)).status).toBe(404)
    expect((await B.problem("GET", forA(`/v1/accounts/${out.story.oldNo}`))).type).toBe(
      "/problems/not-successor",
    )
    expect((await A.call("GET", `/v1/transfers/${transferId}`)).status).toBe(200)
  })
})

describe("from 00:00 of the day on", () => {
  let unread: readonly string[]
  beforeAll(async () => {
    unread = await idsIn(A)
    expect(unread.length).toBeGreaterThan(3)
    expectStatus(await B.call("PUT", "/v1/directory/closing-days", { closingDays: ["2026-09-04"] }), 200)
    await time.passTo(mergedOn)
  })

  it("the former keys act no more, and hear who answers now", async () => {
    expect(await A.problem("GET", "/v1/inbox")).toMatchObject({
      status: 403,
      code: "1029",
      centerId: B.centerId,
    })
    const letter = `/v1/transfers/${out.letter.transferId}/letter-confirmation`
    expect((await A.problem("POST", letter, staff)).type).toBe("/problems/center-succeeded")
  })

  it("the directory leads from each to the other, and shows the successor's receiving account", async () => {
    const [a, b] = [await shown(A), await shown(B)]
    expect(a).toMatchObject({ successorCenterId: B.centerId, succeededFrom: mergedOn })
    expect(b).toMatchObject({ formerCenters: [{ centerId: A.centerId, from: mergedOn }] })
    expect(a.receivingAccount).toEqual(b.receivingAccount)
  })

  it("unread messages are the successor's to read and acknowledge, with those that come", async () => {
    const found = await idsIn(B)
    expect(found).toEqual(expect.arrayContaining([...unread]))
    expectStatus(await B.call("POST", "/v1/inbox/acknowledgements", { messageIds: unread }), 200)
    expect((await idsIn(B)).filter((id) => unread.includes(id))).toEqual([])
    const { transferId } = out.letter
    expectStatus(await C.call("POST", `/v1/transfers/${transferId}/cancellation`, staff), 200)
    expect(await B.inbox()).toContainEqual(
      expect.objectContaining({ type: "transfer.cancelled", to: A.centerId, caseId: transferId }),
    )
  })

  it("its lists hold the former center's cases, each once, page by page", async () => {
    const transfers: string[] = []
    let cursor: string | undefined
    do {
      const page = TransferList.parse(
        await listed(`/v1/transfers?limit=1${cursor === undefined ? "" : `&cursor=${cursor}`}`),
      )
      transfers.push(...page.transfers.map(({ transferId }) => transferId))
      cursor = page.cursor
    } while (cursor !== undefined)
    const mine = [out, paid, inward].map(({ letter }) => letter.transferId)
    const twice = between.letter.transferId
    expect(transfers.toSorted()).toEqual([...mine, twice, twice].toSorted())
    expect(OffsiteLoanList.parse(await listed("/v1/offsite-loans")).offsiteLoans).toMatchObject([
      { offsiteLoanId: offsite.offsiteLoanId },
    ])
    expect(ServiceCaseList.parse(await listed("/v1/service-cases")).serviceCases).toMatchObject([
      { serviceCaseId: service.id },
    ])
  })

  it("money sent by the former center is booked, and its own is booked by the successor", async () => {
    const done = await actOn(C, paid.letter.transferId, "completion", {
      payments: [received(time.now(), paid.reference)],
    })
    expect(done.status).toBe("completed")
    const booked = await actOn(B, inward.letter.transferId, "completion", {
      payments: [received(time.now(), inward.reference)],
    })
    expect(booked.status).toBe("completed")
    const account = `/v1/accounts/${inward.story.newNo}`
    expect((await B.problem("GET", account)).type).toBe("/problems/account-not-found")
    expect(expectStatus(await B.call("GET", forA(account)), 200)).toMatchObject({ status: "01" })
  })

  it("a letter to the former code finds its account, and the successor sends statement and money", async () => {
    const { story } = out
    const letter = await sendLetter(A, C, story, { appliedOn: mergedOn })
    expect(await B.inbox()).toContainEqual(
      expect.objectContaining({ type: "transfer.letter-sent", caseId: letter.transferId }),
    )
    // The five working days leave out the successor's closing day.
    expect(letter.dueOn).toBe("2026-09-10")
    await actOn(B, letter.transferId, "letter-confirmation")
    const payment = paidOn(time.now())
    await actOn(B, letter.transferId, "statement", { ...statementBody, payment })
    const done = await actOn(C, letter.transferId, "completion", {
      payments: [received(time.now(), payment.reference)],
    })
    expect(done.status).toBe("completed")
    const old = expectStatus(await B.call("GET", forA(`/v1/accounts/${story.oldNo}`)), 200)
    expect(old).toMatchObject({ status: "04" })
  })

  it("a transfer between the two goes on: each act counts for the side whose it is", async () => {
    const { transferId } = between.letter
    await actOn(B, transferId, "letter-confirmation")
    const payment = paidOn(time.now())
    await actOn(B, transferId, "statement", { ...statementBody, payment })
    const done = await actOn(B, transferId, "completion", {
      payments: [received(time.now(), payment.reference)],
    })
    expect(done.status).toBe("completed")
  })

  it("the off-site loan gets its certificate, and the holder stays guarded", async () => {
    const certifiedNow = await actOnOffsite(
      B,
      offsite.offsiteLoanId,
      "certification",
      certificationBody(offsite.accountNo),
    )
    expect(certifiedNow.status).toBe("certified")
    const opening = {
      person: offsite.person,
      accountNo: "TWICE",
      accountKind: "basic",
      contributorType: "flexible",
      agreementNo: "AG-TWICE",
      status: "01",
      openedOn: mergedOn,
    }
    expect(await B.problem("POST", "/v1/accounts", opening)).toMatchObject({
      type: "/problems/normal-account-exists",
      centerId: A.centerId,
    })
  })

  it("the withdrawal is approved and paid", async () => {
    await actOnService(B, service.id, "decision", approvalOf("30000.00"))
    await actOnService(B, service.id, "payment", paymentOf("30000.00", { paidOn: mergedOn }))
    expect(
      (await actOnService(C, service.id, "closure", { ...handedOver, deliveredOn: mergedOn })).status,
    ).toBe("closed")
  })

  it("new accounts are the successor's own", async () => {
    const person = makePerson("succession-new")
    expect((await B.problem("POST", forA("/v1/accounts"), {})).rule).toBe("VAL-009")
    await openAccount(B, person, "OWN1", { openedOn: mergedOn })
  })

  it("a letter for an account of the former code is the successor's, with its receiving account", async () => {
    const { person, oldNo, newNo } = waiting
    const letter = letterBody(person, {
      fromCenterId: C.centerId,
      fromAccountNo: oldNo,
      toAccountNo: newNo,
      appliedOn: mergedOn,
    })
    expect((await B.problem("POST", "/v1/transfers", letter)).type).toBe("/problems/account-not-found")
    const sent = Transfer.parse(expectStatus(await B.call("POST", forA("/v1/transfers"), letter), 201))
    expect(sent).toMatchObject({ toCenterId: A.centerId, receivingAccount: { accountTail: "2222" } })
    expect(inward.letter.receivingAccount).toMatchObject({ accountTail: "1111" })
  })

  it("whatever else stands in the former books is found by its id", async () => {
    const { reservationId, unmatchedFundsId, documentId, batchNo, findingId } = things
    const explained = { outcome: "explained", transferId: paid.letter.transferId, ...staff }
    const path = `/v1/unmatched-funds/${unmatchedFundsId}/explanation`
    expectStatus(await B.call("POST", path, explained), 200)
    expectStatus(await B.call("POST", `/v1/loan-reservations/${reservationId}/release`, staff), 200)
    // The file of a batch is erased when it has been read: to others it is not there at all.
    const opening = await B.problem("POST", `/v1/documents/${documentId}/opening`, { purpose: "inspect" })
    expect(opening.type).toBe("/problems/document-erased")
    expectStatus(await B.call("GET", `/v1/batches/${batchNo}`), 200)
    expectStatus(await B.call("GET", `/v1/findings/${findingId}`), 200)
    const found = FindingList.parse(expectStatus(await B.call("GET", "/v1/findings"), 200))
    expect(found.findings[0]).toMatchObject({ findingId, contractNos: ["DOUBT-1"] })
    expect((await B.problem("GET", "/v1/loans/DOUBT-1")).type).toBe("/problems/loan-not-found")
    expectStatus(await B.call("GET", forA("/v1/loans/DOUBT-1")), 200)
  })

  it("it is bound as the former center was: confirms its warning, sees it, and answers its investigation", async () => {
    const { warningId, investigationId } = shared
    const confirmation = `/v1/warnings/${warningId}/confirmation`
    expect((await C.problem("POST", confirmation, { reviewer: staff.reviewer })).status).toBe(404)
    const confirmed = await B.call("POST", confirmation, { reviewer: staff.reviewer })
    expect(Warning.parse(expectStatus(confirmed, 200))).toMatchObject({ status: "inForce", by: A.centerId })
    for (const center of [B, C])
      expect((await checked(center, warned)).warnings).toMatchObject([{ warningId, by: A.centerId }])
    expect(WarningList.parse(await listed("/v1/warnings")).warnings).toMatchObject([{ warningId }])

    const { investigations } = InvestigationList.parse(await listed("/v1/investigations?role=asked"))
    expect(investigations).toMatchObject([{ investigationId, homeCityCenterId: A.centerId }])
    const answer = { outcome: "confirmed", ...staff }
    expectStatus(await B.call("POST", `/v1/investigations/${investigationId}/answers`, answer), 200)
    // A warning of its own it may share with the nation; in that federation it stands under the former code.
    const scope = { scope: { federationId: shared.federationId } }
    const body = warningBody(makePerson("succession-warned-too"), scope)
    expect((await B.problem("POST", "/v1/warnings", body)).type).toBe("/problems/warning-scope-unknown")
    expectStatus(await B.call("POST", forA("/v1/warnings"), body), 201)
  })

  it("repeats under one key are the successor's own, in whosever name", async () => {
    const path = forA(`/v1/accounts/${offsite.accountNo}/holds`)
    const hold = {
      ground: "judicial",
      scope: ["closing"],
      documentNo: "测〔2026〕1号",
      from: mergedOn,
      ...staff,
    }
    const options = { idempotencyKey: newReference() }
    const first = await B.call("POST", path, hold, options)
    expectStatus(first, 201)
    const again = await B.call("POST", path, hold, options)
    expect([again.status, again.headers.get("idempotent-replay")]).toEqual([201, "true"])
    expect(again.body).toEqual(first.body)
  })

  it("a second merger, and one into a center that has merged away, are refused", async () => {
    expect((await propose()).status).toBe(409)
    const into = await federation.operator.call("POST", `/v1/centers/${C.centerId}/succession`, {
      body: { successorCenterId: A.centerId, from: "2026-10-01", reason: "决定" },
    })
    expect(into.body).toMatchObject({ rule: "SCN-001" })
    const back = await federation.operator.call("POST", `/v1/centers/${B.centerId}/succession`, {
      body: { successorCenterId: A.centerId, from: "2026-10-01", reason: "决定" },
    })
    expect(back.body).toMatchObject({ rule: "SCN-001" })
  })
})
