import type { FederationRecord, FederationVersion } from "./federation-record.ts"
import type { Memberships } from "./membership.ts"

/** Changes of federations. */
export type FederationChange =
  /** The first version of the record, or the next one. */
  | { readonly kind: "saveFederation"; readonly federation: FederationRecord }
  /** What a version says is written once and never changes. */
  | {
      readonly kind: "keepFederationVersion"
      readonly federationId: string
      readonly version: FederationVersion
    }
  | { readonly kind: "saveMemberships"; readonly memberships: Memberships }
