import process from "node:process"
import { DataFolderInUseError } from "./data-folder-lock.ts"
import { startHub } from "./start-hub.ts"

// The entry of `npm start`.

const portDefault = "3000"

const fail = (text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

const readPort = (text: string): number => {
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : fail(`HUB_PORT is not a port: ${text}`)
}

const readChoice = (name: string, fallback: string, choices: readonly string[]): string => {
  const given = process.env[name] ?? fallback
  return choices.includes(given) ? given : fail(`${name} is one of ${choices.join(", ")}, not ${given}`)
}

const explain = (error: unknown, port: number): string => {
  if (error instanceof DataFolderInUseError) return error.message
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `Port ${port} is taken. Stop what listens there, or set HUB_PORT to another port.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const port = readPort(process.env["HUB_PORT"] ?? portDefault)
const clock = readChoice("HUB_CLOCK", "system", ["system", "virtual"]) === "virtual" ? "virtual" : "system"
const dataDirectory = process.env["HUB_DATA"] ?? ".hub"
const hub = await startHub({ dataDirectory, port, clock }).catch((error: unknown) =>
  fail(explain(error, port)),
)

let stopping = false
const stop = (): void => {
  // A second signal does not wait for what hangs.
  if (stopping) process.exit(1)
  stopping = true
  hub.stop().then(
    () => process.exit(0),
    (error: unknown) => fail(String(error)),
  )
}
process.on("SIGINT", stop)
process.on("SIGTERM", stop)

process.stdout.write(`hub ready ${hub.url}\n`)
