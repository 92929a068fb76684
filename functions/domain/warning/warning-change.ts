import type { WarningId } from "../../../contracts/primitives.ts"
import type { HistoryEntry } from "../change.ts"
import type { WarningLine, WarningRecord, WarningSubject } from "./warning-record.ts"

/** Changes of warnings. */
export type WarningChange =
  /** The first version of the record, or the next one. */
  | { readonly kind: "saveWarning"; readonly warning: WarningRecord }
  | {
      readonly kind: "recordWarningHistory"
      readonly warningId: WarningId
      readonly version: number
      readonly entry: HistoryEntry
    }
  /** The line beside its subject; the version of the record, in the same transaction, is what guards it. */
  | { readonly kind: "showWarning"; readonly subject: WarningSubject; readonly line: WarningLine }
  | { readonly kind: "hideWarning"; readonly subject: WarningSubject; readonly warningId: WarningId }
