import type { InvestigationId } from "../../../contracts/primitives.ts"
import type { HistoryEntry } from "../change.ts"
import type { InvestigationRecord, NoticeLine, NoticeRecord } from "./investigation-record.ts"

/** Changes of co-investigations and notices. */
export type InvestigationChange =
  /** The first version of the record, or the next one. */
  | { readonly kind: "saveInvestigation"; readonly investigation: InvestigationRecord }
  | {
      readonly kind: "recordInvestigationHistory"
      readonly investigationId: InvestigationId
      readonly version: number
      readonly entry: HistoryEntry
    }
  | { readonly kind: "saveNotice"; readonly notice: NoticeRecord }
  /** The notice in its federation's list, and beside its city. */
  | { readonly kind: "listNotice"; readonly notice: NoticeLine }
  | { readonly kind: "unlistNotice"; readonly notice: NoticeLine }
  | { readonly kind: "showNotice"; readonly cityCode: string; readonly notice: NoticeLine }
  | { readonly kind: "hideNotice"; readonly cityCode: string; readonly notice: NoticeLine }
