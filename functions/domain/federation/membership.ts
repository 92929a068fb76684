import type { FederationOverrides } from "../../../contracts/federation-overrides.ts"
import type { FederationReference } from "../../../contracts/federation-reference.ts"
import type { FederationService } from "../../../contracts/federations.ts"
import type { PolicySource } from "../../../contracts/policy-figures.ts"
import type { CenterId, FederationId, LocalDate } from "../../../contracts/primitives.ts"

/** A version that a center accepted, with all that a decision needs of it. */
export interface BoundVersion extends FederationReference {
  /** First day on which it binds the center. */
  readonly boundFrom: LocalDate
  /** Last day of the version. */
  readonly validTo?: LocalDate
  /** First day on which the center is out of it. */
  readonly leftOn?: LocalDate
  readonly services: readonly FederationService[]
  readonly overrides: FederationOverrides
  readonly sources: readonly PolicySource[]
}

/** What a center is bound by; one item a center. `version` 0: it never joined anything, and nothing is stored. */
export interface Memberships {
  readonly centerId: CenterId
  readonly version: number
  readonly bound: readonly BoundVersion[]
}

export const noMemberships = (centerId: CenterId): Memberships => ({ centerId, version: 0, bound: [] })

export const bindsOn = (
  { boundFrom, validTo, leftOn }: Pick<BoundVersion, "boundFrom" | "validTo" | "leftOn">,
  on: LocalDate,
): boolean =>
  boundFrom <= on && (validTo === undefined || on <= validTo) && (leftOn === undefined || on < leftOn)

const isSame = (left: FederationReference, right: FederationReference): boolean =>
  left.federationId === right.federationId && left.version === right.version

/** Two are agreed from the day on which the second of them is bound: so both find the same agreement to be the later. */
const agreedFrom = (one: BoundVersion, other: BoundVersion): LocalDate =>
  one.boundFrom > other.boundFrom ? one.boundFrom : other.boundFrom

interface Pair {
  readonly version: BoundVersion
  readonly from: LocalDate
}

/** The later agreement first. */
const newestFirst = (left: Pair, right: Pair): number =>
  right.from.localeCompare(left.from) ||
  left.version.federationId.localeCompare(right.version.federationId) ||
  right.version.version - left.version.version

/**
 * What two centers have agreed on with each other, the latest federation first: of each federation the newest version
 * that **both** have accepted and that binds both on the day. One that has gone ahead to the next version keeps its
 * word to those that have not.
 */
export const sharedVersions = (
  one: Memberships,
  other: Memberships,
  on: LocalDate,
): readonly BoundVersion[] => {
  if (one.centerId === other.centerId) return []
  const both = one.bound.flatMap((version): readonly Pair[] => {
    const theirs = other.bound.find((line) => isSame(line, version) && bindsOn(line, on))
    return bindsOn(version, on) && theirs !== undefined
      ? [{ version, from: agreedFrom(version, theirs) }]
      : []
  })
  return both
    .filter(
      ({ version }) =>
        !both.some(
          ({ version: later }) =>
            later.federationId === version.federationId && later.version > version.version,
        ),
    )
    .toSorted(newestFirst)
    .map(({ version }) => version)
}

export const referenceOf = ({
  federationId,
  version,
  contentHash,
}: FederationReference): FederationReference => ({ federationId, version, contentHash })

const membershipsOf = (memberships: readonly Memberships[], centerId: string): Memberships | undefined =>
  memberships.find((one) => one.centerId === centerId)

/** The versions under which two centers share a service on a day; empty when they do not. */
export const versionsSharing = (
  memberships: readonly Memberships[],
  centerA: string,
  centerB: string,
  service: FederationService,
  on: LocalDate,
): readonly FederationReference[] => {
  const [one, other] = [membershipsOf(memberships, centerA), membershipsOf(memberships, centerB)]
  if (one === undefined || other === undefined) return []
  return sharedVersions(one, other, on)
    .filter(({ services }) => services.includes(service))
    .map(referenceOf)
}

/** Whether two centers share a service on a day: both bound by one version that has it switched on. */
export const sharesService = (
  memberships: readonly Memberships[],
  centerA: string,
  centerB: string,
  service: FederationService,
  on: LocalDate,
): boolean => versionsSharing(memberships, centerA, centerB, service, on).length > 0

/** The federations that a center is bound by on a day and that have a service switched on. */
export const federationsWith = (
  { bound }: Memberships,
  service: FederationService,
  on: LocalDate,
): readonly FederationId[] => [
  ...new Set(
    bound
      .filter((version) => bindsOn(version, on) && version.services.includes(service))
      .map(({ federationId }) => federationId),
  ),
]
