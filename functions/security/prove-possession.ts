import { createHash } from "node:crypto"
import type { KeyObject } from "node:crypto"
import type { Instant } from "../../contracts/primitives.ts"
import {
  KeyProofHeader,
  KeyProofStatement,
  PublicKeyJwk,
  signatureAlgorithms,
  signatureToleranceSeconds,
} from "../../contracts/signature.ts"
import type { Caller, PrivateKeyJwk, ProvenKey } from "../../contracts/signature.ts"
import { algorithmOf, importPublicKey, importSigningKey, primitives, publicPart } from "./algorithms.ts"
import { decodeBase64url } from "./base64url.ts"
import { parseStrictJson } from "./strict-json.ts"

/** RFC 7638: SHA-256 of the required members in lexicographic order. */
export const thumbprint = (jwk: PublicKeyJwk): string => {
  const members =
    jwk.kty === "OKP"
      ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x }
      : { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
  return createHash("sha256").update(JSON.stringify(members)).digest("base64url")
}

export type KeyToProve = {
  readonly centerId: Caller
  readonly kid: string
  readonly audience: string
  readonly now: Instant
}

/** The public key and its proof, as a center sends them. The key signs for itself. */
export const signKeyProof = (
  jwk: PrivateKeyJwk,
  { centerId, audience, now }: Omit<KeyToProve, "kid">,
): ProvenKey => {
  const key = importSigningKey(jwk)
  const publicKey = publicPart(jwk)
  const header: KeyProofHeader = { alg: key.alg, typ: "hpf-key-proof+jws", kid: key.kid }
  const statement: KeyProofStatement = {
    centerId,
    kid: key.kid,
    thumbprint: thumbprint(publicKey),
    aud: audience,
    iat: Math.floor(Date.parse(now) / 1000),
  }
  const input = `${encodeJson(header)}.${encodeJson(statement)}`
  return {
    publicKey,
    proof: `${input}.${primitives[key.alg].sign(Buffer.from(input), key.privateKey).toString("base64url")}`,
  }
}

const encodeJson = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")

export type PossessionProof =
  | { readonly outcome: "proved"; readonly publicKey: PublicKeyJwk; readonly thumbprint: string }
  | {
      readonly outcome: "refused"
      readonly problem: "possession-unproven"
      readonly field: "/publicKey" | "/publicKey/kid" | "/proof"
    }

const refused = (field: "/publicKey" | "/publicKey/kid" | "/proof"): PossessionProof => ({
  outcome: "refused",
  problem: "possession-unproven",
  field,
})

/** Whoever registers a key shows that they hold its private half, for this center, this name and this hub, now. */
export const provePossession = (
  received: { readonly publicKey: unknown; readonly proof: string },
  expected: KeyToProve,
): PossessionProof => {
  const parsed = PublicKeyJwk.safeParse(received.publicKey)
  if (!parsed.success) return refused("/publicKey")
  const jwk = parsed.data
  const alg = algorithmOf(jwk)
  if (jwk.kid !== undefined && jwk.kid !== expected.kid) return refused("/publicKey/kid")

  const publicKey = isWeak(jwk) ? undefined : importOrUndefined(jwk)
  if (publicKey === undefined) return refused("/publicKey")

  const parts = received.proof.split(".")
  const [encodedHeader = "", encodedStatement = "", encodedSignature = ""] = parts
  if (parts.length !== 3) return refused("/proof")
  const header = readJson(KeyProofHeader, encodedHeader)
  const statement = readJson(KeyProofStatement, encodedStatement)
  const signature = decodeBase64url(encodedSignature)
  if (header === undefined || statement === undefined || signature === undefined) return refused("/proof")

  if (header.alg !== alg || header.kid !== expected.kid) return refused("/proof")
  if (statement.centerId !== expected.centerId || statement.kid !== expected.kid) return refused("/proof")
  if (statement.aud !== expected.audience || statement.thumbprint !== thumbprint(jwk))
    return refused("/proof")
  if (Math.abs(Date.parse(expected.now) - statement.iat * 1000) > signatureToleranceSeconds * 1000)
    return refused("/proof")

  const input = Buffer.from(`${encodedHeader}.${encodedStatement}`, "latin1")
  const verified =
    signature.length === signatureAlgorithms[alg].signatureBytes &&
    primitives[alg].verify(input, publicKey, signature)
  return verified ? { outcome: "proved", publicKey: jwk, thumbprint: thumbprint(jwk) } : refused("/proof")
}

const readJson = <Value>(
  schema: { safeParse: (value: unknown) => { success: true; data: Value } | { success: false } },
  encoded: string,
): Value | undefined => {
  const bytes = decodeBase64url(encoded)
  const json = bytes === undefined ? undefined : parseStrictJson(bytes)
  const parsed = json?.outcome === "parsed" ? schema.safeParse(json.value) : undefined
  return parsed?.success === true ? parsed.data : undefined
}

const importOrUndefined = (jwk: PublicKeyJwk): KeyObject | undefined => {
  try {
    return importPublicKey(jwk)
  } catch {
    return undefined
  }
}

/** True for a key that verifies what its holder signs, and nothing else. */
export const isUsableKey = (jwk: PublicKeyJwk): boolean =>
  !isWeak(jwk) && importOrUndefined(jwk) !== undefined

/**
 * The points of small order of Curve25519 (y coordinate, sign bit cleared), canonical and not. By the
 * arithmetic such a "key" verifies one signature over many messages, so its holder could deny any of them. OpenSSL 3.5
 * refuses them as well; evidence is also checked by libraries that do not.
 */
const smallOrderPoints = new Set([
  "0100000000000000000000000000000000000000000000000000000000000000",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
])

const isWeak = (jwk: PublicKeyJwk): boolean => {
  if (jwk.kty !== "OKP") return false
  const point = Buffer.from(jwk.x, "base64url")
  point.writeUInt8(point.readUInt8(31) & 0x7f, 31)
  return smallOrderPoints.has(point.toString("hex"))
}
