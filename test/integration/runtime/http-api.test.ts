import { readFileSync } from "node:fs"
import { connect } from "node:net"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as z from "zod"
import { type Hub, startHub } from "../../../infra/local/start-hub.ts"
import { callHub } from "./call-hub.ts"
import { writeAssembly } from "./write-assembly.ts"

let hub: Hub

beforeAll(async () => {
  hub = await startHub({ template: writeAssembly(), clock: "virtual", start: "2026-11-20T01:02:03.004Z" })
})

afterAll(() => hub.stop())

const Event = z.looseObject({
  rawPath: z.string(),
  rawQueryString: z.string(),
  headers: z.record(z.string(), z.string()),
  pathParameters: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean(),
  routeKey: z.string(),
  requestContext: z.looseObject({ timeEpoch: z.number(), http: z.looseObject({ method: z.string() }) }),
})

/** Bytes on the wire as written here, which fetch would tidy up. */
const rawRequest = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(hub.url).port), "127.0.0.1", () => socket.write(text))
    let answer = ""
    socket.setEncoding("utf8").on("data", (chunk: string) => (answer += chunk))
    socket.on("end", () => resolve(answer.slice(answer.indexOf("\r\n\r\n") + 4)))
    socket.on("error", reject)
  })

describe("events", () => {
  test("carry path and query byte for byte, header names in lower case and the hub's clock", async () => {
    const text = await rawRequest(
      "POST /echo/a%2Fb?x=%7e&x=2&&y HTTP/1.1\r\nHost: hub\r\nX-Two: 1\r\nX-Two: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    )
    const event = Event.parse(JSON.parse(text))
    expect(event.rawPath).toBe("/echo/a%2Fb")
    expect(event.rawQueryString).toBe("x=%7e&x=2&&y")
    expect(event.headers["x-two"]).toBe("1,2")
    expect(event.pathParameters).toEqual({ name: "a/b" })
    expect(event.requestContext.timeEpoch).toBe(Date.parse("2026-11-20T01:02:03.004Z"))
  })

  test("carry a text body as it is", async () => {
    const event = Event.parse((await callHub(hub.url, "POST /echo/x", `\uFEFF{"名":"é"}`)).json())
    expect(event.isBase64Encoded).toBe(false)
    expect(event.body).toBe(`\uFEFF{"名":"é"}`)
  })

  test("carry bytes that are no UTF-8 as base64", async () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0x00, 0x7d])
    const event = Event.parse((await callHub(hub.url, "POST /echo/x", bytes)).json())
    expect(event.isBase64Encoded).toBe(true)
    expect(Buffer.from(event.body ?? "", "base64")).toEqual(Buffer.from(bytes))
  })
})

describe("routes", () => {
  test("prefer a fixed path to a parameter", async () => {
    expect((await callHub(hub.url, "POST /echo/fixed")).json()).toBe("fixed")
  })

  test("fill a greedy parameter with the rest of the path", async () => {
    expect((await callHub(hub.url, "GET /files/a/b/c")).json()).toEqual({ path: "a/b/c" })
  })

  test("leave an unknown path or method to $default", async () => {
    expect((await callHub(hub.url, "GET /nowhere")).text).toBe("nothing at /nowhere")
    expect((await callHub(hub.url, "DELETE /ping")).text).toBe("nothing at /ping")
  })
})

describe("answers", () => {
  test("have status, headers and bytes of the function", async () => {
    const answer = await fetch(`${hub.url}/bytes`)
    expect(answer.status).toBe(201)
    expect(answer.headers.get("content-type")).toBe("application/octet-stream")
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0x00, 0xff, 0x10])
  })

  test("are 500 when the function throws, and 500 when it runs out of time", async () => {
    expect((await callHub(hub.url, "GET /throw")).status).toBe(500)
    expect((await callHub(hub.url, "GET /slow")).status).toBe(500)
    expect((await callHub(hub.url, "GET /ping")).text).toBe("pong")
  })

  test("are 413 for a body above 10 MB, which no function sees", async () => {
    const before = hub.counts().lambda["work"]
    const answer = await callHub(hub.url, "POST /echo/x", "x".repeat(10 * 1024 * 1024 + 1))
    expect(answer.status).toBe(413)
    expect(hub.counts().lambda["work"]).toBe(before)
  })
})

describe("supervised routes", () => {
  test("let the local supervisor in and hand the claims on", async () => {
    const token = readFileSync(join(hub.dataDirectory, "supervisor.token"), "utf8")
    const answer = await callHub(hub.url, "GET /supervised", undefined, { authorization: `Bearer ${token}` })
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({ jwt: { scopes: ["supervision:national"] } })
  })

  test("refuse a call without token and a token with another signature", async () => {
    expect((await callHub(hub.url, "GET /supervised")).status).toBe(401)
    const token = readFileSync(join(hub.dataDirectory, "supervisor.token"), "utf8")
    const forged = token.replace(/[^.]+$/, (signature) => signature.split("").toReversed().join(""))
    const answer = await callHub(hub.url, "GET /supervised", undefined, { authorization: `Bearer ${forged}` })
    expect(answer.status).toBe(401)
  })
})

test("more calls in flight than allowed are answered 429", async () => {
  const narrow = await startHub({ template: writeAssembly(), inFlightMaximum: 2 })
  try {
    const calls = Array.from({ length: 6 }, () => callHub(narrow.url, "GET /slow"))
    const statuses = (await Promise.all(calls)).map((answer) => String(answer.status)).toSorted()
    expect(statuses).toEqual(["429", "429", "429", "429", "500", "500"])
  } finally {
    await narrow.stop()
  }
})

test("a thousand calls at once are all answered", async () => {
  const answers = await Promise.all(Array.from({ length: 1000 }, () => callHub(hub.url, "GET /ping")))
  expect(answers.filter((answer) => answer.text !== "pong")).toEqual([])
}, 20_000)
