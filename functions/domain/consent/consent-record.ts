import type { ConsentPurpose, GiveConsentRequest } from "../../../contracts/consents.ts"
import type { CenterId, ConsentCode, Instant, PersonRef } from "../../../contracts/primitives.ts"

/** A code that lets another center read the home record of one person, once, until 24:00 of its day. */
export interface ConsentRecord {
  readonly consentCode: ConsentCode
  readonly personRef: PersonRef
  /** MAC of the name under which it was given, which is the name of the account there. */
  readonly nameMac: string
  /** The home center, whose record may be read. */
  readonly issuedBy: CenterId
  readonly purpose: ConsentPurpose
  readonly grantedTo?: CenterId
  /** How the home center knew the person, and who it was at a counter. */
  readonly verifiedBy: GiveConsentRequest["verifiedBy"]
  readonly handler?: string
  readonly issuedAt: Instant
  readonly expiresAt: Instant
  readonly usedBy?: CenterId
}

/** Whether a center may use the code now; whose person and record it is about, the caller compares itself. */
export const isUsable = (
  consent: ConsentRecord,
  use: { readonly by: CenterId; readonly purpose: ConsentPurpose; readonly now: Instant },
): boolean =>
  consent.usedBy === undefined &&
  use.now < consent.expiresAt &&
  consent.purpose === use.purpose &&
  (consent.grantedTo === undefined || consent.grantedTo === use.by)
