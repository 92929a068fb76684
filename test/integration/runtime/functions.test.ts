import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import * as z from "zod"
import { type Hub, startHub } from "../../../infra/local/start-hub.ts"
import { callHub, eventually, receiveFrom, storedItems } from "./call-hub.ts"
import { writeAssembly } from "./write-assembly.ts"

let hub: Hub

beforeAll(async () => {
  process.env["SECRET_OF_THE_PARENT"] = "never passed on"
  hub = await startHub({ template: writeAssembly(), count: true })
})

afterAll(() => hub.stop())

const deadLetters = (): Promise<string> => receiveFrom(hub, "work-DeadLetters")

test("a function sees its own environment with names resolved, and nothing of the parent's", async () => {
  const environment = z
    .record(z.string(), z.string())
    .parse((await callHub(hub.url, "GET /environment")).json())
  expect(environment).toMatchObject({
    TABLE_NAME: "store-Table",
    AUDIENCE: hub.url,
    STAGE_URL: hub.url,
    QUEUE_NAME: "work-Queue",
    STATE_MACHINE_ARN: "arn:aws-cn:states:cn-north-1:000000000000:stateMachine:work-flow",
    AWS_REGION: "cn-north-1",
  })
  expect(environment).not.toHaveProperty("SECRET_OF_THE_PARENT")
  expect(environment).not.toHaveProperty("PATH")
})

test("a worker that exits is replaced", async () => {
  expect((await callHub(hub.url, "GET /exit")).status).toBe(500)
  expect((await callHub(hub.url, "GET /ping")).text).toBe("pong")
})

test("a function's output lies in its log, one JSON object a line", async () => {
  await callHub(hub.url, "GET /print")
  const read = (): Promise<string> =>
    Promise.resolve(readFileSync(join(hub.dataDirectory, "logs/work.log"), "utf8"))
  const log = await eventually(read, (text) => text.includes("structured") && text.includes("to stderr"))
  const lines = log
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line))
  expect(lines).toContainEqual({ level: "INFO", message: "plain words" })
  expect(lines).toContainEqual({ level: "INFO", said: "structured" })
  expect(lines).toContainEqual({ level: "ERROR", message: "to stderr" })
})

test("the secret is the one of the data folder", async () => {
  const { SecretString } = z
    .looseObject({ SecretString: z.string() })
    .parse((await callHub(hub.url, "GET /secret")).json())
  expect(JSON.parse(SecretString)).toEqual(
    JSON.parse(readFileSync(join(hub.dataDirectory, "secret.json"), "utf8")),
  )
  expect(JSON.parse(SecretString)).toMatchObject({
    identityKey: { kty: "oct" },
    signingKey: { crv: "Ed25519", alg: "Ed25519" },
  })
})

test("what the runtime itself asks of the database is not counted", async () => {
  const fresh = await startHub({ template: writeAssembly(), count: true })
  try {
    expect(fresh.counts().dynamodb).toEqual({})
  } finally {
    await fresh.stop()
  }
})

test("database calls and their units are counted by operation", async () => {
  const before = hub.counts().dynamodb
  await callHub(hub.url, "PUT /items/1", "one")
  await callHub(hub.url, "GET /items/1")
  const after = hub.counts().dynamodb
  expect((after["PutItem"]?.writeUnits ?? 0) - (before["PutItem"]?.writeUnits ?? 0)).toBe(1)
  expect((after["GetItem"]?.readUnits ?? 0) - (before["GetItem"]?.readUnits ?? 0)).toBe(1)
})

test("a message that failed comes back and then lies in the dead letters, the others of its batch do not", async () => {
  for (const body of ["good-1", "fail-1", "good-2"]) await callHub(hub.url, "POST /messages", body)
  const stored = await eventually(
    () => storedItems(hub.environment, "MESSAGE"),
    (items) => items.size === 2,
  )
  expect([...stored.keys()]).toEqual(["good-1", "good-2"])
  expect(await eventually(deadLetters, (text) => text.includes("fail-1"))).not.toContain("good")
})
