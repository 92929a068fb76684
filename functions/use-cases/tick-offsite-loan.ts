import { OffsiteLoanId } from "../../contracts/primitives.ts"
import type { TickCasePayload } from "../../contracts/workflows.ts"
import { standingOf } from "../domain/case/hub-case.ts"
import type { Change } from "../domain/change.ts"
import { passOffsiteTime } from "../domain/offsite-loan/pass-offsite-time.ts"
import { offsiteContextOf, type OffsiteNeeds } from "./offsite-context.ts"
import type { Ticked } from "./ticked.ts"

export interface TickOffsiteLoanNeeds extends OffsiteNeeds {
  readonly commit: (changes: readonly Change[]) => Promise<{ readonly outcome: string }>
  readonly newId: (prefix: string, nowMs: number) => string
}

const mostRounds = 8

/** A waiting state ran out of time: the case decides what that means. Doubled or stale ticks change nothing. */
export const tickOffsiteLoan =
  (needs: TickOffsiteLoanNeeds) =>
  async (payload: TickCasePayload): Promise<Ticked> => {
    for (let round = 1; round <= mostRounds; round += 1) {
      const offsite = await needs.readOffsiteLoan(OffsiteLoanId.parse(payload.caseId))
      if (offsite === undefined) throw new Error("there is no such case")
      const nowMs = Date.parse(payload.now)
      const newId = (prefix: string) => needs.newId(prefix, nowMs)
      const acting = { now: payload.now, actor: "clock", newId } as const
      const context = await offsiteContextOf(needs, offsite, acting, { mayEnd: true })
      const decision = passOffsiteTime(offsite, context)
      if (decision.outcome === "nothing")
        return { standing: standingOf(offsite), changes: [], event: "nothing" }
      const written = await needs.commit(decision.changes)
      if (written.outcome === "committed")
        return { standing: standingOf(decision.case), changes: decision.changes, event: decision.event }
    }
    throw new Error("the case changed faster than the clock could look")
  }
