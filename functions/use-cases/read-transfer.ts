import {
  CenterId,
  type LocalDate,
  LocalDate as Day,
  type LetterNo,
  LetterNo as Letter,
  TransferId,
} from "../../contracts/primitives.ts"
import {
  TransferStatusName,
  type Statement,
  type TransferDetail,
  type TransferList,
} from "../../contracts/transfers.ts"
import { totalsByType } from "../domain/account/totals-by-type.ts"
import type { HistoryEntry } from "../domain/change.ts"
import { endOfChinaDay, startOfChinaDay } from "../domain/calendar/china-date.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"
import { ulidTime } from "../domain/ulid-time.ts"
import type { Residual } from "../domain/transfer/residual.ts"
import type { Party, TransferCase } from "../domain/transfer/transfer-case.ts"
import { viewTransfer } from "../domain/transfer/view-transfer.ts"
import { readOwnCase } from "./act-on-transfer.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"

export interface ReadTransferNeeds {
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
  readonly readStatement: (id: TransferId) => Promise<Statement | undefined>
  readonly readHistory: (
    id: TransferId,
  ) => Promise<readonly { readonly version: number; readonly entry: HistoryEntry }[]>
  readonly readResiduals: (id: TransferId) => Promise<readonly Residual[]>
  readonly listTransfers: (query: {
    readonly centerId: CenterId
    readonly party: Party
    readonly limit: number
    readonly after?: string
    readonly between?: { readonly from: string; readonly to: string }
  }) => Promise<{ readonly cases: readonly TransferCase[]; readonly nextAfter?: string }>
}

/** One case with its statement, what followed it, and its history; no identity in clear. */
export const readTransfer =
  (needs: ReadTransferNeeds): UseCase<undefined, TransferDetail> =>
  async (call) => {
    const found = await readOwnCase(needs, call)
    if (found.outcome === "refused") return found
    const { transferId } = found.case
    const [statement, residuals, history] = await Promise.all([
      needs.readStatement(transferId),
      needs.readResiduals(transferId),
      needs.readHistory(transferId),
    ])
    return answer({
      ...viewTransfer(found.case),
      ...(statement === undefined ? {} : { statement, totals: totalsByType(statement.segments) }),
      ...(residuals.length === 0
        ? {}
        : {
            residuals: residuals.map(({ residualId, kind, amount, status }) => ({
              residualId,
              kind,
              amount,
              status,
            })),
          }),
      history: history.map(({ version, entry }) => ({
        at: entry.at,
        event: entry.event,
        by: entry.by,
        status: TransferStatusName.parse(entry.status),
        ...(entry.note === undefined ? {} : { note: entry.note }),
        version,
      })),
    })
  }

interface ListFilter {
  readonly status?: string
  readonly letterNo?: LetterNo
  readonly due?: LocalDate
}

const matches = (transfer: TransferCase, filter: ListFilter): boolean =>
  (filter.status === undefined || transfer.status === filter.status) &&
  (filter.letterNo === undefined || transfer.letterNo === filter.letterNo) &&
  (filter.due === undefined ||
    (transfer.running?.dueOn !== undefined && transfer.running.dueOn <= filter.due))

const queryDefect = (field: string): Refusal => refuse("invalid-request", { rule: "VAL-009", field })

/** `status`, `letterNo`, and `due`: due on or before that day. */
const readFilter = (call: Call): ListFilter | Refusal => {
  const { status, letterNo, due } = call.query
  if (status !== undefined && !TransferStatusName.safeParse(status).success) return queryDefect("status")
  const letter = letterNo === undefined ? undefined : Letter.safeParse(letterNo)
  if (letter?.success === false) return queryDefect("letterNo")
  const day = due === undefined ? undefined : Day.safeParse(due)
  if (day?.success === false) return queryDefect("due")
  return {
    ...(status === undefined ? {} : { status }),
    ...(letter === undefined ? {} : { letterNo: letter.data }),
    ...(day === undefined ? {} : { due: day.data }),
  }
}

/** The case ids of one China day: a letter's number tells its day, and ids sort by time. */
const idsOfLetterDay = (letterNo: LetterNo) => {
  const day = Day.safeParse(`20${letterNo.slice(6, 8)}-${letterNo.slice(8, 10)}-${letterNo.slice(10, 12)}`)
  if (!day.success) return undefined
  return {
    from: `trf_${ulidTime(Date.parse(startOfChinaDay(day.data)))}`,
    to: `trf_${ulidTime(Date.parse(endOfChinaDay(day.data)))}`,
  }
}

const pageSize = 50
/** A filtered page may look through more than it shows, but not without end; the cursor leads on. */
const mostPagesRead = 10

interface Cursor {
  readonly party: Party
  readonly after?: string
}

const parties = (role: string | undefined): readonly Party[] =>
  role === "in" ? ["in"] : role === "out" ? ["out"] : ["in", "out"]

const cursorForm = /^(in|out)\.(trf_[0-9A-Z]{26})?$/
const readCursor = (text: string | undefined, role: string | undefined): Cursor | undefined => {
  if (text === undefined) return { party: parties(role)[0] ?? "in" }
  const match = cursorForm.exec(text)
  const [, party, after] = match ?? []
  if ((party !== "in" && party !== "out") || !parties(role).includes(party)) return undefined
  return { party, ...(after === undefined || after === "" ? {} : { after }) }
}

/** Cases of the center, newest first within a role: first those it receives, then those it sends away. */
export const listTransfers =
  (needs: ReadTransferNeeds): UseCase<undefined, TransferList> =>
  async (call) => {
    const filter = readFilter(call)
    if ("outcome" in filter) return filter
    const { role, limit: limitText } = call.query
    if (role !== undefined && role !== "in" && role !== "out") return queryDefect("role")
    const limit = limitText === undefined ? pageSize : Number(limitText)
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) return queryDefect("limit")
    const start = readCursor(call.query["cursor"], role)
    if (start === undefined) return refuse("cursor-invalid", { field: "cursor" })
    const between = filter.letterNo === undefined ? undefined : idsOfLetterDay(filter.letterNo)
    if (filter.letterNo !== undefined && between === undefined) return answer({ transfers: [] })

    const centerId = CenterId.parse(call.callerId)
    const found: TransferCase[] = []
    let cursor: Cursor | undefined = start
    for (let page = 0; page < mostPagesRead && cursor !== undefined && found.length < limit; page += 1) {
      const answered = await needs.listTransfers({
        centerId,
        party: cursor.party,
        limit: limit - found.length,
        ...(cursor.after === undefined ? {} : { after: cursor.after }),
        ...(between === undefined ? {} : { between }),
      })
      found.push(...answered.cases.filter((transfer) => matches(transfer, filter)))
      cursor = nextCursor(cursor, answered.nextAfter, parties(role))
    }
    return answer({
      transfers: found.map(viewTransfer),
      ...(cursor === undefined ? {} : { cursor: `${cursor.party}.${cursor.after ?? ""}` }),
    })
  }

const nextCursor = (
  cursor: Cursor,
  nextAfter: string | undefined,
  roles: readonly Party[],
): Cursor | undefined => {
  if (nextAfter !== undefined) return { party: cursor.party, after: nextAfter }
  return cursor.party === "in" && roles.includes("out") ? { party: "out" } : undefined
}
