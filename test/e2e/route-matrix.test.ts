import { readFileSync } from "node:fs"
import { join } from "node:path"
import { importJWK, SignJWT } from "jose"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as z from "zod"
import { Loan } from "../../contracts/loans.ts"
import { Problem, type ProblemSlug } from "../../contracts/problems.ts"
import type { Route } from "../../contracts/route.ts"
import { ROUTES, routeNames, type RouteName } from "../../contracts/routes.ts"
import { UnmatchedFunds } from "../../contracts/unmatched-funds.ts"
import {
  addKey,
  applied,
  buildScene,
  signerOf,
  suspendedId,
  type Scene,
} from "../fixtures/bad-input-scene.ts"
import { openBatch, uploadFile } from "../fixtures/batch-story.ts"
import { contentOf, deposit } from "../fixtures/document-story.ts"
import { expectStatus, O_ID, staff } from "../fixtures/federation.ts"
import { granted, reserve } from "../fixtures/offsite-story.ts"
import { rawCaller, type RawCall, type Signer } from "../fixtures/raw-call.ts"
import { bodyFor } from "../fixtures/route-bodies.ts"
import { makePerson } from "../../tools/make-person.ts"

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
    .replace("{year}", "2026")
    .replace("{month}", "2026-08")
    .replace("{contractNo}", "C1")
    .replace("{reservationId}", "lrs_01JD0000000000000000000000")
    .replace("{serviceCaseId}", "svc_01JD0000000000000000000000")
    .replace("{offsiteLoanId}", "lnc_01JD0000000000000000000000")
    .replace("{documentId}", "doc_01JD0000000000000000000000")
    .replace("{batchNo}", "PLZYJXH2101002611020001")
    .replace("{investigationId}", "inv_01JD0000000000000000000000")
    .replace("{noticeId}", "ntc_01JD0000000000000000000000")
    .replace("{warningId}", "wrn_01JD0000000000000000000000")
    .replace("{federationId}", "fed_01JD0000000000000000000000")
    .replace("{findingId}", "fnd_01JD0000000000000000000000")
    .replace("{metric}", "transfers")
    .replace("{caseId}", "trf_01JD0000000000000000000000")

const callerOf = (name: RouteName): Route["caller"] => ROUTES[name].caller
const signedRoutes = routeNames.filter((name) => !["anybody", "desk", "supervisor"].includes(callerOf(name)))
const supervisedRoutes = routeNames.filter((name) => callerOf(name) === "supervisor")
/** Routes about one thing of a center's own, and what the others hear of it. */
const ownedBy: Readonly<Record<string, ProblemSlug>> = {
  "{transferId}": "transfer-not-found",
  "{accountNo}": "account-not-found",
  "{contractNo}": "loan-not-found",
  "{reservationId}": "reservation-not-found",
  "{offsiteLoanId}": "offsite-loan-not-found",
  "{serviceCaseId}": "service-case-not-found",
  "{warningId}": "warning-not-found",
  "{investigationId}": "investigation-not-found",
  "{noticeId}": "notice-not-found",
  "{findingId}": "finding-not-found",
  "{unmatchedFundsId}": "unmatched-funds-not-found",
  "{batchNo}": "batch-not-found",
  "{documentId}": "document-not-found",
}
const notFoundOf = (name: RouteName): ProblemSlug | undefined =>
  Object.entries(ownedBy).find(([parameter]) => ROUTES[name].path.includes(parameter))?.[1]
const owningRoutes = signedRoutes.filter((name) => notFoundOf(name) !== undefined)

const callOf = (route: Route): RawCall => ({
  method: route.method,
  target: targetOf(route),
  ...(route.method === "GET" || route.method === "DELETE" ? {} : { body: {} }),
})

const Jwk = z.looseObject({ kty: z.string() })

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

  const inFolder = (file: string) => readFileSync(join(scene.federation.hub.dataDirectory, file), "utf8")
  const tokenOf = async (
    claims: Readonly<Record<string, string>>,
    over: { audience?: string; age?: number } = {},
  ) => {
    const issuedAt = Math.floor(scene.federation.hub.clock.now() / 1000) - (over.age ?? 0)
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "EdDSA" })
      .setIssuer("https://supervisors.invalid")
      .setAudience(over.audience ?? "hpf-hub")
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + 600)
      .sign(await importJWK(Jwk.parse(JSON.parse(inFolder("issuer.jwk.json"))), "EdDSA"))
  }
  const answerWith = async (name: RouteName, bearer?: string) => {
    const route: Route = ROUTES[name]
    const headers: Record<string, string> = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
    return fetch(`${scene.federation.hub.url}${targetOf(route)}`, { method: route.method, headers })
  }

  /** What one center has that another must not see: the two parties of each are O and I, or O alone. */
  const ownThings = async (): Promise<Readonly<Record<string, string>>> => {
    const { O, I } = scene
    const { offsiteLoanId, contractNo, accountNo } = await granted(O, I)
    const { reservationId } = await reserve(O, makePerson("matrix-reserved"))
    const borrower = makePerson("matrix-doubt")
    const loan = (contract: string) => ({
      contractNo: contract,
      kind: "hpf",
      amount: "1000.00",
      termMonths: 12,
      yearlyRate: "0.026",
      grantedOn: applied,
      borrower,
      ...staff,
    })
    expectStatus(await O.call("POST", "/v1/loans", loan("MATRIX-1")), 201)
    const second = Loan.parse(expectStatus(await I.call("POST", "/v1/loans", loan("MATRIX-2")), 201))
    const unmatched = { payingCenterId: O_ID, amount: "5.00", receivedOn: applied, bankSerial: "MATRIX" }
    const { unmatchedFundsId } = UnmatchedFunds.parse(
      expectStatus(await I.call("POST", "/v1/unmatched-funds", { ...unmatched, ...staff }), 201),
    )
    return {
      "{transferId}": scene.letter.transferId,
      "{accountNo}": accountNo,
      "{contractNo}": contractNo,
      "{reservationId}": reservationId,
      "{offsiteLoanId}": offsiteLoanId,
      "{documentId}": await deposit(O, contentOf("matrix")),
      "{batchNo}": (await openBatch(O, await uploadFile(O, "[]"))).batchNo,
      "{findingId}": second.findings[0]?.findingId ?? "",
      "{unmatchedFundsId}": unmatchedFundsId,
    }
  }

  it("of what is not there and of what is others' a center hears the same: 404", async () => {
    const things = await ownThings()
    const stranger = signerOf(scene.third)
    for (const name of owningRoutes) {
      const route: Route = ROUTES[name]
      const unknown = targetOf(route)
      const others = Object.entries(things).reduce(
        (path, [parameter, id]) => path.replace(parameter, id),
        route.path,
      )
      const headers = {
        ...(route.idempotency === "no" ? { "idempotency-key": undefined } : {}),
        ...(route.ifMatch === "required" ? { "if-match": '"1"' } : {}),
      }
      const call = { method: route.method, body: bodyFor(name), headers }
      const heard = async (target: string) => {
        const answer = await send(stranger, { ...call, target: targetOf({ ...route, path: target }) })
        const { instance: _, ...told } = answer.problem ?? { instance: "" }
        return { status: answer.status, verified: answer.verified, told }
      }
      const [none, foreign] = [await heard(unknown), await heard(others)]
      expect.soft(none, name).toMatchObject({
        status: 404,
        verified: true,
        told: { type: `/problems/${notFoundOf(name)}` },
      })
      expect.soft(foreign, name).toEqual(none)
    }
  })

  describe("supervisors", () => {
    it.each(supervisedRoutes)(
      "%s: without, with a forged, old or foreign token: 401, and nothing is told",
      async (name) => {
        const lawful = inFolder("supervisor.token")
        const national = { scope: "supervision:national" }
        for (const bearer of [
          undefined,
          "nonsense",
          `${lawful.slice(0, -6)}AAAAAA`,
          await tokenOf(national, { age: 601 }),
          await tokenOf(national, { audience: "another-hub" }),
        ]) {
          const answer = await answerWith(name, bearer)
          expect([answer.status, await answer.text()]).toEqual([401, '{"message":"Unauthorized"}'])
        }
        const center = await send(signerOf(scene.I), callOf(ROUTES[name]))
        expect([center.status, center.slug]).toEqual([401, undefined])
        const isThere = !ROUTES[name].path.includes("{caseId}")
        expect((await answerWith(name, lawful)).status).toBe(isThere ? 200 : 404)
      },
    )

    it.each(supervisedRoutes)("%s: with a token of a wrong scope: 403, and nothing is told", async (name) => {
      for (const scope of ["", "openid", "supervision:province:21", "supervision:nationals"]) {
        const answer = await answerWith(name, await tokenOf({ scope }))
        expect(answer.status).toBe(403)
        const text = await answer.text()
        expect(Problem.parse(JSON.parse(text)).type).toBe("/problems/caller-not-permitted")
        expect(text).not.toMatch(/fnd_|prs_/)
      }
    })

    it("a token opens no route of a center", async () => {
      const bearer = inFolder("supervisor.token")
      for (const name of signedRoutes) {
        const route: Route = ROUTES[name]
        const answer = await fetch(`${scene.federation.hub.url}${targetOf(route)}`, {
          method: route.method,
          headers: { authorization: `Bearer ${bearer}` },
        })
        expect.soft(answer.status, name).toBe(401)
      }
    })
  })

  it("routes for anybody need no signature", async () => {
    for (const name of routeNames) {
      const route: Route = ROUTES[name]
      if (route.caller !== "anybody") continue
      const asset = route.function === "serve-dashboard" ? "settings.json" : "start.js"
      const target = route.path.replace("{asset}", asset).replace("{slug}", "not-found")
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
