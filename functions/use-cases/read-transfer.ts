import { LetterNo, LocalDate, type TransferId } from "../../contracts/primitives.ts"
import {
  TransferStatusName,
  type Statement,
  type TransferDetail,
  type TransferList,
} from "../../contracts/transfers.ts"
import { totalsByType } from "../domain/account/totals-by-type.ts"
import { endOfChinaDay, startOfChinaDay } from "../domain/calendar/china-date.ts"
import type { Refusal } from "../domain/refusal.ts"
import { ulidTime } from "../domain/ulid-time.ts"
import type { Residual } from "../domain/transfer/residual.ts"
import type { TransferCase } from "../domain/transfer/transfer-case.ts"
import { viewTransfer } from "../domain/transfer/view-transfer.ts"
import { readOwnCase } from "./act-on-transfer.ts"
import { listOwnCases, type OwnCasesPage, type OwnCasesQuery } from "./list-own-cases.ts"
import { isRefusal, limitOf, queryValue } from "./query-values.ts"
import { answer, type Call, type UseCase } from "./use-case.ts"
import { viewCaseHistory, type CaseHistoryRead } from "./view-case-history.ts"

export interface ReadTransferNeeds {
  readonly readCase: (id: TransferId) => Promise<TransferCase | undefined>
  readonly readStatement: (id: TransferId) => Promise<Statement | undefined>
  readonly readHistory: (id: TransferId) => Promise<CaseHistoryRead>
  readonly readResiduals: (id: TransferId) => Promise<readonly Residual[]>
  readonly listTransfers: (
    query: OwnCasesQuery & { readonly between?: { readonly from: string; readonly to: string } },
  ) => Promise<OwnCasesPage<TransferCase>>
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
      history: viewCaseHistory(history, TransferStatusName),
    })
  }

interface ListFilter {
  readonly status: string | undefined
  readonly letterNo: LetterNo | undefined
  readonly due: LocalDate | undefined
}

const matches = (transfer: TransferCase, filter: ListFilter): boolean =>
  (filter.status === undefined || transfer.status === filter.status) &&
  (filter.letterNo === undefined || transfer.letterNo === filter.letterNo) &&
  (filter.due === undefined ||
    (transfer.running?.dueOn !== undefined && transfer.running.dueOn <= filter.due))

/** `status`, `letterNo`, and `due`: due on or before that day. */
const readFilter = ({ query }: Call): ListFilter | Refusal => {
  const status = queryValue(query, "status", TransferStatusName)
  if (isRefusal(status)) return status
  const letterNo = queryValue(query, "letterNo", LetterNo)
  if (isRefusal(letterNo)) return letterNo
  const due = queryValue(query, "due", LocalDate)
  return isRefusal(due) ? due : { status, letterNo, due }
}

/** The case ids of one China day: a letter's number tells its day, and ids sort by time. */
const idsOfLetterDay = (letterNo: LetterNo) => {
  const day = LocalDate.safeParse(
    `20${letterNo.slice(6, 8)}-${letterNo.slice(8, 10)}-${letterNo.slice(10, 12)}`,
  )
  if (!day.success) return undefined
  return {
    from: `trf_${ulidTime(Date.parse(startOfChinaDay(day.data)))}`,
    to: `trf_${ulidTime(Date.parse(endOfChinaDay(day.data)))}`,
  }
}

const pageSize = 50
const mostPerPage = 100

/** Cases of the center, newest first within a role: first those it receives, then those it sends away. */
export const listTransfers =
  (needs: ReadTransferNeeds): UseCase<undefined, TransferList> =>
  async (call) => {
    const filter = readFilter(call)
    if ("outcome" in filter) return filter
    const between = filter.letterNo === undefined ? undefined : idsOfLetterDay(filter.letterNo)
    const isOfNoDay = filter.letterNo !== undefined && between === undefined
    const listed = await listOwnCases<TransferCase>(call, {
      roles: { in: "in", out: "out" },
      idForm: /^trf_[0-9A-Z]{26}$/,
      limit: call.query["limit"] === undefined ? pageSize : limitOf(call.query, mostPerPage),
      read: async (query) =>
        isOfNoDay
          ? { cases: [] }
          : needs.listTransfers({ ...query, ...(between === undefined ? {} : { between }) }),
      matches: (transfer) => matches(transfer, filter),
    })
    if (listed.outcome === "refused") return listed
    const { cases, cursor } = listed
    return answer({ transfers: cases.map(viewTransfer), ...(cursor === undefined ? {} : { cursor }) })
  }
