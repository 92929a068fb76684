import type { FederationSummary, VersionState } from "../../../contracts/federations.ts"
import type { LocalDate } from "../../../contracts/primitives.ts"
import { isInForce, membersOf, type FederationRecord, type VersionLine } from "./federation-record.ts"

const stateOf = (version: VersionLine, on: LocalDate): VersionState => {
  if (isInForce(version, on)) return "inForce"
  if (version.validTo !== undefined && version.validTo < on) return "ended"
  const { acceptances } = version
  const allLeft =
    acceptances.length > 0 && acceptances.every(({ leftOn }) => leftOn !== undefined && leftOn <= on)
  return allLeft ? "ended" : "proposed"
}

/** A federation as centers see it: who may accept which content, and who has. Staff stays inside the hub. */
export const viewFederation = (record: FederationRecord, on: LocalDate): FederationSummary => ({
  federationId: record.federationId,
  zh: record.zh,
  en: record.en,
  boundMembers: [...membersOf(record, on)],
  versions: record.versions.toReversed().map((version) => ({
    version: version.version,
    contentHash: version.contentHash,
    state: stateOf(version, on),
    validFrom: version.validFrom,
    ...(version.validTo === undefined ? {} : { validTo: version.validTo }),
    members: [...version.members],
    services: [...version.services],
    proposedAt: version.proposedAt,
    acceptances: version.acceptances.map(({ centerId, acceptedAt, boundFrom, leftOn }) => ({
      centerId,
      acceptedAt,
      boundFrom,
      ...(leftOn === undefined ? {} : { leftOn }),
    })),
  })),
  revision: record.version,
})
