import { existsSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import * as z from "zod"
import { FUNCTIONS } from "../../contracts/environment.ts"
import { requestExamples } from "../../contracts/openapi-examples.ts"
import { schemasOf } from "../../contracts/route-schemas.ts"
import { buildOpenApi, openApiText, problemsOf } from "../../contracts/openapi.ts"
import { problemSlugs } from "../../contracts/problems.ts"
import type { Route } from "../../contracts/route.ts"
import {
  BODY_PROBLEMS,
  CATCH_ALL_PROBLEMS,
  GATEWAY_PROBLEMS,
  ROUTES,
  routeNames,
  SIGNED_CALL_PROBLEMS,
  type RouteName,
} from "../../contracts/routes.ts"

const committed = readFileSync(new URL("../../contracts/openapi.json", import.meta.url), "utf8")
const document: unknown = buildOpenApi()

const Operation = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.unknown())),
  responses: z.record(z.string(), z.unknown()),
  requestBody: z.unknown().optional(),
})
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
})
const { paths, components } = Document.parse(document)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isDescribed = (field: unknown): boolean => {
  if (!isObject(field)) return false
  if (typeof field["description"] === "string") return true
  const named = typeof field["$ref"] === "string" ? field["$ref"].split("/").at(-1) : undefined
  return named !== undefined && isDescribed(components["schemas"]?.[named])
}

/** Paths of the properties, at any depth, that neither they nor the schema they refer to describe. */
const undescribed = (schema: unknown, path: string): readonly string[] => {
  if (Array.isArray(schema)) return schema.flatMap((member) => undescribed(member, path))
  if (!isObject(schema)) return []
  const fields = isObject(schema["properties"]) ? Object.entries(schema["properties"]) : []
  return [
    ...fields.filter(([, field]) => !isDescribed(field)).map(([name]) => `${path}.${name}`),
    ...Object.entries(schema).flatMap(([name, member]) => undescribed(member, `${path}.${name}`)),
  ]
}

const routes: readonly (readonly [RouteName, Route])[] = routeNames.map((name) => [name, ROUTES[name]])

describe("the committed contract", () => {
  test("is what the routes say; `node contracts/write-openapi.ts` writes it", () => {
    expect(committed === openApiText()).toBe(true)
  })

  test("describes each route once", () => {
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`,
      ),
    )
    expect(operations.toSorted()).toEqual(
      routes.map(([name, { method, path }]) => `${name} ${method} ${path}`).toSorted(),
    )
  })

  test("refers only to components that it has", () => {
    const missing = [...committed.matchAll(/"#\/components\/([a-z]+)\/([^"]+)"/gi)]
      .map(([, kind = "", name = ""]) => ({ kind, name }))
      .filter(({ kind, name }) => components[kind]?.[name] === undefined)
    expect(missing).toEqual([])
    expect(committed).not.toContain("#/$defs")
  })

  test("tells each field of a body in a line, with its unit or source", () => {
    expect(undescribed(components["schemas"] ?? {}, "")).toEqual([])
  })

  test("asks for a signature wherever a center or the operator calls, and nowhere else", () => {
    for (const [name, route] of routes) {
      const operation = paths[route.path]?.[route.method.toLowerCase()]
      expect([name, operation?.security]).toEqual([
        name,
        route.caller === "anybody" ? [] : [securityOf(route.caller)],
      ])
    }
  })

  test("tells every status that a route can answer with", () => {
    for (const [name, route] of routes) {
      const statuses = Object.keys(paths[route.path]?.[route.method.toLowerCase()]?.responses ?? {})
      const expected = new Set([
        String(route.success),
        ...problemsOf(name).map((slug) => String(statusOf(slug))),
      ])
      expect([name, statuses.toSorted()]).toEqual([name, [...expected].toSorted()])
    }
  })

  test("says a body wherever one is read", () => {
    for (const [name, route] of routes) {
      const operation = paths[route.path]?.[route.method.toLowerCase()]
      expect([name, operation?.requestBody !== undefined]).toEqual([
        name,
        schemasOf(name).request !== undefined,
      ])
    }
  })
})

const securityOf = (caller: Route["caller"]) => {
  if (caller === "supervisor") return { supervisorToken: [] }
  return caller === "desk" ? { deskCode: [] } : { hubSignature: [] }
}

const statusOf = (slug: (typeof problemSlugs)[number]): number => {
  const example = z.object({ value: z.object({ status: z.number() }) }).parse(components["examples"]?.[slug])
  return example.value.status
}

describe("the examples", () => {
  test.each(Object.entries(requestExamples))("of %s is a body that its route accepts", (name, body) => {
    const route = routeNames.find((known) => known === name)
    const request = route === undefined ? undefined : schemasOf(route).request
    expect(request).toBeDefined()
    expect(request?.safeParse(body).error).toBeUndefined()
  })
})

describe("routes and functions", () => {
  test.each(routes)("%s has a function with a handler file", (_, route) => {
    expect(route.function in FUNCTIONS).toBe(true)
    expect(existsSync(new URL(`../../functions/handlers/${route.function}.ts`, import.meta.url))).toBe(true)
  })

  test("each problem can be met by a route, the catch-all or the gateway", () => {
    const met = new Set<string>([
      ...CATCH_ALL_PROBLEMS,
      ...GATEWAY_PROBLEMS,
      ...routes.flatMap(([name]) => problemsOf(name)),
    ])
    expect(problemSlugs.filter((slug) => !met.has(slug))).toEqual([])
  })

  test("no route lists a problem that every signed call has", () => {
    const general = new Set<string>([...SIGNED_CALL_PROBLEMS, ...BODY_PROBLEMS])
    const twice = routes.flatMap(([name, { problems }]) =>
      problems.filter((slug) => general.has(slug)).map((slug) => `${name} ${slug}`),
    )
    expect(twice).toEqual([])
  })

  test("path and method name one route", () => {
    const keys = routes.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{[^}]+\}/g, "{}")}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
