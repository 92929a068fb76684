import type { TransferId } from "../../contracts/primitives.ts"
import type { Statement } from "../../contracts/transfers.ts"
import { INDEXES, keys } from "../../contracts/table.ts"
import type { Residual, UnmatchedFunds } from "../domain/transfer/residual.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

export const readStatement = async (table: Table, transferId: TransferId): Promise<Statement | undefined> => {
  const item = await table.get(keys.transfer.statement(transferId))
  return item === undefined ? undefined : recordOf<{ statement: Statement }>(item).statement
}

/** A case has few residuals; they are read in one page of at most this many lines. */
const mostResiduals = 200

export const readResiduals = async (table: Table, transferId: TransferId): Promise<readonly Residual[]> => {
  const answer = await table.query({
    partition: keys.case.partition(transferId),
    prefix: keys.transfer.residualPrefix,
    limit: mostResiduals,
  })
  return answer.items.map((item) => residualOf(item))
}

const residualOf = (item: Item): Residual => {
  const { standing: _standing, ...rest } = item
  return recordOf<Residual>(rest)
}

export const readUnmatchedFunds = async (table: Table, id: string): Promise<UnmatchedFunds | undefined> => {
  const item = await table.get(keys.unmatchedFunds(id))
  return item === undefined ? undefined : fundsOf(item)
}

const fundsOf = (item: Item): UnmatchedFunds => {
  const rest = { ...item }
  for (const name of ["standing", INDEXES.in.partition, INDEXES.out.partition, INDEXES.in.sort])
    delete rest[name]
  return recordOf<UnmatchedFunds>(rest)
}

export interface FundsPage {
  readonly funds: readonly UnmatchedFunds[]
  readonly nextAfter?: string
}

/** Money without a letter that a center received (`in`) or paid (`out`) and nobody has settled, newest first. */
export const listOpenFunds = async (
  table: Table,
  query: {
    readonly centerId: string
    readonly party: "in" | "out"
    readonly limit: number
    readonly after?: string
  },
): Promise<FundsPage> => {
  const { centerId, party, limit, after } = query
  const index = INDEXES[party]
  const partition = keys.openFundsPartition(centerId)
  const answer = await table.query({
    partition,
    index,
    limit,
    newestFirst: "newestFirst",
    ...(after === undefined
      ? {}
      : { after: { ...keys.unmatchedFunds(after), [index.partition]: partition, [index.sort]: after } }),
  })
  const ids = answer.items.map((item) => String(item[index.sort]))
  const items = await table.getMany(ids.map((id) => keys.unmatchedFunds(id)))
  const byId = new Map(items.map((item) => [String(item["unmatchedFundsId"]), fundsOf(item)]))
  const last = answer.last === undefined ? undefined : ids.at(-1)
  return {
    // The index follows a moment later: what was settled meanwhile is not shown.
    funds: ids.flatMap((id) => byId.get(id) ?? []).filter(({ status }) => status === "reported"),
    ...(last === undefined ? {} : { nextAfter: last }),
  }
}
