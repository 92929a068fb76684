import middy from "@middy/core"
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda"
import { actingForName, queryNamesOf } from "../../contracts/acting-for.ts"
import { Instant } from "../../contracts/primitives.ts"
import type { Route } from "../../contracts/route.ts"
import { ROUTES, type RouteName, routeNames } from "../../contracts/routes.ts"
import { signatureHeaderNames, type Caller } from "../../contracts/signature.ts"
import type { FunctionName } from "../../contracts/environment.ts"
import { countOperatorAct } from "../domain/statistics/count-calls.ts"
import { signAnswer } from "../security/sign-message.ts"
import { verifyRequest, type VerifiedRequest } from "../security/verify-request.ts"
import type { KeyDirectory } from "../security/key-directory.ts"
import { TableBusyError } from "../store/table.ts"
import type { BareCall, Operation } from "./operation.ts"
import { actsFor, answerInName, successorOf } from "./act-for.ts"
import { hubOf, type Hub } from "./hub.ts"
import { failureOf, log } from "./log.ts"
import { newIdAt } from "./new-id.ts"
import {
  languageOf,
  problemBody,
  retryAfterSeconds,
  type Language,
  type ProblemOccurrence,
} from "./problem-answer.ts"
import { bodyMaxBytes } from "./read-body.ts"
import { readParams, readQuery, targetDefect } from "./read-target.ts"
import { requestHashOf, runCommand, type CommandAnswer } from "./run-command.ts"
import { countRefusal } from "./count-later.ts"
import { lazyRuntime, type Runtime } from "./runtime.ts"
import { createCallerDirectory, isRestricted } from "./signed-caller.ts"

export type Operations = Partial<Record<RouteName, Operation>>

interface Received {
  readonly route: Route | undefined
  readonly routeName: string
  readonly now: Instant
  readonly nowMs: number
  readonly method: string
  readonly target: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly language: Language
  readonly instance: string
}

const routeOf = (event: APIGatewayProxyEventV2): RouteName | undefined =>
  routeNames.find((name) => `${ROUTES[name].method} ${ROUTES[name].path}` === event.routeKey)

const receive = (event: APIGatewayProxyEventV2): Received => {
  const name = routeOf(event)
  const nowMs = event.requestContext.timeEpoch
  return {
    route: name === undefined ? undefined : ROUTES[name],
    routeName: name ?? event.routeKey,
    now: Instant.parse(new Date(nowMs).toISOString()),
    nowMs,
    method: event.requestContext.http.method,
    target: event.rawQueryString === "" ? event.rawPath : `${event.rawPath}?${event.rawQueryString}`,
    body:
      event.body === undefined
        ? new Uint8Array()
        : Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8"),
    headers: event.headers,
    language: languageOf(event.headers["accept-language"]),
    instance: event.requestContext.requestId,
  }
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly headers: Record<string, string>
  readonly problem?: ProblemOccurrence
}

const problemAnswer = (received: Received, problem: ProblemOccurrence): Answer => {
  const body = problemBody(problem, received.language, received.instance)
  const pause = retryAfterSeconds(problem.problem, received.now)
  return {
    status: body.status,
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/problem+json",
      "content-language": received.language,
      ...(pause === undefined ? {} : { "retry-after": String(pause) }),
    },
    problem,
  }
}

const idempotencyKeyForm = /^[A-Za-z0-9_-]{8,64}$/

const mayCall = (route: Route, caller: VerifiedRequest["caller"]): boolean =>
  route.caller === "signed" || (route.caller === "operator") === (caller === "operator")

/** What is wrong with the call before its body is looked at. */
const defectOfCall = (
  received: Received,
  route: Route,
  caller: VerifiedRequest,
): ProblemOccurrence | undefined => {
  const key = received.headers[signatureHeaderNames.idempotencyKey]
  const malformed = targetDefect(received.target)
  if (malformed !== undefined) return malformed
  if (!mayCall(route, caller.caller)) return { problem: "caller-not-permitted" }
  if (received.body.byteLength > bodyMaxBytes) return { problem: "body-too-large" }
  if (route.method === "GET" || route.idempotency === "no") return undefined
  if (key === undefined)
    return { problem: "idempotency-key-missing", field: signatureHeaderNames.idempotencyKey }
  return idempotencyKeyForm.test(key)
    ? undefined
    : { problem: "idempotency-key-malformed", field: signatureHeaderNames.idempotencyKey }
}

const ifMatchForm = /^"?(\d{1,9})"?$/

type ReadVersion = { readonly version?: number } | { readonly defect: ProblemOccurrence }
const readVersion = (received: Received, route: Route): ReadVersion => {
  const header = received.headers[signatureHeaderNames.ifMatch]
  if (header === undefined)
    return route.ifMatch === "required" ? { defect: { problem: "version-required", field: "if-match" } } : {}
  const version = ifMatchForm.exec(header)?.[1]
  return version === undefined
    ? { defect: { problem: "invalid-request", rule: "VAL-001", field: "if-match" } }
    : { version: Number(version) }
}

const answerCall = async (
  runtime: Runtime,
  functionName: FunctionName,
  received: Received,
  route: Route,
  operation: Operation,
  caller: VerifiedRequest,
): Promise<Answer> => {
  const defect = defectOfCall(received, route, caller)
  if (defect !== undefined) return problemAnswer(received, defect)
  const params = readParams(route.path, received.target)
  if ("defect" in params) return problemAnswer(received, params.defect)
  const query = readQuery(queryNamesOf(route), received.target)
  if ("defect" in query) return problemAnswer(received, query.defect)
  const { [actingForName]: actingFor, ...asked } = query.values
  const named = actsFor(route, caller.key, actingFor, received.now)
  if (named.outcome === "refused") return problemAnswer(received, named.problem)
  const version = readVersion(received, route)
  if ("defect" in version) return problemAnswer(received, version.defect)
  const prepared = operation(received.body, received.headers["content-type"])
  if (prepared.outcome === "refused") return problemAnswer(received, prepared.problem)

  const call: BareCall = {
    callerId: caller.caller,
    now: received.now,
    nowMs: received.nowMs,
    body: undefined,
    params: params.values,
    query: asked,
    newId: newIdAt(received.nowMs),
    keyRestricted: isRestricted(caller.key, received.now),
    keyId: caller.key.kid,
    kid: caller.key.kid,
    ...(version.version === undefined ? {} : { ifMatch: version.version }),
    ...(named.formerIds.length === 0 ? {} : { formerIds: named.formerIds }),
  }
  const idempotencyKey = received.headers[signatureHeaderNames.idempotencyKey]
  const writes = route.method !== "GET" && route.idempotency !== "no" && idempotencyKey !== undefined
  const result = await runCommand(
    runtime,
    {
      functionName,
      call,
      jti: caller.jti,
      requestHash: requestHashOf(route.method, received.target, received.body),
      successStatus: route.success,
      ...(caller.caller === "operator" ? { facts: countOperatorAct(received.routeName, received.now) } : {}),
      ...(writes ? { idempotencyKey } : {}),
    },
    // Fingerprint, message id and budget stay with the signer, whoever's books the call is about.
    () => answerInName(named.codes, (callerId) => prepared.run({ ...call, callerId })),
  )
  return answerOf(received, result)
}

const answerOf = (received: Received, result: CommandAnswer): Answer => {
  if (result.outcome === "refused") {
    const { outcome: _outcome, ...problem } = result
    return problemAnswer(received, problem)
  }
  return {
    status: result.status,
    body: result.body,
    headers: {
      "content-type": "application/json",
      ...(result.replayed ? { "idempotent-replay": "true" } : {}),
      ...(result.retryAfterSeconds === undefined ? {} : { "retry-after": String(result.retryAfterSeconds) }),
    },
  }
}

const problemOfFailure = (error: unknown): ProblemOccurrence => ({
  problem: error instanceof TableBusyError ? "busy" : "internal-error",
})

type Verified = Awaited<ReturnType<typeof verifyRequest>>

/** Whether it is the caller who called. Anybody can name a key that is public: what that does is nobody's figure. */
const isProven = (verified: Verified): verified is Verified & { readonly caller: Caller } =>
  verified.caller !== undefined &&
  (verified.outcome === "verified" || verified.problem === "center-suspended")

/** Verifies, answers and signs. The answer bears a signature from the moment the caller is known. */
const serve = async (
  runtime: Runtime,
  functionName: FunctionName,
  directory: KeyDirectory,
  operations: Operations,
  received: Received,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const signature = received.headers[signatureHeaderNames.signature]
  const verified = await verifyRequest(
    {
      method: received.method,
      target: received.target,
      body: received.body,
      signature,
      idempotencyKey: received.headers[signatureHeaderNames.idempotencyKey],
      ifMatch: received.headers[signatureHeaderNames.ifMatch],
    },
    { audience: runtime.audience, now: received.now, findKey: (kid) => directory.find(kid, received.now) },
  )
  const { caller } = verified
  const answer = await answerVerified(runtime, functionName, operations, received, verified).catch(
    (error: unknown) => {
      log({
        function: functionName,
        event: "failed",
        route: received.routeName,
        error: failureOf(error),
        requestId: received.instance,
      })
      return problemAnswer(received, problemOfFailure(error))
    },
  )
  log({
    function: functionName,
    event: "answered",
    route: received.routeName,
    status: answer.status,
    requestId: received.instance,
    ...(caller === undefined ? {} : { caller }),
    ...(answer.problem === undefined ? {} : { problem: answer.problem.problem }),
    ...(answer.problem?.caseId === undefined ? {} : { caseId: answer.problem.caseId }),
  })
  if (answer.problem !== undefined && isProven(verified))
    await countRefusal(runtime, functionName, {
      caller: verified.caller,
      problem: answer.problem.problem,
      now: received.now,
      instance: received.instance,
      idempotencyKey: received.headers[signatureHeaderNames.idempotencyKey],
    })
  const { signingKey } = await runtime.secret()
  const signed =
    caller === undefined || signature === undefined
      ? {}
      : {
          [signatureHeaderNames.signature]: signAnswer(signingKey, {
            caller,
            status: answer.status,
            requestSignature: signature,
            body: Buffer.from(answer.body),
            now: received.now,
          }),
        }
  return {
    statusCode: answer.status,
    headers: { ...answer.headers, ...signed, "cache-control": "no-store" },
    body: answer.body,
  }
}

const answerVerified = async (
  runtime: Runtime,
  functionName: FunctionName,
  operations: Operations,
  received: Received,
  verified: Verified,
): Promise<Answer> => {
  if (verified.outcome === "refused") return problemAnswer(received, { problem: verified.problem })
  const successor = successorOf(verified.key, received.now)
  if (successor !== undefined)
    return problemAnswer(received, { problem: "center-succeeded", centerId: successor })
  const name = routeNames.find((candidate) => candidate === received.routeName)
  const operation = name === undefined ? undefined : operations[name]
  if (received.route === undefined || operation === undefined)
    return problemAnswer(received, unknownRoute(received))
  return answerCall(runtime, functionName, received, received.route, operation, verified)
}

/** 405 when another method has the path, else 404. */
const unknownRoute = (received: Received): ProblemOccurrence => {
  const path = received.target.split("?", 1)[0] ?? ""
  const known = routeNames.some((name) =>
    new RegExp(`^${ROUTES[name].path.replaceAll(".", "\\.").replaceAll(/\{[a-zA-Z]+\}/g, "[^/]+")}$`).test(
      path,
    ),
  )
  return { problem: known ? "method-not-allowed" : "not-found" }
}

/** The handler of a function that centers and operators call with signed messages. */
export const serveCenters = (functionName: FunctionName, operationsOf: (hub: Hub) => Operations) => {
  const runtime = lazyRuntime()
  const directory = createCallerDirectory(runtime)
  const operations = operationsOf(hubOf(runtime))
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(async (event) =>
    serve(runtime(), functionName, directory, operations, receive(event)),
  )
}
