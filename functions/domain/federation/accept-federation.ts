import type { FederationContent } from "../../../contracts/federations.ts"
import type { CenterId, Instant, LocalDate, StaffId } from "../../../contracts/primitives.ts"
import { addDays } from "../calendar/china-date.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { boundBy, type FederationRecord, type VersionLine } from "./federation-record.ts"
import type { BoundVersion, Memberships } from "./membership.ts"
import { tellMembers } from "./tell-members.ts"

/** A decision may look at a day that is past; what ended before these days is forgotten in the item of a center. */
const rememberedDays = 400
/** Versions that bind one center, or lately did. */
const maxBound = 8

export interface AcceptanceAct {
  readonly centerId: CenterId
  readonly contentHash: string
  readonly staff: { readonly handler: StaffId; readonly reviewer: StaffId }
  readonly now: Instant
  readonly today: LocalDate
  readonly newId: (prefix: string) => string
}

const holdsFor = (version: VersionLine, centerId: CenterId): boolean =>
  version.acceptances.some((line) => line.centerId === centerId && line.leftOn === undefined)

/** The version that an acceptance names by its content, when the center may accept it. */
export const acceptableVersion = (
  { versions }: FederationRecord,
  { centerId, contentHash, today }: Pick<AcceptanceAct, "centerId" | "contentHash" | "today">,
): VersionLine | Refusal => {
  const about = { rule: "FED-008", field: "/contentHash" } as const
  const version = versions.find((line) => line.contentHash === contentHash)
  if (version === undefined) return refuse("federation-content-differs", about)
  if (!version.members.includes(centerId)) return refuse("federation-not-member", about)
  if (version.validTo !== undefined && version.validTo < today)
    return refuse("federation-version-over", about)
  const isTaken = versions.some((line) => line.version >= version.version && holdsFor(line, centerId))
  return isTaken ? refuse("federation-already-accepted", about) : version
}

const isForgotten = ({ validTo, leftOn }: BoundVersion, since: LocalDate): boolean =>
  (validTo !== undefined && validTo < since) || (leftOn !== undefined && leftOn < since)

/**
 * A member accepts a version. What it accepted before stays: it goes on to bind the center to those members that have
 * not accepted the newer one.
 */
export const acceptFederation = (
  record: FederationRecord,
  memberships: Memberships,
  version: VersionLine,
  content: FederationContent,
  act: AcceptanceAct,
):
  | {
      readonly outcome: "joined"
      readonly federation: FederationRecord
      readonly changes: readonly Change[]
    }
  | Refusal => {
  const { centerId, now, today, staff } = act
  const boundFrom = version.validFrom > today ? version.validFrom : today
  const bound: BoundVersion = {
    federationId: record.federationId,
    version: version.version,
    contentHash: version.contentHash,
    boundFrom,
    ...(version.validTo === undefined ? {} : { validTo: version.validTo }),
    services: content.services,
    overrides: content.overrides,
    sources: content.sources,
  }
  const since = addDays(today, -rememberedDays)
  const kept = memberships.bound.filter((one) => !isForgotten(one, since))
  if (kept.length >= maxBound)
    return refuse("federation-too-large", { rule: "FED-010", field: "/contentHash" })
  const federation: FederationRecord = {
    ...record,
    version: record.version + 1,
    versions: record.versions.map((line) =>
      line === version
        ? { ...line, acceptances: [...line.acceptances, { centerId, acceptedAt: now, boundFrom, ...staff }] }
        : line,
    ),
  }
  const others = new Set(record.versions.flatMap((line) => boundBy(line, boundFrom)))
  return {
    outcome: "joined",
    federation,
    changes: [
      { kind: "saveFederation", federation },
      {
        kind: "saveMemberships",
        memberships: { centerId, version: memberships.version + 1, bound: [...kept, bound] },
      },
      ...tellMembers(federation, [...others, "operator"], {
        type: "federation.joined",
        now,
        newId: act.newId,
        centerId,
        version: version.version,
        actionNeeded: false,
      }),
    ],
  }
}
