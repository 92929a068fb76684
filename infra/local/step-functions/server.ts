import type { IncomingMessage, ServerResponse } from "node:http"
import { createServer } from "node:http"
import { answerRequest } from "./answer-request.ts"
import type { Engine } from "./engine.ts"
import { RequestRefused } from "./request-refused.ts"

export type StepFunctionsServer = { url: string; stop(): Promise<void> }

/** Serves the engine as the service does (AWS JSON 1.0), for clients with AWS_ENDPOINT_URL_SFN. */
export async function startStepFunctionsServer(engine: Engine, port = 0): Promise<StepFunctionsServer> {
  const server = createServer((request, response) => void answer(engine, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => resolve())
  })
  const address = server.address()
  const actualPort = typeof address === "object" && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${actualPort}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const action = String(request.headers["x-amz-target"] ?? "").replace(/^AWSStepFunctions\./, "")
    send(response, 200, answerRequest(engine, action, await readJson(request)))
  } catch (thrown) {
    const refused = thrown instanceof RequestRefused ? thrown : undefined
    const code = refused?.code ?? "InternalFailure"
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    response.setHeader("x-amzn-errortype", code)
    send(response, refused === undefined ? 500 : 400, { __type: `com.amazonaws.sfn#${code}`, message })
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString("utf8")
  try {
    const parsed: unknown = JSON.parse(text === "" ? "{}" : text)
    return parsed
  } catch {
    throw new RequestRefused("ValidationException", "The request body is not JSON")
  }
}

function send(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" })
  response.end(JSON.stringify(body))
}
