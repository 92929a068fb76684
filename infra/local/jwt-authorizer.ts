import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from "jose"
import * as z from "zod"
import type { AuthorizerPlan } from "./deployment.ts"

export interface AuthorizerClaims {
  readonly claims: Readonly<Record<string, string>>
  readonly scopes: readonly string[]
}

export type Authorization =
  | { readonly outcome: "allowed"; readonly claims: AuthorizerClaims }
  | { readonly outcome: "unauthorized" }
  | { readonly outcome: "forbidden" }

export interface JwtAuthorizer {
  authorize(
    plan: AuthorizerPlan,
    authorizationHeader: string | undefined,
    nowMs: number,
  ): Promise<Authorization>
}

const tokenLifetimeSeconds = 365 * 24 * 3600

const Jwk = z.looseObject({ kty: z.string() })

/** Of a template without routes for supervisors: the token lies ready for the first one that has them. */
const localIssuer: AuthorizerPlan = {
  issuer: "https://supervisors.invalid",
  audiences: ["hpf-hub"],
  scopes: [],
}

/** The identity provider of one machine: one key, and one token of a national supervisor for each issuer of the template. */
export const createJwtAuthorizer = async (
  folder: string,
  plans: readonly AuthorizerPlan[],
  nowMs: number,
): Promise<JwtAuthorizer> => {
  const privateJwk = await readOrCreateKey(join(folder, "issuer.jwk.json"))
  const key = await importJWK(privateJwk, "EdDSA")
  const { d: _, ...publicJwk } = privateJwk
  const publicKey = await importJWK(publicJwk, "EdDSA")
  const [first = localIssuer] = plans
  const token = join(folder, "supervisor.token")
  if (!existsSync(token)) {
    const issuedAt = Math.floor(nowMs / 1000)
    const jwt = new SignJWT({ scope: "supervision:national" })
      .setProtectedHeader({ alg: "EdDSA" })
      .setIssuer(first.issuer)
      .setAudience([...first.audiences])
      .setSubject("local-supervisor")
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + tokenLifetimeSeconds)
    writeFileSync(token, await jwt.sign(key), { mode: 0o600 })
  }
  return {
    async authorize(plan, header, nowMs) {
      const bearer = /^(?:Bearer +)?([\w.-]+)$/i.exec(header ?? "")?.[1]
      if (bearer === undefined) return { outcome: "unauthorized" }
      try {
        const { payload } = await jwtVerify(bearer, publicKey, {
          issuer: plan.issuer,
          audience: [...plan.audiences],
          algorithms: ["EdDSA"],
          currentDate: new Date(nowMs),
          requiredClaims: ["exp"],
        })
        const scopes = typeof payload["scope"] === "string" ? payload["scope"].split(" ") : []
        if (plan.scopes.length > 0 && !plan.scopes.some((scope) => scopes.includes(scope)))
          return { outcome: "forbidden" }
        return { outcome: "allowed", claims: { claims: asText(payload), scopes } }
      } catch {
        return { outcome: "unauthorized" }
      }
    },
  }
}

const readOrCreateKey = async (file: string): Promise<JWK> => {
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair("EdDSA", { extractable: true })
    writeFileSync(file, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 })
  }
  return Jwk.parse(JSON.parse(readFileSync(file, "utf8")))
}

/** API Gateway hands every claim on as text. */
const asText = (payload: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  )
