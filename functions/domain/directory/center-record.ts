import type { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { PublicKeyJwk } from "../../../contracts/signature.ts"

/** A center in the directory. The operator is a caller, not a center. */
export interface CenterRecord {
  readonly centerId: CenterId
  readonly name: string
  readonly nameEn?: string
  readonly kind: "center" | "subCenter" | "office"
  readonly parentCenterId?: CenterId
  readonly settlesOwnBooks: boolean
  readonly provinceCode: string
  readonly node?: string
  readonly closingDays: readonly LocalDate[]
  readonly standing: "active" | "suspended"
  readonly standingSince: Instant
  /** Why the operator changed the standing last. */
  readonly standingReason?: string
  readonly successorCenterId?: CenterId
  readonly validFrom: LocalDate
  readonly validTo?: LocalDate
  readonly version: number
}

/** A public key and whose it is; read on each verification, from memory for at most 20 s. */
export interface KeyRecord {
  readonly kid: string
  readonly centerId: string
  readonly alg: "Ed25519" | "ES256"
  readonly publicKey: PublicKeyJwk
  readonly validFrom: Instant
  readonly validTo?: Instant
  readonly revokedAt?: Instant
  readonly restrictedUntil?: Instant
}

export const isInForce = (center: CenterRecord, on: LocalDate): boolean =>
  center.validFrom <= on && (center.validTo === undefined || center.validTo >= on)
