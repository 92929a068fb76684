import * as z from "zod"
import { CenterId } from "./primitives.ts"
import type { ProblemSlug } from "./problems.ts"

/**
 * How a message is signed: a detached JWS (RFC 7515 appendix F) over the exact bytes of the body, unencoded
 * (RFC 7797). The header value is `BASE64URL(protected) + ".." + BASE64URL(signature)`.
 */

/** Header names in lower case, as API Gateway payload 2.0 hands them over. */
export const signatureHeaderNames = {
  signature: "hub-signature",
  idempotencyKey: "idempotency-key",
  ifMatch: "if-match",
} as const

/** A signature value longer than this is refused unread; the longest lawful one has about 1,600 characters. */
export const signatureMaxLength = 4096

/** How far `iat` may lie from the hub's time, on either side. */
export const signatureToleranceSeconds = 300

/** A suspension or revocation takes hold within this time: the age of a cached key plus one invocation. */
export const suspensionBoundSeconds = 30
export const keyCacheMaxAgeMs = 20_000

/**
 * Algorithms by their JWS name. SM2 becomes one more row here, one in `functions/security/algorithms.ts`
 * and one form of `PublicKeyJwk`; no other place knows an algorithm by name.
 */
export const signatureAlgorithms = {
  Ed25519: { kty: "OKP", crv: "Ed25519", signatureBytes: 64 },
  ES256: { kty: "EC", crv: "P-256", signatureBytes: 64 },
} as const

export const SignatureAlgorithm = z.enum(["Ed25519", "ES256"])
export type SignatureAlgorithm = z.infer<typeof SignatureAlgorithm>

/** base64url of 32 bytes: 43 characters, unused bits zero. */
const Base64Url32Bytes = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)

/** Name of a key: unique in the whole hub, safe in a path. */
export const KeyId = z.string().regex(/^[A-Za-z0-9._~-]{1,64}$/)
export type KeyId = z.infer<typeof KeyId>

/** Who signs: a center, or the operator of the hub. */
export const Caller = z.union([CenterId, z.literal("operator")])
export type Caller = z.infer<typeof Caller>

const jti = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/)
const unixSeconds = z.int().min(0).max(253_402_300_799)
const baseUrl = z.string().min(1).max(300)
const target = z.string().startsWith("/").max(2048)

const everyMessage = {
  alg: SignatureAlgorithm,
  b64: z.literal(false),
  crit: z.tuple([z.literal("b64")]),
  kid: KeyId,
  /** Time of signing, unix seconds. */
  iat: unixSeconds,
}

/** Protected header of a request. */
export const RequestHeader = z.strictObject({
  ...everyMessage,
  typ: z.literal("hpf-request+jws"),
  iss: Caller,
  /** URL of the deployment, so that a request to the trial hub is worth nothing at the real one. */
  aud: baseUrl,
  /** 128 random bits, base64url. */
  jti,
  htm: z.enum(["GET", "POST", "PUT", "DELETE"]),
  /** Received path and query, byte for byte. */
  htu: target,
  /** The `Idempotency-Key`, when there is one. */
  idk: z.string().max(64).optional(),
  /** The `If-Match`, when there is one. */
  ifm: z.string().max(200).optional(),
})
export type RequestHeader = z.infer<typeof RequestHeader>

/** Protected header of an answer. */
export const AnswerHeader = z.strictObject({
  ...everyMessage,
  typ: z.literal("hpf-response+jws"),
  iss: z.literal("hpf-hub"),
  aud: Caller,
  status: z.int().min(100).max(599),
  /** BASE64URL(SHA-256(ASCII(Hub-Signature of the request))): binds the answer to its question. */
  req: Base64Url32Bytes,
})
export type AnswerHeader = z.infer<typeof AnswerHeader>

/** Protected header of a message that the hub pushes to a center's webhook. */
export const MessageHeader = z.strictObject({
  ...everyMessage,
  typ: z.literal("hpf-message+jws"),
  iss: z.literal("hpf-hub"),
  aud: CenterId,
  jti,
  /** Path and query of the webhook. */
  htu: target,
})
export type MessageHeader = z.infer<typeof MessageHeader>

/** Everything that can be wrong with a signature; each is the slug of a problem of its own. */
export const SignatureDefect = z.enum([
  "signature-missing",
  "signature-malformed",
  "algorithm-mismatch",
  "key-unknown",
  "key-revoked",
  "key-not-yet-valid",
  "key-expired",
  "key-of-another-center",
  "audience-mismatch",
  "method-mismatch",
  "target-mismatch",
  "type-mismatch",
  "critical-header-mismatch",
  "signature-expired",
  "idempotency-key-mismatch",
  "if-match-mismatch",
  "signature-invalid",
  "center-suspended",
] as const satisfies readonly ProblemSlug[])
export type SignatureDefect = z.infer<typeof SignatureDefect>

const keyUse = {
  kid: KeyId.exactOptional().describe("name of the key, when the key itself says it"),
  use: z.literal("sig").exactOptional().describe("a key that signs and does nothing else"),
}

/** Public key of a center. Strict, so that a private member (`d`) is refused and never stored. */
export const PublicKeyJwk = z.discriminatedUnion("kty", [
  z.strictObject({
    ...keyUse,
    kty: z.literal("OKP").describe("key type, RFC 8037"),
    crv: z.literal("Ed25519").describe("curve"),
    alg: z.literal("Ed25519").exactOptional().describe("algorithm"),
    x: Base64Url32Bytes.describe("the public key, base64url of 32 bytes"),
  }),
  z.strictObject({
    ...keyUse,
    kty: z.literal("EC").describe("key type, RFC 7518"),
    crv: z.literal("P-256").describe("curve"),
    alg: z.literal("ES256").exactOptional().describe("algorithm"),
    x: Base64Url32Bytes.describe("x coordinate, base64url of 32 bytes"),
    y: Base64Url32Bytes.describe("y coordinate, base64url of 32 bytes"),
  }),
])
export type PublicKeyJwk = z.infer<typeof PublicKeyJwk>

/** Private key as `.hub/centers/<centerId>.jwk.json` and the hub's secret hold it. */
export const PrivateKeyJwk = z.discriminatedUnion("kty", [
  z.strictObject({
    kid: KeyId,
    use: z.literal("sig").exactOptional(),
    kty: z.literal("OKP"),
    crv: z.literal("Ed25519"),
    alg: z.literal("Ed25519"),
    x: Base64Url32Bytes,
    d: Base64Url32Bytes,
  }),
  z.strictObject({
    kid: KeyId,
    use: z.literal("sig").exactOptional(),
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    alg: z.literal("ES256"),
    x: Base64Url32Bytes,
    y: Base64Url32Bytes,
    d: Base64Url32Bytes,
  }),
])
export type PrivateKeyJwk = z.infer<typeof PrivateKeyJwk>

/** Protected header of a proof of possession: a compact JWS made by the new key itself. */
export const KeyProofHeader = z.strictObject({
  alg: SignatureAlgorithm,
  typ: z.literal("hpf-key-proof+jws"),
  kid: KeyId,
})
export type KeyProofHeader = z.infer<typeof KeyProofHeader>

/** What the new key states: whose it is, what it is called, which key it is, for which hub, and when. */
export const KeyProofStatement = z.strictObject({
  centerId: Caller,
  kid: KeyId,
  /** RFC 7638 thumbprint, SHA-256. */
  thumbprint: Base64Url32Bytes,
  aud: baseUrl,
  iat: unixSeconds,
})
export type KeyProofStatement = z.infer<typeof KeyProofStatement>

/** The new public key together with its proof. */
export const ProvenKey = z.strictObject({
  publicKey: PublicKeyJwk,
  proof: z
    .string()
    .max(2048)
    .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
    .describe(
      "compact JWS made by the new key: header {alg, typ: hpf-key-proof+jws, kid}, payload {centerId, kid, thumbprint (RFC 7638), aud, iat}",
    ),
})
export type ProvenKey = z.infer<typeof ProvenKey>
