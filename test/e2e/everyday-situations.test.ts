import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccountCheckResponse, HoldPlaced, PersonsLinked } from "../../contracts/accounts.ts"
import { Residual, TransferDetail } from "../../contracts/transfers.ts"
import { makePerson, makeUnitCreditCode } from "../../tools/make-person.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  letterBody,
  O_ID,
  openAccount,
  segments,
  staff,
  startFederation,
  statementBody,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import { months, transferPack } from "../fixtures/policies.ts"
import {
  changeAccount,
  moving,
  paidOn,
  readAccount,
  received,
  sendLetter,
  timeOf,
  toldOf,
  transferWhole,
} from "../fixtures/transfer-story.ts"

const fourthId = "330100000000000"
const officeId = "210100000000001"
const branchId = "210100000000002"
const hourMs = 3_600_000

describe("everyday situations over the wire", () => {
  let federation: Federation
  let O: TestCenter
  let I: TestCenter
  let third: TestCenter
  let fourth: TestCenter
  let office: TestCenter
  let branch: TestCenter
  const { now, today, passTo } = timeOf(() => federation)

  beforeAll(async () => {
    federation = await startFederation({
      start: "2026-06-29T01:00:00.000Z",
      schedulePeriodFloorMs: 6 * hourMs,
    })
    O = await federation.onboard(O_ID)
    I = await federation.onboard(I_ID)
    third = await federation.onboard(THIRD_ID)
    fourth = await federation.onboard(fourthId)
    office = await federation.onboard(officeId, {
      kind: "office",
      settlesOwnBooks: false,
      parentCenterId: O_ID,
    })
    branch = await federation.onboard(branchId, { kind: "subCenter", parentCenterId: O_ID })
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("30 June with a case open: the letter confirmed on 29 June carries the figures of 1 July", async () => {
    const story = await moving(O, I)
    const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    await passTo("2026-07-01")
    const payment = paidOn(now(), "101520.83")
    const whole = { ...segments[0], principal: "101520.83", interest: "0.00", subsidy: "0.00", to: "2026-06" }
    const stated = await actOn(O, transferId, "statement", {
      ...statementBody,
      principal: "101520.83",
      interest: "0.00",
      amount: "101520.83",
      segments: [whole],
      payment,
    })
    expect(stated).toMatchObject({
      statusCode: "08",
      principal: "101520.83",
      interest: "0.00",
      escalations: 0,
    })
    const done = await actOn(I, transferId, "completion", {
      payments: [received(now(), payment.reference, "101520.83")],
    })
    expect(done.ledger).toEqual({
      bookedAtTransferOut: "0.00",
      inTransit: "0.00",
      bookedAtTransferIn: "101520.83",
    })
  })

  describe("old account not yet sealed", () => {
    it("the old center's policy asks for a seal: refused at once, and too short a seal as well", async () => {
      const pack = transferPack(THIRD_ID, "2026-01-01", { outboundSealedMonths: months(3) })
      expectStatus(await third.call("PUT", "/v1/policies/2026-01-01", pack), 201)
      const open = await moving(third, I, { old: { status: "01" }, fresh: { status: "02" } })
      const letter = (story: typeof open) =>
        letterBody(story.person, {
          fromCenterId: THIRD_ID,
          fromAccountNo: story.oldNo,
          toAccountNo: story.newNo,
          appliedOn: today(),
        })
      expect(await I.problem("POST", "/v1/transfers", letter(open))).toMatchObject({
        type: "/problems/account-not-sealed",
        status: 409,
        code: "4005",
        rule: "TRF-005",
        field: "/fromAccountNo",
      })
      await changeAccount(third, open.oldNo, "seal", { sealedOn: "2026-05-15" })
      expect(await I.problem("POST", "/v1/transfers", letter(open))).toMatchObject({
        type: "/problems/sealed-too-short",
        rule: "TRF-006",
      })
      const longSealed = await moving(third, I)
      expect((await sendLetter(third, I, longSealed, { appliedOn: today() })).statusCode).toBe("01")
    })

    it("without such a policy the guard moves at completion from the old center's 01 to the account that waits (X2)", async () => {
      const story = await moving(O, I, { old: { status: "01" } })
      expect((await readAccount(I, story.newNo)).status).toBe("X2")
      expect(
        (await O.inbox())
          .filter(({ type }) => type === "account.seal-request")
          .map(({ accountNo }) => accountNo),
      ).toContain(story.oldNo)
      const done = await transferWhole(O, I, story, now())
      expect(done.statusCode).toBe("00")
      expect(await readAccount(I, story.newNo)).toMatchObject({ status: "01", holds: [] })
      expect(await readAccount(O, story.oldNo)).toMatchObject({ status: "04", holds: [] })
      expect((await I.inbox()).map(({ type }) => type)).toContain("account.normal-granted")
      const check = expectStatus(
        await fourth.call("POST", "/v1/account-checks", { person: story.person, purpose: "open" }),
        200,
      )
      expect(AccountCheckResponse.parse(check)).toMatchObject({
        verdict: "blocked",
        findings: [{ class: "normalAccount", centerId: I_ID, accountStatus: "01" }],
      })
    })
  })

  it("two old accounts in two cities into one", async () => {
    const story = await moving(O, I)
    await openAccount(fourth, story.person, "CITY2", { status: "02" })
    const first = await sendLetter(O, I, story, { appliedOn: today() })
    const second = await sendLetter(fourth, I, { ...story, oldNo: "CITY2" }, { appliedOn: today() })
    for (const [center, letter] of [
      [O, first],
      [fourth, second],
    ] as const) {
      await actOn(center, letter.transferId, "letter-confirmation")
      const payment = paidOn(now())
      await actOn(center, letter.transferId, "statement", { ...statementBody, payment })
      const done = await actOn(I, letter.transferId, "completion", {
        payments: [received(now(), payment.reference)],
      })
      expect(done.statusCode).toBe("00")
    }
    const account = await readAccount(I, story.newNo)
    const origins = account.segments.map(({ origin }) =>
      origin.kind === "transferred" ? origin.fromCenterId : origin.kind,
    )
    expect(origins.toSorted()).toEqual([O_ID, O_ID, fourthId, fourthId])
    expect(account.holds).toEqual([])
  })

  it("two accounts at the old center: merged first, then one letter", async () => {
    const story = await moving(O, I)
    await openAccount(O, story.person, `${story.oldNo}B`, { status: "02" })
    await changeAccount(O, story.oldNo, "merger", { intoAccountNo: `${story.oldNo}B`, mergedOn: today() })
    const letter = (fromAccountNo: string) =>
      letterBody(story.person, { fromAccountNo, toAccountNo: story.newNo, appliedOn: today() })
    expect(await I.problem("POST", "/v1/transfers", letter(story.oldNo))).toMatchObject({
      type: "/problems/account-already-closed",
      field: "/fromAccountNo",
    })
    const done = await transferWhole(O, I, { ...story, oldNo: `${story.oldNo}B` }, now())
    expect(done.statusCode).toBe("00")
    expect((await readAccount(O, story.oldNo)).status).toBe("03")
  })

  it("branches and centers: an office keeps no books, a branch with own books does, a letter within one center is internal", async () => {
    const story = await moving(O, I)
    const letter = (over: object) =>
      letterBody(story.person, {
        fromAccountNo: story.oldNo,
        toAccountNo: story.newNo,
        appliedOn: today(),
        ...over,
      })
    expect(await I.problem("POST", "/v1/transfers", letter({ fromCenterId: officeId }))).toMatchObject({
      type: "/problems/office-keeps-no-books",
      rule: "DIR-001",
      field: "/fromCenterId",
    })
    expect(await office.problem("POST", "/v1/transfers", letter({}))).toMatchObject({
      type: "/problems/office-keeps-no-books",
      rule: "DIR-001",
    })
    expect(await O.problem("POST", "/v1/transfers", letter({ fromCenterId: officeId }))).toMatchObject({
      type: "/problems/internal-transfer",
      rule: "TRF-002",
    })
    expect(await I.problem("POST", "/v1/transfers", letter({ fromCenterId: I_ID }))).toMatchObject({
      type: "/problems/internal-transfer",
      rule: "TRF-001",
    })
    const settled = await moving(branch, I)
    expect((await transferWhole(branch, I, settled, now())).statusCode).toBe("00")
  })

  it("letter to the wrong center: refused with the right one suggested, the new letter replaces it", async () => {
    const story = await moving(fourth, I)
    const wrong = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, wrong.transferId, "letter-confirmation")
    const refused = await actOn(O, wrong.transferId, "refusal", {
      reasonCode: "wrong-center",
      suggestedCenterId: fourthId,
    })
    expect(refused).toMatchObject({
      statusCode: "13",
      refusal: { reasonCode: "wrong-center", suggestedCenterId: fourthId },
    })
    const right = await sendLetter(fourth, I, story, { appliedOn: today(), replaces: wrong.transferId })
    expect(right.replaces).toBe(wrong.transferId)
    expect((await actOn(I, wrong.transferId, "refusal-acknowledgement")).statusCode).toBe("40")
    // The end of the old letter ends its own hold and not that of the new one.
    expect((await readAccount(I, story.newNo)).holds.map(({ caseId }) => caseId)).toEqual([right.transferId])
    await actOn(fourth, right.transferId, "letter-confirmation")
    expect((await readAccount(fourth, story.oldNo)).holds).toMatchObject([
      { ground: "transferOut", caseId: right.transferId },
    ])
  })

  it("wrong account number: refused as not found, the new letter replaces it", async () => {
    const story = await moving(O, I)
    const wrong = await sendLetter(O, I, { ...story, oldNo: "NOSUCH1" }, { appliedOn: today() })
    await actOn(O, wrong.transferId, "letter-confirmation")
    expect(
      await O.problem("POST", `/v1/transfers/${wrong.transferId}/statement`, { ...statementBody, ...staff }),
    ).toMatchObject({ type: "/problems/account-not-registered", caseId: wrong.transferId })
    await actOn(O, wrong.transferId, "refusal", { reasonCode: "account-not-found" })
    const right = await sendLetter(O, I, story, { appliedOn: today(), replaces: wrong.transferId })
    expect(right).toMatchObject({ replaces: wrong.transferId, fromAccountNo: story.oldNo })
    expect(right.letterNo).not.toBe(wrong.letterNo)
    expect(await toldOf(O, right.transferId)).toEqual(["transfer.letter-sent"])
  })

  it("changed name or document: linked with evidence, then the letter finds the old account", async () => {
    const former = makePerson("changed-former")
    const current = { ...makePerson("changed-current"), name: former.name }
    await openAccount(O, former, "CHG1", { status: "02" })
    await openAccount(I, current, "CHG2")
    const letter = letterBody(current, { fromAccountNo: "CHG1", toAccountNo: "CHG2", appliedOn: today() })
    expect(await I.problem("POST", "/v1/transfers", letter)).toMatchObject({
      type: "/problems/account-of-another-person",
      rule: "TRF-019",
    })
    const linked = expectStatus(
      await I.call("POST", "/v1/persons/links", { current, former, evidence: "户籍机关变更证明", ...staff }),
      201,
    )
    expect(PersonsLinked.parse(linked).outcome).toBe("linked")
    const done = await transferWhole(O, I, { person: current, oldNo: "CHG1", newNo: "CHG2" }, now())
    expect(done.statusCode).toBe("00")
  })

  describe("holder dies", () => {
    it("before the statement: refused with holder-deceased, nothing stays held", async () => {
      const story = await moving(O, I)
      const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
      await actOn(O, transferId, "letter-confirmation")
      await actOn(I, transferId, "stop-request", { note: "申请人去世" })
      const { history } = TransferDetail.parse((await O.call("GET", `/v1/transfers/${transferId}`)).body)
      expect(history.at(-1)).toMatchObject({ event: "stop-request", note: "申请人去世" })
      expect((await actOn(O, transferId, "refusal", { reasonCode: "holder-deceased" })).statusCode).toBe("13")
      expect((await actOn(I, transferId, "refusal-acknowledgement")).statusCode).toBe("40")
      expect((await readAccount(O, story.oldNo)).holds).toEqual([])
      expect(
        (await changeAccount(O, story.oldNo, "closure", { closedOn: today(), withdrawalReason: "08" }))
          .status,
      ).toBe("05")
    })

    it("with the money on its way: it is booked, and the heirs withdraw at the new center", async () => {
      const story = await moving(O, I)
      expect((await transferWhole(O, I, story, now())).statusCode).toBe("00")
      expect(
        (await changeAccount(I, story.newNo, "closure", { closedOn: today(), withdrawalReason: "08" }))
          .status,
      ).toBe("05")
    })
  })

  it("court hold or deduction in mid-case: no money leaves while it stands, and it outlives the case", async () => {
    const story = await moving(O, I)
    const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    const placed = await O.call("POST", `/v1/accounts/${story.oldNo}/holds`, {
      ground: "judicial",
      scope: ["withdrawal"],
      documentNo: "（2026）辽0102执1号",
      from: today(),
      ...staff,
    })
    const hold = HoldPlaced.parse(expectStatus(placed, 201))
    expect(hold.status).toBe("06")
    const statement = { ...statementBody, payment: paidOn(now()), ...staff }
    expect(await O.problem("POST", `/v1/transfers/${transferId}/statement`, statement)).toMatchObject({
      type: "/problems/judicial-hold",
      rule: "ACC-006",
      caseId: transferId,
    })
    // The court takes its part and ends the hold: a smaller sum leaves.
    expectStatus(
      await O.call("POST", `/v1/accounts/${story.oldNo}/holds/${hold.holdId}/release`, {
        releasedOn: today(),
        ...staff,
      }),
      200,
    )
    const payment = paidOn(now(), "42714.06")
    const deducted = { ...segments[0], principal: "31398.67" }
    await actOn(O, transferId, "statement", {
      ...statementBody,
      principal: "42198.67",
      amount: "42714.06",
      segments: [deducted, segments[1]],
      payment,
    })
    expect(
      (
        await actOn(I, transferId, "completion", {
          payments: [received(now(), payment.reference, "42714.06")],
        })
      ).statusCode,
    ).toBe("00")

    const held = await moving(O, I)
    const refused = await sendLetter(O, I, held, { appliedOn: today() })
    await actOn(O, refused.transferId, "letter-confirmation")
    expectStatus(
      await O.call("POST", `/v1/accounts/${held.oldNo}/holds`, {
        ground: "judicial",
        scope: ["closing"],
        documentNo: "（2026）辽0102执2号",
        from: today(),
        ...staff,
      }),
      201,
    )
    await actOn(O, refused.transferId, "refusal", { reasonCode: "judicial-hold" })
    expect((await readAccount(O, held.oldNo)).holds.map(({ ground }) => ground)).toEqual(["judicial"])
    expect(
      await I.problem(
        "POST",
        "/v1/transfers",
        letterBody(held.person, { fromAccountNo: held.oldNo, toAccountNo: held.newNo, appliedOn: today() }),
      ),
    ).toMatchObject({ type: "/problems/judicial-hold" })
  })

  it("month paid twice by two employers: a finding, and the money of both is carried", async () => {
    const story = await moving(O, I)
    const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    const payment = paidOn(now())
    // Golden case 2's segments: May and June 2025 stand in both.
    expect((await actOn(O, transferId, "statement", { ...statementBody, payment })).statusCode).toBe("08")
    await actOn(I, transferId, "completion", { payments: [received(now(), payment.reference)] })
    const account = await readAccount(I, story.newNo)
    const local = {
      ...segments[1],
      contributorType: "employee",
      unitCreditCode: makeUnitCreditCode("second"),
      from: "2026-06",
      to: "2026-07",
      subsidy: "0.00",
      contributions: "1800.00",
      principal: "1800.00",
      interest: "0.00",
    }
    const put = expectStatus(
      await I.call(
        "PUT",
        `/v1/accounts/${story.newNo}/segments`,
        { segments: [local] },
        { ifMatch: account.version },
      ),
      200,
    )
    expect(put).toMatchObject({ doubledMonths: ["2025-05", "2025-06", "2026-06"], segments: 3 })
  })

  it("back payment after transfer: a residual follows to the new account", async () => {
    const story = await moving(O, I)
    const { transferId } = await transferWhole(O, I, story, now())
    const payment = paidOn(now(), "1860.00")
    const segment = {
      ...segments[0],
      from: "2025-07",
      to: "2025-07",
      principal: "1860.00",
      interest: "0.00",
      contributions: "1860.00",
    }
    const body = { kind: "backPayment", amount: "1860.00", segment, months: ["2025-07"], payment, ...staff }
    const sent = Residual.parse(
      expectStatus(await O.call("POST", `/v1/transfers/${transferId}/residuals`, body), 201),
    )
    expect(sent).toMatchObject({ status: "sent", payingCenterId: O_ID, receivingCenterId: I_ID })
    const path = `/v1/transfers/${transferId}/residuals/${sent.residualId}/completion`
    expect(
      await I.problem("POST", path, { payments: [received(now(), payment.reference, "1860.01")], ...staff }),
    ).toMatchObject({ type: "/problems/amount-mismatch" })
    const booked = expectStatus(
      await I.call("POST", path, { payments: [received(now(), payment.reference, "1860.00")], ...staff }),
      200,
    )
    expect(booked).toMatchObject({ status: "booked" })
    expect((await readAccount(I, story.newNo)).segments.map(({ from }) => from)).toContain("2025-07")
    expect(await toldOf(I, transferId)).toContain("transfer.residual-sent")
    expect(await toldOf(O, transferId)).toContain("transfer.residual-booked")
  })

  it("supplementary account beside the basic one: each goes by a letter of its own kind", async () => {
    const story = await moving(O, I)
    await openAccount(O, story.person, `${story.oldNo}S`, { status: "02", accountKind: "supplementary" })
    await openAccount(I, story.person, `${story.newNo}S`, { accountKind: "supplementary" })
    const basic = await sendLetter(O, I, story, { appliedOn: today() })
    const wrongKind = letterBody(story.person, {
      fromAccountNo: `${story.oldNo}S`,
      toAccountNo: `${story.newNo}S`,
      appliedOn: today(),
    })
    expect(await I.problem("POST", "/v1/transfers", wrongKind)).toMatchObject({ rule: "TRF-019" })
    const beside = await sendLetter(
      O,
      I,
      { ...story, oldNo: `${story.oldNo}S`, newNo: `${story.newNo}S` },
      { accountKind: "supplementary", appliedOn: today() },
    )
    expect(beside.statusCode).toBe("01")
    for (const [letter, kind] of [
      [basic, "basic"],
      [beside, "supplementary"],
    ] as const) {
      await actOn(O, letter.transferId, "letter-confirmation")
      const payment = paidOn(now())
      const own = segments.map((segment) => ({ ...segment, accountKind: kind }))
      await actOn(O, letter.transferId, "statement", { ...statementBody, segments: own, payment })
      expect(
        (await actOn(I, letter.transferId, "completion", { payments: [received(now(), payment.reference)] }))
          .statusCode,
      ).toBe("00")
    }
  })
})
