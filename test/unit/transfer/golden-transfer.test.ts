import { describe, expect, it } from "vitest"
import { ledgerOf } from "../../../functions/domain/transfer/transfer-case.ts"
import {
  act,
  complete,
  confirm,
  day,
  emptyStatement,
  goldenStatement,
  letterSent,
  money,
  pay,
  reference,
  staff,
  state,
} from "./stage.ts"

const disputed = (
  stage: ReturnType<typeof letterSent>,
  reasonCode: "overpaid" | "underpaid" | "not-received" | "wrong-person",
  receivedAmount?: string,
) =>
  act(stage, "in", {
    action: "dispute",
    body: {
      reasonCode,
      ...(receivedAmount === undefined ? {} : { receivedAmount: money(receivedAmount) }),
      ...staff,
    },
  })

describe("golden case 2: the statement", () => {
  it("takes 52,198.67 + 515.39 = 52,714.06 over two segments", () => {
    const stage = letterSent()
    confirm(stage)
    expect(state(stage)).toBeUndefined()
    expect(stage.transfer.status).toBe("statementSent")
  })

  for (const [amount, rule] of [
    ["52714.05", "TRF-010"],
    ["52714.07", "TRF-010"],
    ["52774.11", "TRF-010"],
  ] as const)
    it(`refuses ${amount}`, () => {
      const stage = letterSent()
      confirm(stage)
      expect(state(stage, { ...goldenStatement, amount: money(amount) })).toMatchObject({
        problem: "statement-inconsistent",
        rule,
        field: "/amount",
      })
      expect(stage.transfer.status).toBe("letterConfirmed")
    })

  it("refuses a subsidy that was added to the principal a second time", () => {
    const stage = letterSent()
    confirm(stage)
    const refused = state(stage, {
      ...goldenStatement,
      principal: money("52258.72"),
      amount: money("52774.11"),
    })
    expect(refused).toMatchObject({ problem: "statement-inconsistent", rule: "TRF-008" })
  })

  it("refuses segment interests that do not add up", () => {
    const stage = letterSent()
    confirm(stage)
    const [first, second] = goldenStatement.segments
    if (first === undefined || second === undefined) throw new Error("two segments")
    const refused = state(stage, {
      ...goldenStatement,
      segments: [first, { ...second, interest: money("106.63") }],
    })
    expect(refused).toMatchObject({ problem: "statement-inconsistent", rule: "TRF-009" })
  })

  it("refuses a subsidy larger than the principal it is inside of", () => {
    const stage = letterSent()
    confirm(stage)
    const [first, second] = goldenStatement.segments
    if (first === undefined || second === undefined) throw new Error("two segments")
    const refused = state(stage, {
      ...goldenStatement,
      segments: [first, { ...second, subsidy: money("10800.01") }],
    })
    expect(refused).toMatchObject({
      problem: "statement-inconsistent",
      rule: "ACC-010",
      field: "/segments/1/subsidy",
    })
  })
})

describe("golden case 3: money that differs", () => {
  it("a) received 52,741.06: 27.00 goes back under a new reference, completion 20", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage, {
      ...goldenStatement,
      payment: { reference: reference("PAY-1001"), amount: money("52714.06"), paidOn: day("2026-09-02") },
    })
    disputed(stage, "overpaid", "52741.06")
    expect(complete(stage, [["PAY-1001", "52741.06"]])).toMatchObject({
      problem: "amount-mismatch",
      rule: "TRF-011",
    })
    expect(stage.in.holds).toHaveLength(1)
    expect(complete(stage, [["PAY-1001", "52741.06"]], [["RET-1001", "27.00"]])).toBeUndefined()
    expect(stage.transfer.status).toBe("completedAfterNegotiation")
    expect(stage.references.has("RET-1001")).toBe(true)
  })

  it("b) 52,714.00 then 0.06 under a second reference: completion 20 over two payments", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", "52714.00")
    disputed(stage, "underpaid", "52714.00")
    pay(stage, "PAY-2", "0.06")
    expect(
      complete(stage, [
        ["PAY-1", "52714.00"],
        ["PAY-2", "0.06"],
      ]),
    ).toBeUndefined()
    expect(stage.transfer.status).toBe("completedAfterNegotiation")
    expect(ledgerOf(stage.transfer)).toEqual({
      bookedAtTransferOut: "0.00",
      inTransit: "0.00",
      bookedAtTransferIn: "52714.06",
    })
  })

  it("c) nothing by the third day, arrives next day unchanged: completion 20 straight from 06", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", "52714.06")
    disputed(stage, "not-received")
    expect(stage.transfer.status).toBe("negotiating")
    expect(complete(stage, [["PAY-1", "52714.06"]])).toBeUndefined()
    expect(stage.transfer.status).toBe("completedAfterNegotiation")
  })

  it("d) amount 0.00, 31 months: no payment, completion 00, months carried", () => {
    const stage = letterSent()
    confirm(stage)
    expect(state(stage, emptyStatement)).toBeUndefined()
    expect(pay(stage, "PAY-1", "0.00")).toMatchObject({ problem: "payment-not-due", rule: "TRF-013" })
    expect(complete(stage, [], [], emptyStatement)).toBeUndefined()
    expect(stage.transfer.status).toBe("completed")
    expect(stage.carried).toMatchObject([{ from: "2022-01", to: "2024-07", origin: { kind: "transferred" } }])
  })
})
