import type { FederationContent, FederationService } from "../../../contracts/federations.ts"
import type { CenterId, FederationId, Instant, LocalDate, StaffId } from "../../../contracts/primitives.ts"
import { bindsOn } from "./membership.ts"

/** A member's acceptance of one version. One that left and came back has two. */
export interface AcceptanceLine {
  readonly centerId: CenterId
  readonly acceptedAt: Instant
  readonly boundFrom: LocalDate
  readonly leftOn?: LocalDate
  readonly handler: StaffId
  readonly reviewer: StaffId
}

export interface VersionLine {
  readonly version: number
  readonly contentHash: string
  readonly validFrom: LocalDate
  readonly validTo?: LocalDate
  readonly members: readonly CenterId[]
  readonly services: readonly FederationService[]
  readonly proposedAt: Instant
  readonly acceptances: readonly AcceptanceLine[]
}

/** A federation: its versions, and who has accepted which. What a version says lies in an item of its own. */
export interface FederationRecord {
  readonly federationId: FederationId
  readonly zh: string
  readonly en: string
  /** The oldest first; a version's number is its place. */
  readonly versions: readonly VersionLine[]
  /** Rises with each act. */
  readonly version: number
}

export interface FederationVersion {
  readonly version: number
  readonly contentHash: string
  readonly content: FederationContent
}

const isBound = (version: VersionLine, line: AcceptanceLine, on: LocalDate): boolean =>
  bindsOn(
    {
      ...line,
      ...(version.validTo === undefined ? {} : { validTo: version.validTo }),
    },
    on,
  )

/** Who is bound by a version on a day, whether or not it has found a second. */
export const boundBy = (version: VersionLine, on: LocalDate): readonly CenterId[] => [
  ...new Set(
    version.acceptances.filter((line) => isBound(version, line, on)).map(({ centerId }) => centerId),
  ),
]

/** A version is in force from its first day, once two members are bound by it. */
export const isInForce = (version: VersionLine, on: LocalDate): boolean => boundBy(version, on).length >= 2

/** The members of a federation on a day: whom a version in force binds. */
export const membersOf = (record: FederationRecord, on: LocalDate): readonly CenterId[] => [
  ...new Set(
    record.versions.filter((version) => isInForce(version, on)).flatMap((version) => boundBy(version, on)),
  ),
]
