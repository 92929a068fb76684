import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { UnmatchedFunds } from "../../contracts/unmatched-funds.ts"
import {
  actOn,
  expectStatus,
  I_ID,
  letterBody,
  newReference,
  O_ID,
  segments,
  staff,
  startFederation,
  statementBody,
  THIRD_ID,
  type Federation,
  type TestCenter,
} from "../fixtures/federation.ts"
import {
  bearLoanMark,
  changeAccount,
  clearInbox,
  days,
  moving,
  paidOn,
  readAccount,
  readCase,
  received,
  sendLetter,
  timeOf,
  toldOf,
  transferWhole,
} from "../fixtures/transfer-story.ts"

const hourMs = 3_600_000

const explain = (id: string) => `/v1/unmatched-funds/${id}/explanation`

describe("everyday situations of money and time over the wire", () => {
  let federation: Federation
  let O: TestCenter
  let I: TestCenter
  let third: TestCenter
  const { now, today, pass, passTo } = timeOf(() => federation)

  beforeAll(async () => {
    federation = await startFederation({
      start: "2026-07-06T01:00:00.000Z",
      schedulePeriodFloorMs: 6 * hourMs,
    })
    O = await federation.onboard(O_ID)
    I = await federation.onboard(I_ID)
    third = await federation.onboard(THIRD_ID)
  })
  afterAll(async () => {
    await federation.stop()
  })

  it("center closed on a working day: the due date moves", async () => {
    const before = await sendLetter(O, I, await moving(O, I), { appliedOn: today() })
    expect(before.dueOn).toBe("2026-07-13")
    expectStatus(
      await O.call("PUT", "/v1/directory/closing-days", { closingDays: ["2026-07-09", "2026-07-10"] }),
      200,
    )
    const after = await sendLetter(O, I, await moving(O, I), { appliedOn: today() })
    expect(after).toMatchObject({ dueOn: "2026-07-15", dueAt: "2026-07-15T16:00:00.000Z" })
  })

  it("zero balance with months: no payment, the months are carried", async () => {
    const story = await moving(O, I)
    const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    const empty = {
      ...segments[0],
      to: "2025-07",
      principal: "0.00",
      interest: "0.00",
      contributions: "0.00",
    }
    const nothing = {
      ...statementBody,
      principal: "0.00",
      interest: "0.00",
      amount: "0.00",
      segments: [empty],
    }
    expect(
      await O.problem("POST", `/v1/transfers/${transferId}/statement`, {
        ...nothing,
        payment: paidOn(now(), "0.00"),
        ...staff,
      }),
    ).toMatchObject({ type: "/problems/payment-not-due", rule: "TRF-013" })
    expect(await actOn(O, transferId, "statement", nothing)).toMatchObject({
      statusCode: "08",
      leg: "completion",
    })
    expect((await actOn(I, transferId, "completion", { payments: [] })).statusCode).toBe("00")
    expect((await readAccount(I, story.newNo)).segments).toMatchObject([
      { from: "2023-01", to: "2025-07", principal: "0.00" },
    ])
  })

  it("new account sealed meanwhile: booked all the same", async () => {
    const story = await moving(O, I)
    const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    const payment = paidOn(now())
    await actOn(O, transferId, "statement", { ...statementBody, payment })
    await changeAccount(I, story.newNo, "seal", { sealedOn: today() })
    expect(
      (await actOn(I, transferId, "completion", { payments: [received(now(), payment.reference)] }))
        .statusCode,
    ).toBe("00")
    expect(await readAccount(I, story.newNo)).toMatchObject({ status: "02", holds: [] })
  })

  it("applicant changes the mind after 02: a stop request, answered with a refusal", async () => {
    const story = await moving(O, I)
    const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    expect(await I.problem("POST", `/v1/transfers/${transferId}/cancellation`, staff)).toMatchObject({
      type: "/problems/action-not-allowed",
      rule: "TRF-015",
    })
    expect((await actOn(I, transferId, "stop-request")).stopRequested).toBe(true)
    expect(await toldOf(O, transferId)).toContain("transfer.stop-requested")
    await actOn(O, transferId, "refusal", { reasonCode: "stopped-by-applicant" })
    expect((await actOn(I, transferId, "refusal-acknowledgement")).statusCode).toBe("40")
    expect((await sendLetter(O, I, story, { appliedOn: today() })).statusCode).toBe("01")
  })

  it("bank returns the payment: paid again under a new reference", async () => {
    const story = await moving(O, I)
    const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    const first = paidOn(now())
    await actOn(O, transferId, "statement", { ...statementBody, payment: first })
    const back = await actOn(O, transferId, "payment-return", {
      reference: first.reference,
      returnedOn: today(),
    })
    expect(back).toMatchObject({
      statusCode: "08",
      leg: "payment",
      actingCenterId: O_ID,
      ledger: { bookedAtTransferOut: "52714.06", inTransit: "0.00" },
    })
    expect(
      await O.problem("POST", `/v1/transfers/${transferId}/payment`, { ...first, ...staff }),
    ).toMatchObject({ type: "/problems/payment-reference-used", rule: "TRF-012" })
    const second = paidOn(now())
    expect((await actOn(O, transferId, "payment", second)).ledger).toMatchObject({ inTransit: "52714.06" })
    expect(
      await I.problem("POST", `/v1/transfers/${transferId}/completion`, {
        payments: [received(now(), first.reference)],
        ...staff,
      }),
    ).toMatchObject({ type: "/problems/payment-unknown" })
    expect(
      (await actOn(I, transferId, "completion", { payments: [received(now(), second.reference)] }))
        .statusCode,
    ).toBe("00")
  })

  it("money that differs: a surplus is returned, two payments add up, a late one ends the dispute, the whole may go back", async () => {
    const begin = async () => {
      const story = await moving(O, I)
      const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
      await actOn(O, transferId, "letter-confirmation")
      const payment = paidOn(now())
      await actOn(O, transferId, "statement", { ...statementBody, payment })
      return { story, transferId, payment }
    }
    const over = await begin()
    const tooMuch = received(now(), over.payment.reference, "52741.06")
    expect(
      await I.problem("POST", `/v1/transfers/${over.transferId}/completion`, {
        payments: [tooMuch],
        ...staff,
      }),
    ).toMatchObject({ type: "/problems/amount-mismatch", rule: "TRF-011" })
    await actOn(I, over.transferId, "dispute", { reasonCode: "overpaid", receivedAmount: "52741.06" })
    const returned = [{ reference: newReference(), amount: "27.00" }]
    expect(
      (await actOn(I, over.transferId, "completion", { payments: [tooMuch], returned })).statusCode,
    ).toBe("20")

    const twice = await begin()
    const parts = [
      received(now(), twice.payment.reference, "52714.00"),
      received(now(), newReference(), "0.06"),
    ]
    await actOn(I, twice.transferId, "dispute", { reasonCode: "underpaid", receivedAmount: "52714.00" })
    expect((await actOn(I, twice.transferId, "completion", { payments: parts })).statusCode).toBe("20")

    const late = await begin()
    await actOn(I, late.transferId, "dispute", { reasonCode: "not-received" })
    expect(
      (await actOn(I, late.transferId, "completion", { payments: [received(now(), late.payment.reference)] }))
        .statusCode,
    ).toBe("20")

    const wrong = await begin()
    await actOn(I, wrong.transferId, "dispute", { reasonCode: "wrong-person", receivedAmount: "52714.06" })
    await actOn(I, wrong.transferId, "return", { returns: [{ ...paidOn(now()) }] })
    expect(
      (await actOn(O, wrong.transferId, "return-confirmation", { receivedOn: today() })).statusCode,
    ).toBe("40")
    expect(await readAccount(O, wrong.story.oldNo)).toMatchObject({ status: "02", holds: [] })
  })

  it("money without a letter: reported to the paying center, explained or sent back", async () => {
    const story = await moving(O, I)
    const { transferId } = await transferWhole(O, I, story, now())
    const report = async () => {
      const body = {
        payingCenterId: O_ID,
        amount: "300.00",
        receivedOn: today(),
        bankSerial: newReference().slice(0, 20),
        ...staff,
      }
      return UnmatchedFunds.parse(expectStatus(await I.call("POST", "/v1/unmatched-funds", body), 201))
    }
    const first = await report()
    expect((await O.inbox()).map(({ subjectId }) => subjectId)).toContain(first.unmatchedFundsId)
    expect(
      expectStatus(
        await O.call("POST", explain(first.unmatchedFundsId), { outcome: "explained", transferId, ...staff }),
        200,
      ),
    ).toMatchObject({ status: "explained", transferId })
    const second = await report()
    expect(
      expectStatus(
        await I.call("POST", explain(second.unmatchedFundsId), {
          outcome: "returned",
          reference: newReference(),
          ...staff,
        }),
        200,
      ),
    ).toMatchObject({ status: "returned" })
    expect(
      await third.problem("POST", explain(second.unmatchedFundsId), {
        outcome: "returned",
        reference: newReference(),
        ...staff,
      }),
    ).toMatchObject({ type: "/problems/unmatched-funds-not-found", status: 404 })
  })

  it("unsettled loan or loan mark: refused until marks can follow", async () => {
    const story = await moving(O, I)
    const { transferId } = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    const owing = { ...statementBody, hasUnsettledLoan: true, loanCount: 1, ...staff }
    expect(await O.problem("POST", `/v1/transfers/${transferId}/statement`, owing)).toMatchObject({
      type: "/problems/own-loan",
      rule: "TRF-016",
      field: "/hasUnsettledLoan",
    })
    expect((await actOn(O, transferId, "refusal", { reasonCode: "own-loan" })).refusal).toEqual({
      reasonCode: "own-loan",
    })

    const marked = await moving(O, I)
    await bearLoanMark(O, marked.oldNo)
    const letter = letterBody(marked.person, {
      fromAccountNo: marked.oldNo,
      toAccountNo: marked.newNo,
      appliedOn: today(),
    })
    expect(await I.problem("POST", "/v1/transfers", letter)).toMatchObject({
      type: "/problems/loan-mark",
      rule: "TRF-020",
      field: "/fromAccountNo",
    })
  })

  it("refusal never acknowledged: closes by itself after three working days", async () => {
    await clearInbox(I)
    const { transferId } = await sendLetter(O, I, await moving(O, I), { appliedOn: today() })
    await actOn(O, transferId, "letter-confirmation")
    const refused = await actOn(O, transferId, "refusal", { reasonCode: "not-sealed" })
    expect(refused).toMatchObject({ leg: "acknowledgement", actingCenterId: I_ID })
    await pass(Date.parse(refused.dueAt ?? "") - now() - 1_000)
    expect((await readCase(I, transferId)).statusCode).toBe("13")
    await pass(days(1))
    const closed = await readCase(I, transferId)
    expect(closed.statusCode).toBe("40")
    expect(closed.history.at(-1)).toMatchObject({
      event: "refusal-acknowledgement",
      by: "clock",
      status: "closedAsRefused",
    })
  })

  it("silent centers: the breach is told at once, and never taken for consent", async () => {
    await clearInbox(O)
    await clearInbox(I)
    const silentAtLetter = await sendLetter(O, I, await moving(O, I), { appliedOn: today() })
    const story = await moving(O, I)
    const silentAtMoney = await sendLetter(O, I, story, { appliedOn: today() })
    await actOn(O, silentAtMoney.transferId, "letter-confirmation")
    const payment = paidOn(now())
    await actOn(O, silentAtMoney.transferId, "statement", { ...statementBody, payment })
    await pass(Date.parse(silentAtLetter.dueAt ?? "") - now() + hourMs)
    expect(await readCase(I, silentAtLetter.transferId)).toMatchObject({ statusCode: "01", escalations: 1 })
    expect(await toldOf(O, silentAtLetter.transferId)).toContain("transfer.escalated")
    expect(await toldOf(I, silentAtLetter.transferId)).toContain("transfer.escalated")

    // Expiry ends only what has no money on its way: thirty working days after the breach.
    await passTo("2026-08-25")
    expect(await readCase(I, silentAtLetter.transferId)).toMatchObject({ statusCode: "01" })
    await passTo("2026-09-10")
    const expired = await readCase(I, silentAtLetter.transferId)
    expect(expired).toMatchObject({ status: "expired", statusCode: "X1" })
    expect((await readAccount(I, silentAtLetter.toAccountNo)).holds).toEqual([])
    const paid = await readCase(I, silentAtMoney.transferId)
    expect(paid.statusCode).toBe("08")
    expect(paid.escalations).toBeGreaterThan(5)
    expect(
      (
        await actOn(I, silentAtMoney.transferId, "completion", {
          payments: [received(now(), payment.reference)],
        })
      ).statusCode,
    ).toBe("00")
  })

  it("a deadline in a year that is not published: says so, guesses no date and escalates nothing", async () => {
    await passTo("2026-12-22")
    const letter = await sendLetter(O, I, await moving(O, I), { appliedOn: today() })
    expect(letter).toMatchObject({ statusCode: "01", dueUnpublishedYear: "2027" })
    expect(letter.dueOn).toBeUndefined()
    expect(letter.dueAt).toBeUndefined()
    await pass(days(30))
    expect(await readCase(I, letter.transferId)).toMatchObject({
      statusCode: "01",
      escalations: 0,
      dueUnpublishedYear: "2027",
    })
    expect((await actOn(O, letter.transferId, "letter-confirmation")).statusCode).toBe("02")
  })
})
