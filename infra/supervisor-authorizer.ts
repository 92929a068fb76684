import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers"
import type { Construct } from "constructs"
import * as z from "zod"

export const SUPERVISORS_CONTEXT = "supervisors"

const SupervisorsContext = z.strictObject({
  /** OIDC issuer whose access tokens carry the scopes `supervision:...`. */
  issuer: z.url(),
  audience: z.string().min(1),
})

/** Checks a supervisor's access token before the function sees the call; absent when the context names no issuer. */
export const supervisorAuthorizer = (scope: Construct): HttpJwtAuthorizer | undefined => {
  const context: unknown = scope.node.tryGetContext(SUPERVISORS_CONTEXT)
  if (context === undefined) return undefined
  const { issuer, audience } = SupervisorsContext.parse(
    typeof context === "string" ? JSON.parse(context) : context,
  )
  return new HttpJwtAuthorizer("SupervisorAuthorizer", issuer, { jwtAudience: [audience] })
}
