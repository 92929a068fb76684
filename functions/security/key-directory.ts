import type { Instant } from "../../contracts/primitives.ts"
import { keyCacheMaxAgeMs } from "../../contracts/signature.ts"
import type { CenterKey } from "./verify-request.ts"

export type KeyDirectoryOptions = {
  /** Reads one key and the standing of its center, strongly consistent: an older replica would add to the bound. */
  readonly load: (kid: string) => Promise<CenterKey | undefined>
  readonly maxAgeMs?: number
  /** How long a `kid` that nobody has is believed to be nobody's. Short: a key may be registered meanwhile. */
  readonly unknownMaxAgeMs?: number
  readonly maxKeys?: number
  readonly maxUnknown?: number
}

export type KeyDirectory = {
  /** At once from memory when fresh, otherwise a promise. `now` is the time of the request that asks. */
  readonly find: (kid: string, now: Instant) => CenterKey | undefined | Promise<CenterKey | undefined>
}

type Cached<Value> = { readonly loadedAtMs: number; readonly value: Value }

/**
 * Keys in memory. What is remembered dates from *before* its load, so an answer is never older than `maxAgeMs` by the
 * time of the asking request; with at most ten seconds of one invocation on top, a suspension or revocation takes
 * hold within 30 s. Unknown kids have a memory of their own: a flood of inventions cannot push out a real key.
 */
export const createKeyDirectory = (options: KeyDirectoryOptions): KeyDirectory => {
  const maxAgeMs = options.maxAgeMs ?? keyCacheMaxAgeMs
  const unknownMaxAgeMs = options.unknownMaxAgeMs ?? 2_000
  const maxKeys = options.maxKeys ?? 5_000
  const maxUnknown = options.maxUnknown ?? 1_000

  const keys = new Map<string, Cached<CenterKey>>()
  const unknown = new Map<string, Cached<undefined>>()
  const loading = new Map<string, Cached<Promise<CenterKey | undefined>>>()

  const load = (kid: string, nowMs: number): Promise<CenterKey | undefined> => {
    const shared = loading.get(kid)
    if (shared !== undefined && isFresh(shared, nowMs, maxAgeMs)) return shared.value

    const value = options
      .load(kid)
      .then((key) => {
        keys.delete(kid)
        unknown.delete(kid)
        if (key === undefined) remember(unknown, kid, { loadedAtMs: nowMs, value: undefined }, maxUnknown)
        else remember(keys, kid, { loadedAtMs: nowMs, value: key }, maxKeys)
        return key
      })
      .finally(() => {
        if (loading.get(kid)?.value === value) loading.delete(kid)
      })
    loading.set(kid, { loadedAtMs: nowMs, value })
    return value
  }

  return {
    find: (kid, now) => {
      const nowMs = Date.parse(now)
      const known = keys.get(kid)
      if (known !== undefined && isFresh(known, nowMs, maxAgeMs)) return known.value
      const missed = unknown.get(kid)
      if (missed !== undefined && isFresh(missed, nowMs, unknownMaxAgeMs)) return undefined
      return load(kid, nowMs)
    },
  }
}

/** On both sides: after a clock was set back, an entry from the future is not fresh for ever. */
const isFresh = (entry: Cached<unknown>, nowMs: number, maxAgeMs: number): boolean =>
  Math.abs(nowMs - entry.loadedAtMs) < maxAgeMs

/** The oldest load goes first: a map keeps the order of insertion, and every load inserts anew. */
const remember = <Value>(
  map: Map<string, Cached<Value>>,
  kid: string,
  entry: Cached<Value>,
  limit: number,
): void => {
  if (map.size >= limit) {
    const [oldest] = map.keys()
    if (oldest !== undefined) map.delete(oldest)
  }
  map.set(kid, entry)
}
