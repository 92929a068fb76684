import {
  InvestigationStatus,
  type Investigation,
  type InvestigationDetail,
} from "../../../contracts/investigations.ts"
import type { HistoryEntry } from "../change.ts"
import type { InvestigationRecord } from "./investigation-record.ts"

/** As one of its two centers reads it; the service case is the asking center's own business. */
export const viewInvestigation = (
  { personRef: _personRef, timerAt: _timerAt, caseId, answer, closed, ...shown }: InvestigationRecord,
  ...readers: readonly string[]
): Investigation => ({
  ...shown,
  ...(caseId === undefined || !readers.includes(shown.askingCenterId) ? {} : { caseId }),
  ...(answer === undefined ? {} : { answer: { ...answer, documents: [...answer.documents] } }),
  ...(closed === undefined ? {} : { closed: { ...closed } }),
})

/** Who handled it at a center stays there. */
export const viewInvestigationHistory = (history: readonly HistoryEntry[]): InvestigationDetail["history"] =>
  history.map(({ at, event, by, status }) => ({ at, event, by, status: InvestigationStatus.parse(status) }))
