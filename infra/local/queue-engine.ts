import type { AddressInfo } from "node:net"
import { type BuildAppOptions, buildApp } from "fauxqs"
import * as z from "zod"
import type { QueuePlan } from "./deployment.ts"
import { addPresignedChecks } from "./presigned-requests.ts"

type Stores = NonNullable<BuildAppOptions["stores"]>
type SqsStore = Stores["sqsStore"]
export type LocalQueue = NonNullable<ReturnType<SqsStore["getQueueByArn"]>>
type Persistence = NonNullable<SqsStore["persistence"]>
type Message = Parameters<LocalQueue["enqueue"]>[0]

interface SqsStoreClass {
  new (): SqsStore
  createMessage(body: string, attributes: Record<string, never>, delaySeconds?: number): Message
}

/** SQS and S3 in this process, reachable for the SDK at `url`. */
export interface QueueEngine {
  readonly url: string
  create(queues: readonly QueuePlan[], buckets: readonly string[]): void
  queue(queueArn: string): LocalQueue
  send(queueUrl: string, body: string): { messageId: string }
  close(): Promise<void>
}

const inside = async (path: string): Promise<unknown> =>
  import(new URL(path, import.meta.resolve("fauxqs")).href)

const classOf = <Class>() => z.custom<Class>((value) => typeof value === "function")

interface OpenStores {
  readonly stores: Stores
  readonly createMessage: SqsStoreClass["createMessage"]
  readonly persistence: Persistence | undefined
}

/**
 * fauxqs' own `startFauxqs` listens on every network interface, which nobody wants of a developer's machine, and hides the
 * queues that the poller reads. Its stores are therefore made here and its application listens on the loopback only.
 */
const makeStores = async (dataDirectory: string | undefined): Promise<OpenStores> => {
  const { SqsStore } = z
    .looseObject({ SqsStore: classOf<SqsStoreClass>() })
    .parse(await inside("./sqs/sqsStore.js"))
  const { SnsStore } = z
    .looseObject({ SnsStore: classOf<new () => Stores["snsStore"]>() })
    .parse(await inside("./sns/snsStore.js"))
  const { S3Store } = z
    .looseObject({ S3Store: classOf<new () => Stores["s3Store"]>() })
    .parse(await inside("./s3/s3Store.js"))
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() }
  const createMessage: SqsStoreClass["createMessage"] = (...given) => SqsStore.createMessage(...given)
  if (dataDirectory === undefined) return { stores, createMessage, persistence: undefined }
  const { PersistenceManager } = z
    .looseObject({ PersistenceManager: classOf<new (folder: string) => Persistence>() })
    .parse(await inside("./persistence.js"))
  const persistence = new PersistenceManager(dataDirectory)
  // Loaded before it is attached, so that loading writes nothing back.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store)
  stores.sqsStore.persistence = persistence
  stores.s3Store.persistence = persistence
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence
  return { stores, createMessage, persistence }
}

export const startQueueEngine = async (
  dataDirectory: string | undefined,
  region: string,
  now: () => number,
): Promise<QueueEngine> => {
  const { stores, createMessage, persistence } = await makeStores(dataDirectory)
  const app = buildApp({ logger: false, defaultRegion: region, stores })
  const { s3Store } = stores
  addPresignedChecks(app, { now, has: (bucket, key) => holds(s3Store, bucket, key) })
  await app.listen({ port: 0, host: "127.0.0.1" })
  const address: AddressInfo | string | null = app.server.address()
  if (address === null || typeof address === "string") throw new Error("the queue engine has no port")
  const { sqsStore } = stores
  const queueOf = (queueArn: string): LocalQueue => {
    const queue = sqsStore.getQueueByArn(queueArn)
    if (queue === undefined) throw new Error(`no queue ${queueArn}`)
    return queue
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    create(queues, buckets) {
      for (const { name, url, arn, attributes } of queues) {
        const before = sqsStore.getQueueByArn(arn)
        if (before === undefined) sqsStore.createQueue(name, url, arn, { ...attributes })
        else before.setAttributes({ ...attributes })
        stampWith(now, queueOf(arn))
      }
      for (const bucket of buckets) s3Store.createBucket(bucket)
    },
    queue: queueOf,
    send(queueUrl, body) {
      const queue = sqsStore.getQueue(queueUrl)
      if (queue === undefined) throw new Error(`no queue ${queueUrl}`)
      const delaySeconds = Number(queue.attributes["DelaySeconds"] ?? 0)
      const message = createMessage(body, {}, delaySeconds > 0 ? delaySeconds : undefined)
      queue.enqueue(message)
      return { messageId: message.messageId }
    },
    async close() {
      // Before the application closes: it waits for long polls, and a store that is closed cannot be written.
      sqsStore.shutdown()
      await app.close()
      persistence?.close()
    },
  }
}

/** Whether the store has the object; of no key, whether it has the bucket. */
const holds = (store: Stores["s3Store"], bucket: string, key: string): boolean => {
  if (!store.hasBucket(bucket) || key === "") return store.hasBucket(bucket)
  return store.listObjects(bucket, { prefix: key }).objects.some((object) => object.key === key)
}

/** Messages are dated by the hub's clock, whoever sends them. */
const stampWith = (now: () => number, queue: LocalQueue): void => {
  const enqueue = queue.enqueue.bind(queue)
  queue.enqueue = (message) => {
    message.sentTimestamp = now()
    enqueue(message)
  }
}
