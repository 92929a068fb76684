import type { TransferId } from "../../contracts/primitives.ts"
import type { Statement } from "../../contracts/transfers.ts"
import { keys } from "../../contracts/table.ts"
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
  if (item === undefined) return undefined
  const { standing: _standing, ...rest } = item
  return recordOf<UnmatchedFunds>(rest)
}
