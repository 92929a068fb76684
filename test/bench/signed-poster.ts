import { randomBytes } from "node:crypto"
import { Agent, request as httpRequest } from "node:http"
import { Instant } from "../../contracts/primitives.ts"
import { importSigningKey } from "../../functions/security/algorithms.ts"
import { signRequest } from "../../functions/security/sign-message.ts"
import type { Hub } from "../../infra/local/start-hub.ts"
import { newIdempotencyKey } from "../../tools/hub-client.ts"
import type { TestCenter } from "../fixtures/federation.ts"

interface SignedPost {
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: Buffer
}

/** A center reduced to what a bench may charge to the hub: signed beforehand, sent over kept connections. */
export const createSignedPoster = (hub: Hub, center: TestCenter, target: string) => {
  const agent = new Agent({ keepAlive: true })
  const signingKey = importSigningKey(center.key)
  return {
    sign: (content: unknown, keyed?: "keyed"): SignedPost => {
      const body = Buffer.from(JSON.stringify(content))
      const idempotencyKey = keyed === undefined ? undefined : newIdempotencyKey()
      const signature = signRequest(signingKey, {
        caller: center.centerId,
        audience: hub.url,
        method: "POST",
        target,
        body,
        now: Instant.parse(new Date(hub.clock.now()).toISOString()),
        jti: randomBytes(16).toString("base64url"),
        idempotencyKey,
        ifMatch: undefined,
      })
      return {
        body,
        headers: {
          "hub-signature": signature,
          "content-type": "application/json",
          "content-length": body.byteLength,
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        },
      }
    },
    post: ({ headers, body }: SignedPost): Promise<void> =>
      new Promise((resolve, reject) => {
        const call = httpRequest(`${hub.url}${target}`, { method: "POST", agent, headers }, (response) => {
          const status = response.statusCode ?? 0
          response.resume().once("end", () => {
            if (status < 300) resolve()
            else reject(new Error(`POST ${target}: ${status}`))
          })
          response.once("error", reject)
        })
        call.once("error", reject).end(body)
      }),
    close: (): void => agent.destroy(),
  }
}
