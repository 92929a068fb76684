import type { Instant } from "../../contracts/primitives.ts"
import type { CaseStanding, TickCasePayload } from "../../contracts/workflows.ts"
import { standingOf, type HubCase } from "../domain/case/hub-case.ts"
import type { NothingDue } from "../domain/case/nothing-due.ts"
import type { Change } from "../domain/change.ts"
import type { Refusal } from "../domain/refusal.ts"

/** What the clock found when it looked at a case, of any kind. */
export interface Ticked {
  readonly standing: CaseStanding
  readonly changes: readonly Change[]
  readonly event: string
}

export interface TickNeeds {
  readonly commit: (changes: readonly Change[]) => Promise<{ readonly outcome: string }>
  readonly newId: (prefix: string, nowMs: number) => string
}

/** The clock as the one who acts. */
interface ActingClock {
  readonly now: Instant
  readonly actor: "clock"
  readonly newId: (prefix: string) => string
}

interface Moved<Case> {
  readonly outcome: "accepted"
  readonly case: Case
  readonly event: string
  readonly changes: readonly Change[]
}

interface CaseClock<Case> {
  readonly read: () => Promise<Case | undefined>
  /** What the time that has passed means for the case. */
  readonly look: (found: Case) => Promise<Moved<Case> | NothingDue | Refusal>
  readonly commit: TickNeeds["commit"]
}

const mostRounds = 8

export const actingClock = ({ newId }: TickNeeds, { now }: TickCasePayload): ActingClock => {
  const nowMs = Date.parse(now)
  return { now, actor: "clock", newId: (prefix) => newId(prefix, nowMs) }
}

/** A waiting state ran out of time: the case decides what that means. Doubled or stale ticks change nothing. */
export const tickCase = async <Case extends HubCase>({
  read,
  look,
  commit,
}: CaseClock<Case>): Promise<Ticked> => {
  for (let round = 1; round <= mostRounds; round += 1) {
    const found = await read()
    if (found === undefined) throw new Error("there is no such case")
    const decision = await look(found)
    if (decision.outcome === "nothing") return { standing: standingOf(found), changes: [], event: "nothing" }
    if (decision.outcome === "refused") throw new Error(`the clock was refused: ${decision.problem}`)
    const written = await commit(decision.changes)
    if (written.outcome === "committed")
      return { standing: standingOf(decision.case), changes: decision.changes, event: decision.event }
  }
  throw new Error("the case changed faster than the clock could look")
}
