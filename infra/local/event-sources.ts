import * as z from "zod"
import type { Clock } from "./clock.ts"
import type { EventSourcePlan } from "./deployment.ts"
import type { LocalQueue, QueueEngine } from "./queue-engine.ts"
import { createQueueTime } from "./queue-time.ts"

export interface EventSources {
  /** Waits until no message that could be delivered now is left; tells whether there was any. */
  settle(): Promise<boolean>
  close(): Promise<void>
}

export interface EventSourceOptions {
  readonly clock: Clock
  /** Whether the clock passes time by itself, or only when it is told to. */
  readonly isVirtual: boolean
  readonly queues: QueueEngine
  readonly eventSources: readonly EventSourcePlan[]
  readonly region: string
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>
}

type Received = ReturnType<LocalQueue["dequeue"]>[number]

const BatchAnswer = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).default([]),
})

const pollSeconds = 20

export const startEventSources = (options: EventSourceOptions): EventSources => {
  const pollers = options.eventSources.map((plan) => startPoller(plan, options))
  return {
    async settle() {
      const waited = await Promise.all(pollers.map((poller) => poller.settle()))
      return waited.includes(true)
    },
    async close() {
      await Promise.all(pollers.map((poller) => poller.close()))
    },
  }
}

const startPoller = (
  plan: EventSourcePlan,
  { clock, isVirtual, queues, region, invoke }: EventSourceOptions,
): EventSources => {
  const queue = queues.queue(plan.queueArn)
  const time = isVirtual ? createQueueTime(queue, clock) : undefined
  const underWay = new Set<Promise<void>>()
  const closing = new AbortController()

  const take = (): Received[] => queue.dequeue(plan.batchSize, undefined, (arn) => queues.queue(arn))

  const recordOf = (received: Received): Record<string, unknown> => {
    const message = queue.inflightMessages.get(received.ReceiptHandle)?.message
    return {
      messageId: received.MessageId,
      receiptHandle: received.ReceiptHandle,
      body: received.Body,
      attributes: {
        ApproximateReceiveCount: String(message?.approximateReceiveCount ?? 1),
        SentTimestamp: String(message?.sentTimestamp ?? clock.now()),
        SenderId: "000000000000",
        ApproximateFirstReceiveTimestamp: String(clock.now()),
      },
      messageAttributes: {},
      md5OfBody: received.MD5OfBody,
      eventSource: "aws:sqs",
      eventSourceARN: plan.queueArn,
      awsRegion: region,
    }
  }

  const deliver = async (batch: readonly Received[]): Promise<void> => {
    try {
      const answer = await invoke(plan.functionArn, { Records: batch.map(recordOf) })
      const failed = plan.partialFailures ? failuresOf(answer) : new Set<string>()
      for (const { MessageId, ReceiptHandle } of batch) {
        if (!failed.has(MessageId)) queue.deleteMessage(ReceiptHandle)
      }
    } catch {
      // The whole batch comes back when its visibility timeout ends, and moves to the dead letters after enough attempts.
    }
  }

  const poll = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      if (underWay.size >= plan.maximumConcurrency) {
        await Promise.race(underWay)
        continue
      }
      const batch = take()
      if (batch.length === 0) {
        await queue.waitForMessages(pollSeconds)
        continue
      }
      const delivery = deliver(batch).finally(() => underWay.delete(delivery))
      underWay.add(delivery)
    }
  }

  const polling = poll()
  return {
    async settle() {
      if (underWay.size === 0) time?.follow()
      if (queue.messages.length === 0 && underWay.size === 0) return false
      if (underWay.size === 0) await new Promise((resolve) => setImmediate(resolve))
      await Promise.all(underWay)
      return true
    },
    async close() {
      closing.abort()
      time?.close()
      queue.cancelWaiters()
      await Promise.all(underWay)
      await polling
    },
  }
}

/** An answer that is no list of failures counts as success, one that names nothing in the batch is ignored. */
const failuresOf = (answer: unknown): Set<string> => {
  const parsed = BatchAnswer.safeParse(answer ?? {})
  return new Set(parsed.success ? parsed.data.batchItemFailures.map((failure) => failure.itemIdentifier) : [])
}
