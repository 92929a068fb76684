import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto"
import type { KeyObject } from "node:crypto"
import type { PrivateKeyJwk, PublicKeyJwk, SignatureAlgorithm } from "../../contracts/signature.ts"

type Primitive = {
  readonly sign: (input: Buffer, key: KeyObject) => Buffer
  readonly verify: (input: Buffer, key: KeyObject, signature: Buffer) => boolean
}

/**
 * The synchronous calls of node:crypto: 1.7 times the rate of the same OpenSSL code behind WebCrypto, which sends
 * every signature through the thread pool. `test/bench/signature.ts` measures both.
 */
export const primitives: Record<SignatureAlgorithm, Primitive> = {
  Ed25519: {
    sign: (input, key) => sign(null, input, key),
    verify: (input, key, signature) => verify(null, input, key, signature),
  },
  ES256: {
    sign: (input, key) => sign("sha256", input, { key, dsaEncoding: "ieee-p1363" }),
    verify: (input, key, signature) => verify("sha256", input, { key, dsaEncoding: "ieee-p1363" }, signature),
  },
}

export const algorithmOf = (jwk: PublicKeyJwk): SignatureAlgorithm =>
  jwk.kty === "OKP" ? "Ed25519" : "ES256"

/** Throws when the point is not on the curve: callers that hold an unproven key go through `provePossession`. */
export const importPublicKey = (jwk: PublicKeyJwk): KeyObject =>
  createPublicKey({ key: bareKey(jwk), format: "jwk" })

export type SigningKey = {
  readonly kid: string
  readonly alg: SignatureAlgorithm
  readonly privateKey: KeyObject
}

export const importSigningKey = (jwk: PrivateKeyJwk): SigningKey => ({
  kid: jwk.kid,
  alg: jwk.alg,
  privateKey: createPrivateKey({ key: { ...bareKey(publicPart(jwk)), d: jwk.d }, format: "jwk" }),
})

/** The key itself, without name and use. */
const bareKey = (jwk: PublicKeyJwk) =>
  jwk.kty === "OKP"
    ? { kty: jwk.kty, crv: jwk.crv, x: jwk.x }
    : { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }

/** The public half of a private key, under the same name. Members are picked, so `d` cannot slip through. */
export const publicPart = (jwk: PrivateKeyJwk): PublicKeyJwk & { kid: string } =>
  jwk.kty === "OKP"
    ? { kty: jwk.kty, crv: jwk.crv, x: jwk.x, kid: jwk.kid, alg: jwk.alg, use: "sig" }
    : { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y, kid: jwk.kid, alg: jwk.alg, use: "sig" }
