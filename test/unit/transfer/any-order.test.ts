import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { TransferStatus } from "../../../contracts/codes.ts"
import { exact } from "../../../functions/domain/money/money.ts"
import { hasEnded, ledgerOf } from "../../../functions/domain/transfer/transfer-case.ts"
import {
  act,
  complete,
  confirm,
  day,
  goldenStatement,
  letterSent,
  money,
  pass,
  pay,
  reference,
  staff,
  state,
  type Stage,
} from "./stage.ts"

/** One thing that may be tried at any moment, by the right side or not. */
const attempts = [
  "confirm",
  "refuse",
  "cancel",
  "stop",
  "state",
  "pay",
  "payRest",
  "bankReturns",
  "dispute",
  "complete",
  "return",
  "returnNothing",
  "confirmReturn",
  "acknowledge",
  "time",
] as const
type Attempt = (typeof attempts)[number]

const whole = goldenStatement.amount

const tryOne = (stage: Stage, attempt: Attempt, step: number, nowMs: number): string | undefined => {
  const now = new Date(nowMs).toISOString()
  const standing = stage.transfer.payments.filter((payment) => payment.returnedOn === undefined)
  switch (attempt) {
    case "confirm":
      return confirm(stage)?.problem
    case "refuse":
      return act(stage, "out", { action: "refusal", body: { reasonCode: "other", ...staff } }, now)?.problem
    case "cancel":
      return act(stage, "in", { action: "cancellation" }, now)?.problem
    case "stop":
      return act(stage, "in", { action: "stop-request" }, now)?.problem
    case "state":
      return state(stage)?.problem
    case "pay":
      return pay(stage, `PAY-${step}`, "1000.00", now)?.problem
    case "payRest":
      return pay(stage, `PAY-${step}`, whole, now)?.problem
    case "bankReturns":
      return act(
        stage,
        "out",
        {
          action: "payment-return",
          body: {
            reference: standing[0]?.reference ?? reference("NONE"),
            returnedOn: day("2026-09-03"),
            ...staff,
          },
        },
        now,
      )?.problem
    case "dispute":
      return act(
        stage,
        "in",
        {
          action: "dispute",
          body: { reasonCode: "not-received", receivedAmount: money("0.00"), ...staff },
        },
        now,
      )?.problem
    case "complete":
      return complete(stage, [[undefined, whole]], [], goldenStatement, now)?.problem
    case "return": {
      const returns = standing.map((payment, index) => ({
        reference: reference(`BACK-${step}-${index}`),
        amount: payment.amount,
        paidOn: day("2026-09-05"),
      }))
      return act(stage, "in", { action: "return", body: { returns, ...staff } }, now)?.problem
    }
    case "returnNothing":
      return act(stage, "in", { action: "return", body: { returns: [], ...staff } }, now)?.problem
    case "confirmReturn":
      return act(stage, "out", { action: "return-confirmation" }, now)?.problem
    case "acknowledge":
      return act(stage, "in", { action: "refusal-acknowledgement" }, now)?.problem
    case "time":
      pass(stage, stage.transfer.timerAt ?? now)
      return undefined
  }
}

/** What no center asked for and only a clock may do. */
const clockMay: readonly TransferStatus[] = ["expired", "closedAsRefused"]

const holdsOf = (stage: Stage): number =>
  [...(stage.out?.holds ?? []), ...stage.in.holds].filter((hold) => hold.caseId === stage.transfer.transferId)
    .length

describe("a transfer in any order of acts", () => {
  it("keeps the money whole, consents to nothing by itself, and ends its holds with the case and only with it", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...attempts), { minLength: 1, maxLength: 30 }), (script) => {
        const stage = letterSent()
        let moved = false
        for (const [step, attempt] of script.entries()) {
          const before = stage.transfer
          tryOne(stage, attempt, step, Date.parse("2026-09-02T02:00:00.000Z") + step * 60_000)
          const after = stage.transfer
          const ledger = ledgerOf(after)
          const total = exact(ledger.bookedAtTransferOut)
            .plus(ledger.inTransit)
            .plus(ledger.bookedAtTransferIn)
          expect(total.toFixed(2)).toBe(after.statement?.amount ?? "0.00")
          moved ||= after.payments.length > 0
          if (attempt === "time" && after.status !== before.status) expect(clockMay).toContain(after.status)
          if (after.status === "expired") expect(moved).toBe(false)
          if (attempt === "returnNothing" && after !== before) expect(ledgerOf(before).inTransit).toBe("0.00")
          if (hasEnded(before)) expect(after).toBe(before)
          expect(holdsOf(stage) > 0).toBe(!hasEnded(after) && after.status !== "refused")
          expect(stage.marked).toBe(!hasEnded(after) && after.status !== "refused")
        }
      }),
      { numRuns: 400, seed: 20_260_901 },
    )
  })

  it("lets exactly one of two completions be booked", () => {
    const stage = letterSent()
    confirm(stage)
    state(stage)
    pay(stage, "PAY-1", whole)
    expect(complete(stage, [["PAY-1", whole]])).toBeUndefined()
    expect(complete(stage, [["PAY-1", whole]])).toMatchObject({ problem: "action-not-allowed" })
    expect(money(ledgerOf(stage.transfer).bookedAtTransferIn)).toBe(whole)
  })
})
