import { describe, expect, it } from "vitest"
import { WebhookDelivery } from "../../../contracts/messages.ts"
import { Instant } from "../../../contracts/primitives.ts"
import { serveQueue } from "../../../functions/edge/serve-queue.ts"
import { deliverWebhook, type SignedPush } from "../../../functions/use-cases/deliver-webhook.ts"
import { centerId } from "../../fixtures/signature/signed-call.ts"

const now = Instant.parse("2026-11-21T10:00:00.000Z")
const attempt = { jti: "AAAAAAAAAAAAAAAAAAAAAA", now }
const url = "https://hpf.example.org/hub?from=hub"
const delivery = WebhookDelivery.parse({
  centerId,
  url,
  message: {
    messageId: "msg_01K9A3V8Q4T6W8Y0Z2B4D6F8H0",
    type: "transfer.letter-sent",
    to: centerId,
    at: now,
    actionNeeded: true,
  },
})

const pushing = (status: number | undefined, registered: string | undefined) => {
  const pushes: SignedPush[] = []
  const targets: string[] = []
  const deliver = deliverWebhook({
    audience: () => "https://hub.example.org",
    readWebhook: async () => (registered === undefined ? undefined : { url: registered }),
    sign: async ({ target, jti }) => {
      targets.push(`${target} ${jti}`)
      return "signature"
    },
    post: async (push) => {
      pushes.push(push)
      return status
    },
  })
  return { deliver, pushes, targets }
}

describe("a push", () => {
  it("carries the message, signed for the path it goes to", async () => {
    const { deliver, pushes, targets } = pushing(204, url)
    expect(await deliver(delivery, attempt)).toBe("delivered")
    expect(targets).toEqual([`/hub?from=hub ${attempt.jti}`])
    expect(JSON.parse(new TextDecoder().decode(pushes[0]?.body))).toEqual(delivery.message)
  })

  it.each([302, 404, 500, undefined])("that is answered with %s failed", async (status) => {
    expect(await pushing(status, url).deliver(delivery, attempt)).toBe("failed")
  })

  it("goes where the center wants it now, not where it did when the message was sent", async () => {
    const { deliver, pushes } = pushing(200, "https://other.example.org/hub")
    await deliver(delivery, attempt)
    expect(pushes[0]?.url).toBe("https://other.example.org/hub")
  })

  it("of a center that has merged away is addressed to its successor", async () => {
    const addressed: string[] = []
    const deliver = deliverWebhook({
      audience: () => "https://hub.example.org",
      readWebhook: async () => ({ url, centerId: "210100000000002" }),
      sign: async (message) => {
        addressed.push(message.centerId)
        return "signature"
      },
      post: async () => 204,
    })
    expect(await deliver(delivery, attempt)).toBe("delivered")
    expect(addressed).toEqual(["210100000000002"])
  })

  it("is dropped when there is no webhook any more, or one that leads inside", async () => {
    expect(await deliverTo(undefined)).toEqual(["dropped", 0])
    expect(await deliverTo("https://10.0.0.1/hub")).toEqual(["dropped", 0])
  })
})

const deliverTo = async (registered: string | undefined) => {
  const { deliver, pushes } = pushing(200, registered)
  return [await deliver(delivery, attempt), pushes.length]
}

const record = (messageId: string, body: string, receiveCount: number) => ({
  messageId,
  receiptHandle: "r",
  body,
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: String(Date.parse(now)),
    SenderId: "s",
    ApproximateFirstReceiveTimestamp: String(Date.parse(now)),
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:us-east-1:111111111111:queue",
  awsRegion: "us-east-1",
})

describe("a batch", () => {
  it("gives back only what failed, and tells each attempt its own time and the message's own id", async () => {
    const seen: { readonly jti: string; readonly now: string }[] = []
    const handler = serveQueue("deliver-webhook", WebhookDelivery, () => async (_message, told) => {
      seen.push(told)
      return told.now === now ? "delivered" : "failed"
    })
    const ids = [
      "00000000-0000-4000-8000-000000000001",
      "00000000-0000-4000-8000-000000000002",
      "00000000-0000-4000-8000-000000000003",
    ] as const
    const body = JSON.stringify(delivery)
    const answer = await handler(
      { Records: [record(ids[0], body, 1), record(ids[1], body, 3), record(ids[2], "not json", 1)] },
      contextOfTest,
    )
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: ids[1] }, { itemIdentifier: ids[2] }] })
    expect(seen.map(({ now: at }) => at)).toEqual([now, "2026-11-21T10:03:00.000Z"])
    expect(new Set(seen.map(({ jti }) => jti)).size).toBe(2)
    expect(seen.every(({ jti }) => /^[A-Za-z0-9_-]{21}[AQgw]$/.test(jti))).toBe(true)
  })
})

const contextOfTest = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "deliver-webhook",
  functionVersion: "1",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:111111111111:function:deliver-webhook",
  memoryLimitInMB: "512",
  awsRequestId: "r",
  logGroupName: "g",
  logStreamName: "s",
  getRemainingTimeInMillis: () => 15_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
}
