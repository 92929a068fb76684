import { DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import * as z from "zod"
import { createTable, type Table } from "../../../functions/store/table.ts"

export type Fault = "conflict" | "throttled" | "committed-but-unanswered" | "broken"

const Write = z.object({
  ClientRequestToken: z.string(),
  TransactItems: z.array(
    z.object({
      Put: z.object({ Item: z.record(z.string(), z.any()), ConditionExpression: z.string().optional() }),
    }),
  ),
})
const Read = z.object({ Key: z.record(z.string(), z.any()) })
const keyOf = (item: Record<string, unknown>): string => `${String(item["pk"])} ${String(item["sk"])}`

const named = (name: string): Error => Object.assign(new Error("injected"), { name })

const cancelled = (codes: readonly string[]): Error =>
  new TransactionCanceledException({
    message: "injected",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  })

/**
 * A database of puts that are conditioned on absence, which fails as told, one fault a transaction attempt. Like
 * DynamoDB it knows a token that it has committed, and answers it again without doing it again.
 */
export const faultyDatabase = (faults: readonly Fault[]) => {
  const stored = new Map<string, Record<string, never>>()
  const committed = new Set<string>()
  const tokens: string[] = []
  const left = [...faults]
  const client = new DynamoDBClient({
    region: "cn-north-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  })

  const write = (input: unknown): object => {
    const { ClientRequestToken: token, TransactItems } = Write.parse(input)
    tokens.push(token)
    const fault = left.shift()
    if (fault === "conflict") throw cancelled(TransactItems.map(() => "TransactionConflict"))
    if (fault === "throttled") throw named("ThrottlingException")
    if (fault === "broken") throw named("ValidationException")
    if (!committed.has(token)) {
      const items = TransactItems.map(({ Put }) => Put.Item)
      const held = items.map((item) => stored.has(keyOf(unmarshall(item))))
      if (held.includes(true)) throw cancelled(held.map((is) => (is ? "ConditionalCheckFailed" : "None")))
      for (const item of items) stored.set(keyOf(unmarshall(item)), Object(item))
      committed.add(token)
    }
    if (fault === "committed-but-unanswered") throw named("TimeoutError")
    return {}
  }

  client.middlewareStack.add(
    (_next, context) => async (args: { input: unknown }) => {
      if (context["commandName"] === "TransactWriteItemsCommand")
        return { output: Object(write(args.input)), response: {} }
      const item = stored.get(keyOf(unmarshall(Read.parse(args.input).Key)))
      return { output: Object(item === undefined ? {} : { Item: item }), response: {} }
    },
    { step: "initialize" },
  )
  const waits: number[] = []
  const table: Table = createTable(client, "test", async (ms) => void waits.push(ms))
  return { table, tokens, waits, stored }
}
