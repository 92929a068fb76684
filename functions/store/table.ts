import { createHash, randomUUID } from "node:crypto"
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItem,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import type { Key } from "../../contracts/table.ts"

export type Item = Record<string, unknown>

/** What the store needs of DynamoDB. Reads are strongly consistent unless they go to an index. */
export interface Table {
  readonly name: string
  readonly get: (key: Key, attributes?: readonly string[]) => Promise<Item | undefined>
  readonly getMany: (keys: readonly Key[]) => Promise<readonly Item[]>
  readonly query: (query: TableQuery) => Promise<QueryPage>
  /** Answers false when the condition does not hold. */
  readonly put: (item: Item & Key, condition?: string, values?: Item) => Promise<boolean>
  readonly update: (key: Key, update: TableUpdate) => Promise<Item | undefined>
  readonly delete: (key: Key) => Promise<void>
  readonly transact: (items: readonly TransactWriteItem[]) => Promise<TransactionResult>
  /** What was consumed since it was asked last, as the database told it. An environment serves one call at a time. */
  readonly takeSpent: () => Spent
}

export interface Spent {
  readonly readUnits: number
  readonly writeUnits: number
}

export interface TableQuery {
  readonly partition: string
  readonly prefix?: string
  readonly index?: { readonly name: string; readonly partition: string; readonly sort: string }
  readonly upTo?: string
  readonly between?: { readonly from: string; readonly to: string }
  readonly after?: Item
  readonly limit?: number
  readonly newestFirst?: "newestFirst"
  /** A figure may be a moment old, and costs half. */
  readonly eventually?: true
}

export interface QueryPage {
  readonly items: readonly Item[]
  readonly last?: Item
}

export interface TableUpdate {
  readonly set?: Item
  readonly remove?: readonly string[]
  readonly add?: Readonly<Record<string, number>>
  readonly condition?: string
  readonly names?: Readonly<Record<string, string>>
  readonly values?: Item
}

/** `conflict` carries, for each item of the transaction, whether its condition failed. */
export type TransactionResult =
  | { readonly outcome: "committed" }
  | { readonly outcome: "conflict"; readonly failed: readonly boolean[] }

/** The database did not take the write in a bounded number of tries. What happened is unknown to the caller. */
export class TableBusyError extends Error {
  override readonly name = "TableBusyError"
}

const marshalOptions = { removeUndefinedValues: true } as const
export const toItem = (item: Item) => marshall(item, marshalOptions)

/** Attempts of one transaction under contention or throttling; all bear one ClientRequestToken. */
const transactionAttempts = 6

const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && error.name === "ConditionalCheckFailedException"

const transientNames = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "TransactionInProgressException",
  "RequestLimitExceeded",
  "InternalServerError",
])

interface CancellationReason {
  readonly Code?: string | undefined
}
const cancellationReasons = (error: unknown): readonly CancellationReason[] | undefined =>
  error instanceof Error &&
  error.name === "TransactionCanceledException" &&
  "CancellationReasons" in error &&
  Array.isArray(error.CancellationReasons)
    ? error.CancellationReasons.map((reason: CancellationReason) => ({ Code: reason.Code }))
    : undefined

const expressionOf = (
  update: TableUpdate,
): Pick<
  UpdateItemCommandInput,
  "UpdateExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues" | "ConditionExpression"
> => {
  const names: Record<string, string> = { ...update.names }
  const values: Item = { ...update.values }
  const sets = Object.entries(update.set ?? {}).filter(([, value]) => value !== undefined)
  const parts: string[] = []
  if (sets.length > 0)
    parts.push(
      `SET ${sets
        .map(([name, value], index) => {
          names[`#s${index}`] = name
          values[`:s${index}`] = value
          return `#s${index} = :s${index}`
        })
        .join(", ")}`,
    )
  if (update.remove !== undefined && update.remove.length > 0)
    parts.push(
      `REMOVE ${update.remove
        .map((name, index) => {
          names[`#r${index}`] = name
          return `#r${index}`
        })
        .join(", ")}`,
    )
  const adds = Object.entries(update.add ?? {})
  if (adds.length > 0)
    parts.push(
      `ADD ${adds
        .map(([name, value], index) => {
          names[`#a${index}`] = name
          values[`:a${index}`] = value
          return `#a${index} :a${index}`
        })
        .join(", ")}`,
    )
  return {
    UpdateExpression: parts.join(" "),
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: toItem(values) }),
    ...(update.condition === undefined ? {} : { ConditionExpression: update.condition }),
  }
}

/** One item of a transaction that changes attributes of an existing item. */
export const updateOf = (tableName: string, key: Key, update: TableUpdate): TransactWriteItem => ({
  Update: { TableName: tableName, Key: toItem({ ...key }), ...requireExpression(expressionOf(update)) },
})

const requireExpression = <Expression extends { readonly UpdateExpression?: string | undefined }>(
  expression: Expression,
) => {
  const { UpdateExpression } = expression
  if (UpdateExpression === undefined) throw new Error("an update without expression")
  return { ...expression, UpdateExpression }
}

const queryInput = (tableName: string, query: TableQuery): QueryCommandInput => {
  const partition = query.index?.partition ?? "pk"
  const sort = query.index?.sort ?? "sk"
  const names: Record<string, string> = { "#pk": partition }
  const values: Item = { ":pk": query.partition }
  let condition = "#pk = :pk"
  if (query.prefix !== undefined) {
    names["#sk"] = sort
    values[":prefix"] = query.prefix
    condition += " AND begins_with(#sk, :prefix)"
  }
  if (query.upTo !== undefined) {
    names["#sk"] = sort
    values[":upTo"] = query.upTo
    condition += " AND #sk <= :upTo"
  }
  if (query.between !== undefined) {
    names["#sk"] = sort
    values[":from"] = query.between.from
    values[":to"] = query.between.to
    condition += " AND #sk BETWEEN :from AND :to"
  }
  return {
    TableName: tableName,
    KeyConditionExpression: condition,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: toItem(values),
    ...(query.index === undefined
      ? { ConsistentRead: query.eventually === undefined }
      : { IndexName: query.index.name }),
    ...(query.limit === undefined ? {} : { Limit: query.limit }),
    ...(query.newestFirst === undefined ? {} : { ScanIndexForward: false }),
    ...(query.after === undefined ? {} : { ExclusiveStartKey: toItem(query.after) }),
  }
}

/** How a transaction waits between its attempts; a simulation brings its own time. */
export type Pause = (ms: number) => Promise<void>

const pause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const sendTransaction = async (
  client: DynamoDBClient,
  items: readonly TransactWriteItem[],
  wait: Pause,
  meter: Meter,
): Promise<TransactionResult> => {
  const token = randomUUID()
  for (let attempt = 1; attempt <= transactionAttempts; attempt += 1) {
    try {
      const answer = await client.send(
        new TransactWriteItemsCommand({ ...told, TransactItems: [...items], ClientRequestToken: token }),
      )
      meter.wrote(answer.ConsumedCapacity)
      return { outcome: "committed" }
    } catch (error) {
      const reasons = cancellationReasons(error)
      const failed = reasons?.map((reason) => reason.Code === "ConditionalCheckFailed")
      if (failed?.includes(true) === true) return { outcome: "conflict", failed }
      const transient = reasons !== undefined || (error instanceof Error && transientNames.has(error.name))
      if (!transient) throw error
    }
    // A spread that depends on the token keeps rivals apart; each pause is longer than any before it.
    const spread = createHash("sha256").update(`${token}${attempt}`).digest().readUInt8(0) / 256
    if (attempt < transactionAttempts) await wait(5 * 2 ** attempt * (1 + spread))
  }
  throw new TableBusyError("transaction not taken")
}

interface Capacity {
  readonly CapacityUnits?: number | undefined
}

/** Adds up what answers say that they have consumed. */
const createMeter = () => {
  const spent = { readUnits: 0, writeUnits: 0 }
  const add = (unit: keyof Spent, consumed: Capacity | readonly Capacity[] | undefined): void => {
    for (const each of Array.isArray(consumed) ? consumed : [consumed])
      spent[unit] += each?.CapacityUnits ?? 0
  }
  return {
    read: (consumed: Capacity | readonly Capacity[] | undefined) => add("readUnits", consumed),
    wrote: (consumed: Capacity | readonly Capacity[] | undefined) => add("writeUnits", consumed),
    take: (): Spent => {
      const taken = { ...spent }
      Object.assign(spent, { readUnits: 0, writeUnits: 0 })
      return taken
    },
  }
}
type Meter = ReturnType<typeof createMeter>

const told = { ReturnConsumedCapacity: "TOTAL" } as const

/** The table over the SDK client. Nothing else in the hub talks to DynamoDB. */
export const createTable = (client: DynamoDBClient, name: string, wait: Pause = pause): Table => {
  const meter = createMeter()
  return { ...tableOver(client, name, wait, meter), takeSpent: meter.take }
}

const tableOver = (
  client: DynamoDBClient,
  name: string,
  wait: Pause,
  meter: Meter,
): Omit<Table, "takeSpent"> => ({
  name,
  get: async (key, attributes) => {
    const names = attributes?.map((attribute, index) => [`#p${index}`, attribute] as const)
    const answer = await client.send(
      new GetItemCommand({
        ...told,
        TableName: name,
        Key: toItem({ ...key }),
        ConsistentRead: true,
        ...(names === undefined
          ? {}
          : {
              ProjectionExpression: names.map(([alias]) => alias).join(", "),
              ExpressionAttributeNames: Object.fromEntries(names),
            }),
      }),
    )
    meter.read(answer.ConsumedCapacity)
    return answer.Item === undefined ? undefined : unmarshall(answer.Item)
  },
  getMany: async (keys) => {
    if (keys.length === 0) return []
    const found: Item[] = []
    let pending: Record<string, { Keys: ReturnType<typeof toItem>[]; ConsistentRead: boolean }> | undefined =
      {
        [name]: { Keys: keys.map((key) => toItem({ ...key })), ConsistentRead: true },
      }
    for (let attempt = 1; pending !== undefined && attempt <= transactionAttempts; attempt += 1) {
      const answer: BatchGetItemCommandOutput = await client.send(
        new BatchGetItemCommand({ ...told, RequestItems: pending }),
      )
      meter.read(answer.ConsumedCapacity)
      found.push(...(answer.Responses?.[name] ?? []).map((item) => unmarshall(item)))
      const rest: ReturnType<typeof toItem>[] | undefined = answer.UnprocessedKeys?.[name]?.Keys
      pending =
        rest === undefined || rest.length === 0 ? undefined : { [name]: { Keys: rest, ConsistentRead: true } }
    }
    if (pending !== undefined) throw new TableBusyError("keys not read")
    return found
  },
  query: async (query) => {
    const answer = await client.send(new QueryCommand({ ...told, ...queryInput(name, query) }))
    meter.read(answer.ConsumedCapacity)
    return {
      items: (answer.Items ?? []).map((item) => unmarshall(item)),
      ...(answer.LastEvaluatedKey === undefined ? {} : { last: unmarshall(answer.LastEvaluatedKey) }),
    }
  },
  put: async (item, condition, values) => {
    try {
      const answer = await client.send(
        new PutItemCommand({
          ...told,
          TableName: name,
          Item: toItem(item),
          ...(condition === undefined ? {} : { ConditionExpression: condition }),
          ...(values === undefined ? {} : { ExpressionAttributeValues: toItem(values) }),
        }),
      )
      meter.wrote(answer.ConsumedCapacity)
      return true
    } catch (error) {
      if (isConditionFailure(error)) return false
      throw error
    }
  },
  update: async (key, update) => {
    try {
      const answer = await client.send(
        new UpdateItemCommand({
          ...told,
          TableName: name,
          Key: toItem({ ...key }),
          ...expressionOf(update),
          ReturnValues: "UPDATED_NEW",
        }),
      )
      meter.wrote(answer.ConsumedCapacity)
      return unmarshall(answer.Attributes ?? {})
    } catch (error) {
      if (isConditionFailure(error)) return undefined
      throw error
    }
  },
  delete: async (key) => {
    const answer = await client.send(
      new DeleteItemCommand({ ...told, TableName: name, Key: toItem({ ...key }) }),
    )
    meter.wrote(answer.ConsumedCapacity)
  },
  transact: (items) => sendTransaction(client, items, wait, meter),
})
