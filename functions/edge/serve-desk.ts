import { randomBytes } from "node:crypto"
import middy from "@middy/core"
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda"
import type * as z from "zod"
import { DeskCode } from "../../contracts/desk.ts"
import type { FunctionName } from "../../contracts/environment.ts"
import { Instant } from "../../contracts/primitives.ts"
import type { Route } from "../../contracts/route.ts"
import { ROUTES, routeNames, type RouteName } from "../../contracts/routes.ts"
import type { DeskLink } from "../domain/desk/desk-link.ts"
import { hashOfDeskCode } from "../security/desk-code.ts"
import { TableBusyError } from "../store/table.ts"
import { enterDesk, type DeskCall, type DeskUseCase } from "../use-cases/desk-call.ts"
import type { Result } from "../use-cases/use-case.ts"
import { hubOf, type Hub } from "./hub.ts"
import { failureOf, log } from "./log.ts"
import { newIdAt } from "./new-id.ts"
import type { ProblemOccurrence } from "./problem-answer.ts"
import { readBody } from "./read-body.ts"
import { readParams, readQuery, targetDefect } from "./read-target.ts"
import { requestHashOf, runCommand } from "./run-command.ts"
import { lazyRuntime, type Runtime } from "./runtime.ts"
import { serveCenters, type Operations } from "./serve-centers.ts"
import { serveAnybody, unsignedProblem, type PublicOperations } from "./serve-anybody.ts"

type Prepared =
  | { readonly outcome: "ready"; readonly run: (call: DeskCall) => Promise<Result<unknown>> }
  | { readonly outcome: "refused"; readonly problem: ProblemOccurrence }
type DeskOperation = (body: Uint8Array, contentType: string | undefined) => Prepared
export type DeskOperations = Partial<Record<RouteName, DeskOperation>>

/** For routes of the desk without a body. */
export const lookingUp =
  (useCase: DeskUseCase<undefined, unknown>): DeskOperation =>
  () => ({ outcome: "ready", run: useCase })

/** For routes of the desk with a body. */
export const lookingUpWith =
  <Body>(schema: z.ZodType<Body>, useCase: DeskUseCase<Body, unknown>): DeskOperation =>
  (bytes, contentType) => {
    const read = readBody(bytes, contentType, schema)
    return read.outcome === "refused"
      ? read
      : { outcome: "ready", run: (call) => useCase({ ...call, body: read.body }) }
  }

/** `Authorization: Desk <code>`; anything else is no code. */
const codeOf = ({ headers }: APIGatewayProxyEventV2): DeskCode | undefined => {
  const [, text] = /^Desk ([A-Za-z0-9_-]{1,100})$/.exec(headers["authorization"] ?? "") ?? []
  const code = DeskCode.safeParse(text)
  return code.success ? code.data : undefined
}

const nowOf = ({ requestContext }: APIGatewayProxyEventV2): Instant =>
  Instant.parse(new Date(requestContext.timeEpoch).toISOString())

const linkOf = async (hub: Hub, event: APIGatewayProxyEventV2): Promise<DeskLink | undefined> => {
  const code = codeOf(event)
  return code === undefined ? undefined : enterDesk(hub, hashOfDeskCode(code), nowOf(event))
}

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2): Uint8Array =>
  body === undefined ? new Uint8Array() : Buffer.from(body, isBase64Encoded ? "base64" : "utf8")

interface Answered {
  readonly status: number
  readonly body: string
}

const answerOf = async (
  runtime: Runtime,
  functionName: FunctionName,
  event: APIGatewayProxyEventV2,
  route: Route,
  operation: DeskOperation,
  link: DeskLink,
): Promise<Answered | ProblemOccurrence> => {
  const target = event.rawQueryString === "" ? event.rawPath : `${event.rawPath}?${event.rawQueryString}`
  const malformed = targetDefect(target)
  if (malformed !== undefined) return malformed
  const params = readParams(route.path, target)
  if ("defect" in params) return params.defect
  const query = readQuery(route.query ?? [], target)
  if ("defect" in query) return query.defect
  const bytes = bodyOf(event)
  const prepared = operation(bytes, event.headers["content-type"])
  if (prepared.outcome === "refused") return prepared.problem
  const nowMs = event.requestContext.timeEpoch
  const call: DeskCall = {
    callerId: link.centerId,
    now: nowOf(event),
    nowMs,
    body: undefined,
    params: params.values,
    query: query.values,
    newId: newIdAt(nowMs),
    keyRestricted: true,
    link,
  }
  const result = await runCommand(
    runtime,
    {
      functionName,
      call,
      // No signature, so no message id: each look is recorded under one of its own.
      jti: randomBytes(16).toString("base64url"),
      requestHash: requestHashOf(route.method, target, bytes),
      successStatus: route.success,
    },
    () => prepared.run(call),
  )
  if (result.outcome === "answered") return { status: result.status, body: result.body }
  const { outcome: _outcome, ...problem } = result
  return problem
}

const shown = (
  event: APIGatewayProxyEventV2,
  answered: Answered | ProblemOccurrence,
): APIGatewayProxyStructuredResultV2 =>
  "problem" in answered
    ? unsignedProblem(event, answered)
    : {
        statusCode: answered.status,
        headers: {
          "content-type": "application/json",
          "cache-control": "no-store",
          "x-content-type-options": "nosniff",
          "referrer-policy": "no-referrer",
        },
        body: answered.body,
      }

/** Who calls a function of the desk: the center that opens it, the page behind its link, and whoever loads the page. */
export interface DeskCallers {
  readonly signed: (hub: Hub) => Operations
  readonly desk: (hub: Hub) => DeskOperations
  readonly pages: PublicOperations
}

/**
 * The handler of a function that the clerk's page calls with the code of its link. The code is looked at before anything
 * else of the call, so that who has none learns nothing of what is there.
 */
export const serveDesk = (functionName: FunctionName, callers: DeskCallers) => {
  const runtime = lazyRuntime()
  const hub = hubOf(runtime)
  const operations = callers.desk(hub)
  const pageOf = serveAnybody(functionName, () => callers.pages)
  const signedAnswerOf = serveCenters(functionName, callers.signed)
  const serve = async (event: APIGatewayProxyEventV2, name: RouteName, caller: { centerId?: string }) => {
    const operation = operations[name]
    const link = await linkOf(hub, event)
    if (link === undefined) return { problem: "desk-link-invalid" } as const
    caller.centerId = link.centerId
    if (operation === undefined) return { problem: "not-found" } as const
    return answerOf(runtime(), functionName, event, ROUTES[name], operation, link)
  }
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(
    async (event, context) => {
      const { requestId } = event.requestContext
      const name = routeNames.find(
        (candidate) => `${ROUTES[candidate].method} ${ROUTES[candidate].path}` === event.routeKey,
      )
      if (name === undefined) return unsignedProblem(event, { problem: "not-found" })
      // The page itself is nobody's: the code stands behind the `#`, where no server sees it.
      if (ROUTES[name].caller === "anybody") return pageOf(event, context)
      if (ROUTES[name].caller === "center") return signedAnswerOf(event, context)
      const caller: { centerId?: string } = {}
      const answered = await serve(event, name, caller).catch((error: unknown): ProblemOccurrence => {
        log({ function: functionName, event: "failed", route: name, error: failureOf(error), requestId })
        return { problem: error instanceof TableBusyError ? "busy" : "internal-error" }
      })
      const answer = shown(event, answered)
      log({
        function: functionName,
        event: "answered",
        route: name,
        status: answer.statusCode ?? 200,
        requestId,
        ...(caller.centerId === undefined ? {} : { caller: caller.centerId }),
        ...("problem" in answered ? { problem: answered.problem } : {}),
      })
      return answer
    },
  )
}
