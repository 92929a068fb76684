import { describe, expect, it } from "vitest"
import type { Hold } from "../../../contracts/accounts.ts"
import {
  AccountNo,
  ConsentCode,
  ContractNo,
  HoldId,
  OffsiteLoanId,
  PaymentReference,
  ReservationId,
  type CenterId,
} from "../../../contracts/primitives.ts"
import { withHold, type AccountRecord } from "../../../functions/domain/account/account-record.ts"
import type { OffsiteLoanCase } from "../../../functions/domain/offsite-loan/offsite-loan-case.ts"
import {
  account,
  act,
  at,
  complete,
  confirm,
  day,
  goldenStatement,
  I,
  letterSent,
  money,
  newId,
  O,
  pay,
  person,
  staff,
  state,
  third,
  type Stage,
} from "./stage.ts"

const grantedTo = (loanCenterId: CenterId, over: Partial<OffsiteLoanCase> = {}): OffsiteLoanCase => ({
  offsiteLoanId: OffsiteLoanId.parse(newId("lnc")),
  status: "granted",
  version: 4,
  generation: 1,
  personRef: person,
  loanCenterId,
  homeCenterId: O,
  homeAccountNo: AccountNo.parse("OLD1"),
  appliedOn: day("2026-05-01"),
  consentCode: ConsentCode.parse(newId("cns")),
  openedAt: at("2026-05-01T02:00:00.000Z"),
  changedAt: at("2026-06-01T02:00:00.000Z"),
  legs: [],
  escalations: 0,
  homes: [],
  grant: {
    contractNo: ContractNo.parse("HT-1"),
    amount: money("600000.00"),
    termMonths: 360,
    yearlyRate: "0.026",
    grantedOn: day("2026-06-01"),
    reservationId: ReservationId.parse(newId("lrs")),
  },
  ...over,
})

const markOf = (loan: OffsiteLoanCase): Hold => ({
  holdId: HoldId.parse(newId("hld")),
  ground: "loanMark",
  scope: ["closing", "transfer"],
  from: day("2026-06-01"),
  caseId: loan.offsiteLoanId,
})

const marked = (loan: OffsiteLoanCase, over: Partial<AccountRecord> = {}): Stage =>
  letterSent({ out: withHold(account(O, "OLD1", over), markOf(loan)), markedLoans: [loan] })

const marksOn = (found: AccountRecord | undefined) =>
  (found?.holds ?? []).filter(({ ground }) => ground === "loanMark").map(({ caseId }) => caseId)

const transferred = (stage: Stage) => {
  confirm(stage)
  expect(state(stage)).toBeUndefined()
  pay(stage, "PAY-1", "52714.06")
  expect(complete(stage, [["PAY-1", "52714.06"]])).toBeUndefined()
  return stage
}

describe("a marked account is transferred", () => {
  it("moves the mark to the new account in the transaction that books the money", () => {
    const loan = grantedTo(third)
    const stage = transferred(marked(loan))
    expect(stage.transfer.status).toBe("completed")
    expect(marksOn(stage.out)).toEqual([])
    expect(marksOn(stage.in)).toEqual([loan.offsiteLoanId])
    expect(stage.markedLoans[0]).toMatchObject({
      status: "granted",
      homeCenterId: I,
      homeAccountNo: "NEW1",
      homes: [{ centerId: O }],
      version: 5,
    })
    expect(stage.told).toContainEqual({ to: third, type: "offsite-loan.home-changed" })
    expect(stage.told).toContainEqual({ to: I, type: "offsite-loan.home-changed" })
    expect(stage.told).toContainEqual({ to: O, type: "offsite-loan.home-changed" })
  })

  it("keeps the mark on the old account as long as nothing is booked", () => {
    const loan = grantedTo(third)
    const stage = marked(loan)
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", "52714.06")
    expect(stage.out?.status).toBe("04")
    expect([marksOn(stage.out), marksOn(stage.in)]).toEqual([[loan.offsiteLoanId], []])
  })

  it("ends the mark as converted when the new center is the lender", () => {
    const loan = grantedTo(I)
    const stage = transferred(marked(loan))
    expect([marksOn(stage.out), marksOn(stage.in)]).toEqual([[], []])
    expect(stage.markedLoans[0]).toMatchObject({ status: "converted", legs: [] })
    expect(stage.told).toContainEqual({ to: I, type: "offsite-loan.converted" })
    expect(stage.told).toContainEqual({ to: O, type: "offsite-loan.converted" })
  })

  it("hands an unanswered collection request to the new home center", () => {
    const since = at("2026-09-01T02:00:00.000Z")
    const loan = grantedTo(third, {
      legs: [{ leg: "collectionAnswer", party: "home", since, lookAt: since }],
    })
    expect(transferred(marked(loan)).markedLoans[0]).toMatchObject({
      homeCenterId: I,
      legs: [{ leg: "collectionAnswer", party: "home" }],
    })
  })

  it("waits while money is on its way from the old account to the loan", () => {
    const loan = grantedTo(third, {
      offset: {
        reference: PaymentReference.parse("OFF-1"),
        amount: money("5000.00"),
        paidOn: day("2026-09-01"),
        status: "sent",
      },
    })
    const stage = marked(loan)
    confirm(stage)
    expect(state(stage)).toMatchObject({ problem: "account-held", rule: "LON-011" })
  })

  it("waits, too, when the loan was paid off and such money has not come back", () => {
    const { offsiteLoanId: caseId } = grantedTo(third, { status: "paidOff" })
    const hold = { holdId: HoldId.parse(newId("hld")), ground: "other", from: day("2026-06-01") } as const
    const kept = withHold(account(O, "OLD1"), { ...hold, scope: ["closing", "transfer"], caseId })
    const stage = letterSent({ out: kept })
    confirm(stage)
    expect(state(stage)).toMatchObject({ problem: "account-held", rule: "LON-011" })
  })

  it("drops the mark of a loan that was paid off meanwhile, and tells nobody of a home", () => {
    const stage = transferred(marked(grantedTo(third, { status: "paidOff" })))
    expect([marksOn(stage.out), marksOn(stage.in)]).toEqual([[], []])
    expect(stage.told.map(({ type }) => type)).not.toContain("offsite-loan.home-changed")
  })

  it("leaves a live certificate where it is: no statement until it has ended", () => {
    const stage = letterSent({
      out: withHold(account(O, "OLD1"), {
        holdId: HoldId.parse(newId("hld")),
        ground: "certificate",
        scope: ["withdrawal", "transfer", "closing"],
        from: day("2026-08-01"),
        caseId: OffsiteLoanId.parse(newId("lnc")),
      }),
    })
    confirm(stage)
    expect(state(stage)).toMatchObject({ problem: "account-held", rule: "LON-009" })
  })

  it("takes a statement that admits the marked loan, since that loan follows", () => {
    const stage = marked(grantedTo(third))
    confirm(stage)
    expect(state(stage, { ...goldenStatement, hasUnsettledLoan: true })).toBeUndefined()
  })

  it("gives the old account back with its mark when the money returns", () => {
    const loan = grantedTo(third)
    const stage = marked(loan)
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", "52714.06")
    act(stage, "in", { action: "dispute", body: { reasonCode: "wrong-person", ...staff } })
    act(stage, "in", {
      action: "return",
      body: {
        returns: [
          {
            reference: PaymentReference.parse("BACK-1"),
            amount: money("52714.06"),
            paidOn: day("2026-09-08"),
          },
        ],
        ...staff,
      },
    })
    act(stage, "out", { action: "return-confirmation" })
    expect(stage.transfer.status).toBe("closedAsRefused")
    expect([marksOn(stage.out), marksOn(stage.in)]).toEqual([[loan.offsiteLoanId], []])
    expect(stage.markedLoans[0]).toMatchObject({ homeCenterId: O, version: 4 })
  })
})
