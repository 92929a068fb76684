import { createServer, type IncomingMessage, type Server } from "node:http"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as z from "zod"
import { Inbox, InboxMessage } from "../../../contracts/messages.ts"
import { Instant } from "../../../contracts/primitives.ts"
import { PublicKeyJwk } from "../../../contracts/signature.ts"
import { algorithmOf, importPublicKey } from "../../../functions/security/algorithms.ts"
import { verifyMessage } from "../../../functions/security/verify-answer.ts"
import { expectStatus, startFederation, type Federation, type TestCenter } from "../../fixtures/federation.ts"

// What the hub tells centers, and what it shows to everybody.

let federation: Federation
let center: TestCenter

beforeAll(async () => {
  federation = await startFederation()
  center = await federation.onboard("990101000000001")
}, 180_000)

afterAll(() => federation?.stop())

const bringMessage = async (accountNumber: string): Promise<void> => {
  const body = { bankName: "示范银行", accountName: "测试中心", accountNumber }
  expectStatus(await center.call("PUT", "/v1/directory/receiving-account", body), 200)
}

describe("the inbox", () => {
  test("keeps a message until it is acknowledged, and says when to ask again", async () => {
    await bringMessage("99000000000001")
    await bringMessage("99000000000002")
    const answer = await center.call("GET", "/v1/inbox?limit=1")
    const page = Inbox.parse(expectStatus(answer, 200))
    expect(page).toMatchObject({ messages: [{ type: "directory.receiving-account-changed" }], more: true })
    expect(answer.headers.get("retry-after")).toBe("2")
    const messageIds = page.messages.map(({ messageId }) => messageId)
    const acknowledge = () =>
      center.call("POST", "/v1/inbox/acknowledgements", { messageIds: [...messageIds, ...messageIds] })
    expect(expectStatus(await acknowledge(), 200)).toEqual({ acknowledged: 1 })
    expect(expectStatus(await acknowledge(), 200)).toEqual({ acknowledged: 1 })
    const rest = await center.inbox()
    expect(rest.map(({ messageId }) => messageId)).not.toContain(messageIds[0])
    expect(rest.length).toBeGreaterThan(0)
  })

  test.each(["limit=0", "limit=101", "limit=x"])("refuses %s", async (query) => {
    expect(await center.problem("GET", `/v1/inbox?${query}`)).toMatchObject({
      code: "3006",
      rule: "VAL-009",
      field: "limit",
    })
  })

  test("is the center's own: another one's message stays", async () => {
    const other = await federation.onboard("990201000000002")
    const [message] = await center.inbox()
    expectStatus(
      await other.call("POST", "/v1/inbox/acknowledgements", { messageIds: [message?.messageId] }),
      200,
    )
    expect((await center.inbox()).map(({ messageId }) => messageId)).toContain(message?.messageId)
  })
})

interface Pushed {
  readonly request: IncomingMessage
  readonly body: Buffer
}

/** A center's receiver; answers with the statuses given, in turn, then 204. */
const listen = async (statuses: number[]): Promise<{ url: string; pushed: Pushed[]; server: Server }> => {
  const pushed: Pushed[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on("data", (part: Buffer) => void parts.push(part))
    request.on("end", () => {
      pushed.push({ request, body: Buffer.concat(parts) })
      response.writeHead(statuses.shift() ?? 204, { location: "/elsewhere" }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/hub/messages?from=hub`, pushed, server }
}

const hubKeys = async () => {
  const { keys } = z
    .object({ keys: z.array(PublicKeyJwk) })
    .parse(await (await fetch(`${federation.hub.url}/.well-known/jwks.json`)).json())
  return keys.map((key) => ({ kid: key.kid ?? "", alg: algorithmOf(key), publicKey: importPublicKey(key) }))
}

const jtiOf = ({ request }: Pushed): string => {
  const [header = ""] = String(request.headers["hub-signature"]).split("..")
  return z.object({ jti: z.string() }).parse(JSON.parse(Buffer.from(header, "base64url").toString("utf8")))
    .jti
}

describe("the webhook", () => {
  test("gets the same messages, signed; what fails or leads elsewhere is tried again with the same id", async () => {
    const receiver = await listen([500, 302])
    expectStatus(await center.call("PUT", "/v1/webhook", { url: receiver.url }), 200)
    await bringMessage("99000000000003")
    await federation.hub.clock.advance(200_000)
    expect(receiver.pushed.length).toBe(3)

    const keys = await hubKeys()
    const now = Instant.parse(new Date(federation.hub.clock.now()).toISOString())
    const verdicts = receiver.pushed.map(({ request, body }) => {
      const signature = String(request.headers["hub-signature"])
      return verifyMessage(
        { body, signature },
        { centerId: center.centerId, target: "/hub/messages?from=hub", keys, now },
      ).outcome
    })
    expect(verdicts).toEqual(["verified", "verified", "verified"])
    expect(new Set(receiver.pushed.map(jtiOf)).size).toBe(1)
    const message = InboxMessage.parse(JSON.parse(receiver.pushed[0]?.body.toString("utf8") ?? ""))
    expect((await center.inbox()).map(({ messageId }) => messageId)).toContain(message.messageId)

    expect(expectStatus(await center.call("DELETE", "/v1/webhook"), 200)).toEqual({ removed: true })
    expect((await center.problem("DELETE", "/v1/webhook")).code).toBe("3033")
    await bringMessage("99000000000004")
    await federation.hub.clock.advance(10_000)
    expect(receiver.pushed.length).toBe(3)
    receiver.server.close()
  })

  test.each([
    "https://10.0.0.1/x",
    "https://169.254.169.254/latest",
    "https://hub.internal/x",
    "https://user@example.org/x",
    "http://example.org/x",
    "https://example.org/a%20b",
  ])("at %s is refused", async (url) => {
    expect(await center.problem("PUT", "/v1/webhook", { url })).toMatchObject({ code: "3032", field: "/url" })
  })
})

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${federation.hub.url}${path}`, { headers })

describe("public pages", () => {
  test("keys and liveness", async () => {
    const keys = await open("/.well-known/jwks.json")
    expect(keys.headers.get("cache-control")).toBe("public, max-age=300")
    expect(JSON.stringify(await keys.json())).not.toContain('"d"')
    expect(await (await open("/v1/health")).json()).toMatchObject({ status: "ok" })
  })

  test("the reference and its files come from the hub, under a policy that loads from nowhere else", async () => {
    const page = await open("/docs")
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'")
    const html = await page.text()
    const files = [...html.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, file = ""]) => file)
    expect(files.length).toBe(4)
    expect(html).not.toMatch(/(?:src|href)="https?:/)
    for (const file of files) {
      const answer = await open(file)
      expect([file, answer.status, answer.headers.get("content-type")]).toEqual([
        file,
        200,
        expect.stringMatching(/^text\/(javascript|css); charset=utf-8$/),
      ])
      expect((await answer.text()).length).toBeGreaterThan(100)
    }
    expect((await open("/docs/constructor")).status).toBe(404)
    expect(await (await open("/openapi.json")).json()).toMatchObject({ openapi: "3.1.0" })
  })

  test("a problem type, for people and for programs", async () => {
    const page = await open("/problems/policy-gap", { accept: "text/html" })
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8")
    expect(await page.text()).toContain("3023")
    const json = await open("/problems/policy-gap", { accept: "application/json" })
    expect(await json.json()).toMatchObject({
      code: "3023",
      status: 409,
      title: { en: expect.any(String), zh: expect.any(String) },
    })
    expect(await (await open("/problems/none")).json()).toMatchObject({ code: "3036" })
  })

  test("what no route knows: signed for a center, plain for anybody", async () => {
    expect(await center.call("GET", "/v1/nowhere")).toMatchObject({
      status: 404,
      body: { code: "2001" },
      verified: true,
    })
    expect(await center.call("DELETE", "/v1/accounts")).toMatchObject({
      status: 405,
      body: { code: "2002" },
      verified: true,
    })
    expect((await open("/v1/nowhere")).status).toBe(401)
    expect(await (await open("/favicon.ico")).json()).toMatchObject({ code: "2001" })
  })
})
