import type { Instant } from "../../contracts/primitives.ts"
import type { Refusal } from "../domain/refusal.ts"
import type { Answered } from "./use-case.ts"

/** A supervisor's call: the gateway has checked the token, and its scopes say how far the supervisor sees. */
export interface SupervisorCall {
  readonly now: Instant
  readonly query: Readonly<Record<string, string>>
  /** Province codes of the directory. */
  readonly provinces: "all" | readonly string[]
}

/** Supervisors read and change nothing. */
export type SupervisorUseCase<Answer> = (call: SupervisorCall) => Promise<Answered<Answer> | Refusal>
