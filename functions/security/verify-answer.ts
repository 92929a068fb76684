import type { KeyObject } from "node:crypto"
import type { CenterId, Instant } from "../../contracts/primitives.ts"
import { AnswerHeader, MessageHeader, signatureToleranceSeconds } from "../../contracts/signature.ts"
import type { Caller, SignatureAlgorithm } from "../../contracts/signature.ts"
import { primitives } from "./algorithms.ts"
import { requestDigest, signingInput } from "./sign-message.ts"
import { parseStrictJson } from "./strict-json.ts"
import { splitDetached } from "./verify-request.ts"

/** A key of `GET /.well-known/jwks.json`, as a center holds it. */
export type HubKey = { readonly kid: string; readonly alg: SignatureAlgorithm; readonly publicKey: KeyObject }

export type ReceivedAnswer = {
  readonly status: number
  readonly body: Uint8Array
  readonly signature: string | undefined
}

export type AnswerDefect =
  | "signature-missing"
  | "signature-malformed"
  | "key-unknown"
  | "algorithm-mismatch"
  | "audience-mismatch"
  | "status-mismatch"
  | "request-mismatch"
  | "target-mismatch"
  | "signature-expired"
  | "signature-invalid"

export type VerifiedAnswer =
  | { readonly outcome: "verified" }
  | { readonly outcome: "refused"; readonly problem: AnswerDefect }

const refused = (problem: AnswerDefect): VerifiedAnswer => ({ outcome: "refused", problem })

/** The center's side: is this the hub's answer, to me, with this status, to exactly this request? */
export const verifyAnswer = (
  answer: ReceivedAnswer,
  expected: { caller: Caller; requestSignature: string; keys: readonly HubKey[]; now: Instant },
): VerifiedAnswer =>
  verifyFromHub(answer, AnswerHeader, expected.keys, expected.now, (header) => {
    if (header.aud !== expected.caller) return "audience-mismatch"
    if (header.status !== answer.status) return "status-mismatch"
    return header.req === requestDigest(expected.requestSignature) ? undefined : "request-mismatch"
  })

/** The center's side of a pushed message. The center remembers `jti` itself: a message may come twice. */
export const verifyMessage = (
  message: Omit<ReceivedAnswer, "status">,
  expected: { centerId: CenterId; target: string; keys: readonly HubKey[]; now: Instant },
): VerifiedAnswer =>
  verifyFromHub(message, MessageHeader, expected.keys, expected.now, (header) => {
    if (header.aud !== expected.centerId) return "audience-mismatch"
    return header.htu === expected.target ? undefined : "target-mismatch"
  })

const verifyFromHub = <Header extends { kid: string; alg: SignatureAlgorithm; iat: number }>(
  received: Omit<ReceivedAnswer, "status">,
  schema: { safeParse: (value: unknown) => { success: true; data: Header } | { success: false } },
  keys: readonly HubKey[],
  now: Instant,
  claimsDefect: (header: Header) => AnswerDefect | undefined,
): VerifiedAnswer => {
  if (received.signature === undefined || received.signature === "") return refused("signature-missing")
  const parts = splitDetached(received.signature)
  const json = parts === undefined ? undefined : parseStrictJson(parts.headerBytes)
  const parsed = json?.outcome === "parsed" ? schema.safeParse(json.value) : undefined
  if (parts === undefined || parsed?.success !== true) return refused("signature-malformed")

  const header = parsed.data
  const key = keys.find(({ kid }) => kid === header.kid)
  if (key === undefined) return refused("key-unknown")
  if (key.alg !== header.alg) return refused("algorithm-mismatch")
  const defect = claimsDefect(header)
  if (defect !== undefined) return refused(defect)
  if (Math.abs(Date.parse(now) - header.iat * 1000) > signatureToleranceSeconds * 1000)
    return refused("signature-expired")
  const input = signingInput(parts.encodedHeader, received.body)
  return primitives[key.alg].verify(input, key.publicKey, parts.signature)
    ? { outcome: "verified" }
    : refused("signature-invalid")
}
