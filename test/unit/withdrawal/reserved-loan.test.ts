import { describe, expect, test } from "vitest"
import { aLoan, aReservation, asks, decisive, flexibleMoney, judged, judgedBy } from "./a-withdrawal.ts"

const exit = { purpose: "flexibleExit", part: "flexible", loan: "bars", closesAccount: true }
/** Until the last moment of 2 November in China, the day of the judgment. */
const untilTonight = aReservation("2026-11-02T15:59:59.999Z")
const undecided = (judgment: ReturnType<typeof judged>) =>
  judgment.steps.find(({ verdict }) => verdict === "homeDecides")

describe("a loan that is reserved and not granted", () => {
  test("leaves the exit to the home center on its last day, and not on the next", () => {
    const judgment = judgedBy(exit, asks.flexibleExit, { loanGuard: untilTonight })
    expect(judgment).toMatchObject({ verdict: "homeDecides", mostAmount: "8000.00" })
    expect(undecided(judgment)).toMatchObject({ rule: "WDR-024", source: { title: expect.any(String) } })
    const next = judgedBy(exit, asks.flexibleExit, { loanGuard: untilTonight, on: "2026-11-03" })
    expect(next.verdict).toBe("allowed")
  })

  test("counts on the day on which the money would leave", () => {
    const later = { loanGuard: untilTonight, on: "2026-11-02", today: "2026-11-03" }
    expect(judgedBy(exit, asks.flexibleExit, later).verdict).toBe("allowed")
  })

  test("is no unsettled loan: that bars", () => {
    const judgment = judgedBy(exit, asks.flexibleExit, { loanGuard: untilTonight, loans: [aLoan()] })
    expect([decisive(judgment), undecided(judgment)]).toEqual(["LON-012", undefined])
  })

  test("has no say where a loan has none, and in nothing that leaves the account open", () => {
    const loanGuard = untilTonight
    expect(judgedBy({ ...exit, loan: "ignored" }, asks.flexibleExit, { loanGuard }).verdict).toBe("allowed")
    expect(judged(asks.retirement, { loanGuard }).verdict).toBe("allowed")
    const free = { purpose: "flexibleFree", part: "flexible", loan: "onlyTowardLoan" }
    const segments = [flexibleMoney("8000.00")]
    expect(judgedBy(free, asks.flexibleFree, { loanGuard, segments })).toMatchObject({
      verdict: "allowed",
      onlyTowardLoan: false,
    })
  })
})
