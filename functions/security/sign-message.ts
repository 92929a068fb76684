import { createHash } from "node:crypto"
import type { AnswerHeader, Caller, MessageHeader, RequestHeader } from "../../contracts/signature.ts"
import type { CenterId, Instant } from "../../contracts/primitives.ts"
import { primitives } from "./algorithms.ts"
import type { SigningKey } from "./algorithms.ts"

/** The bytes that are signed: ASCII of the protected header, a dot, the raw body (RFC 7797, section 3). */
export const signingInput = (encodedHeader: string, body: Uint8Array): Buffer => {
  const input = Buffer.allocUnsafe(encodedHeader.length + 1 + body.length)
  input.write(encodedHeader, 0, "latin1")
  input[encodedHeader.length] = 0x2e
  input.set(body, encodedHeader.length + 1)
  return input
}

const signDetached = (
  key: SigningKey,
  header: RequestHeader | AnswerHeader | MessageHeader,
  body: Uint8Array,
): string => {
  const encodedHeader = Buffer.from(JSON.stringify(header)).toString("base64url")
  const signature = primitives[key.alg].sign(signingInput(encodedHeader, body), key.privateKey)
  return `${encodedHeader}..${signature.toString("base64url")}`
}

const common = (key: SigningKey, now: Instant) => ({
  alg: key.alg,
  b64: false as const,
  crit: ["b64"] satisfies ["b64"],
  kid: key.kid,
  iat: Math.floor(Date.parse(now) / 1000),
})

export type RequestToSign = {
  readonly caller: Caller
  readonly audience: string
  readonly method: RequestHeader["htm"]
  /** Path and query as they will be sent. */
  readonly target: string
  readonly body: Uint8Array
  readonly now: Instant
  /** 128 random bits, base64url. */
  readonly jti: string
  readonly idempotencyKey?: string | undefined
  readonly ifMatch?: string | undefined
}

/** The `Hub-Signature` of a request: for the command line, the simulated back offices and the tests. */
export const signRequest = (key: SigningKey, request: RequestToSign): string =>
  signDetached(
    key,
    {
      ...common(key, request.now),
      typ: "hpf-request+jws",
      iss: request.caller,
      aud: request.audience,
      jti: request.jti,
      htm: request.method,
      htu: request.target,
      ...(request.idempotencyKey === undefined ? {} : { idk: request.idempotencyKey }),
      ...(request.ifMatch === undefined ? {} : { ifm: request.ifMatch }),
    },
    request.body,
  )

/** `req` of an answer: names the one request that it answers. */
export const requestDigest = (requestSignature: string): string =>
  createHash("sha256").update(requestSignature, "latin1").digest("base64url")

export type AnswerToSign = {
  readonly caller: Caller
  readonly status: number
  /** The `Hub-Signature` value of the request, as received. */
  readonly requestSignature: string
  readonly body: Uint8Array
  readonly now: Instant
}

export const signAnswer = (key: SigningKey, answer: AnswerToSign): string =>
  signDetached(
    key,
    {
      ...common(key, answer.now),
      typ: "hpf-response+jws",
      iss: "hpf-hub",
      aud: answer.caller,
      status: answer.status,
      req: requestDigest(answer.requestSignature),
    },
    answer.body,
  )

export type MessageToSign = {
  readonly centerId: CenterId
  readonly jti: string
  /** Path and query of the center's webhook. */
  readonly target: string
  readonly body: Uint8Array
  readonly now: Instant
}

export const signMessage = (key: SigningKey, message: MessageToSign): string =>
  signDetached(
    key,
    {
      ...common(key, message.now),
      typ: "hpf-message+jws",
      iss: "hpf-hub",
      aud: message.centerId,
      jti: message.jti,
      htu: message.target,
    },
    message.body,
  )
