import { expect, it } from "vitest"
import type { Change } from "../../../functions/domain/change.ts"
import { decideOffsiteLoan } from "../../../functions/domain/offsite-loan/decide-offsite-loan.ts"
import { decideTransfer } from "../../../functions/domain/transfer/decide-transfer.ts"
import { contextOf, opened, start } from "../offsite-loan/stage.ts"
import { contextAt, letterSent } from "../transfer/stage.ts"

const note = "申请人放弃 / the applicant gave up"
const noteIn = (changes: readonly Change[]) =>
  changes.flatMap((change) => (change.kind === "recordCaseHistory" ? [change.entry.note] : []))

it("what a center writes to the other stands in the history of a transfer", () => {
  const stage = letterSent()
  const cancelled = (said: object) => {
    const decision = decideTransfer(
      stage.transfer,
      { action: "cancellation" },
      contextAt(stage, "2026-09-02T02:00:00.000Z", "in", said),
    )
    if (decision.outcome === "refused") throw new Error(decision.problem)
    return noteIn(decision.changes)
  }
  expect(cancelled({ note })).toEqual([note])
  expect(cancelled({})).toEqual([undefined])
})

it("and in the history of an off-site loan", () => {
  const stage = opened()
  const cancelled = (said: object) => {
    const decision = decideOffsiteLoan(
      stage.case,
      { action: "cancellation" },
      contextOf(stage, start, "loan", said),
    )
    if (decision.outcome === "refused") throw new Error(decision.problem)
    return noteIn(decision.changes)
  }
  expect(cancelled({ note })).toEqual([note])
  expect(cancelled({})).toEqual([undefined])
})
