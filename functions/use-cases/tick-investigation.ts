import { InvestigationId, type Instant } from "../../contracts/primitives.ts"
import type { Change } from "../domain/change.ts"
import { passInvestigationTime } from "../domain/investigation/investigate.ts"
import { eraseDocumentsOf } from "./erase-document.ts"
import { investigationContextOf, type InvestigationNeeds } from "./investigation-action.ts"

export interface TickInvestigationNeeds extends InvestigationNeeds {
  readonly commitChanges: (changes: readonly Change[]) => Promise<"committed" | "conflict">
  readonly newId: (prefix: string, nowMs: number) => string
}

/** A co-investigation asked to be looked at: its answer is due, or what it carried is to be erased. */
export const tickInvestigation =
  (needs: TickInvestigationNeeds) =>
  async (id: string, now: Instant): Promise<boolean> => {
    const investigation = await needs.readInvestigation(InvestigationId.parse(id))
    if (investigation?.timerAt === undefined || investigation.timerAt > now) return false
    const context = await investigationContextOf(needs, investigation.homeCityCenterId, {
      now,
      newId: (prefix) => needs.newId(prefix, Date.parse(now)),
    })
    const erasures =
      investigation.status === "answered"
        ? await eraseDocumentsOf(needs, investigation.answer?.documents ?? [], now)
        : []
    const changes = passInvestigationTime(investigation, erasures, context)
    return changes.length > 0 && (await needs.commitChanges(changes)) === "committed"
  }
