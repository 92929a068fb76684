import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { INDEXES, keys, wakeShardOf } from "../../contracts/table.ts"
import type { WarningChange } from "../domain/warning/warning-change.ts"
import type { WarningRecord, WarningSubject } from "../domain/warning/warning-record.ts"
import { absent, firstOrNext, put, remove } from "./item-parts.ts"

const kinds: Readonly<Record<WarningChange["kind"], true>> = {
  saveWarning: true,
  recordWarningHistory: true,
  showWarning: true,
  hideWarning: true,
}
export const isWarningChange = (change: { readonly kind: string }): change is WarningChange =>
  change.kind in kinds

/** Listed for its center, and looked at by the sweeper when its clock says so. */
const stored = (warning: WarningRecord) => ({
  ...warning,
  [INDEXES.in.partition]: keys.warning.listPartition(warning.centerId),
  [INDEXES.in.sort]: warning.warningId,
  ...(warning.timerAt === undefined
    ? {}
    : { wakeBy: warning.timerAt, wakeShard: wakeShardOf(warning.warningId) }),
})

const lineKey = (subject: WarningSubject, warningId: string) =>
  subject.kind === "person"
    ? keys.person.warning(subject.personRef, warningId)
    : keys.warning.ofUnit(subject.unitCreditCode, warningId)

export const itemOfWarningChange = (table: string, change: WarningChange): TransactWriteItem => {
  switch (change.kind) {
    case "saveWarning":
      return firstOrNext(table, keys.warning.record(change.warning.warningId), stored(change.warning))
    case "recordWarningHistory":
      return put(table, keys.warning.history(change.warningId, change.version), change.entry, absent)
    case "showWarning":
      return put(table, lineKey(change.subject, change.line.warningId), change.line)
    case "hideWarning":
      return remove(table, lineKey(change.subject, change.warningId))
  }
}
