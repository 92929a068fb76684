import type { Instant } from "../../../contracts/primitives.ts"
import type { PublicKeyJwk } from "../../../contracts/signature.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { KeyRecord } from "./center-record.ts"
import { alertOf, type AlertContext } from "./directory-alert.ts"

export interface NewKey {
  readonly kid: string
  readonly centerId: string
  readonly publicKey: PublicKeyJwk
  readonly validFrom?: Instant | undefined
  readonly validTo?: Instant | undefined
  readonly restrictedUntil: Instant
}

export type KeyChange =
  | { readonly outcome: "changed"; readonly key: KeyRecord; readonly changes: readonly Change[] }
  | Refusal

/** A center without a key that it can sign with could neither read what it is sent nor answer it. */
export const canAnswer = (keysOfCenter: readonly KeyRecord[], now: Instant): boolean =>
  keysOfCenter.some(
    ({ revokedAt, validTo }) => revokedAt === undefined && (validTo === undefined || validTo > now),
  )

/** The answer to a key that is still in its cooling period and would change what the hub trusts of its center. */
export const restrictedKey = (): Refusal => refuse("key-restricted", { rule: "DIR-004" })

/** One pair of keys, whatever it is called here and there. */
export const isSameKey = (one: PublicKeyJwk, other: PublicKeyJwk): boolean =>
  one.kty === other.kty && one.x === other.x

/** A further key of a caller; keys overlap, so that a rotation needs no moment of silence. */
export const addKey = (added: NewKey, existing: KeyRecord | undefined, context: AlertContext): KeyChange => {
  const { kid, centerId, publicKey, restrictedUntil, validTo } = added
  const validFrom = added.validFrom ?? context.now
  if (existing !== undefined) return refuse("key-exists", { field: "kid" })
  if (validTo !== undefined && (validTo <= validFrom || validTo <= context.now))
    return refuse("invalid-request", { rule: "VAL-005", field: "/validTo" })
  const key: KeyRecord = {
    kid,
    centerId,
    alg: publicKey.kty === "OKP" ? "Ed25519" : "ES256",
    publicKey,
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    restrictedUntil,
  }
  return {
    outcome: "changed",
    key,
    changes: [
      { kind: "addKey", key },
      { kind: "nameKey", centerId, kid },
      ...alertOf(centerId, "directory.key-added", kid, context),
    ],
  }
}

export const signsAt = (key: KeyRecord, at: Instant): boolean =>
  key.validFrom <= at &&
  (key.validTo === undefined || key.validTo > at) &&
  (key.revokedAt === undefined || key.revokedAt > at)

/**
 * Revokes one of a caller's own keys. Another one must be able to sign, and must still be so when this is written:
 * two revocations at once cannot lock a center out.
 */
export const revokeKey = (keys: readonly KeyRecord[], kid: string, now: Instant): KeyChange => {
  const key = keys.find((own) => own.kid === kid)
  if (key === undefined) return refuse("key-not-found")
  if (key.revokedAt !== undefined) return { outcome: "changed", key, changes: [] }
  // Of several, the one that signs longest: it is the least likely to be revoked at this very moment.
  const [remaining] = keys
    .filter((own) => own.kid !== kid && signsAt(own, now))
    .toSorted((left, right) => (right.validTo ?? "9999").localeCompare(left.validTo ?? "9999"))
  if (remaining === undefined) return refuse("last-key")
  const revoked: KeyRecord = { ...key, revokedAt: now }
  return {
    outcome: "changed",
    key: revoked,
    changes: [
      { kind: "saveKey", key: revoked },
      { kind: "expectKey", kid: remaining.kid },
    ],
  }
}
