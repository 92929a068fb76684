import { enableCompileCache } from "node:module"
import process from "node:process"
import { pathToFileURL } from "node:url"
import { parentPort, workerData } from "node:worker_threads"
import type { InvocationAnswer, InvocationRequest, LoadRequest, WorkerBoot } from "./lambda-messages.ts"
import { openScript, type FunctionScript } from "./function-script.ts"

// Runs in a worker thread: one Lambda execution environment. It knows the function's bundle and environment, no more.
// Only what node has itself is imported: each further import would be paid at every cold start.

type Handler = (event: unknown, context: unknown) => unknown

const isHandler = (value: unknown): value is Handler => typeof value === "function"

const isBoot = (value: unknown): value is WorkerBoot =>
  typeof value === "object" && value !== null && "modulePath" in value && "compileCache" in value

const readBoot = (value: unknown): WorkerBoot => {
  if (isBoot(value)) return value
  throw new Error("a worker without boot data")
}

let boot = readBoot(workerData)
let script: FunctionScript | undefined

/** What cannot be a script is imported, which a thread can do once: the second time gives the modules of the first. */
const readBundle = async (): Promise<unknown> => {
  script ??= openScript(boot.modulePath)
  if (script !== undefined) return script.run()
  enableCompileCache(boot.compileCache)
  return import(pathToFileURL(boot.modulePath).href)
}

const loadHandler = async (): Promise<Handler> => {
  const bundle = await readBundle()
  const exported = new Map(Object.entries(bundle ?? {})).get(boot.exportName)
  if (isHandler(exported)) return exported
  throw new Error(`${boot.modulePath} exports no function ${boot.exportName}`)
}

const describe = (error: unknown): InvocationAnswer["error"] =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") }
    : { errorType: "Error", errorMessage: String(error), trace: [] }

const contextOf = (request: InvocationRequest): Record<string, unknown> => ({
  awsRequestId: request.requestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: boot.functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: boot.functionArn,
  logGroupName: `/aws/lambda/${boot.functionName}`,
  logStreamName: "local",
  memoryLimitInMB: String(boot.memoryMb),
  getRemainingTimeInMillis: () => Math.max(0, request.deadlineMs - Date.now()),
})

const answer = async (handler: Handler, request: InvocationRequest): Promise<InvocationAnswer> => {
  try {
    const event: unknown = JSON.parse(request.event)
    const result = await handler(event, contextOf(request))
    return { requestId: request.requestId, result: JSON.stringify(result) ?? "null" }
  } catch (error) {
    return { requestId: request.requestId, error: describe(error) }
  }
}

const port = parentPort
if (port === null) throw new Error("lambda-worker.ts runs in a worker thread only")

const invoke = async (called: Handler, request: InvocationRequest): Promise<void> => {
  port.postMessage(await answer(called, request))
  script?.answered()
}

let handler: Handler | undefined

const load = async (): Promise<void> => {
  try {
    handler = await loadHandler()
    port.postMessage({ ready: true, loadsAgain: script !== undefined })
  } catch (error) {
    port.postMessage({ failed: describe(error) })
  }
}

const reload = (next: WorkerBoot, mark: string): Promise<void> => {
  process.stdout.write(mark)
  process.stderr.write(mark)
  boot = next
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, next.environment)
  return load()
}

port.on("message", (message: InvocationRequest | LoadRequest) => {
  if ("load" in message) return void reload(message.load, message.mark)
  if (handler === undefined) return
  void invoke(handler, message)
})
await load()
