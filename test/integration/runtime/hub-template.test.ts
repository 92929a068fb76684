import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { FUNCTIONS } from "../../../contracts/environment.ts"
import type { Route } from "../../../contracts/route.ts"
import { ROUTES } from "../../../contracts/routes.ts"
import { hubApp } from "../../../infra/hub-app.ts"
import { type Hub, startHub } from "../../../infra/local/start-hub.ts"
import { callHub } from "./call-hub.ts"

// The hub's own stacks with a stand-in for every bundle: does the runtime run all that they contain?

let hub: Hub

beforeAll(async () => {
  const bundle = mkdtempSync(join(tmpdir(), "stand-in-"))
  writeFileSync(
    join(bundle, "index.mjs"),
    "export const handler = async (event) => ({ statusCode: 200, body: `${process.env.AWS_LAMBDA_FUNCTION_NAME} ${event.routeKey}` })",
  )
  const outdir = mkdtempSync(join(tmpdir(), "hub-assembly-"))
  const supervisors = { issuer: "https://supervisors.invalid", audience: "hpf-hub" }
  hubApp({ outdir, bundles: () => bundle, context: { supervisors } }).synth()
  hub = await startHub({ template: outdir, clock: "virtual" })
}, 60_000)

afterAll(() => hub?.stop())

test("every function and route of the contract is there", () => {
  expect(hub.deployment.functions.map((plan) => plan.label).toSorted(byText)).toEqual(
    Object.keys(FUNCTIONS).toSorted(byText),
  )
  const keys = Object.values(ROUTES).map((route) => `${route.method} ${route.path}`)
  expect(hub.deployment.routes.map((route) => route.routeKey)).toEqual(expect.arrayContaining(keys))
})

const byText = (a: string, b: string): number => (a < b ? -1 : 1)

test("each route reaches its own function", async () => {
  const token = readFileSync(join(hub.dataDirectory, "supervisor.token"), "utf8")
  for (const route of Object.values<Route>(ROUTES)) {
    const headers = route.caller === "supervisor" ? { authorization: `Bearer ${token}` } : {}
    const path = route.path.replaceAll(/\{[^}]+\}/g, "x1")
    const answer = await callHub(hub.url, `${route.method} ${path}`, undefined, headers)
    expect(answer.text).toBe(`hpf-hub-${route.function} ${route.method} ${route.path}`)
  }
}, 60_000)

test("what no route knows goes to the catch-all", async () => {
  expect((await callHub(hub.url, "GET /nowhere")).text).toBe("hpf-hub-answer-unknown-route $default")
})

test("the sweep runs each minute of the hub's clock", async () => {
  await hub.clock.advance(3 * 60_000)
  expect(hub.counts().lambda["sweep-cases"]).toBe(3)
})

test("functions are told this machine's addresses", () => {
  const environments = hub.deployment.functions.map((plan) => plan.environment)
  const audiences = new Set(environments.flatMap((environment) => environment["HUB_AUDIENCE"] ?? []))
  expect([...audiences]).toEqual([hub.url])
})
