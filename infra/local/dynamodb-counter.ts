import { once } from "node:events"
import { Agent, createServer, IncomingMessage, request as httpRequest } from "node:http"
import { buffer } from "node:stream/consumers"
import * as z from "zod"

export interface OperationCount {
  calls: number
  errors: number
  readUnits: number
  writeUnits: number
  /** Items of transactions. */
  items: number
}

/** A database endpoint that counts what passes through it. */
export interface DynamodbCounter {
  readonly url: string
  /** By operation. */
  counts(): Record<string, OperationCount>
  /** By function and operation; calls that no function made are under an empty name. */
  countsByFunction(): Record<string, Record<string, OperationCount>>
  close(): Promise<void>
}

const Units = z.looseObject({
  CapacityUnits: z.number().optional(),
  ReadCapacityUnits: z.number().optional(),
  WriteCapacityUnits: z.number().optional(),
})
const Answer = z.looseObject({ ConsumedCapacity: z.union([Units, z.array(Units)]).optional() })
const Request = z.looseObject({ TransactItems: z.array(z.unknown()).optional() })

const readOperations = new Set(["GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"])
const writeOperations = new Set([
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "BatchWriteItem",
  "TransactWriteItems",
])

/** Asks the database for what the call consumes, the indexes included. */
const withCapacity = (operation: string, body: Buffer): { readonly body: Buffer; readonly items: number } => {
  if (!readOperations.has(operation) && !writeOperations.has(operation)) return { body, items: 0 }
  const request = Request.parse(JSON.parse(body.toString("utf8")))
  return {
    body: Buffer.from(JSON.stringify({ ...request, ReturnConsumedCapacity: "INDEXES" })),
    items: request.TransactItems?.length ?? 0,
  }
}

const addUnits = (count: OperationCount, operation: string, body: Buffer): void => {
  const consumed = Answer.parse(JSON.parse(body.toString("utf8"))).ConsumedCapacity
  for (const units of consumed === undefined ? [] : [consumed].flat()) {
    const total = units.CapacityUnits ?? 0
    if (readOperations.has(operation)) count.readUnits += units.ReadCapacityUnits ?? total
    if (writeOperations.has(operation)) count.writeUnits += units.WriteCapacityUnits ?? total
  }
}

const noCount = (): OperationCount => ({ calls: 0, errors: 0, readUnits: 0, writeUnits: 0, items: 0 })

const plus = (one: OperationCount, other: OperationCount): OperationCount => ({
  calls: one.calls + other.calls,
  errors: one.errors + other.errors,
  readUnits: one.readUnits + other.readUnits,
  writeUnits: one.writeUnits + other.writeUnits,
  items: one.items + other.items,
})

/** The SDK tells the name that its environment gave it. */
const functionOf = (userAgent: string | undefined): string =>
  /(?:^| )app\/([\w-]+)/.exec(userAgent ?? "")?.[1] ?? ""

/** Stands between the functions and the database. Only for measurements: it costs each call a hop and two parses. */
export const startDynamodbCounter = async (databaseUrl: string): Promise<DynamodbCounter> => {
  const counts = new Map<string, Map<string, OperationCount>>()
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const countOf = (name: string, operation: string): OperationCount => {
    const own = counts.get(name) ?? new Map<string, OperationCount>()
    counts.set(name, own)
    const known = own.get(operation) ?? noCount()
    own.set(operation, known)
    return known
  }

  const server = createServer((message, response) => {
    const operation = String(message.headers["x-amz-target"] ?? "").replace(/^.*\./, "")
    const forward = async (): Promise<void> => {
      const { body, items } = withCapacity(operation, await buffer(message))
      const { status, headers, answer } = await send(databaseUrl, agent, message.headers, body)
      const count = countOf(functionOf(message.headers["user-agent"]), operation)
      count.calls++
      count.items += items
      if (status === 200) addUnits(count, operation, answer)
      else count.errors++
      response.writeHead(status, headers).end(answer)
    }
    forward().catch(() => response.destroy())
  })
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the counting endpoint has no port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts: () => {
      const sums: Record<string, OperationCount> = {}
      for (const [operation, count] of [...counts.values()].flatMap((own) => [...own]))
        sums[operation] = plus(sums[operation] ?? noCount(), count)
      return sums
    },
    countsByFunction: () =>
      Object.fromEntries(
        [...counts].map(([name, own]) => [
          name,
          Object.fromEntries([...own].map(([operation, count]) => [operation, { ...count }])),
        ]),
      ),
    close: () =>
      new Promise((resolve) => {
        agent.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Headers = Record<string, string | string[] | undefined>

const send = async (
  url: string,
  agent: Agent,
  given: Headers,
  body: Buffer,
): Promise<{ status: number; headers: Headers; answer: Buffer }> => {
  const headers = { ...given, "content-length": String(body.length) }
  const call = httpRequest(url, { method: "POST", agent, headers })
  const answered = once(call, "response")
  call.end(body)
  const [response] = await answered
  if (!(response instanceof IncomingMessage)) throw new Error("the database gave no answer")
  const { "transfer-encoding": _, ...kept } = response.headers
  return { status: response.statusCode ?? 500, headers: kept, answer: await buffer(response) }
}
