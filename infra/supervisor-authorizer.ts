import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers"
import type { Construct } from "constructs"
import * as z from "zod"

export const SUPERVISORS_CONTEXT = "supervisors"

const SupervisorsContext = z.strictObject({
  /** OIDC issuer whose access tokens carry the scopes `supervision:...`. */
  issuer: z.url(),
  audience: z.string().min(1),
  /** Public client of the dashboard; without it a supervisor pastes a token. */
  clientId: z.string().min(1).optional(),
  /** Scopes that the page asks the issuer for, besides `openid`. */
  scopes: z.array(z.string().regex(/^[!-~]+$/)).default([]),
  /** Host of the token endpoint, where it is not the issuer's own. */
  tokenOrigin: z.url().optional(),
})

type SupervisorsContext = z.infer<typeof SupervisorsContext>

const supervisorsOf = (scope: Construct): SupervisorsContext | undefined => {
  const context: unknown = scope.node.tryGetContext(SUPERVISORS_CONTEXT)
  if (context === undefined) return undefined
  return SupervisorsContext.parse(typeof context === "string" ? JSON.parse(context) : context)
}

/** What the dashboard is told of it: nothing where it has no client at the issuer. */
export const dashboardEnvironment = (scope: Construct): Readonly<Record<string, string>> => {
  const supervisors = supervisorsOf(scope)
  if (supervisors?.clientId === undefined) return {}
  const { issuer, clientId, scopes, tokenOrigin } = supervisors
  return {
    DASHBOARD_ISSUER: issuer,
    DASHBOARD_CLIENT_ID: clientId,
    DASHBOARD_SCOPES: ["openid", ...scopes].join(" "),
    ...(tokenOrigin === undefined ? {} : { DASHBOARD_TOKEN_ORIGIN: tokenOrigin }),
  }
}

/** Checks a supervisor's access token before the function sees the call; absent when the context names no issuer. */
export const supervisorAuthorizer = (scope: Construct): HttpJwtAuthorizer | undefined => {
  const supervisors = supervisorsOf(scope)
  if (supervisors === undefined) return undefined
  const { issuer, audience } = supervisors
  return new HttpJwtAuthorizer("SupervisorAuthorizer", issuer, { jwtAudience: [audience] })
}
