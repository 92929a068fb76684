import type { Instant } from "../../contracts/primitives.ts"
import type { Refusal } from "../domain/refusal.ts"
import type { Answered } from "./use-case.ts"

/** How far a token lets its bearer see: the scopes that it names. */
export interface Sight {
  readonly nation: boolean
  /** Province codes of the directory. */
  readonly provinces: readonly string[]
  readonly federations: readonly string[]
}

/** A supervisor's call: the gateway has checked the token. */
export interface SupervisorCall {
  readonly now: Instant
  readonly query: Readonly<Record<string, string>>
  readonly params: Readonly<Record<string, string>>
  readonly sight: Sight
}

/** A table to keep, instead of JSON. */
export interface TextFile {
  readonly outcome: "file"
  readonly contentType: string
  readonly fileName: string
  readonly text: string
}

/** Supervisors read and change nothing. */
export type SupervisorUseCase<Answer> = (
  call: SupervisorCall,
) => Promise<Answered<Answer> | TextFile | Refusal>
