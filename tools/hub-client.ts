import { randomBytes } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import * as z from "zod"
import { Instant } from "../contracts/primitives.ts"
import type { Route } from "../contracts/route.ts"
import { ROUTES, routeNames } from "../contracts/routes.ts"
import { PublicKeyJwk, type Caller, type PrivateKeyJwk, type RequestHeader } from "../contracts/signature.ts"
import { algorithmOf, importPublicKey, importSigningKey } from "../functions/security/algorithms.ts"
import { signRequest } from "../functions/security/sign-message.ts"
import { verifyAnswer, type AnswerDefect, type HubKey } from "../functions/security/verify-answer.ts"
import { acceptLanguageOf, type Language } from "./language.ts"

export type Method = RequestHeader["htm"]

export interface HubClientOptions {
  readonly url: string
  /** The deployment's name for itself; the URL unless the hub is reached by another way. */
  readonly audience?: string
  readonly key: PrivateKeyJwk
  readonly callerId: Caller
  readonly language?: Language
  readonly clock?: () => Instant
  /** Attempts of one call, the first included. */
  readonly mostAttempts?: number
}

export interface CallOptions {
  /** Text and bytes are sent as they are; anything else becomes JSON. */
  readonly body?: unknown
  readonly idempotencyKey?: string
  readonly ifMatch?: string | number
}

export interface HubAnswer {
  readonly status: number
  /** Parsed when it is JSON, else text. */
  readonly body: unknown
  readonly headers: Headers
  /** Whether the answer bears the hub's signature over exactly this answer to exactly this request. */
  readonly verified: boolean
  readonly defect?: AnswerDefect
}

export interface HubClient {
  readonly url: string
  readonly callerId: Caller
  readonly call: (method: Method, path: string, options?: CallOptions) => Promise<HubAnswer>
}

/** No answer after all attempts. Whether the call took effect is unknown: repeat it with the same key. */
export class HubUnreachableError extends Error {
  override readonly name = "HubUnreachableError"
  readonly idempotencyKey: string | undefined

  constructor(url: string, idempotencyKey: string | undefined, cause: unknown) {
    super(`no answer from ${url}`, { cause })
    this.idempotencyKey = idempotencyKey
  }
}

const mostAttemptsDefault = 4
const firstPauseMs = 250
const longestPauseMs = 10_000
const answerTimeoutMs = 30_000

const systemClock = (): Instant => Instant.parse(new Date().toISOString())

export const newIdempotencyKey = (): string => randomBytes(16).toString("base64url")

const routePatterns: readonly (readonly [Route, RegExp])[] = routeNames.map((name) => {
  const route: Route = ROUTES[name]
  return [route, new RegExp(`^${route.path.replaceAll(".", "\\.").replaceAll(/\{[a-zA-Z]+\}/g, "[^/]+")}$`)]
})

/** Checks and quotes change nothing and take no key; everything else that is not read does. */
const takesIdempotencyKey = (method: Method, target: string): boolean => {
  if (method === "GET") return false
  const path = target.split("?", 1)[0] ?? ""
  const route = routePatterns.find(([known, pattern]) => known.method === method && pattern.test(path))?.[0]
  return route?.idempotency !== "no"
}

const bytesOf = (body: unknown): Uint8Array<ArrayBuffer> => {
  if (body === undefined) return new Uint8Array()
  if (body instanceof Uint8Array) return Uint8Array.from(body)
  return new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body))
}

const KeySet = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) })

const fetchHubKeys = async (url: string): Promise<readonly HubKey[]> => {
  const response = await fetch(`${url}/.well-known/jwks.json`, {
    signal: AbortSignal.timeout(answerTimeoutMs),
  })
  const set = KeySet.safeParse(await response.json())
  if (!set.success) return []
  return set.data.keys.flatMap((published) => {
    const key = PublicKeyJwk.safeParse(published)
    return key.success
      ? [{ kid: published.kid, alg: algorithmOf(key.data), publicKey: importPublicKey(key.data) }]
      : []
  })
}

const readBody = (contentType: string | null, bytes: Uint8Array): unknown => {
  const text = new TextDecoder().decode(bytes)
  if (contentType === null || !/json/.test(contentType)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Today's budget does not come back within a few seconds, so only the other 429 are worth another attempt. */
const worthAnotherAttempt = (status: number, body: unknown): boolean =>
  status >= 500 || (status === 429 && !JSON.stringify(body).includes("disclosure-budget-exhausted"))

const pauseBefore = (attempt: number, headers: Headers | undefined): number => {
  const told = Number(headers?.get("retry-after") ?? Number.NaN) * 1000
  const own = firstPauseMs * 2 ** (attempt - 1)
  return Math.min(Number.isFinite(told) && told > 0 ? told : own, longestPauseMs)
}

/** A center's side of the wire: signs the very bytes it sends and checks the signature of what comes back. */
export const createHubClient = (options: HubClientOptions): HubClient => {
  const url = options.url.replace(/\/$/, "")
  const audience = options.audience ?? url
  const clock = options.clock ?? systemClock
  const signingKey = importSigningKey(options.key)
  const mostAttempts = options.mostAttempts ?? mostAttemptsDefault
  let hubKeys: Promise<readonly HubKey[]> | undefined

  const keysOfHub = (): Promise<readonly HubKey[]> => {
    hubKeys ??= fetchHubKeys(url).catch((error: unknown) => {
      hubKeys = undefined
      throw error
    })
    return hubKeys
  }

  const verify = async (
    answer: { status: number; body: Uint8Array; signature: string | undefined },
    requestSignature: string,
  ) => {
    const expected = { caller: options.callerId, requestSignature, now: clock() }
    const first = verifyAnswer(answer, { ...expected, keys: await keysOfHub() })
    if (first.outcome === "verified" || first.problem !== "key-unknown") return first
    // The hub's key may have been rotated since it was fetched.
    hubKeys = undefined
    return verifyAnswer(answer, { ...expected, keys: await keysOfHub() })
  }

  const attemptOnce = async (
    method: Method,
    path: string,
    body: Uint8Array<ArrayBuffer>,
    key: string | undefined,
    ifMatch: string | undefined,
  ) => {
    const signature = signRequest(signingKey, {
      caller: options.callerId,
      audience,
      method,
      target: path,
      body,
      now: clock(),
      jti: randomBytes(16).toString("base64url"),
      idempotencyKey: key,
      ifMatch,
    })
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        "hub-signature": signature,
        "accept-language": acceptLanguageOf(options.language ?? "zh"),
        ...(method === "GET" || body.byteLength === 0 ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      },
      ...(body.byteLength === 0 ? {} : { body }),
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const answer = {
      status: response.status,
      body: bytes,
      signature: response.headers.get("hub-signature") ?? undefined,
    }
    const verdict = await verify(answer, signature)
    return {
      status: response.status,
      body: readBody(response.headers.get("content-type"), bytes),
      headers: response.headers,
      ...(verdict.outcome === "verified" ? { verified: true } : { verified: false, defect: verdict.problem }),
    }
  }

  return {
    url,
    callerId: options.callerId,
    call: async (method, path, { body, idempotencyKey, ifMatch } = {}) => {
      const bytes = bytesOf(body)
      // One key for all attempts: a call whose answer was lost is answered again, not done again.
      const key = idempotencyKey ?? (takesIdempotencyKey(method, path) ? newIdempotencyKey() : undefined)
      const version = ifMatch === undefined ? undefined : String(ifMatch)
      for (let attempt = 1; ; attempt += 1) {
        let headers: Headers | undefined
        try {
          const answer = await attemptOnce(method, path, bytes, key, version)
          if (attempt >= mostAttempts || !worthAnotherAttempt(answer.status, answer.body)) return answer
          headers = answer.headers
        } catch (error) {
          if (attempt >= mostAttempts) throw new HubUnreachableError(url, key, error)
        }
        await pause(pauseBefore(attempt, headers))
      }
    },
  }
}
