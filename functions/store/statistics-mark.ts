import { createHash } from "node:crypto"
import type { Instant } from "../../contracts/primitives.ts"
import type { Fact } from "../../contracts/statistics.ts"
import { countShardOf, keys, type Key } from "../../contracts/table.ts"
import type { Change } from "../domain/change.ts"
import { countWaiting } from "../domain/statistics/count-calls.ts"
import { subjectsOf } from "../domain/statistics/subjects-of.ts"
import type { Item } from "./table.ts"

/** How long the queue has before the sweeper looks for what it lost. */
const countAfterCommitMs = 60_000

/** When the commit of a mark was made: of one that was postponed, a moment that is later. */
export const committedAt = (wakeBy: string): string =>
  new Date(Date.parse(wakeBy) - countAfterCommitMs).toISOString()

/** What a commit leaves to be counted, on the item that marks it. */
export interface CountMark {
  readonly subjects: readonly string[]
  readonly facts: readonly Fact[]
}

const instantOf = (change: Change): Instant | undefined => {
  if ("entry" in change) return change.entry.at
  return change.kind === "tell" ? change.message.at : undefined
}

export const isOwnMark = ({ sk }: Key): boolean => sk === keys.statistics.mark("").sk

export const countMarkOf = (
  changes: readonly Change[],
  told: readonly Fact[] = [],
): CountMark | undefined => {
  const subjects = subjectsOf(changes)
  const at = changes.map(instantOf).find((instant) => instant !== undefined)
  const facts = at === undefined ? told : [...told, ...countWaiting(changes, at)]
  return subjects.length === 0 && facts.length === 0 ? undefined : { subjects, facts }
}

/** The attributes that make an item a mark: it stands in the sparse index until it is counted. */
export const markAttributes = ({ pk }: Key, { subjects, facts }: CountMark, nowMs: number): Item => ({
  subjects: [...subjects],
  ...(facts.length === 0 ? {} : { facts: JSON.stringify(facts) }),
  wakeShard: countShardOf(pk),
  wakeBy: new Date(nowMs + countAfterCommitMs).toISOString(),
})

/** The database answers the members of a map in any order: the same changes are the same text all the same. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
    : value

/** Where a commit that nobody called for leaves its mark, and when it was made, as far as its changes tell. */
export const ownMark = (changes: readonly Change[]): { readonly key: Key; readonly nowMs: number } => {
  const at = changes.map(instantOf).find((instant) => instant !== undefined)
  const hash = createHash("sha256").update(JSON.stringify(changes, inOrder)).digest("hex").slice(0, 32)
  return { key: keys.statistics.mark(hash), nowMs: at === undefined ? 0 : Date.parse(at) }
}
