import type { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { PublicKeyJwk } from "../../../contracts/signature.ts"
import { isKeptByAnother } from "./books-keeper.ts"

/** A merger as far as it has come. */
export interface SuccessionRecord {
  readonly successorCenterId: CenterId
  readonly from: LocalDate
  readonly reason: string
  readonly proposedAt: Instant
  readonly accepted?: { readonly at: Instant; readonly handler: string; readonly reviewer: string }
}

/** Who keeps a center's books from a day on. */
export interface Keeper {
  readonly centerId: CenterId
  readonly from: LocalDate
  /** Of the keeper, where it was read with it. */
  readonly standing?: "active" | "suspended"
}

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
  readonly succession?: SuccessionRecord
  /** Who has taken over the books or will, oldest first; the last whose day has come keeps them. */
  readonly keepers?: readonly Keeper[]
  /** The other way round: whose books this center has taken over or will. */
  readonly formerCenters?: readonly { readonly centerId: CenterId; readonly from: LocalDate }[]
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

/** Books that another has taken over outlive the entry of the center that began them. */
export const isInForce = (center: CenterRecord, on: LocalDate): boolean =>
  center.validFrom <= on &&
  (center.validTo === undefined || center.validTo >= on || isKeptByAnother(center, on))
