import { keys } from "../../contracts/table.ts"
import type { BatchLine, BatchRecord } from "../domain/batch/batch-record.ts"
import { nextSerial } from "./letters.ts"
import { recordOf } from "./record.ts"
import type { Item, Table } from "./table.ts"

export const readBatch = async (table: Table, batchNo: string): Promise<BatchRecord | undefined> => {
  const item = await table.get(keys.batch.record(batchNo))
  if (item === undefined) return undefined
  const { wakeBy: _wakeBy, wakeShard: _wakeShard, ...rest } = item
  return recordOf<BatchRecord>(rest)
}

/** Outcomes of these lines, where they have one. */
export const readBatchLines = async (
  table: Table,
  batchNo: string,
  lines: readonly number[],
): Promise<readonly BatchLine[]> =>
  (await table.getMany(lines.map((line) => keys.batch.line(batchNo, line)))).map((item) =>
    recordOf<BatchLine>(item),
  )

export interface BatchLinePage {
  readonly lines: readonly BatchLine[]
  /** The last line looked at, when there are more. */
  readonly nextAfter?: number
}

/** Outcomes in the order of the file, after a line. */
export const listBatchLines = async (
  table: Table,
  query: { readonly batchNo: string; readonly limit: number; readonly after?: number },
): Promise<BatchLinePage> => {
  const { batchNo, limit, after } = query
  const answer = await table.query({
    partition: keys.batch.partition(batchNo),
    prefix: keys.batch.linePrefix,
    limit,
    ...(after === undefined ? {} : { after: { ...keys.batch.line(batchNo, after) } satisfies Item }),
  })
  const lines = answer.items.map((item) => recordOf<BatchLine>(item))
  const last = answer.last === undefined ? undefined : lines.at(-1)?.line
  return { lines, ...(last === undefined ? {} : { nextAfter: last }) }
}

/** Of the batches (批次号) of a six-digit prefix on a China day. */
export const nextBatchSerial = (
  table: Table,
  sixDigits: string,
  yymmdd: string,
): Promise<number | undefined> => nextSerial(table, keys.batch.serial(sixDigits, yymmdd))
