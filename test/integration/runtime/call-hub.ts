import * as z from "zod"
import type { Hub } from "../../../infra/local/start-hub.ts"

export interface HubAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  json(): unknown
}

/** Calls a route of the fixture. */
export const callHub = async (
  url: string,
  call: string,
  body?: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<HubAnswer> => {
  const [method = "GET", path = "/"] = call.split(" ")
  const response = await fetch(`${url}${path}`, {
    method,
    headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
}

/** Asks again until the answer is what is waited for. */
export const eventually = async <Value>(
  ask: () => Promise<Value>,
  isReached: (value: Value) => boolean,
): Promise<Value> => {
  const giveUpAt = Date.now() + 10_000
  for (;;) {
    const value = await ask()
    if (isReached(value)) return value
    if (Date.now() > giveUpAt) throw new Error(`not reached, last: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

const Items = z.looseObject({
  Items: z.array(z.looseObject({ sk: z.object({ S: z.string() }), value: z.object({ S: z.string() }) })),
})

/** What the fixture's function stored under a partition key: sort key -> value. */
export const storedItems = async (
  environment: Readonly<Record<string, string>>,
  partition: string,
): Promise<Map<string, unknown>> => {
  const response = await fetch(environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.Query",
      "x-amz-date": "20260101T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20260101/cn-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify({
      TableName: "store-Table",
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: partition } },
      ConsistentRead: true,
    }),
  })
  const { Items: items } = Items.parse(await response.json())
  return new Map(items.map(({ sk, value }) => [sk.S, JSON.parse(value.S)]))
}

/** Looks at a queue over the wire and leaves its messages where they are. */
export const receiveFrom = async (hub: Hub, queueName: string): Promise<string> => {
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.ReceiveMessage" }
  const QueueUrl = hub.deployment.queues.find((queue) => queue.name === queueName)?.url
  const body = JSON.stringify({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 })
  const response = await fetch(hub.environment["AWS_ENDPOINT_URL_SQS"] ?? "", {
    method: "POST",
    headers,
    body,
  })
  return response.text()
}
