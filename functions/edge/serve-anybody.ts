import middy from "@middy/core"
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda"
import type { FunctionName } from "../../contracts/environment.ts"
import { Instant } from "../../contracts/primitives.ts"
import { ROUTES, routeNames, type RouteName } from "../../contracts/routes.ts"
import { failureOf, log } from "./log.ts"
import { languageOf, problemBody, type Language, type ProblemOccurrence } from "./problem-answer.ts"
import { lazyRuntime, type Runtime } from "./runtime.ts"

/** A call that needs no signature. */
export interface PublicCall {
  readonly now: Instant
  readonly params: Readonly<Record<string, string>>
  /** JSON is accepted and a page is not. */
  readonly prefersJson: boolean
  readonly acceptsGzip: boolean
  readonly acceptsBrotli: boolean
  readonly language: Language
}

export type PublicAnswer =
  | {
      readonly outcome: "answered"
      readonly contentType: string
      readonly body: string | Uint8Array
      readonly cacheSeconds: number
      readonly headers?: Readonly<Record<string, string>>
    }
  | ({ readonly outcome: "refused" } & ProblemOccurrence)

export type PublicOperation = (call: PublicCall) => Promise<PublicAnswer>
export type PublicOperations = Partial<Record<RouteName, PublicOperation>>

/** What every public page may do: load from this hub alone, and be framed by nobody. */
export const publicPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const pageHeaders = {
  "content-security-policy": publicPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const

const prefersJson = (accept: string): boolean =>
  /\bapplication\/([a-z.-]+\+)?json\b/i.test(accept) && !/\btext\/html\b/i.test(accept)

const publicCall = (event: APIGatewayProxyEventV2): PublicCall => ({
  now: Instant.parse(new Date(event.requestContext.timeEpoch).toISOString()),
  params: Object.fromEntries(
    Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? ""]),
  ),
  prefersJson: prefersJson(event.headers["accept"] ?? ""),
  acceptsGzip: /\bgzip\b/i.test(event.headers["accept-encoding"] ?? ""),
  acceptsBrotli: /\bbr\b/i.test(event.headers["accept-encoding"] ?? ""),
  language: languageOf(event.headers["accept-language"]),
})

/** An unsigned problem, for callers who are nobody. */
export const unsignedProblem = (
  event: APIGatewayProxyEventV2,
  occurrence: ProblemOccurrence,
): APIGatewayProxyStructuredResultV2 => {
  const language = languageOf(event.headers["accept-language"])
  const body = problemBody(occurrence, language, event.requestContext.requestId)
  return {
    statusCode: body.status,
    headers: {
      "content-type": "application/problem+json",
      "content-language": language,
      "cache-control": "no-store",
      ...pageHeaders,
    },
    body: JSON.stringify(body),
  }
}

const resultOf = (
  event: APIGatewayProxyEventV2,
  answered: PublicAnswer,
): APIGatewayProxyStructuredResultV2 => {
  if (answered.outcome === "refused") {
    const { outcome: _outcome, ...occurrence } = answered
    return unsignedProblem(event, occurrence)
  }
  const { body, contentType, cacheSeconds, headers } = answered
  const isText = typeof body === "string"
  return {
    statusCode: 200,
    headers: {
      ...pageHeaders,
      "content-type": contentType,
      "cache-control": cacheSeconds === 0 ? "no-store" : `public, max-age=${cacheSeconds}`,
      vary: "accept, accept-encoding, accept-language",
      ...headers,
    },
    body: isText ? body : Buffer.from(body).toString("base64"),
    isBase64Encoded: !isText,
  }
}

/** The handler of a function that anybody may call: nothing in, nothing personal out, no signature. */
export const serveAnybody = (
  functionName: FunctionName,
  operationsOf: (runtime: () => Runtime) => PublicOperations,
) => {
  const operations = operationsOf(lazyRuntime())
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(async (event) => {
    const name = routeNames.find(
      (candidate) => `${ROUTES[candidate].method} ${ROUTES[candidate].path}` === event.routeKey,
    )
    const operation = name === undefined ? undefined : operations[name]
    if (operation === undefined) return unsignedProblem(event, { problem: "not-found" })
    try {
      return resultOf(event, await operation(publicCall(event)))
    } catch (error) {
      log({
        function: functionName,
        event: "failed",
        route: event.routeKey,
        error: failureOf(error),
        requestId: event.requestContext.requestId,
      })
      return unsignedProblem(event, { problem: "internal-error" })
    }
  })
}
