import type { FunctionName } from "./environment.ts"
import type { ProblemSlug } from "./problems.ts"

/** `signed`: centers and the operator alike. `desk`: whoever holds a live link to the clerk's page. */
export type Caller = "anybody" | "center" | "desk" | "operator" | "signed" | "supervisor"

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE"
  readonly path: string
  readonly caller: Caller
  readonly function: FunctionName
  readonly summary: string
  readonly query?: readonly string[]
  /** `no` for calls that change nothing of the center's (checks, quotes, openings of an identity). */
  readonly idempotency?: "no"
  /** The route asks for If-Match. */
  readonly ifMatch?: "required" | "optional"
  readonly success: 200 | 201
  /** Problems of this route beyond those of every signed call. */
  readonly problems: readonly ProblemSlug[]
}
