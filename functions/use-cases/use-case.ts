import type { Instant, Person, PersonRef } from "../../contracts/primitives.ts"
import type { Change } from "../domain/change.ts"
import type { Refusal } from "../domain/refusal.ts"

/** A call that has been verified and parsed: who asks what, when. */
export interface Call<Body = undefined> {
  /** In whose name it is made: the signer's, or a former center's whose books the signer has taken over. */
  readonly callerId: string
  /** Further centers whose books the caller keeps, for lists and the inbox; absent for most. */
  readonly formerIds?: readonly string[]
  readonly now: Instant
  readonly nowMs: number
  readonly body: Body
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** The version that the caller read, from If-Match. */
  readonly ifMatch?: number
  readonly newId: (prefix: string) => string
  /** The key that signed is younger than its cooling period. */
  readonly keyRestricted: boolean
  /** The key that signed; a call that bears no signature of its own has none. */
  readonly keyId?: string
  /** The key that signed; absent where nobody signed this very call (a line of a batch). */
  readonly kid?: string
}

/** The person of a request as the hub stores them: two keyed MACs. */
export interface Identified {
  readonly personRef: PersonRef
  readonly nameMac: string
}
export type Identify = (person: Person) => Promise<Identified>

/** Something was changed: written with the request's fingerprint in one transaction, then answered. */
export interface Accepted<Answer> {
  readonly outcome: "accepted"
  readonly answer: Answer
  readonly changes: readonly Change[]
  /** What the answer discloses besides: charged before, recorded in the transaction that writes the changes. */
  readonly disclosure?: DisclosureIntent
}

/** Nothing changed. */
export interface Answered<Answer> {
  readonly outcome: "answered"
  readonly answer: Answer
  readonly retryAfterSeconds?: number
}

/** What is about to be disclosed: recorded and charged before it is answered. */
export interface DisclosureIntent {
  readonly personRefs: readonly string[]
  readonly purpose: string
  /** A miss costs more than a hit: guessing numbers is dearer than asking about a customer. */
  readonly points: number
  readonly caseId?: string
  readonly found: string
  /** Who of the center looks, where the hub knows it: at the clerk's page. */
  readonly handler?: string
}

export interface Disclosed<Answer> {
  readonly outcome: "disclosed"
  readonly answer: Answer
  readonly disclosure: DisclosureIntent
  /** What the answer uses up (a consent): written after the record and before the answer; who loses it is refused. */
  readonly spends?: readonly Change[]
}

/** A refusal that names another center is a disclosure too. */
export interface DisclosingRefusal extends Refusal {
  readonly disclosure?: DisclosureIntent
}

export type Result<Answer> = Accepted<Answer> | Answered<Answer> | Disclosed<Answer> | DisclosingRefusal

export type UseCase<Body, Answer> = (call: Call<Body>) => Promise<Result<Answer>>

export const accept = <Answer>(answer: Answer, changes: readonly Change[]): Accepted<Answer> => ({
  outcome: "accepted",
  answer,
  changes,
})
export const answer = <Answer>(value: Answer): Answered<Answer> => ({ outcome: "answered", answer: value })

export const hitPoints = 1
export const missPoints = 5
