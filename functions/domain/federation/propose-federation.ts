import type { FederationContent, ProposeFederationRequest } from "../../../contracts/federations.ts"
import type { FederationId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import type { CenterRecord } from "../directory/center-record.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { FederationRecord, VersionLine } from "./federation-record.ts"
import { contradictionOf, type NationalLaw } from "./national-bars.ts"
import { tellMembers } from "./tell-members.ts"

/** A center's item of memberships holds the overrides of each version: so many, of this size, fit. */
export const maxContentBytes = 40_000
const maxVersions = 12

export interface Proposal {
  readonly request: Pick<ProposeFederationRequest, "zh" | "en" | "content">
  /** SHA-256 of the canonical content. */
  readonly contentHash: string
  readonly contentBytes: number
  readonly federationId: FederationId
  readonly known: FederationRecord | undefined
  readonly centers: ReadonlyMap<string, CenterRecord>
  readonly nation: NationalLaw
  readonly now: Instant
  readonly today: LocalDate
  readonly newId: (prefix: string) => string
}

const memberDefect = (
  { members }: FederationContent,
  centers: ReadonlyMap<string, CenterRecord>,
): Refusal | undefined => {
  for (const [index, centerId] of members.entries()) {
    const center = centers.get(centerId)
    const about = { rule: "FED-007", field: `/content/members/${index}` } as const
    if (center === undefined) return refuse("unknown-center", about)
    if (!center.settlesOwnBooks) return refuse("office-keeps-no-books", about)
  }
  return undefined
}

/** An open-ended version yields to its successor; two closed ones never claim one day, and none begins before another. */
const overlapsField = (
  content: FederationContent,
  versions: readonly VersionLine[],
  today: LocalDate,
): "validFrom" | "validTo" | undefined => {
  if (content.validTo !== undefined && content.validTo < today) return "validTo"
  const meets = versions.some(
    ({ validFrom, validTo }) =>
      content.validFrom <= validFrom || (validTo !== undefined && content.validFrom <= validTo),
  )
  return meets ? "validFrom" : undefined
}

const contentDefect = (proposal: Proposal, versions: readonly VersionLine[]): Refusal | undefined => {
  const { content } = proposal.request
  if (proposal.contentBytes > maxContentBytes)
    return refuse("federation-too-large", { rule: "FED-010", field: "/content" })
  if (versions.length >= maxVersions)
    return refuse("federation-too-large", { rule: "FED-010", field: "/federationId" })
  const overlaps = overlapsField(content, versions, proposal.today)
  if (overlaps !== undefined)
    return refuse("federation-validity-overlaps", { rule: "FED-003", field: `/content/${overlaps}` })
  return memberDefect(content, proposal.centers) ?? contradictionOf(content, proposal.nation)
}

/** The operator proposes what centers may agree on. It binds nobody: each member accepts by its own signature. */
export const proposeFederation = (
  proposal: Proposal,
):
  | {
      readonly outcome: "proposed"
      readonly federation: FederationRecord
      readonly changes: readonly Change[]
    }
  | Refusal => {
  const { request, contentHash, federationId, known, now, newId } = proposal
  const { zh, en, content } = request
  const versions = known?.versions ?? []
  if (versions.some((version) => version.contentHash === contentHash))
    return refuse("federation-unchanged", { rule: "FED-008", field: "/content" })
  const defect = contentDefect(proposal, versions)
  if (defect !== undefined) return defect
  const version = versions.length + 1
  const line: VersionLine = {
    version,
    contentHash,
    validFrom: content.validFrom,
    ...(content.validTo === undefined ? {} : { validTo: content.validTo }),
    members: content.members,
    services: content.services,
    proposedAt: now,
    acceptances: [],
  }
  const federation: FederationRecord = {
    federationId,
    zh,
    en,
    versions: [...versions, line],
    version: (known?.version ?? 0) + 1,
  }
  return {
    outcome: "proposed",
    federation,
    changes: [
      { kind: "saveFederation", federation },
      { kind: "keepFederationVersion", federationId, version: { version, contentHash, content } },
      ...tellMembers(federation, content.members, {
        type: "federation.proposed",
        now,
        newId,
        version,
        actionNeeded: true,
      }),
    ],
  }
}
