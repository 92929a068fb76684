import type { KeyObject } from "node:crypto"
import type { CenterId, Instant, LocalDate } from "../../contracts/primitives.ts"
import {
  RequestHeader,
  signatureAlgorithms,
  signatureMaxLength,
  signatureToleranceSeconds,
} from "../../contracts/signature.ts"
import type { Caller, SignatureAlgorithm, SignatureDefect } from "../../contracts/signature.ts"
import { primitives } from "./algorithms.ts"
import { decodeBase64url } from "./base64url.ts"
import { signingInput } from "./sign-message.ts"
import { parseStrictJson } from "./strict-json.ts"

/** A key of a center as the directory knows it, imported once. */
export type CenterKey = {
  readonly kid: string
  readonly centerId: Caller
  readonly alg: SignatureAlgorithm
  readonly publicKey: KeyObject
  readonly validFrom: Instant
  /** First instant at which the key no longer signs. */
  readonly validTo?: Instant | undefined
  readonly revokedAt?: Instant | undefined
  readonly centerStatus: "active" | "suspended"
  /** Who took over the center's books and whose it took over, each from a day on; absent for most. */
  readonly books?: {
    readonly keepers?: readonly { readonly centerId: CenterId; readonly from: LocalDate }[]
    readonly formerCenters?: readonly { readonly centerId: CenterId; readonly from: LocalDate }[]
  }
  /** Until then the key changes neither keys nor receiving account nor webhook. */
  readonly restrictedUntil?: Instant | undefined
}

export type ReceivedRequest = {
  readonly method: string
  /** Received path and query, byte for byte. */
  readonly target: string
  /** Received bytes; empty when there is no body. */
  readonly body: Uint8Array
  readonly signature: string | undefined
  readonly idempotencyKey: string | undefined
  readonly ifMatch: string | undefined
}

export type RequestVerifier = {
  readonly audience: string
  readonly now: Instant
  readonly findKey: (kid: string) => CenterKey | undefined | Promise<CenterKey | undefined>
}

export type VerifiedRequest = {
  readonly outcome: "verified"
  readonly caller: Caller
  readonly key: CenterKey
  readonly jti: string
  readonly signedAtSeconds: number
}

export type RefusedRequest = {
  readonly outcome: "refused"
  readonly problem: SignatureDefect
  /** Whose key was named, once key and issuer agree. Not proof of identity: only says to whom the refusal is signed. */
  readonly caller?: Caller
}

const refused = (problem: SignatureDefect, caller?: Caller): RefusedRequest =>
  caller === undefined ? { outcome: "refused", problem } : { outcome: "refused", problem, caller }

/**
 * Wire 2, in the order in which a defect is named. A replayed `jti` is not judged here: whether a call changed or
 * disclosed something is known only to the transaction that records it.
 */
export const verifyRequest = async (
  request: ReceivedRequest,
  verifier: RequestVerifier,
): Promise<VerifiedRequest | RefusedRequest> => {
  if (request.signature === undefined || request.signature === "") return refused("signature-missing")

  const parts = splitDetached(request.signature)
  if (parts === undefined) return refused("signature-malformed")

  const header = readHeader(parts.headerBytes)
  if (header.outcome === "refused") return header
  const claims = header.claims

  const found = verifier.findKey(claims.kid)
  const key = found instanceof Promise ? await found : found
  if (key === undefined) return refused("key-unknown")
  const caller = key.centerId === claims.iss ? key.centerId : undefined

  if (claims.alg !== key.alg) return refused("algorithm-mismatch", caller)
  if (key.revokedAt !== undefined && key.revokedAt <= verifier.now) return refused("key-revoked", caller)
  if (key.validTo !== undefined && key.validTo <= verifier.now) return refused("key-expired", caller)
  if (verifier.now < key.validFrom) return refused("key-not-yet-valid", caller)
  if (caller === undefined) return refused("key-of-another-center")

  if (claims.aud !== verifier.audience) return refused("audience-mismatch", caller)
  if (claims.htm !== request.method) return refused("method-mismatch", caller)
  if (claims.htu !== request.target) return refused("target-mismatch", caller)
  if (Math.abs(Date.parse(verifier.now) - claims.iat * 1000) > signatureToleranceSeconds * 1000)
    return refused("signature-expired", caller)
  if (claims.idk !== request.idempotencyKey) return refused("idempotency-key-mismatch", caller)
  if (claims.ifm !== request.ifMatch) return refused("if-match-mismatch", caller)

  if (parts.signature.length !== signatureAlgorithms[key.alg].signatureBytes)
    return refused("signature-malformed", caller)
  const input = signingInput(parts.encodedHeader, request.body)
  if (!primitives[key.alg].verify(input, key.publicKey, parts.signature))
    return refused("signature-invalid", caller)

  if (key.centerStatus === "suspended") return refused("center-suspended", caller)
  return { outcome: "verified", caller, key, jti: claims.jti, signedAtSeconds: claims.iat }
}

type DetachedParts = {
  readonly encodedHeader: string
  readonly headerBytes: Buffer
  readonly signature: Buffer
}

/** `header..signature`, both strict base64url. */
export const splitDetached = (value: string): DetachedParts | undefined => {
  if (value.length > signatureMaxLength) return undefined
  const dots = value.indexOf("..")
  if (dots < 1) return undefined
  const encodedHeader = value.slice(0, dots)
  const headerBytes = decodeBase64url(encodedHeader)
  const signature = decodeBase64url(value.slice(dots + 2))
  return headerBytes === undefined || signature === undefined
    ? undefined
    : { encodedHeader, headerBytes, signature }
}

type HeaderRead = { readonly outcome: "read"; readonly claims: RequestHeader } | RefusedRequest

/** Members whose wrong value has a problem of its own, in the order in which they are judged. */
const defectOfMember: readonly (readonly [member: string, problem: SignatureDefect])[] = [
  ["typ", "type-mismatch"],
  ["crit", "critical-header-mismatch"],
  ["b64", "critical-header-mismatch"],
  ["alg", "algorithm-mismatch"],
  ["htm", "method-mismatch"],
]

const readHeader = (headerBytes: Buffer): HeaderRead => {
  const json = parseStrictJson(headerBytes)
  if (json.outcome === "refused") return refused("signature-malformed")
  const parsed = RequestHeader.safeParse(json.value)
  if (parsed.success) return { outcome: "read", claims: parsed.data }
  const members = new Set(parsed.error.issues.map((issue) => issue.path[0]))
  const defect = defectOfMember.find(([member]) => members.has(member))
  return refused(defect?.[1] ?? "signature-malformed")
}
