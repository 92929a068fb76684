import { afterAll, beforeAll, expect, test } from "vitest"
import { type Hub, startHub } from "../../../infra/local/start-hub.ts"
import { callHub, storedItems } from "./call-hub.ts"
import { writeAssembly } from "./write-assembly.ts"

let hub: Hub

beforeAll(async () => {
  hub = await startHub({ template: writeAssembly(), clock: "virtual", start: "2026-11-20T01:00:30.000Z" })
})

afterAll(() => hub.stop())

test("schedules tick at whole minutes of the hub's clock", async () => {
  await hub.clock.advance(2 * 60_000)
  expect([...(await storedItems(hub.environment, "TICK")).keys()]).toEqual([
    "2026-11-20T01:01:00Z",
    "2026-11-20T01:02:00Z",
  ])
})

test("a workflow waits for the hub's clock and calls its function then", async () => {
  await callHub(hub.url, "POST /flows/later", JSON.stringify({ seconds: 3600 }))
  await hub.clock.advance(59 * 60_000)
  expect(await storedItems(hub.environment, "FLOW")).toEqual(new Map())
  await hub.clock.advance(60_000)
  expect([...(await storedItems(hub.environment, "FLOW")).keys()]).toEqual(["later"])
})

test("messages carry the time of the hub's clock", async () => {
  await callHub(hub.url, "POST /messages", "dated")
  await hub.settle()
  const record = (await storedItems(hub.environment, "MESSAGE")).get("dated")
  expect(record).toMatchObject({ attributes: { SentTimestamp: String(hub.clock.now()) } })
})

test("a message that failed comes back when its visibility ends on the hub's clock", async () => {
  const invoked = (): number => hub.counts().lambda["work"] ?? 0
  await callHub(hub.url, "POST /messages", "fail-later")
  await hub.settle()
  const before = invoked()
  await hub.clock.advance(500)
  expect(invoked()).toBe(before)
  await hub.clock.advance(600)
  expect(invoked()).toBe(before + 1)
})
