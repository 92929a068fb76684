import { CenterId } from "../../contracts/primitives.ts"
import { WarningStatus, type WarningDetail, type WarningList } from "../../contracts/warnings.ts"
import type { HistoryEntry } from "../domain/change.ts"
import { refuse } from "../domain/refusal.ts"
import { viewWarning, viewWarningHistory } from "../domain/warning/view-warning.ts"
import type { WarningRecord } from "../domain/warning/warning-record.ts"
import { isRefusal, limitOf, queryValue } from "./query-values.ts"
import { answer, type UseCase } from "./use-case.ts"
import { ownWarning, type WarningNeeds } from "./warning-action.ts"

export interface ReadWarningNeeds extends Pick<WarningNeeds, "readWarning" | "warningPolicy"> {
  readonly readWarningHistory: (id: string) => Promise<readonly HistoryEntry[]>
}

/** One warning with its trace: to the center that registered it, and to nobody else. */
export const readWarning =
  (needs: ReadWarningNeeds): UseCase<undefined, WarningDetail> =>
  async (call) => {
    const own = await ownWarning(needs, call)
    if (own.outcome === "refused") return own
    const history = await needs.readWarningHistory(own.warning.warningId)
    return answer({
      ...viewWarning(own.warning, needs.warningPolicy()),
      history: viewWarningHistory(history),
    })
  }

export interface ListWarningsNeeds extends Pick<WarningNeeds, "warningPolicy"> {
  readonly listWarnings: (query: {
    readonly centerId: CenterId
    readonly formerIds?: readonly string[]
    readonly limit: number
    readonly after?: string
  }) => Promise<{ readonly warnings: readonly WarningRecord[]; readonly nextAfter?: string }>
}

const mostWarnings = 50
const cursorForm = /^after\.(wrn_[0-9A-HJKMNP-TV-Z]{26})$/

/** The center's own warnings, newest first. A page filtered by status may be short; the cursor leads on. */
export const listWarnings =
  (needs: ListWarningsNeeds): UseCase<undefined, WarningList> =>
  async (call) => {
    const limit = limitOf(call.query, mostWarnings)
    if (isRefusal(limit)) return limit
    const status = queryValue(call.query, "status", WarningStatus)
    if (isRefusal(status)) return status
    const { cursor } = call.query
    const after = cursor === undefined ? undefined : cursorForm.exec(cursor)?.[1]
    if (cursor !== undefined && after === undefined) return refuse("cursor-invalid", { field: "cursor" })
    const page = await needs.listWarnings({
      centerId: CenterId.parse(call.callerId),
      ...(call.formerIds === undefined ? {} : { formerIds: call.formerIds }),
      limit,
      ...(after === undefined ? {} : { after }),
    })
    return answer({
      warnings: page.warnings
        .filter((warning) => status === undefined || warning.status === status)
        .map((warning) => viewWarning(warning, needs.warningPolicy())),
      ...(page.nextAfter === undefined ? {} : { cursor: `after.${page.nextAfter}` }),
    })
  }
