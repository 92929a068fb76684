import { queryNamesOf, takesActingFor } from "./acting-for.ts"
import { PROBLEMS, Problem, problemSlugs, type ProblemSlug } from "./problems.ts"
import { RULES } from "./rules.ts"
import { requestExamples } from "./openapi-examples.ts"
import { createComponents, nameSharedSchemas, type Json, type JsonObject } from "./openapi-schemas.ts"
import {
  codeTables,
  introduction,
  pathTexts,
  queryTexts,
  signatureText,
  tagOfFunction,
  tags,
} from "./openapi-texts.ts"
import { summariesZh } from "./openapi-summaries.ts"
import type { Route } from "./route.ts"
import {
  BODY_PROBLEMS,
  ROUTES,
  routeNames,
  SIGNED_CALL_PROBLEMS,
  SUPERVISED_CALL_PROBLEMS,
  WRITING_PROBLEMS,
  type RouteName,
} from "./routes.ts"
import { schemasOf } from "./route-schemas.ts"
import { InboxMessage } from "./messages.ts"
import { DESK_CALL_PROBLEMS } from "./desk-routes.ts"

type Components = ReturnType<typeof createComponents>

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const isWriting = (route: Route): boolean => route.method !== "GET" && route.idempotency !== "no"

/** Every problem that a call of the route can meet, in the order of the catalogue. */
const callProblems: Readonly<Record<Route["caller"], readonly ProblemSlug[]>> = {
  anybody: [],
  center: SIGNED_CALL_PROBLEMS,
  operator: SIGNED_CALL_PROBLEMS,
  signed: SIGNED_CALL_PROBLEMS,
  supervisor: SUPERVISED_CALL_PROBLEMS,
  desk: DESK_CALL_PROBLEMS,
}

export const problemsOf = (name: RouteName): readonly ProblemSlug[] => {
  const route: Route = ROUTES[name]
  const all = new Set<ProblemSlug>([
    ...route.problems,
    ...callProblems[route.caller],
    ...(schemasOf(name).request === undefined ? [] : BODY_PROBLEMS),
    ...(queryNamesOf(route).length === 0 ? [] : (["invalid-request"] as const)),
    ...(takesActingFor(route) ? (["not-successor"] as const) : []),
    ...(route.caller === "center" || route.caller === "signed" ? (["center-succeeded"] as const) : []),
    ...(isWriting(route) ? WRITING_PROBLEMS : []),
    ...(route.idempotency === "no" && route.caller !== "desk" ? (["message-replayed"] as const) : []),
  ])
  return problemSlugs.filter((slug) => all.has(slug))
}

const describeProblem = (slug: ProblemSlug): string => {
  const { code, zh, en } = PROBLEMS[slug]
  return `- \`${slug}\` (${code}) ${zh} / ${en}`
}

const exampleOf = (slug: ProblemSlug): JsonObject => {
  const { status, code, zh, retryable } = PROBLEMS[slug]
  return {
    value: {
      type: `/problems/${slug}`,
      title: zh,
      status,
      detail: zh,
      instance: "5f0c1c5e-0000-4000-8000-000000000000",
      code,
      retryable,
    },
  }
}

/** Answers that many routes share stand once, under components. */
const createProblemResponses = (problemSchema: JsonObject) => {
  const responses = new Map<string, { readonly name: string; readonly response: JsonObject }>()
  const perStatus = new Map<number, number>()
  const nameFor = (status: number): string => {
    const count = (perStatus.get(status) ?? 0) + 1
    perStatus.set(status, count)
    return count === 1 ? `Problem${status}` : `Problem${status}-${count}`
  }
  const refer = (status: number, slugs: readonly ProblemSlug[]): JsonObject => {
    const key = slugs.join(" ")
    const known = responses.get(key)
    const name = known?.name ?? nameFor(status)
    if (known === undefined)
      responses.set(key, {
        name,
        response: {
          description: slugs.map(describeProblem).join("\n"),
          content: {
            "application/problem+json": {
              schema: problemSchema,
              examples: Object.fromEntries(
                slugs.map((slug) => [slug, { $ref: `#/components/examples/${slug}` }]),
              ),
            },
          },
        },
      })
    return { $ref: `#/components/responses/${name}` }
  }
  return {
    refer,
    all: (): JsonObject =>
      Object.fromEntries([...responses.values()].map(({ name, response }) => [name, response])),
  }
}

type ProblemResponses = ReturnType<typeof createProblemResponses>

const problemAnswers = (name: RouteName, responses: ProblemResponses): JsonObject => {
  const byStatus = Map.groupBy(problemsOf(name), (slug) => PROBLEMS[slug].status)
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([left], [right]) => left - right)
      .map(([status, slugs]) => [String(status), responses.refer(status, slugs)]),
  )
}

const publicMedia: Partial<Record<RouteName, readonly string[]>> = {
  browseDocs: ["text/html"],
  serveDocsAsset: ["text/javascript", "text/css"],
  serveDashboard: ["text/html"],
  serveDashboardAsset: ["text/javascript", "text/css", "application/json"],
  browseDesk: ["text/html"],
  readProblem: ["text/html", "application/json"],
}

const answerOf = (name: RouteName, route: Route, components: Components): JsonObject => {
  const headers: JsonObject =
    route.caller === "anybody"
      ? {}
      : {
          headers: {
            "Hub-Signature": { $ref: "#/components/headers/Hub-Signature" },
            ...(isWriting(route)
              ? { "Idempotent-Replay": { $ref: "#/components/headers/Idempotent-Replay" } }
              : {}),
            ...(name === "readInbox" ? { "Retry-After": { $ref: "#/components/headers/Retry-After" } } : {}),
          },
        }
  const media = publicMedia[name]
  const { response } = schemasOf(name)
  const schema: JsonObject =
    response === undefined
      ? { type: media === undefined ? "object" : "string" }
      : components.refer(response, `${pascal(name)}Response`, "output")
  return {
    description: route.summary,
    ...headers,
    content: Object.fromEntries((media ?? ["application/json"]).map((type) => [type, { schema }])),
  }
}

const pathParameters = (path: string): readonly JsonObject[] =>
  [...path.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: pathTexts[name] ?? name,
    schema: { type: "string" },
  }))

const queryParameters = (route: Route): readonly JsonObject[] =>
  queryNamesOf(route).map((name) => ({
    name,
    in: "query",
    required: false,
    description: queryTexts[name] ?? name,
    schema: { type: "string" },
  }))

const headerParameters = (route: Route): readonly JsonObject[] => [
  ...(route.caller === "anybody" ? [] : [{ $ref: "#/components/parameters/Accept-Language" }]),
  ...(isWriting(route) ? [{ $ref: "#/components/parameters/Idempotency-Key" }] : []),
  ...(route.ifMatch === undefined ? [] : [{ $ref: `#/components/parameters/If-Match-${route.ifMatch}` }]),
]

const callerText: Readonly<Record<Route["caller"], string>> = {
  anybody: "公开，无需签名 / public, no signature",
  center: "各中心 / any active center",
  operator: "平台运营方 / the operator of the hub",
  signed: "各中心与平台运营方 / centers and the operator",
  supervisor: "监管部门，OIDC 令牌 / supervisors, with an OIDC token",
  desk: "经办页面，十五分钟链接 / the clerk's page, behind a link of fifteen minutes",
}

const plainJson = (value: unknown): Json => JSON.parse(JSON.stringify(value))

const securityOf = (caller: Route["caller"]): JsonObject => {
  if (caller === "supervisor") return { supervisorToken: [] }
  return caller === "desk" ? { deskCode: [] } : { hubSignature: [] }
}

const bodyOf = (name: RouteName, components: Components): JsonObject => {
  const { request } = schemasOf(name)
  if (request === undefined) return {}
  const schema = components.refer(request, `${pascal(name)}Request`, "input")
  const example = requestExamples[name]
  return {
    requestBody: {
      required: true,
      content: {
        "application/json": { schema, ...(example === undefined ? {} : { example: plainJson(example) }) },
      },
    },
  }
}

const operationOf = (name: RouteName, components: Components, responses: ProblemResponses): JsonObject => {
  const route: Route = ROUTES[name]
  const parameters = [...pathParameters(route.path), ...queryParameters(route), ...headerParameters(route)]
  const tag = tagOfFunction[route.function]
  return {
    operationId: name,
    summary: `${summariesZh[name]} / ${route.summary}`,
    description: callerText[route.caller],
    ...(tag === undefined ? {} : { tags: [tag.name] }),
    security: route.caller === "anybody" ? [] : [securityOf(route.caller)],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(name, components),
    responses: {
      [String(route.success)]: answerOf(name, route, components),
      ...problemAnswers(name, responses),
    },
  }
}

const pathsOf = (components: Components, responses: ProblemResponses): JsonObject => {
  const byPath = Map.groupBy(routeNames, (name) => ROUTES[name].path)
  return Object.fromEntries(
    [...byPath].map(([path, names]) => [
      path,
      Object.fromEntries(
        names.map((name) => [ROUTES[name].method.toLowerCase(), operationOf(name, components, responses)]),
      ),
    ]),
  )
}

const header = (name: string, description: string, required: boolean, schema: JsonObject): JsonObject => ({
  name,
  in: "header",
  required,
  description,
  schema,
})

const sharedParameters: JsonObject = {
  "Idempotency-Key": header(
    "Idempotency-Key",
    "Scoped to the center, kept 30 days. Same key and same bytes: the stored outcome with `Idempotent-Replay: true`. Same key, other bytes or path: 422. A refused request leaves no key behind.",
    true,
    { type: "string", pattern: "^[A-Za-z0-9_-]{8,64}$" },
  ),
  "If-Match-required": header("If-Match", 'The version that the caller read, for example `"3"`.', true, {
    type: "string",
  }),
  "If-Match-optional": header(
    "If-Match",
    "The version that the caller read; when it has changed, the call is refused with 412.",
    false,
    { type: "string" },
  ),
  "Accept-Language": header(
    "Accept-Language",
    "`zh-CN` (default) or `en`: the language of problems.",
    false,
    { type: "string" },
  ),
}

const sharedHeaders: JsonObject = {
  "Hub-Signature": {
    description: "Detached JWS of the hub over the exact bytes of the answer; names the request it answers.",
    schema: { type: "string" },
  },
  "Idempotent-Replay": {
    description: "`true` when the answer is the stored outcome of an earlier call.",
    schema: { type: "string" },
  },
  "Retry-After": { description: "Least interval of polling, seconds.", schema: { type: "string" } },
}

/** OpenAPI 3.1 of the whole interface, from the records that the edge itself reads. */
export const buildOpenApi = (): JsonObject => {
  nameSharedSchemas()
  const components = createComponents()
  const problemSchema = components.refer(Problem, "Problem", "output")
  const responses = createProblemResponses(problemSchema)
  components.refer(InboxMessage, "InboxMessage", "output")
  const paths = pathsOf(components, responses)
  return {
    openapi: "3.1.0",
    info: {
      title: "住房公积金互联平台 / Housing provident fund hub",
      version: "1.0.0",
      description: introduction,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: tags.map(({ name, description }) => ({ name, description })),
    paths,
    webhooks: {
      message: {
        post: {
          operationId: "receiveMessage",
          summary:
            "A message of the inbox, pushed and signed; it stays in the inbox until it is acknowledged",
          parameters: [header("Hub-Signature", "typ `hpf-message+jws`", true, { type: "string" })],
          requestBody: {
            required: true,
            content: { "application/json": { schema: { $ref: "#/components/schemas/InboxMessage" } } },
          },
          responses: {
            "200": {
              description: "Any 2xx: received. Anything else, or nothing within 5 s, is tried again.",
            },
          },
        },
      },
    },
    components: {
      securitySchemes: {
        supervisorToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "OIDC access token with a scope of supervision (supervision:national, ...)",
        },
        hubSignature: { type: "apiKey", in: "header", name: "Hub-Signature", description: signatureText },
        deskCode: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "`Desk <code>`: the code behind the `#` of a link to the clerk's page, for 15 minutes",
        },
      },
      parameters: sharedParameters,
      headers: sharedHeaders,
      schemas: components.schemas(),
      responses: responses.all(),
      examples: Object.fromEntries(problemSlugs.map((slug) => [slug, exampleOf(slug)])),
    },
    "x-code-tables": plainJson(codeTables()),
    "x-rules": plainJson(RULES),
  }
}

/** The text of the committed file. */
export const openApiText = (): string => `${JSON.stringify(buildOpenApi(), null, 2)}\n`
