import { flattenedVerify } from "jose"
import { randomBytes } from "node:crypto"
import { CenterId, Instant } from "../../contracts/primitives.ts"
import {
  importPublicKey,
  importSigningKey,
  primitives,
  publicPart,
} from "../../functions/security/algorithms.ts"
import { signRequest, signingInput } from "../../functions/security/sign-message.ts"
import { verifyRequest } from "../../functions/security/verify-request.ts"
import type { CenterKey } from "../../functions/security/verify-request.ts"
import { makeSigningJwk } from "../../functions/security/make-keys.ts"

export type SignatureBench = {
  /** The whole check: parse, schema, key lookup, claims, signature. */
  readonly verifyPerSecond: number
  /** `jose.flattenedVerify` alone on the same bytes. */
  readonly josePerSecond: number
  /** The bare `node:crypto` call. */
  readonly rawPerSecond: number
  readonly ratio: number
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? 0

/** The three side by side in each round, so that a busy machine slows all of them; the median of the rounds. */
export const benchSignature = async (rounds = 5, callsPerRound = 1500): Promise<SignatureBench> => {
  const now = Instant.parse("2026-11-21T10:00:00.000Z")
  const caller = CenterId.parse("110000000000001")
  const jwk = makeSigningJwk("Ed25519", "bench-1")
  const publicKey = importPublicKey(publicPart(jwk))
  const key: CenterKey = {
    kid: jwk.kid,
    centerId: caller,
    alg: "Ed25519",
    publicKey,
    validFrom: now,
    centerStatus: "active",
  }
  const body = Buffer.from(JSON.stringify({ text: "x".repeat(700) }))
  const audience = "http://127.0.0.1:3000"
  const request = {
    method: "POST",
    target: "/v1/account-checks",
    body,
    idempotencyKey: undefined,
    ifMatch: undefined,
  } as const
  const signature = signRequest(importSigningKey(jwk), {
    ...request,
    caller,
    audience,
    now,
    jti: randomBytes(16).toString("base64url"),
  })
  const [encodedHeader = "", , encodedSignature = ""] = signature.split(".")
  const josePublicKey = publicKey.toCryptoKey("Ed25519", false, ["verify"])

  const whole = async () => {
    const result = await verifyRequest({ ...request, signature }, { audience, now, findKey: () => key })
    if (result.outcome !== "verified") throw new Error(result.problem)
  }
  const jose = async () => {
    await flattenedVerify(
      { protected: encodedHeader, signature: encodedSignature, payload: body },
      josePublicKey,
    )
  }
  const raw = async () => {
    const input = signingInput(encodedHeader, body)
    if (!primitives.Ed25519.verify(input, publicKey, Buffer.from(encodedSignature, "base64url")))
      throw new Error("invalid")
  }

  const figures: { whole: number; jose: number; raw: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const figure = {
      whole: await perSecond(whole, callsPerRound),
      jose: await perSecond(jose, callsPerRound),
      raw: await perSecond(raw, callsPerRound),
    }
    if (round > 0) figures.push(figure) // round 0 warms up
  }
  return {
    verifyPerSecond: Math.round(median(figures.map((figure) => figure.whole))),
    josePerSecond: Math.round(median(figures.map((figure) => figure.jose))),
    rawPerSecond: Math.round(median(figures.map((figure) => figure.raw))),
    ratio: Number(median(figures.map((figure) => figure.whole / figure.jose)).toFixed(3)),
  }
}

const perSecond = async (call: () => Promise<void>, calls: number): Promise<number> => {
  const start = performance.now()
  for (let done = 0; done < calls; done += 1) await call()
  return (calls / (performance.now() - start)) * 1000
}

if (import.meta.main) console.log(JSON.stringify(await benchSignature()))
