import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { DataFolderInUseError, lockDataFolder } from "../../../infra/local/data-folder-lock.ts"
import { explainStartFailure } from "../../../infra/local/explain-start-failure.ts"
import { startHub } from "../../../infra/local/start-hub.ts"
import { writeAssembly } from "./write-assembly.ts"

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "start-"))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const failureOf = async (start: Promise<unknown>): Promise<unknown> => {
  try {
    await start
    return undefined
  } catch (error) {
    return error
  }
}

test("a taken port is named, and nothing is left behind", async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", () => resolve()))
  const address = other.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  try {
    const failure = await failureOf(startHub({ template: writeAssembly(), dataDirectory: folder, port }))
    expect(explainStartFailure(failure, port)).toBe(
      `Port ${port} is taken. Stop what listens there, or set HUB_PORT to another port.`,
    )
    lockDataFolder(folder)()
  } finally {
    other.close()
  }
})

test("a folder in use is named with the process that has it", () => {
  const release = lockDataFolder(folder)
  expect(() => lockDataFolder(folder)).toThrow(DataFolderInUseError)
  expect(() => lockDataFolder(folder)).toThrow(`process ${process.pid}`)
  release()
})

test("the lock of a process that is gone is taken over", () => {
  mkdirSync(folder, { recursive: true })
  // This process' id with another start time: a process that had the same id before.
  writeFileSync(join(folder, "lock"), `${process.pid} 1`)
  lockDataFolder(folder)()
})
