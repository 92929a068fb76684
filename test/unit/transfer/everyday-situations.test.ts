import { describe, expect, it } from "vitest"
import type { Hold } from "../../../contracts/accounts.ts"
import { AccountNo, HoldId, Month } from "../../../contracts/primitives.ts"
import { withHold } from "../../../functions/domain/account/account-record.ts"
import { ledgerOf } from "../../../functions/domain/transfer/transfer-case.ts"
import {
  account,
  act,
  complete,
  confirm,
  day,
  emptyStatement,
  goldenStatement,
  I,
  letterSent,
  money,
  newId,
  O,
  pass,
  pay,
  person,
  reference,
  segment,
  staff,
  state,
  third,
} from "./stage.ts"

const court: Hold = {
  holdId: HoldId.parse(newId("hld")),
  ground: "judicial",
  scope: ["withdrawal", "closing", "transfer"],
  documentNo: "Doc-1",
  from: day("2026-09-02"),
}
const paidCase = () => {
  const stage = letterSent()
  confirm(stage)
  state(stage)
  pay(stage, "PAY-1", "52714.06")
  return stage
}

describe("everyday situations", () => {
  it("old account not yet sealed: O may refuse with not-sealed, the holds end and a new letter is free to come", () => {
    const stage = letterSent({ out: account(O, "OLD1", { status: "01" }) })
    confirm(stage)
    expect(
      act(stage, "out", { action: "refusal", body: { reasonCode: "not-sealed", ...staff } }),
    ).toBeUndefined()
    expect(stage.transfer.status).toBe("refused")
    expect([stage.out?.holds, stage.in.holds, stage.marked]).toEqual([[], [], false])
  })

  it("old account still holding the guard: at completion the guard moves to the waiting new account", () => {
    const holder = { centerId: O, accountNo: AccountNo.parse("OLD1") }
    const waiter = { centerId: I, accountNo: AccountNo.parse("NEW1") }
    const stage = letterSent({
      out: account(O, "OLD1", { status: "01" }),
      guard: { personRef: person, holder, waiting: [waiter], version: 3 },
    })
    stage.in = { ...stage.in, status: "X2" }
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", "52714.06")
    expect(stage.guard?.holder).toEqual(holder)
    complete(stage, [["PAY-1", "52714.06"]])
    expect(stage.guard).toMatchObject({ holder: waiter, waiting: [] })
    expect([stage.out?.status, stage.in.status, stage.in.holds]).toEqual(["04", "01", []])
  })

  it("two old accounts in two cities into one: the second case keeps its own hold when the first ends", () => {
    const stage = letterSent()
    stage.in = withHold(stage.in, {
      holdId: HoldId.parse(newId("hld")),
      ground: "incoming",
      scope: ["closing", "transfer"],
      from: day("2026-09-01"),
      caseId: letterSent().transfer.transferId,
    })
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", "52714.06")
    complete(stage, [["PAY-1", "52714.06"]])
    expect(stage.in.holds).toHaveLength(1)
  })

  it("two accounts at the old center (merge first): O refuses with duplicate-accounts-here", () => {
    const stage = letterSent({ others: [account(O, "OLD2")] })
    confirm(stage)
    act(stage, "out", { action: "refusal", body: { reasonCode: "duplicate-accounts-here", ...staff } })
    expect(stage.transfer.refusal?.reasonCode).toBe("duplicate-accounts-here")
  })

  it("letter to the wrong center: O refuses and suggests the right one", () => {
    const stage = letterSent()
    confirm(stage)
    act(stage, "out", {
      action: "refusal",
      body: { reasonCode: "wrong-center", suggestedCenterId: third, ...staff },
    })
    expect(stage.transfer.refusal).toEqual({ reasonCode: "wrong-center", suggestedCenterId: third })
  })

  it("wrong account number: confirmed without a hold, then refused; nothing is stated or paid for it", () => {
    const stage = letterSent({ out: undefined })
    expect(confirm(stage)).toBeUndefined()
    expect(state(stage)).toMatchObject({ problem: "account-not-registered" })
    expect(
      act(stage, "out", { action: "refusal", body: { reasonCode: "account-not-found", ...staff } }),
    ).toBeUndefined()
    expect(stage.marked).toBe(false)
  })

  it("old account registered after the confirmation: held with the statement at the latest", () => {
    const stage = letterSent({ out: undefined })
    confirm(stage)
    stage.out = account(O, "OLD1")
    expect(state(stage)).toBeUndefined()
    expect(stage.out.holds.map((hold) => hold.ground)).toEqual(["transferOut"])
  })

  it("changed name or document: the account of another person is confirmed, and neither stated nor paid", () => {
    const stage = letterSent({ out: undefined })
    const anothers = { outAccountIsAnothers: true }
    expect(act(stage, "out", { action: "letter-confirmation" }, undefined, anothers)).toBeUndefined()
    expect(
      act(stage, "out", { action: "statement", body: goldenStatement }, undefined, anothers),
    ).toMatchObject({ problem: "account-of-another-person" })
    expect(
      act(stage, "out", { action: "refusal", body: { reasonCode: "identity-mismatch", ...staff } }),
    ).toBeUndefined()
  })

  it("holder dies: O refuses with holder-deceased, which cannot be corrected", () => {
    const stage = letterSent()
    confirm(stage)
    expect(
      act(stage, "out", { action: "refusal", body: { reasonCode: "holder-deceased", ...staff } }),
    ).toBeUndefined()
  })

  it("court hold in mid-case: no money leaves while it stands, and it survives the end of the case", () => {
    const stage = letterSent()
    confirm(stage)
    if (stage.out === undefined) throw new Error("there is an old account")
    stage.out = withHold(stage.out, court)
    expect(state(stage)).toMatchObject({ problem: "judicial-hold", rule: "ACC-006" })
    act(stage, "out", { action: "refusal", body: { reasonCode: "judicial-hold", ...staff } })
    expect(stage.out.holds.map((hold) => hold.ground)).toEqual(["judicial"])
  })

  it("court deduction in mid-case: the sum is corrected in the negotiation", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage)
    act(stage, "in", { action: "dispute", body: { reasonCode: "statement-wrong", ...staff } })
    const reduced = {
      ...goldenStatement,
      principal: money("10800.00"),
      interest: money("106.64"),
      amount: money("10906.64"),
      segments: goldenStatement.segments.slice(1),
    }
    expect(state(stage, reduced)).toBeUndefined()
    expect(stage.transfer).toMatchObject({ status: "negotiating", statement: { amount: "10906.64" } })
    pay(stage, "PAY-1", "10906.64")
    expect(complete(stage, [["PAY-1", "10906.64"]], [], reduced)).toBeUndefined()
  })

  it("month paid twice by two employers: both segments are carried, each with its own label", () => {
    const stage = letterSent()
    confirm(stage)
    const twice = {
      ...goldenStatement,
      segments: [
        segment(),
        segment({
          principal: money("10800.00"),
          interest: money("106.64"),
          from: Month.parse("2025-05"),
          to: Month.parse("2025-06"),
        }),
      ],
    }
    state(stage, twice)
    pay(stage, "PAY-1", "52714.06")
    complete(stage, [["PAY-1", "52714.06"]], [], twice)
    expect(stage.carried).toHaveLength(2)
  })

  it("supplementary account beside the basic one: a statement of another kind is refused", () => {
    const stage = letterSent()
    confirm(stage)
    const [first, second] = goldenStatement.segments
    if (first === undefined || second === undefined) throw new Error("two segments")
    expect(
      state(stage, { ...goldenStatement, segments: [first, { ...second, accountKind: "supplementary" }] }),
    ).toMatchObject({ rule: "TRF-019", field: "/segments/1/accountKind" })
  })

  it("zero balance with months: the old account is closed with the statement", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage, emptyStatement)
    expect(stage.out?.status).toBe("04")
  })

  it("new account sealed meanwhile: the money is booked to the sealed account", () => {
    const stage = paidCase()
    stage.in = { ...stage.in, status: "02", version: stage.in.version + 1 }
    stage.guard = undefined
    expect(complete(stage, [["PAY-1", "52714.06"]])).toBeUndefined()
    expect(stage.in.status).toBe("02")
  })

  it("applicant changes the mind after 02: a stop request, then O's refusal", () => {
    const stage = letterSent()
    confirm(stage)
    expect(act(stage, "in", { action: "cancellation" })).toMatchObject({
      problem: "action-not-allowed",
      rule: "TRF-015",
    })
    expect(act(stage, "in", { action: "stop-request" })).toBeUndefined()
    expect(act(stage, "in", { action: "stop-request" })).toMatchObject({ problem: "action-not-allowed" })
    expect(
      act(stage, "out", { action: "refusal", body: { reasonCode: "stopped-by-applicant", ...staff } }),
    ).toBeUndefined()
    expect(act(stage, "in", { action: "refusal-acknowledgement" })).toBeUndefined()
    expect(stage.transfer.status).toBe("closedAsRefused")
  })

  it("bank returns the payment: the money is O's again until it is paid under a new reference", () => {
    const stage = paidCase()
    expect(ledgerOf(stage.transfer)).toEqual({
      bookedAtTransferOut: "0.00",
      inTransit: "52714.06",
      bookedAtTransferIn: "0.00",
    })
    act(stage, "out", {
      action: "payment-return",
      body: { reference: reference("PAY-1"), returnedOn: day("2026-09-03"), ...staff },
    })
    expect(ledgerOf(stage.transfer)).toEqual({
      bookedAtTransferOut: "52714.06",
      inTransit: "0.00",
      bookedAtTransferIn: "0.00",
    })
    expect(stage.transfer.running).toMatchObject({ leg: "payment", party: "out" })
    expect(complete(stage, [["PAY-1", "52714.06"]])).toMatchObject({ problem: "payment-unknown" })
    expect(pay(stage, "PAY-2", "52714.06")).toBeUndefined()
    expect(complete(stage, [["PAY-2", "52714.06"]])).toBeUndefined()
  })

  it("bank returns a payment that ran ahead of the statement: O may refuse, and the old account lives again", () => {
    const stage = letterSent()
    confirm(stage)
    pay(stage, "PAY-1", "52714.06")
    act(stage, "out", {
      action: "payment-return",
      body: { reference: reference("PAY-1"), returnedOn: day("2026-09-03"), ...staff },
    })
    pass(stage, "2026-09-08T16:00:00.000Z")
    expect(stage.transfer.expiryAt).toBeUndefined()
    expect(
      act(stage, "out", { action: "refusal", body: { reasonCode: "stopped-by-applicant", ...staff } }),
    ).toBeUndefined()
    expect([stage.transfer.status, stage.out?.status, stage.out?.holds]).toEqual(["refused", "02", []])
  })

  it("return of the whole: the old account gets its former status and the case ends as 40", () => {
    const stage = paidCase()
    act(stage, "in", { action: "dispute", body: { reasonCode: "wrong-person", ...staff } })
    const back = (amount: string) =>
      act(stage, "in", {
        action: "return",
        body: {
          returns: [{ reference: reference("BACK-1"), amount: money(amount), paidOn: day("2026-09-05") }],
          ...staff,
        },
      })
    expect(back("52714.05")).toMatchObject({ problem: "amount-mismatch" })
    expect(back("52714.06")).toBeUndefined()
    expect(complete(stage, [["PAY-1", "52714.06"]])).toMatchObject({ problem: "action-not-allowed" })
    expect(act(stage, "out", { action: "return-confirmation" })).toBeUndefined()
    expect([stage.transfer.status, stage.out?.status, stage.out?.holds, stage.in.holds]).toEqual([
      "closedAsRefused",
      "02",
      [],
      [],
    ])
  })

  it("nothing arrived: no return while money is on its way, which is booked when it comes late", () => {
    const stage = paidCase()
    const dispute = { reasonCode: "not-received", receivedAmount: money("0.00"), ...staff } as const
    act(stage, "in", { action: "dispute", body: dispute })
    const nothing = () => act(stage, "in", { action: "return", body: { returns: [], ...staff } })
    expect(nothing()).toMatchObject({ problem: "amount-mismatch", rule: "TRF-011", field: "/returns" })
    expect(complete(stage, [["PAY-1", "52714.06"]])).toBeUndefined()
    expect(stage.transfer.status).toBe("completedAfterNegotiation")
  })

  it("nothing arrived: once the bank has sent the money back to O, nothing is left to return", () => {
    const stage = paidCase()
    const dispute = { reasonCode: "not-received", receivedAmount: money("0.00"), ...staff } as const
    act(stage, "in", { action: "dispute", body: dispute })
    act(stage, "out", {
      action: "payment-return",
      body: { reference: reference("PAY-1"), returnedOn: day("2026-09-05"), ...staff },
    })
    expect(act(stage, "in", { action: "return", body: { returns: [], ...staff } })).toBeUndefined()
    expect(act(stage, "out", { action: "return-confirmation" })).toBeUndefined()
    expect([stage.transfer.status, stage.out?.status]).toEqual(["closedAsRefused", "02"])
  })

  it("a part arrived: what goes back covers all that stands in transit, or O calls the rest back first", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", "52714.00")
    pay(stage, "PAY-2", "0.06")
    const dispute = { reasonCode: "underpaid", receivedAmount: money("52714.00"), ...staff } as const
    act(stage, "in", { action: "dispute", body: dispute })
    const returns = [{ reference: reference("BACK-1"), amount: money("52714.00"), paidOn: day("2026-09-05") }]
    const back = () => act(stage, "in", { action: "return", body: { returns, ...staff } })
    expect(back()).toMatchObject({ problem: "amount-mismatch", field: "/returns" })
    act(stage, "out", {
      action: "payment-return",
      body: { reference: reference("PAY-2"), returnedOn: day("2026-09-05"), ...staff },
    })
    expect(back()).toBeUndefined()
  })

  it("more arrived than was declared: what goes back is what arrived", () => {
    const stage = paidCase()
    const dispute = { reasonCode: "overpaid", receivedAmount: money("52741.06"), ...staff } as const
    act(stage, "in", { action: "dispute", body: dispute })
    const returns = [{ reference: reference("BACK-1"), amount: money("52741.06"), paidOn: day("2026-09-05") }]
    expect(act(stage, "in", { action: "return", body: { returns, ...staff } })).toBeUndefined()
  })

  it("refusal never acknowledged: after three working days the clock closes it", () => {
    const stage = letterSent()
    confirm(stage)
    act(stage, "out", { action: "refusal", body: { reasonCode: "own-loan", ...staff } })
    expect(pass(stage, "2026-09-06T16:00:00.000Z")).toBe("nothing")
    expect(pass(stage, "2026-09-07T16:00:00.000Z")).toBe("refusal-acknowledgement")
    expect(stage.transfer.status).toBe("closedAsRefused")
  })

  it("unsettled loan: a statement that admits one is refused, O must refuse the letter", () => {
    const stage = letterSent()
    confirm(stage)
    expect(state(stage, { ...goldenStatement, hasUnsettledLoan: true })).toMatchObject({
      problem: "own-loan",
      rule: "TRF-016",
    })
  })

  it("loan mark put by hand: no statement leaves, and O refuses the letter", () => {
    const marked = withHold(account(O, "OLD1"), {
      holdId: HoldId.parse(newId("hld")),
      ground: "loanMark",
      scope: ["closing", "transfer"],
      from: day("2026-01-01"),
    })
    const stage = letterSent({ out: marked })
    confirm(stage)
    expect(state(stage)).toMatchObject({ problem: "loan-mark", rule: "TRF-020" })
  })

  it("payment before the statement: the case can no longer be refused, and the statement follows", () => {
    const stage = letterSent()
    confirm(stage)
    expect(pay(stage, "PAY-1", "52714.06")).toBeUndefined()
    expect(stage.out?.status).toBe("04")
    expect(act(stage, "out", { action: "refusal", body: { reasonCode: "other", ...staff } })).toMatchObject({
      problem: "action-not-allowed",
    })
    expect(state(stage)).toBeUndefined()
    expect(stage.transfer.running).toMatchObject({ leg: "completion", party: "in" })
    expect(complete(stage, [["PAY-1", "52714.06"]])).toBeUndefined()
    expect(stage.transfer.status).toBe("completed")
  })
})

describe("who may act when", () => {
  it("tells the other center that it is not its turn", () => {
    expect(act(letterSent(), "in", { action: "letter-confirmation" })).toMatchObject({
      problem: "wrong-party",
    })
  })

  it("takes no statement before the confirmation", () => {
    expect(state(letterSent())).toMatchObject({ problem: "action-not-allowed", rule: "TRF-014" })
  })

  it("cancels only an unconfirmed letter", () => {
    const stage = letterSent()
    expect(act(stage, "in", { action: "cancellation" })).toBeUndefined()
    expect([stage.transfer.status, stage.in.holds, stage.marked]).toEqual(["cancelled", [], false])
  })

  it("books a surplus reference no second time within one completion", () => {
    const stage = paidCase()
    expect(complete(stage, [["PAY-1", "52714.06"]], [["PAY-1", "0.00"]])).toMatchObject({
      problem: "payment-reference-used",
    })
  })

  it("returns no more than was received", () => {
    const stage = paidCase()
    expect(complete(stage, [["PAY-1", "10.00"]], [["RET-1", "20.00"]])).toMatchObject({
      problem: "amount-mismatch",
      rule: "TRF-021",
    })
  })
})
