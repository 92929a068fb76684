import { describe, expect, it } from "vitest"
import {
  CollectionAnswer,
  CollectionRequest,
  LoanOffset,
  OffsetReturn,
} from "../../../contracts/offsite-loans.ts"
import { Money } from "../../../contracts/primitives.ts"
import { hasOpenOffset } from "../../../functions/domain/offsite-loan/offsite-loan-case.ts"
import {
  account,
  act,
  certifiedStage,
  grant,
  H,
  L,
  pass,
  payOff,
  people,
  reserve,
  type Stage,
} from "./stage.ts"

/** A granted loan that was fed as overdue. */
const overdue = (periods: number, amount: string): Stage => {
  const stage = certifiedStage()
  reserve(stage)
  act(stage, { action: "grant", body: grant() })
  const { loan } = stage.case
  if (loan === undefined) throw new Error("a granted case has a loan")
  stage.case = {
    ...stage.case,
    loan: { ...loan, overduePeriods: periods, overdueAmount: Money.parse(amount) },
  }
  return stage
}
const collect = (stage: Stage, overduePeriods: number, overdueAmount: string): string => {
  const body = CollectionRequest.parse({ overduePeriods, overdueAmount, ...people })
  return act(stage, { action: "collection-request", body })
}
const deduct = (stage: Stage, amount: string): string => {
  const deduction = { reference: "PAY-0001", amount, paidOn: "2026-09-01" }
  const body = CollectionAnswer.parse({ contacted: true, deduction, ...people })
  return act(stage, { action: "collection-answer", body })
}

describe("a collection", () => {
  it("asks for no more than was fed", () => {
    const stage = overdue(2, "3200.00")
    expect(collect(stage, 3, "3200.00")).toBe("invalid-request")
    expect(collect(stage, 2, "3200.01")).toBe("invalid-request")
    expect(collect(stage, 2, "3200.00")).toBe("collection-request")
    // A feed that says no amount bounds none.
    expect(collect(overdue(1, "0.00"), 1, "1600.00")).toBe("collection-request")
  })

  it("deducts no more than it asks, and is not asked again before a feed has what was deducted", () => {
    const stage = overdue(2, "3200.00")
    collect(stage, 2, "3200.00")
    expect(deduct(stage, "3200.01")).toBe("offset-exceeds-balance LON-010")
    expect(deduct(stage, "3200.00")).toBe("collection-answer")
    expect(collect(stage, 2, "3200.00")).toBe("action-not-allowed")
    const { deducted: _, ...fed } = stage.case
    stage.case = fed
    expect(collect(stage, 2, "3200.00")).toBe("collection-request")
  })
})

const sendOffset = (stage: Stage): string => {
  const paid = { reference: "PAY-0002", amount: "5000.00", paidOn: "2026-09-01" }
  return act(stage, { action: "offset", body: LoanOffset.parse({ ...paid, ...people }) })
}
const takeBack = (stage: Stage): string => {
  const body = OffsetReturn.parse({ returnedOn: "2026-09-01", ...people })
  return act(stage, { action: "offset-return", body })
}
const holdsOf = (stage: Stage) => account(stage).holds.map(({ ground, scope }) => [ground, ...scope])

const paidOff = () => {
  const stage = overdue(0, "0.00")
  sendOffset(stage)
  payOff(stage)
  return stage
}

describe("a loan that is paid off while an offset is on its way", () => {
  it("holds the account until the home center confirms that the money is back", () => {
    const stage = paidOff()
    expect(stage.case).toMatchObject({
      status: "paidOff",
      legs: [{ leg: "offsetReturn", party: "home", dueOn: "2026-09-08" }],
    })
    expect(holdsOf(stage)).toEqual([["other", "closing", "transfer"]])
    expect(stage.told.filter(({ type }) => type === "offsite-loan.paid-off")).toEqual([
      { to: H, type: "offsite-loan.paid-off", actionNeeded: true },
      { to: L, type: "offsite-loan.paid-off", actionNeeded: false },
    ])
    expect(takeBack(stage)).toBe("offset-return")
    expect(holdsOf(stage)).toEqual([])
    expect(stage.case).toMatchObject({ status: "paidOff", legs: [], offset: { status: "returned" } })
    expect(stage.case.timerAt).toBeUndefined()
    expect(takeBack(stage)).toBe("action-not-allowed")
  })

  it("is escalated again and again when nobody confirms, and never confirmed by silence", () => {
    const stage = paidOff()
    expect(pass(stage, "2026-09-08T15:59:59.999Z")).toBe("nothing")
    expect(pass(stage, "2026-09-08T16:00:00.000Z")).toBe("escalation")
    expect(pass(stage, stage.case.timerAt ?? "")).toBe("escalation")
    expect([hasOpenOffset(stage.case), stage.case.escalations, stage.identityErased]).toEqual([true, 2, 1])
    expect(takeBack(stage)).toBe("offset-return")
  })

  it("leaves the mark of a running loan where it is when the money comes back", () => {
    const stage = overdue(0, "0.00")
    sendOffset(stage)
    expect(takeBack(stage)).toBe("offset-return")
    expect(holdsOf(stage)).toEqual([["loanMark", "closing", "transfer"]])
  })
})
