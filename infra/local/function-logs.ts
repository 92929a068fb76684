import { createWriteStream, mkdirSync, type WriteStream } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { Readable } from "node:stream"

/** One line of a function's log. */
export interface FunctionLogLine {
  readonly functionName: string
  readonly line: string
}

export interface FunctionLogs {
  /** Follows what a worker prints. */
  attach(functionName: string, stdout: Readable, stderr: Readable): void
  write(functionName: string, entry: Readonly<Record<string, unknown>>): void
  close(): Promise<void>
}

/** Writes `<folder>/<function>.log`, one JSON object a line, as Lambda's JSON log format does. */
export const createFunctionLogs = (
  folder: string,
  listener?: (entry: FunctionLogLine) => void,
): FunctionLogs => {
  const files = new Map<string, WriteStream>()

  const append = (functionName: string, line: string): void => {
    let file = files.get(functionName)
    if (file === undefined) {
      mkdirSync(folder, { recursive: true })
      file = createWriteStream(join(folder, `${functionName}.log`), { flags: "a" })
      // A log that cannot be written (a deleted folder, a full disk) must not take the hub down.
      file.on("error", () => undefined)
      files.set(functionName, file)
    }
    file.write(`${line}\n`)
    listener?.({ functionName, line })
  }

  const follow = (functionName: string, stream: Readable, level: string): void => {
    createInterface({ input: stream }).on("line", (text) => {
      append(functionName, isJsonObject(text) ? text : JSON.stringify({ level, message: text }))
    })
  }

  return {
    attach(functionName, stdout, stderr) {
      follow(functionName, stdout, "INFO")
      follow(functionName, stderr, "ERROR")
    },
    write: (functionName, entry) => append(functionName, JSON.stringify(entry)),
    async close() {
      await Promise.all(
        [...files.values()].map((file) => new Promise<void>((resolve) => void file.end(() => resolve()))),
      )
      files.clear()
    },
  }
}

const isJsonObject = (text: string): boolean => {
  if (!text.startsWith("{")) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
