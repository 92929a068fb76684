import type { Instant, Person, PersonRef } from "../../contracts/primitives.ts"
import type { Change } from "../domain/change.ts"
import type { Refusal } from "../domain/refusal.ts"

/** A call that has been verified and parsed: who asks what, when. */
export interface Call<Body = undefined> {
  readonly callerId: string
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
