import { enableCompileCache } from "node:module"
import { pathToFileURL } from "node:url"
import { parentPort, workerData } from "node:worker_threads"
import type { InvocationAnswer, InvocationRequest, WorkerBoot } from "./lambda-messages.ts"

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

const boot = readBoot(workerData)

const loadHandler = async (): Promise<Handler> => {
  enableCompileCache(boot.compileCache)
  const bundle: unknown = await import(pathToFileURL(boot.modulePath).href)
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

try {
  const handler = await loadHandler()
  port.on("message", (request: InvocationRequest) => {
    void answer(handler, request).then((reply) => port.postMessage(reply))
  })
  port.postMessage({ ready: true })
} catch (error) {
  port.postMessage({ failed: describe(error) })
}
