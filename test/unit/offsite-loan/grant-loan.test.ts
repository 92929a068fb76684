import { describe, expect, it } from "vitest"
import {
  ContractNo,
  LocalDate,
  Money,
  Month,
  OffsiteLoanId,
  ReservationId,
} from "../../../contracts/primitives.ts"
import type { LoanRecord } from "../../../functions/domain/loan-registry/loan-record.ts"
import { account, act, certifiedStage, grant, L, reserve, start, type Stage } from "./stage.ts"

/** The clerk registered the loan, with the reservation, before the case heard of it. */
const registeredBefore = (over: Partial<LoanRecord> = {}, role: "borrower" | "guarantor" = "borrower") => {
  const stage = certifiedStage()
  reserve(stage)
  const { personRef, loanGuard, ...person } = stage.person
  const reservation = stage.reservation
  if (reservation === undefined || loanGuard === undefined) throw new Error("nobody is reserved")
  const name = { centerId: L, contractNo: ContractNo.parse("C-1") }
  stage.reservation = { ...reservation, status: "used", version: 2 }
  stage.loan = {
    ...name,
    kind: "hpf",
    amount: Money.parse("300000.00"),
    termMonths: 240,
    yearlyRate: "0.0260",
    grantedOn: LocalDate.parse("2026-09-01"),
    status: "unsettled",
    balance: Money.parse("300000.00"),
    overduePeriods: 0,
    overdueAmount: Money.parse("0.00"),
    parties: [{ personRef, role }],
    reservationId: reservation.reservationId,
    findings: [],
    registeredAt: start,
    version: 1,
    ...over,
  }
  const line = { personRef, role, kind: "hpf", status: "unsettled", contested: false, version: 1 } as const
  stage.person = {
    ...person,
    personRef,
    loanGuard: { ...loanGuard, holder: { kind: "loan", ...name }, version: 2 },
    loans: [{ ...name, ...line, grantedOn: LocalDate.parse("2026-09-01") }],
  }
  return stage
}
const granting = (stage: Stage, over: object = {}): string =>
  act(stage, { action: "grant", body: grant(over) })

describe("a loan that was registered before its grant", () => {
  it("is carried by the case from the grant on: marked, fed from where it stands, not registered again", () => {
    const stage = registeredBefore({ balance: Money.parse("299000.00"), fedMonth: Month.parse("2026-09") })
    expect(granting(stage)).toBe("grant")
    expect(stage.loan).toMatchObject({ version: 2, offsiteLoanId: stage.case.offsiteLoanId })
    expect(stage.reservation?.status).toBe("used")
    expect(account(stage).holds.map(({ ground }) => ground)).toEqual(["loanMark"])
    expect(stage.case).toMatchObject({
      status: "granted",
      loan: { balance: "299000.00", asOf: "2026-09" },
      // The feed of October.
      legs: [{ leg: "statusFeed", dueOn: "2026-11-15" }],
    })
  })

  it("is no other loan: another's terms, another case's, one that is over, one that the applicant only guarantees", () => {
    const taken = [
      registeredBefore({ amount: Money.parse("300000.01") }),
      registeredBefore({ termMonths: 241 }),
      registeredBefore({ yearlyRate: "0.027" }),
      registeredBefore({ kind: "combined" }),
      registeredBefore({ grantedOn: LocalDate.parse("2026-08-31") }),
      registeredBefore({ status: "writtenOff" }),
      registeredBefore({ status: "paidOff" }),
      registeredBefore({}, "guarantor"),
    ]
    for (const stage of taken) expect(granting(stage)).toBe("loan-exists")
    const carried = registeredBefore({ offsiteLoanId: OffsiteLoanId.parse("lnc_01KAZZZZZZZZZZZZZZZZZZZZZY") })
    expect(granting(carried)).toBe("loan-exists")
  })

  it("keeps the reservation that it used, and no other", () => {
    const other = ReservationId.parse("lrs_01KAZZZZZZZZZZZZZZZZZZZZZY")
    expect(granting(registeredBefore(), { reservationId: other })).toBe("reservation-missing LON-003")
    expect(granting(registeredBefore({ reservationId: other }))).toBe("reservation-missing LON-003")
  })

  it("is held against the quote like any other", () => {
    expect(granting(registeredBefore(), { overrideReason: undefined })).toBe("quote-missing")
  })
})

const quoted = () => {
  const stage = certifiedStage()
  reserve(stage)
  stage.case = {
    ...stage.case,
    quote: {
      amount: Money.parse("300000.00"),
      bindingConstraint: "cap",
      eligible: true,
      termMonths: 240,
      yearlyRate: "0.026",
      quotedAt: start,
    },
  }
  return stage
}
const plain = (over: object) => ({ overrideReason: undefined, ...over })

describe("the quote of the case", () => {
  it("binds amount, term and rate; a reason lets each be passed", () => {
    expect(granting(quoted(), plain({ amount: "300000.01" }))).toBe("over-quote QUO-003")
    expect(granting(quoted(), plain({ termMonths: 241 }))).toBe("over-quote QUO-005")
    expect(granting(quoted(), plain({ termMonths: 239 }))).toBe("over-quote QUO-005")
    expect(granting(quoted(), plain({ yearlyRate: "0.0261" }))).toBe("over-quote QUO-005")
    expect(granting(quoted(), plain({ yearlyRate: "0.0260" }))).toBe("grant")
    expect(granting(quoted(), { termMonths: 360, yearlyRate: "0.021" })).toBe("grant")
  })
})
