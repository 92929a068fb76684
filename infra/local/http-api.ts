import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { RoutePlan } from "./deployment.ts"
import { httpEvent, splitTarget, writeFunctionAnswer } from "./http-event.ts"
import type { AuthorizerClaims, JwtAuthorizer } from "./jwt-authorizer.ts"
import { createRouteMatcher } from "./match-route.ts"

// What API Gateway and Lambda allow: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
const bodyMaximumBytes = 10 * 1024 * 1024
// A thousand callers at once must not wait for each other's handshakes.
const backlogMaximum = 4_096
// Calls under way when the hub is stopped may finish, but not for ever.
const drainMaximumMs = 3_000
// Lambda's own default of concurrent executions is 1,000; the API answers 429 beyond what it lets through.
const inFlightMaximumDefault = 2_000

export interface HttpApiOptions {
  readonly routes: readonly RoutePlan[]
  readonly now: () => number
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>
  readonly authorizer: JwtAuthorizer
  readonly inFlightMaximum?: number | undefined
}

export interface HttpApi {
  readonly url: string
  /** Starts to answer; until then a connection waits. */
  serve(options: HttpApiOptions): void
  close(): Promise<void>
}

/** Takes the port first: its number is part of what the functions are told. */
export const listenHttpApi = async (port: number): Promise<HttpApi> => {
  let answer: ((message: IncomingMessage, response: ServerResponse) => void) | undefined
  const early: [IncomingMessage, ServerResponse][] = []
  const server = createServer((message, response) => {
    if (answer === undefined) early.push([message, response])
    else answer(message, response)
  })
  // A client's kept connection must not be closed under its next request.
  server.keepAliveTimeout = 65_000
  await listen(server, port)
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the HTTP API has no port")
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve(options) {
      answer = createAnswerer(options)
      for (const [message, response] of early.splice(0)) answer(message, response)
    },
    close: () =>
      new Promise((resolve) => {
        const impatient = setTimeout(() => server.closeAllConnections(), drainMaximumMs)
        // A kept connection becomes idle only after its last answer.
        const idle = setInterval(() => server.closeIdleConnections(), 20)
        server.close(() => {
          clearTimeout(impatient)
          clearInterval(idle)
          resolve()
        })
      }),
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen({ port, host: "127.0.0.1", backlog: backlogMaximum }, () => {
      server.off("error", reject)
      resolve()
    })
  })

const refuse = (response: ServerResponse, status: number, message: string): void => {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }))
}

const createAnswerer = (options: HttpApiOptions) => {
  const match = createRouteMatcher(options.routes)
  const inFlightMaximum = options.inFlightMaximum ?? inFlightMaximumDefault
  let inFlight = 0

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { rawPath } = splitTarget(message.url ?? "/")
    const found = match(message.method ?? "GET", rawPath)
    if (found === undefined) return refuse(response, 404, "Not Found")
    const body = await readBody(message)
    if (body === "too-large") return refuse(response, 413, "Request Entity Too Large")
    if (body === "aborted") return
    const { route, pathParameters } = found
    let authorizer: AuthorizerClaims | undefined
    if (route.authorizer !== undefined) {
      const decided = await options.authorizer.authorize(
        route.authorizer,
        message.headers.authorization,
        options.now(),
      )
      if (decided.outcome === "unauthorized") return refuse(response, 401, "Unauthorized")
      if (decided.outcome === "forbidden") return refuse(response, 403, "Forbidden")
      authorizer = decided.claims
    }
    const { routeKey } = route
    const event = httpEvent({ message, body, routeKey, pathParameters, nowMs: options.now(), authorizer })
    const answer = await withinTime(options.invoke(route.functionArn, event), route.timeoutMs)
    if (answer.outcome === "late") return refuse(response, 503, "Service Unavailable")
    if (answer.outcome === "failed") return refuse(response, 500, "Internal Server Error")
    if (!writeFunctionAnswer(response, answer.value)) refuse(response, 500, "Internal Server Error")
  }

  return (message: IncomingMessage, response: ServerResponse): void => {
    if (inFlight >= inFlightMaximum) {
      message.resume()
      return refuse(response, 429, "Too Many Requests")
    }
    inFlight++
    handle(message, response)
      .catch(() => refuse(response, 500, "Internal Server Error"))
      .finally(() => void inFlight--)
  }
}

const readBody = async (message: IncomingMessage): Promise<Buffer | "too-large" | "aborted"> => {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of message) {
      if (!Buffer.isBuffer(chunk)) continue
      length += chunk.length
      // Read on to the end, but keep nothing: a client that is still sending would not see the answer.
      if (length <= bodyMaximumBytes) chunks.push(chunk)
    }
  } catch {
    return "aborted"
  }
  return length > bodyMaximumBytes ? "too-large" : Buffer.concat(chunks, length)
}

type Invocation = { outcome: "answered"; value: unknown } | { outcome: "failed" } | { outcome: "late" }

const outcomeOf = async (invocation: Promise<unknown>): Promise<Invocation> => {
  try {
    return { outcome: "answered", value: await invocation }
  } catch {
    return { outcome: "failed" }
  }
}

const withinTime = async (invocation: Promise<unknown>, timeoutMs: number): Promise<Invocation> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Invocation>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: "late" }), timeoutMs)
  })
  const first = await Promise.race([outcomeOf(invocation), late])
  clearTimeout(timer)
  return first
}
