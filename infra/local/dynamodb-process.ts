import { type ChildProcess, spawn } from "node:child_process"
import { readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import type { TablePlan } from "./deployment.ts"

export interface DynamodbEndpoint {
  readonly url: string
  close(): Promise<void>
}

const startTimeoutMs = 20_000
const stopTimeoutMs = 5_000

/**
 * The shell becomes the database (`exec`), so the child's pid is the database's own. Beside it a reader of the inherited pipe
 * ends the database as soon as the other end closes, which the kernel does however this process dies, `kill -9` included.
 */
const dieWithParent = `exec 3<&0
(while read -r _ <&3; do :; done; kill "$$") </dev/null >/dev/null 2>&1 &
exec "$@" 3<&- </dev/null`

const binaryPath = (): string => {
  try {
    return createRequire(import.meta.url).resolve("@dynoxide/linux-x64/dynoxide")
  } catch {
    throw new Error(
      "No local database: @dynoxide/linux-x64 is not installed (it is for Linux on x64). " +
        "Start DynamoDB Local and set AWS_ENDPOINT_URL_DYNAMODB to its address.",
    )
  }
}

/** Starts the database of a data folder, or in memory when there is none, and waits until it answers. */
export const startDynamodb = async (dataDirectory: string | undefined): Promise<DynamodbEndpoint> => {
  const given = process.env["AWS_ENDPOINT_URL_DYNAMODB"]
  if (given !== undefined && given !== "") return { url: given, close: () => Promise.resolve() }
  const binary = binaryPath()
  const pidFile = dataDirectory === undefined ? undefined : join(dataDirectory, "dynoxide.pid")
  if (pidFile !== undefined) await stopStale(pidFile, binary)
  const port = await freePort()
  const database = dataDirectory === undefined ? [] : ["--db-path", join(dataDirectory, "table.sqlite")]
  const child = spawn(
    "/bin/sh",
    ["-c", dieWithParent, "sh", binary, "serve", "--port", String(port), ...database],
    {
      stdio: ["pipe", "ignore", "pipe"],
    },
  )
  const said: string[] = []
  child.stderr.setEncoding("utf8").on("data", (text: string) => void said.splice(0, said.length - 20, text))
  child.stdin.on("error", () => undefined)
  if (pidFile !== undefined) writeFileSync(pidFile, String(child.pid))
  const url = `http://127.0.0.1:${port}`
  await waitUntilAnswers(url, child, said)
  return {
    url,
    async close() {
      await endChild(child)
      if (pidFile !== undefined) rmSync(pidFile, { force: true })
    },
  }
}

const endChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
    child.kill("SIGTERM")
    const forced = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs)
    await exited
    clearTimeout(forced)
  }
  child.stdin?.destroy()
  child.stderr?.destroy()
}

/** A database whose parent died so suddenly that it is still closing: two of them must not share one file. */
const stopStale = async (pidFile: string, binary: string): Promise<void> => {
  const pid = readPid(pidFile)
  if (pid === undefined) return
  const isOurs = (): boolean => {
    try {
      return readlinkSync(`/proc/${pid}/exe`).startsWith(binary)
    } catch {
      return false
    }
  }
  for (let waitedMs = 0; isOurs() && waitedMs < stopTimeoutMs; waitedMs += 50) {
    process.kill(pid, waitedMs < 2_000 ? "SIGTERM" : "SIGKILL")
    await sleep(50)
  }
  rmSync(pidFile, { force: true })
}

const readPid = (file: string): number | undefined => {
  try {
    const pid = Number(readFileSync(file, "utf8"))
    return Number.isInteger(pid) && pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no free port")),
      )
    })
  })

const waitUntilAnswers = async (url: string, child: ChildProcess, said: readonly string[]): Promise<void> => {
  const giveUpAt = Date.now() + startTimeoutMs
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null || child.signalCode !== null) break
    try {
      await callDynamodb(url, "ListTables", {})
      return
    } catch {
      await sleep(15)
    }
  }
  await endChild(child)
  throw new Error(`The local database did not start.\n${said.join("")}`)
}

/** One call on the DynamoDB wire protocol; the runtime needs too few to load the SDK for them. */
export const callDynamodb = async (url: string, operation: string, body: unknown): Promise<unknown> => {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
      "x-amz-date": "20260101T000000Z",
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${operation}: ${response.status} ${text}`)
  return JSON.parse(text)
}

/**
 * Creates the tables that are not there yet. Time to live is left off: AWS promises no moment of removal either, so a reader
 * must look at the attribute, and the database would judge by the machine's clock where the hub's may be virtual.
 */
export const createTables = async (url: string, tables: readonly TablePlan[]): Promise<void> => {
  for (const table of tables) {
    try {
      await callDynamodb(url, "CreateTable", table.createTable)
    } catch (error) {
      if (!String(error).includes("ResourceInUseException")) throw error
    }
  }
}
