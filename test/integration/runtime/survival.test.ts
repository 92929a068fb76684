import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, expect, test } from "vitest"
import { startHub } from "../../../infra/local/start-hub.ts"
import { callHub, eventually, receiveFrom } from "./call-hub.ts"
import { writeAssembly } from "./write-assembly.ts"

const template = writeAssembly()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "survival-"))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const spawnHub = (): Promise<{ child: ChildProcess; url: string }> =>
  new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL("./hub-of-fixture.ts", import.meta.url))
    const child = spawn(process.execPath, [script, template, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const url = /hub ready (\S+)/.exec(text)?.[1]
      if (url !== undefined) resolve({ child, url })
    })
    child.once("exit", (code) => reject(new Error(`exited with ${code}`)))
  })

const killHard = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve())
    child.kill("SIGKILL")
  })

/** A zombie is gone already; only its entry waits for somebody to read it. */
const isAlive = (pid: number): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return false
  }
}

test("after kill -9 the database is gone, and the next hub finds the data and the queued messages", async () => {
  const { child, url } = await spawnHub()
  await callHub(url, "PUT /items/1", "kept")
  await callHub(url, "POST /messages", "fail-then-kept")
  const databasePid = Number(readFileSync(join(folder, "dynoxide.pid"), "utf8"))
  expect(isAlive(databasePid)).toBe(true)
  await killHard(child)
  const hub = await startHub({ template, dataDirectory: folder })
  try {
    expect(isAlive(databasePid)).toBe(false)
    expect((await callHub(hub.url, "GET /items/1")).json()).toBe("kept")
    const deadLetters = (): Promise<string> => receiveFrom(hub, "work-DeadLetters")
    await eventually(deadLetters, (text) => text.includes("fail-then-kept"))
  } finally {
    await hub.stop()
  }
})

test("calls under way when the hub stops get their answer", async () => {
  const hub = await startHub({ template })
  await callHub(hub.url, "GET /ping")
  const call = callHub(hub.url, "GET /slow")
  await eventually(
    () => Promise.resolve(hub.counts().lambda["work"]),
    (count) => count === 2,
  )
  await hub.stop()
  expect((await call).status).toBe(500)
  await expect(callHub(hub.url, "GET /ping")).rejects.toThrow()
})

test("the database ends by itself when its hub is killed", async () => {
  const { child } = await spawnHub()
  const databasePid = Number(readFileSync(join(folder, "dynoxide.pid"), "utf8"))
  await killHard(child)
  await eventually(
    () => Promise.resolve(isAlive(databasePid)),
    (alive) => !alive,
  )
})

test("data, keys and secret survive a restart", async () => {
  const first = await startHub({ template, dataDirectory: folder })
  await callHub(first.url, "PUT /items/1", "kept")
  const { operatorKey } = first
  await first.stop()
  const secret = readFileSync(join(folder, "secret.json"), "utf8")
  const second = await startHub({ template, dataDirectory: folder })
  try {
    expect((await callHub(second.url, "GET /items/1")).json()).toBe("kept")
    expect(second.operatorKey).toEqual(operatorKey)
    expect(readFileSync(join(folder, "secret.json"), "utf8")).toBe(secret)
  } finally {
    await second.stop()
  }
})

test("a second hub on the same folder is refused", async () => {
  const hub = await startHub({ template, dataDirectory: folder })
  try {
    await expect(startHub({ template, dataDirectory: folder })).rejects.toThrow(/in use by another hub/)
  } finally {
    await hub.stop()
  }
})
