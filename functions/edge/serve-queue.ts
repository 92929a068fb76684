import middy from "@middy/core"
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda"
import type * as z from "zod"
import { FUNCTIONS } from "../../contracts/environment.ts"
import { Instant } from "../../contracts/primitives.ts"
import { hubOf, type Hub } from "./hub.ts"
import { failureOf, log } from "./log.ts"
import { lazyRuntime, type Runtime } from "./runtime.ts"

/** What one delivery of a queue is about, its time taken from the event. */
export interface QueueAttempt {
  /** 128 bits, base64url; the same for each attempt at one message. */
  readonly jti: string
  readonly now: Instant
  /** How often the message was delivered, this time included. */
  readonly deliveries: number
}

export type QueueOperation<Message> = (
  message: Message,
  attempt: QueueAttempt,
) => Promise<"delivered" | "dropped" | "failed">

/** Functions behind a queue. */
type Receiver = "deliver-webhook" | "run-batch"

/** A failed message stays hidden six times the function's timeout, as the queue is set up. */
const hiddenMs = (receiver: Receiver): number => 6 * FUNCTIONS[receiver].timeoutSeconds * 1000

const deliveriesOf = ({ attributes }: SQSRecord): number =>
  Math.max(1, Number(attributes.ApproximateReceiveCount))

/**
 * The event does not say when it was received, only when the message was sent and how often it was tried. Each
 * further attempt comes one visibility timeout later, which keeps the signature's time inside the tolerance.
 */
const timeOf = (receiver: Receiver, record: SQSRecord): Instant => {
  const furtherMs = (deliveriesOf(record) - 1) * hiddenMs(receiver)
  return Instant.parse(new Date(Number(record.attributes.SentTimestamp) + furtherMs).toISOString())
}

/** A queue's message id is a UUID: 128 bits already. */
const jtiOf = ({ messageId }: SQSRecord): string =>
  Buffer.from(messageId.replaceAll("-", ""), "hex").toString("base64url")

const handle = async <Message>(
  receiver: Receiver,
  schema: z.ZodType<Message>,
  operation: QueueOperation<Message>,
  record: SQSRecord,
): Promise<boolean> => {
  const parsed = schema.safeParse(JSON.parse(record.body))
  if (!parsed.success) return false
  const attempt = {
    jti: jtiOf(record),
    now: timeOf(receiver, record),
    deliveries: deliveriesOf(record),
  }
  return (await operation(parsed.data, attempt)) !== "failed"
}

/** The handler of a function behind a queue: what failed comes back alone, and goes to the dead letters in the end. */
export const serveQueue = <Message>(
  functionName: Receiver,
  schema: z.ZodType<Message>,
  operationOf: (hub: Hub, runtime: () => Runtime) => QueueOperation<Message>,
) => {
  const runtime = lazyRuntime()
  const operation = operationOf(hubOf(runtime), runtime)
  return middy<SQSEvent, SQSBatchResponse>().handler(async (event) => {
    const results = await Promise.allSettled(
      event.Records.map((record) => handle(functionName, schema, operation, record)),
    )
    const failed = event.Records.filter((_record, index) => {
      const result = results[index]
      if (result?.status === "rejected")
        log({ function: functionName, event: "failed", error: failureOf(result.reason) })
      return result?.status !== "fulfilled" || !result.value
    })
    log({ function: functionName, event: "handled", count: event.Records.length - failed.length })
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  })
}
