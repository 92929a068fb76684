import { isUtf8 } from "node:buffer"
import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import * as z from "zod"
import type { AuthorizerClaims } from "./jwt-authorizer.ts"

/** What the gateway knows of a request besides the message itself. */
export interface GatewayRequest {
  readonly message: IncomingMessage
  readonly body: Buffer
  readonly routeKey: string
  readonly pathParameters: Readonly<Record<string, string>>
  readonly nowMs: number
  readonly authorizer: AuthorizerClaims | undefined
}

/** Repeated headers are joined with a comma, as API Gateway does; node itself would drop some of them. */
const joinHeaders = (raw: readonly string[]): { headers: Record<string, string>; cookies: string[] } => {
  const headers: Record<string, string> = {}
  const cookies: string[] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase()
    const value = raw[index + 1] ?? ""
    if (name === "cookie") cookies.push(...value.split(/; */))
    else headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`
  }
  return { headers, cookies }
}

const queryParameters = (rawQuery: string): Record<string, string> | undefined => {
  if (rawQuery === "") return undefined
  const parameters: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`
  }
  return parameters
}

/** Path and query byte for byte as they were received. */
export const splitTarget = (target: string): { rawPath: string; rawQueryString: string } => {
  const mark = target.indexOf("?")
  return mark < 0
    ? { rawPath: target, rawQueryString: "" }
    : { rawPath: target.slice(0, mark), rawQueryString: target.slice(mark + 1) }
}

const isTextType = (contentType: string): boolean =>
  /^(text\/|application\/(json|xml|javascript|[\w.-]+\+json|[\w.-]+\+xml)\b)/i.test(contentType)

/** An event in payload format 2.0. */
export const httpEvent = (request: GatewayRequest): Record<string, unknown> => {
  const { message, body, routeKey, pathParameters, nowMs, authorizer } = request
  const { rawPath, rawQueryString } = splitTarget(message.url ?? "/")
  const { headers, cookies } = joinHeaders(message.rawHeaders)
  // Anything that would not survive the way through text and back travels as base64.
  const isBase64Encoded = body.length > 0 && !(isTextType(headers["content-type"] ?? "") && isUtf8(body))
  const queryStringParameters = queryParameters(rawQueryString)
  return {
    version: "2.0",
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(queryStringParameters !== undefined && { queryStringParameters }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      ...(authorizer !== undefined && { authorizer: { jwt: authorizer } }),
      domainName: headers["host"] ?? "127.0.0.1",
      domainPrefix: "local",
      http: {
        method: message.method ?? "GET",
        path: rawPath,
        protocol: `HTTP/${message.httpVersion}`,
        sourceIp: message.socket.remoteAddress ?? "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey,
      stage: "$default",
      time: new Date(nowMs).toISOString(),
      timeEpoch: nowMs,
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? "base64" : "utf8") }),
    isBase64Encoded,
  }
}

const FunctionAnswer = z.looseObject({
  statusCode: z.coerce.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
})

/** Writes what a function returned; false when API Gateway would not understand it. */
export const writeFunctionAnswer = (response: ServerResponse, answer: unknown): boolean => {
  if (typeof answer !== "object" || answer === null || !("statusCode" in answer)) {
    const text = typeof answer === "string" ? answer : JSON.stringify(answer ?? null)
    response.writeHead(200, { "content-type": "application/json" }).end(text)
    return true
  }
  const parsed = FunctionAnswer.safeParse(answer)
  if (!parsed.success) return false
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value))
  if (cookies.length > 0) response.setHeader("set-cookie", cookies)
  const bytes = Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8")
  response.setHeader("content-length", bytes.length)
  response.writeHead(statusCode).end(bytes)
  return true
}
