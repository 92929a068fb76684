import middy from "@middy/core"
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda"
import type { FunctionName } from "../../contracts/environment.ts"
import { Instant } from "../../contracts/primitives.ts"
import type { Route } from "../../contracts/route.ts"
import { ROUTES, routeNames, type RouteName } from "../../contracts/routes.ts"
import { TableBusyError } from "../store/table.ts"
import type { Sight, SupervisorCall, SupervisorUseCase, TextFile } from "../use-cases/supervisor-call.ts"
import { hubOf, type Hub } from "./hub.ts"
import { failureOf, log } from "./log.ts"
import type { ProblemOccurrence } from "./problem-answer.ts"
import { readParams, readQuery, targetDefect } from "./read-target.ts"
import { lazyRuntime } from "./runtime.ts"
import { unsignedProblem } from "./serve-anybody.ts"

type Event = APIGatewayProxyEventV2WithJWTAuthorizer
export type SupervisorOperations = Partial<Record<RouteName, SupervisorUseCase<unknown>>>

const nationalScope = "supervision:national"
const provinceScope = /^supervision:province:(\d{6})$/
const federationScope = /^supervision:federation:(fed_[0-7][0-9A-HJKMNP-TV-Z]{25})$/

/** How far the token lets its bearer see; nothing when it names no scope of supervision. */
const sightOf = (event: Event): Sight | undefined => {
  // An issuer names scopes in `scope`, some in `scp`; API Gateway reads both and writes a list in brackets.
  const { scope, scp } = event.requestContext.authorizer.jwt.claims
  const scopes = [scope, scp].flatMap((claim) => String(claim ?? "").split(/[\s,[\]]+/))
  const sight = {
    nation: scopes.includes(nationalScope),
    provinces: scopes.flatMap((text) => provinceScope.exec(text)?.[1] ?? []),
    federations: scopes.flatMap((text) => federationScope.exec(text)?.[1] ?? []),
  }
  return sight.nation || sight.provinces.length + sight.federations.length > 0 ? sight : undefined
}

const targetOf = (event: Event): string =>
  event.rawQueryString === "" ? event.rawPath : `${event.rawPath}?${event.rawQueryString}`

type Read = { readonly call: SupervisorCall } | { readonly defect: ProblemOccurrence }

const readCall = (event: Event, route: Route): Read => {
  const sight = sightOf(event)
  if (sight === undefined) return { defect: { problem: "caller-not-permitted" } }
  const target = targetOf(event)
  const malformed = targetDefect(target)
  if (malformed !== undefined) return { defect: malformed }
  const query = readQuery(route.query ?? [], target)
  if ("defect" in query) return query
  const params = readParams(route.path, target)
  if ("defect" in params) return params
  const now = Instant.parse(new Date(event.requestContext.timeEpoch).toISOString())
  return { call: { now, query: query.values, params: params.values, sight } }
}

interface Told {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

const fileOf = ({ contentType, fileName, text }: TextFile): Told => ({
  body: text,
  headers: { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"` },
})

const answerOf = async (
  event: Event,
  route: Route,
  operation: SupervisorUseCase<unknown>,
): Promise<Told | ProblemOccurrence> => {
  const read = readCall(event, route)
  if ("defect" in read) return read.defect
  const result = await operation(read.call)
  if (result.outcome === "answered")
    return { body: JSON.stringify(result.answer), headers: { "content-type": "application/json" } }
  if (result.outcome === "file") return fileOf(result)
  const { outcome: _outcome, ...problem } = result
  return problem
}

/**
 * The handler of a function that supervisors call with an access token, which the gateway has checked. They have no key
 * in the directory, so nothing is signed here: not the call and not the answer.
 */
export const serveSupervisors = (
  functionName: FunctionName,
  operationsOf: (hub: Hub) => SupervisorOperations,
) => {
  const operations = operationsOf(hubOf(lazyRuntime()))
  return middy<Event, APIGatewayProxyStructuredResultV2>().handler(async (event) => {
    const { requestId } = event.requestContext
    const name = routeNames.find(
      (candidate) => `${ROUTES[candidate].method} ${ROUTES[candidate].path}` === event.routeKey,
    )
    const operation = name === undefined ? undefined : operations[name]
    if (name === undefined || operation === undefined) return unsignedProblem(event, { problem: "not-found" })
    const answered = await answerOf(event, ROUTES[name], operation).catch(
      (error: unknown): ProblemOccurrence => {
        log({ function: functionName, event: "failed", route: name, error: failureOf(error), requestId })
        return { problem: error instanceof TableBusyError ? "busy" : "internal-error" }
      },
    )
    const answer: APIGatewayProxyStructuredResultV2 =
      "problem" in answered
        ? unsignedProblem(event, answered)
        : {
            statusCode: 200,
            headers: {
              ...answered.headers,
              "cache-control": "no-store",
              "x-content-type-options": "nosniff",
            },
            body: answered.body,
          }
    log({
      function: functionName,
      event: "answered",
      route: name,
      status: answer.statusCode ?? 200,
      requestId,
      ...("problem" in answered ? { problem: answered.problem } : {}),
    })
    return answer
  })
}
