import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Route } from "../../contracts/route.ts"
import { ROUTES, routeNames } from "../../contracts/routes.ts"
import { addKey, buildScene, signerOf, suspendedId, type Scene } from "../fixtures/bad-input-scene.ts"
import { expectStatus } from "../fixtures/federation.ts"
import { rawCaller, type RawCall, type Signer } from "../fixtures/raw-call.ts"

/** Every path parameter as something that its route accepts in form. */
const targetOf = (route: Route): string =>
  route.path
    .replace("{transferId}", "trf_01JD0000000000000000000000")
    .replace("{residualId}", "rsd_01JD0000000000000000000000")
    .replace("{unmatchedFundsId}", "umf_01JD0000000000000000000000")
    .replace("{holdId}", "hld_01JD0000000000000000000000")
    .replace("{centerId}", suspendedId)
    .replace("{accountNo}", "A1")
    .replace("{effectiveFrom}", "2026-01-01")
    .replace("{kid}", "some-key")

const signedRoutes = routeNames.filter((name) => ROUTES[name].caller !== "anybody")

const callOf = (route: Route): RawCall => ({
  method: route.method,
  target: targetOf(route),
  ...(route.method === "GET" || route.method === "DELETE" ? {} : { body: {} }),
})

describe("who may call which route", () => {
  let scene: Scene
  let send: ReturnType<typeof rawCaller>

  beforeAll(async () => {
    scene = await buildScene()
    send = rawCaller(scene.federation.hub)
  })
  afterAll(async () => {
    await scene.federation.stop()
  })

  const answerTo = async (signer: Signer, call: RawCall) => {
    const answer = await send(signer, call)
    return [answer.status, answer.slug, answer.verified]
  }

  it.each(signedRoutes)(
    "%s: unsigned, by a stranger, by a suspended center, by the wrong kind of caller",
    async (name) => {
      const route: Route = ROUTES[name]
      const call = callOf(route)
      const met = async (signer: Signer, over: Partial<RawCall> = {}) => {
        const answer = await send(signer, { ...call, ...over })
        return [answer.status, answer.slug, answer.verified]
      }
      const center = signerOf(scene.I)
      expect(await met(center, { signature: () => undefined })).toEqual([401, "signature-missing", false])
      expect(await met(scene.stranger)).toEqual([401, "key-unknown", false])
      expect(await met(signerOf(scene.suspended))).toEqual([403, "center-suspended", true])
      if (route.caller === "operator") expect(await met(center)).toEqual([403, "caller-not-permitted", true])
      if (route.caller === "center")
        expect(await met(scene.operator)).toEqual([403, "caller-not-permitted", true])
    },
  )

  it("routes for anybody need no signature", async () => {
    for (const name of routeNames) {
      const route: Route = ROUTES[name]
      if (route.caller !== "anybody") continue
      const target = route.path.replace("{asset}", "start.js").replace("{slug}", "not-found")
      expect((await fetch(`${scene.federation.hub.url}${target}`)).status, target).toBe(200)
    }
  })

  it("404 and 405 are signed for a center, and tell a stranger nothing of what exists", async () => {
    const center = signerOf(scene.I)
    const nowhere = { method: "GET", target: "/v1/nowhere" }
    const noMethod = { method: "DELETE", target: "/v1/inbox" }
    expect(await answerTo(center, nowhere)).toEqual([404, "not-found", true])
    expect(await answerTo(center, noMethod)).toEqual([405, "method-not-allowed", true])
    expect(await answerTo(scene.stranger, nowhere)).toEqual([401, "key-unknown", false])
    expect(await answerTo(center, { ...noMethod, signature: () => undefined })).toEqual([
      401,
      "signature-missing",
      false,
    ])
  })

  it("a suspension takes hold within 30 s, and a reinstatement restores", async () => {
    const { third, federation } = scene
    const inbox = async () => (await third.call("GET", "/v1/inbox")).status
    const set = (action: string) =>
      federation.operator.call("POST", `/v1/directory/centers/${third.centerId}/${action}`, {
        body: { reason: "演练" },
      })
    expect(await inbox()).toBe(200)
    expectStatus(await set("suspension"), 200)
    await federation.hub.clock.advance(30_000)
    expect(await inbox()).toBe(403)
    expectStatus(await set("reinstatement"), 200)
    await federation.hub.clock.advance(30_000)
    expect(await inbox()).toBe(200)
  })

  it("a revoked key stops signing within 30 s, and the other key goes on", async () => {
    const { third, federation } = scene
    const key = await addKey(federation, third, "short-lived")
    const read = () => send(signerOf(third, key), { method: "GET", target: "/v1/inbox" })
    expect((await read()).status).toBe(200)
    expectStatus(await third.call("DELETE", "/v1/directory/keys/short-lived"), 200)
    await federation.hub.clock.advance(30_000)
    expect((await read()).slug).toBe("key-revoked")
    expect((await third.call("GET", "/v1/inbox")).status).toBe(200)
  })
})
