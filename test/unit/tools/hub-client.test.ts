import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { CenterId, Instant } from "../../../contracts/primitives.ts"
import { importPublicKey, importSigningKey, publicPart } from "../../../functions/security/algorithms.ts"
import { makeSigningJwk } from "../../../functions/security/make-keys.ts"
import { signAnswer } from "../../../functions/security/sign-message.ts"
import { verifyRequest } from "../../../functions/security/verify-request.ts"
import { createHubClient, HubUnreachableError } from "../../../tools/hub-client.ts"

const now = Instant.parse("2026-11-21T10:00:00.000Z")
const centerId = CenterId.parse("990101000000001")
const hubKey = makeSigningJwk("Ed25519", "hub-1")
const centerKey = makeSigningJwk("ES256", "center-1")

interface Received {
  readonly method: string
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}
type Reply =
  | {
      readonly status: number
      readonly body: string
      readonly headers?: Record<string, string>
      readonly key?: typeof hubKey
    }
  | "hang up"

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** A hub of a few lines: publishes its key and answers as told, signed. */
const startFakeHub = async (replies: readonly Reply[], published: readonly (typeof hubKey)[] = [hubKey]) => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      if (request.url === "/.well-known/jwks.json") {
        response.setHeader("content-type", "application/json")
        response.end(JSON.stringify({ keys: published.map(publicPart) }))
        return
      }
      const reply = replies[received.length] ?? { status: 200, body: "{}" }
      received.push({
        method: request.method ?? "",
        target: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks),
      })
      if (reply === "hang up") {
        request.socket.destroy()
        return
      }
      const signature = signAnswer(importSigningKey(reply.key ?? hubKey), {
        caller: centerId,
        status: reply.status,
        requestSignature: String(request.headers["hub-signature"]),
        body: Buffer.from(reply.body),
        now,
      })
      response.writeHead(reply.status, {
        "content-type": "application/json",
        "hub-signature": signature,
        ...reply.headers,
      })
      response.end(reply.body)
    })
  })
  const url = await new Promise<string>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "")
    })
  })
  stops.push(() => new Promise((resolve) => server.close(() => resolve())))
  return {
    url,
    received,
    client: createHubClient({ url, key: centerKey, callerId: centerId, clock: () => now }),
  }
}

describe("the client of a center", () => {
  it("signs the very bytes it sends, with key, version and target", async () => {
    const { client, received, url } = await startFakeHub([])
    await client.call("PUT", "/v1/accounts/A1/segments?x=1", { body: '{ "segments" : [] }', ifMatch: 3 })
    const request = received[0]
    expect(request?.body.toString()).toBe('{ "segments" : [] }')
    const verified = await verifyRequest(
      {
        method: "PUT",
        target: "/v1/accounts/A1/segments?x=1",
        body: request?.body ?? Buffer.alloc(0),
        signature: String(request?.headers["hub-signature"]),
        idempotencyKey: String(request?.headers["idempotency-key"]),
        ifMatch: "3",
      },
      {
        audience: url,
        now,
        findKey: () =>
          Promise.resolve({
            kid: centerKey.kid,
            centerId,
            alg: "ES256",
            publicKey: importPublicKey(publicPart(centerKey)),
            validFrom: Instant.parse("2026-01-01T00:00:00.000Z"),
            centerStatus: "active",
          }),
      },
    )
    expect(verified.outcome).toBe("verified")
  })

  it("sends no key with checks and reads, which change nothing", async () => {
    const { client, received } = await startFakeHub([])
    await client.call("POST", "/v1/account-checks", { body: {} })
    await client.call("GET", "/v1/inbox")
    expect(received.map(({ headers }) => headers["idempotency-key"])).toEqual([undefined, undefined])
  })

  it("knows the hub's answer by its signature", async () => {
    const { client } = await startFakeHub([{ status: 201, body: '{"a":1}' }])
    expect(await client.call("POST", "/v1/accounts", { body: {} })).toMatchObject({
      status: 201,
      body: { a: 1 },
      verified: true,
    })
  })

  it("says when a stranger answers", async () => {
    const stranger = makeSigningJwk("Ed25519", "hub-1")
    const { client } = await startFakeHub([{ status: 200, body: "{}", key: stranger }])
    expect(await client.call("GET", "/v1/inbox")).toMatchObject({
      verified: false,
      defect: "signature-invalid",
    })
  })

  it("fetches the hub's keys again when it meets an unknown one", async () => {
    const next = makeSigningJwk("Ed25519", "hub-2")
    const published = [hubKey]
    const { client } = await startFakeHub(
      [
        { status: 200, body: "{}" },
        { status: 200, body: "{}", key: next },
      ],
      published,
    )
    await client.call("GET", "/v1/inbox")
    published.push(next)
    expect((await client.call("GET", "/v1/inbox")).verified).toBe(true)
  })

  it("repeats 503, 429 and lost answers under one key, each attempt signed anew", async () => {
    const { client, received } = await startFakeHub([
      { status: 503, body: "{}" },
      "hang up",
      { status: 429, body: "{}" },
      { status: 201, body: "{}" },
    ])
    expect((await client.call("POST", "/v1/accounts", { body: { a: 1 } })).status).toBe(201)
    expect(received).toHaveLength(4)
    expect(new Set(received.map(({ headers }) => headers["idempotency-key"])).size).toBe(1)
    expect(new Set(received.map(({ headers }) => headers["hub-signature"])).size).toBe(4)
  })

  it("does not repeat a refusal, nor a budget that is used up for today", async () => {
    const { client, received } = await startFakeHub([
      { status: 409, body: "{}" },
      { status: 429, body: '{"type":"/problems/disclosure-budget-exhausted"}' },
    ])
    await client.call("POST", "/v1/accounts", { body: {} })
    await client.call("POST", "/v1/account-checks", { body: {} })
    expect(received).toHaveLength(2)
  })

  it("gives up after some attempts and says with which key to go on", async () => {
    const { client, received } = await startFakeHub(["hang up", "hang up", "hang up", "hang up"])
    const failure: unknown = await client
      .call("POST", "/v1/accounts", { body: {}, idempotencyKey: "key-00000001" })
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(HubUnreachableError)
    expect(failure).toMatchObject({ idempotencyKey: "key-00000001" })
    expect(received).toHaveLength(4)
  })
})
