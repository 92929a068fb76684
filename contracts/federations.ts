import * as z from "zod"
import { FederationOverrides } from "./federation-overrides.ts"
import { PolicySource } from "./policy-figures.ts"
import { PolicyHash } from "./policy-reference.ts"
import { CenterId, FederationId, Instant, LocalDate, TwoPeople } from "./primitives.ts"

/**
 * 联盟: centers that agree on rules and services among themselves. What they agree on is a version; each member is
 * bound by the exact content that it accepted, and by nothing else.
 */

export const FederationService = z
  .enum([
    "inboundTransfer",
    "certificateRecognition",
    "purchaseInvestigation",
    "abnormalRegionNotices",
    "sharedWarnings",
    "jointWithdrawal",
    "extraMatters",
    "fundsLending",
  ])
  .describe(
    "转移接续, 证明互认, 购房信息协查, 异常地区警示公告, 联合惩戒, 统一提取政策, 增加通办事项, 资金融通",
  )
export type FederationService = z.infer<typeof FederationService>

const maxMembers = 80

/** A service that an override belongs to must be switched on, or the override would say nothing. */
export const serviceOfOverride = {
  transfer: "inboundTransfer",
  certificates: "certificateRecognition",
  withdrawals: "jointWithdrawal",
  matters: "extraMatters",
  funds: "fundsLending",
} as const satisfies Record<keyof FederationOverrides, FederationService>

const namedSources = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(namedSources)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "source" && typeof inner === "string" ? [inner] : namedSources(inner),
  )
}

const overrideNames = ["transfer", "certificates", "withdrawals", "matters", "funds"] as const

export const FederationContent = z
  .strictObject({
    members: z.array(CenterId).min(2).max(maxMembers).describe("机构代码 of the centers that may accept"),
    services: z.array(FederationService).min(1).max(8).describe("what is switched on among the members"),
    overrides: FederationOverrides.describe("rules that hold between two members that are both bound"),
    validFrom: LocalDate.describe("first day"),
    validTo: LocalDate.optional().describe(
      "last day; absent: until members leave or accept the next version",
    ),
    sources: z.array(PolicySource).min(1).max(20).describe("the agreements that the content comes from"),
  })
  .superRefine((content, context) => {
    const refuse = (path: PropertyKey[], message: string, rule: "FED-001" | "FED-002" | "FED-003") => {
      context.addIssue({ code: "custom", path, message, params: { rule } })
    }
    if (new Set(content.members).size !== content.members.length)
      refuse(["members"], "a center twice", "FED-001")
    if (new Set(content.services).size !== content.services.length)
      refuse(["services"], "a service twice", "FED-001")
    if (content.validTo !== undefined && content.validTo < content.validFrom)
      refuse(["validTo"], "ends before it begins", "FED-003")
    for (const name of overrideNames)
      if (content.overrides[name] !== undefined && !content.services.includes(serviceOfOverride[name]))
        refuse(["overrides", name], `${serviceOfOverride[name]} is not switched on`, "FED-002")
    const known = new Set(content.sources.map(({ id }) => id))
    if (known.size !== content.sources.length) refuse(["sources"], "two sources with one id", "FED-001")
    for (const id of new Set(namedSources(content.overrides)))
      if (!known.has(id)) refuse(["sources"], `no source ${id}`, "FED-001")
  })
  .meta({ id: "FederationContent" })
export type FederationContent = z.infer<typeof FederationContent>

const names = {
  zh: z.string().min(1).max(60).describe("name in Chinese"),
  en: z.string().min(1).max(120).describe("name in English"),
} as const

export const ProposeFederationRequest = z.strictObject({
  federationId: FederationId.optional().describe("absent: a new federation; given: its next version"),
  ...names,
  content: FederationContent.describe("what members are asked to accept"),
  ...TwoPeople,
})
export type ProposeFederationRequest = z.infer<typeof ProposeFederationRequest>

export const AcceptFederationRequest = z.strictObject({
  contentHash: PolicyHash.describe(
    "of the version that is accepted: the signature covers exactly this content",
  ),
  ...TwoPeople,
})
export type AcceptFederationRequest = z.infer<typeof AcceptFederationRequest>

export const LeaveFederationRequest = z.strictObject({
  effectiveOn: LocalDate.describe("first day on which the federation no longer binds; not before today"),
  ...TwoPeople,
})
export type LeaveFederationRequest = z.infer<typeof LeaveFederationRequest>

const VersionState = z
  .enum(["proposed", "inForce", "ended"])
  .describe(
    "待接受 (fewer than two members bound on the day), 生效, 失效 (its last day is over, or all who accepted have left)",
  )
export type VersionState = z.infer<typeof VersionState>

const Acceptance = z.strictObject({
  centerId: CenterId.describe("who accepted"),
  acceptedAt: Instant.describe("when"),
  boundFrom: LocalDate.describe("first day on which the version binds it"),
  leftOn: LocalDate.optional().describe("first day on which it no longer does"),
})

const VersionSummary = z.strictObject({
  version: z.int().min(1).describe("from 1"),
  contentHash: PolicyHash.describe("what an acceptance must name"),
  state: VersionState,
  validFrom: LocalDate.describe("first day"),
  validTo: LocalDate.optional().describe("last day"),
  members: z.array(CenterId).describe("who may accept"),
  services: z.array(FederationService).describe("what it switches on"),
  proposedAt: Instant.describe("when the operator proposed it"),
  acceptances: z.array(Acceptance).describe("who has accepted it, the earliest first"),
})

export const FederationSummary = z
  .strictObject({
    federationId: FederationId.describe("the federation"),
    ...names,
    boundMembers: z.array(CenterId).describe("centers that a version in force binds on the day"),
    versions: z.array(VersionSummary).describe("the newest first"),
    revision: z.int().min(1).describe("of the federation's record; rises with each act"),
  })
  .meta({ id: "FederationSummary" })
export type FederationSummary = z.infer<typeof FederationSummary>

/** A federation with what its newest version, or the version that is asked for, says. */
export const Federation = z
  .strictObject({
    ...FederationSummary.shape,
    content: FederationContent.describe("of the version that is asked for; else of the newest"),
  })
  .meta({ id: "Federation" })
export type Federation = z.infer<typeof Federation>

export const FederationList = z.strictObject({
  federations: z.array(FederationSummary).describe("in order of creation"),
})
export type FederationList = z.infer<typeof FederationList>

const Difference = z.strictObject({
  rule: z.string().describe("path of the rule in a policy pack, as `transfer.inboundMonths`"),
  situation: z.string().optional().describe("办事情形, purpose or group that the rule is for"),
  zh: z.string().describe("the rule in Chinese"),
  en: z.string().describe("the rule in English"),
  override: z
    .string()
    .optional()
    .describe(
      "value that the federation sets among bound members, as JSON; absent: it leaves the rule alone",
    ),
  values: z
    .array(
      z.strictObject({
        centerId: CenterId.describe("the member"),
        value: z.string().describe("of its own pack, as JSON; empty: it rules nothing"),
        source: z.string().optional().describe("title of the document that the value comes from"),
        clause: z.string().optional().describe("clause of the document"),
      }),
    )
    .describe("by member, in the order of the version's list"),
})
export type Difference = z.infer<typeof Difference>

export const FederationDifferences = z
  .strictObject({
    federationId: FederationId.describe("the federation"),
    version: z.int().min(1).describe("its version"),
    contentHash: PolicyHash.describe("of the version"),
    on: LocalDate.describe("the day whose packs are compared"),
    withoutPack: z.array(CenterId).describe("members that have no pack in force on the day"),
    differences: z.array(Difference).describe("rules in which at least two members differ"),
  })
  .meta({ id: "FederationDifferences" })
export type FederationDifferences = z.infer<typeof FederationDifferences>
