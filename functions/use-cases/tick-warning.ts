import { WarningId, type Instant } from "../../contracts/primitives.ts"
import type { Change } from "../domain/change.ts"
import { passWarningTime } from "../domain/warning/object-to-warning.ts"
import { warningContextOf, type WarningNeeds } from "./warning-action.ts"

export interface TickWarningNeeds extends WarningNeeds {
  readonly commitChanges: (changes: readonly Change[]) => Promise<"committed" | "conflict">
  readonly newId: (prefix: string, nowMs: number) => string
}

/** A warning asked to be looked at: it is over, or an objection to it was not answered in time. */
export const tickWarning =
  (needs: TickWarningNeeds) =>
  async (id: string, now: Instant): Promise<boolean> => {
    const warning = await needs.readWarning(WarningId.parse(id))
    if (warning?.timerAt === undefined || warning.timerAt > now) return false
    const context = await warningContextOf(needs, warning, {
      now,
      newId: (prefix) => needs.newId(prefix, Date.parse(now)),
    })
    const changes = passWarningTime(warning, context)
    return changes.length > 0 && (await needs.commitChanges(changes)) === "committed"
  }
