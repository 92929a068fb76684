import type * as z from "zod"
import type { Instant } from "../../contracts/primitives.ts"
import type { HistoryEntry } from "../domain/change.ts"

export type CaseHistoryRead = readonly { readonly version: number; readonly entry: HistoryEntry }[]

interface CaseEvent<Status> {
  readonly at: Instant
  readonly event: string
  readonly by: string
  readonly status: Status
  readonly note?: string
  readonly version: number
}

/** 办理过程, as the two centers of a case see it: who handled it at a center stays there. */
export const viewCaseHistory = <Status>(
  history: CaseHistoryRead,
  statusName: z.ZodType<Status>,
): CaseEvent<Status>[] =>
  history.map(({ version, entry }) => ({
    at: entry.at,
    event: entry.event,
    by: entry.by,
    status: statusName.parse(entry.status),
    ...(entry.note === undefined ? {} : { note: entry.note }),
    version,
  }))
