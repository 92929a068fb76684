import { DynamoDBClient, BatchWriteItemCommand } from "@aws-sdk/client-dynamodb"
import { setTimeout as passed } from "node:timers/promises"
import { FLOW_PAIRS } from "../../contracts/statistics.ts"
import { keys } from "../../contracts/table.ts"
import { countChange } from "../../functions/domain/statistics/count.ts"
import { pairRecord } from "../../functions/store/statistics.ts"
import { toItem } from "../../functions/store/table.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import type { SyntheticCase } from "./synthetic-cases.ts"

/** As the database wants it. */
export type TableItem = ReturnType<typeof toItem>

type Figures = Record<string, number>

/** Counters of many cases, as counting one after the other would leave them. */
export class CounterSums {
  readonly #partitions = new Map<string, Map<string, Figures>>()
  readonly #provinceOf: (centerId: string) => string | undefined
  readonly #wanted: (partition: string) => boolean

  /** Keeps the counters of the partitions that are wanted. */
  constructor(
    provinceOf: (centerId: string) => string | undefined,
    wanted: (partition: string) => boolean = () => true,
  ) {
    this.#provinceOf = provinceOf
    this.#wanted = wanted
  }

  add({ facts }: SyntheticCase): void {
    for (const { partition, sort, figures } of countChange([], facts, this.#provinceOf)) {
      if (!this.#wanted(partition)) continue
      const cells = this.#partitions.get(partition) ?? new Map<string, Figures>()
      this.#partitions.set(partition, cells)
      const cell = cells.get(sort) ?? {}
      cells.set(sort, cell)
      for (const [name, value] of Object.entries(figures)) cell[name] = (cell[name] ?? 0) + value
    }
  }

  *items(): Generator<TableItem> {
    for (const [partition, cells] of this.#partitions) {
      const [first = "", year = ""] = partition.split("#")
      for (const [sort, figures] of cells)
        yield first === FLOW_PAIRS
          ? toItem({
              ...pairRecord(year, sort, figures["count"] ?? 0, figures["amount"] ?? 0),
              ...keys.statistics.pair(year, sort),
            })
          : toItem({ ...figures, ...keys.statistics.cell(partition, sort) })
    }
  }
}

const inOneBatch = 25
const width = 8
const mostTries = 8

const batchesOf = function* (items: Iterable<TableItem>): Generator<readonly TableItem[]> {
  let batch: TableItem[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length === inOneBatch) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

const putBatch = async (
  client: DynamoDBClient,
  table: string,
  batch: readonly TableItem[],
): Promise<void> => {
  let rest = batch.map((item) => ({ PutRequest: { Item: item } }))
  for (let attempt = 1; rest.length > 0; attempt += 1) {
    if (attempt > mostTries) throw new Error("the database did not take the items")
    if (attempt > 1) await passed(20 * 2 ** attempt)
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: rest } }))
    rest = (answer.UnprocessedItems?.[table] ?? []).flatMap(({ PutRequest }) =>
      PutRequest?.Item === undefined ? [] : [{ PutRequest: { Item: PutRequest.Item } }],
    )
  }
}

/** Puts items into the table as they are, twenty-five a call. Tells how many. */
export const putAll = async (hub: Hub, items: Iterable<TableItem>): Promise<number> => {
  const client = new DynamoDBClient({
    endpoint: hub.environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? "",
    region: hub.environment["AWS_REGION"] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })
  const table = hub.deployment.tables[0]?.name ?? ""
  let count = 0
  const batches = batchesOf(items)
  const worker = async (): Promise<void> => {
    for (const batch of batches) {
      await putBatch(client, table, batch)
      count += batch.length
    }
  }
  try {
    await Promise.all(Array.from({ length: width }, worker))
  } finally {
    client.destroy()
  }
  return count
}
