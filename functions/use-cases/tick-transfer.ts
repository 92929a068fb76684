import { TransferId } from "../../contracts/primitives.ts"
import type { TickCasePayload } from "../../contracts/workflows.ts"
import type { Change } from "../domain/change.ts"
import { passTime } from "../domain/transfer/pass-time.ts"
import { standingOf } from "../domain/case/hub-case.ts"
import { contextOf, type TransferNeeds } from "./act-on-transfer.ts"
import type { Ticked } from "./ticked.ts"

export interface TickTransferNeeds extends TransferNeeds {
  readonly commit: (changes: readonly Change[]) => Promise<{ readonly outcome: string }>
  readonly newId: (prefix: string, nowMs: number) => string
}

const mostRounds = 8

/** A waiting state ran out of time: the case decides what that means. Doubled or stale ticks change nothing. */
export const tickTransfer =
  (needs: TickTransferNeeds) =>
  async (payload: TickCasePayload): Promise<Ticked> => {
    for (let round = 1; round <= mostRounds; round += 1) {
      const transfer = await needs.readCase(TransferId.parse(payload.caseId))
      if (transfer === undefined) throw new Error("there is no such case")
      const nowMs = Date.parse(payload.now)
      const context = await contextOf(needs, transfer, {
        now: payload.now,
        actor: "clock",
        newId: (prefix) => needs.newId(prefix, nowMs),
      })
      const decision = passTime(transfer, context)
      if (decision.outcome === "nothing")
        return { standing: standingOf(transfer), changes: [], event: "nothing" }
      if (decision.outcome === "refused") throw new Error(`the clock was refused: ${decision.problem}`)
      const written = await needs.commit(decision.changes)
      if (written.outcome === "committed")
        return { standing: standingOf(decision.case), changes: decision.changes, event: decision.event }
    }
    throw new Error("the case changed faster than the clock could look")
  }
