import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { INDEXES, keys, wakeShardOf } from "../../contracts/table.ts"
import type { InvestigationChange } from "../domain/investigation/investigation-change.ts"
import type { InvestigationRecord } from "../domain/investigation/investigation-record.ts"
import { absent, firstOrNext, put, remove } from "./item-parts.ts"

const kinds: Readonly<Record<InvestigationChange["kind"], true>> = {
  saveInvestigation: true,
  recordInvestigationHistory: true,
  saveNotice: true,
  listNotice: true,
  unlistNotice: true,
  showNotice: true,
  hideNotice: true,
}
export const isInvestigationChange = (change: { readonly kind: string }): change is InvestigationChange =>
  change.kind in kinds

/** Listed for both centers, and looked at by the sweeper when its clock says so. */
const stored = (investigation: InvestigationRecord) => ({
  ...investigation,
  inCenter: keys.investigation.listPartition(investigation.askingCenterId),
  outCenter: keys.investigation.listPartition(investigation.homeCityCenterId),
  [INDEXES.in.sort]: investigation.investigationId,
  ...(investigation.timerAt === undefined
    ? {}
    : { wakeBy: investigation.timerAt, wakeShard: wakeShardOf(investigation.investigationId) }),
})

export const itemOfInvestigationChange = (table: string, change: InvestigationChange): TransactWriteItem => {
  switch (change.kind) {
    case "saveInvestigation":
      return firstOrNext(
        table,
        keys.investigation.record(change.investigation.investigationId),
        stored(change.investigation),
      )
    case "recordInvestigationHistory":
      return put(
        table,
        keys.investigation.history(change.investigationId, change.version),
        change.entry,
        absent,
      )
    case "saveNotice":
      return firstOrNext(table, keys.notice.record(change.notice.noticeId), change.notice)
    case "listNotice":
      return put(table, keys.notice.listed(change.notice.federationId, change.notice.noticeId), change.notice)
    case "unlistNotice":
      return remove(table, keys.notice.listed(change.notice.federationId, change.notice.noticeId))
    case "showNotice":
      return put(table, keys.notice.ofCity(change.cityCode, change.notice.noticeId), change.notice)
    case "hideNotice":
      return remove(table, keys.notice.ofCity(change.cityCode, change.notice.noticeId))
  }
}
