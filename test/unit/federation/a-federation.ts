import { FederationContent } from "../../../contracts/federations.ts"
import { CenterId, FederationId, Instant, LocalDate, StaffId } from "../../../contracts/primitives.ts"
import { nationalCatalogue } from "../../../contracts/starter/national-catalogue.ts"
import { nationalRules } from "../../../contracts/starter/national-rules.ts"
import { nationalWithdrawals } from "../../../contracts/starter/national-withdrawals.ts"
import {
  acceptableVersion,
  acceptFederation,
} from "../../../functions/domain/federation/accept-federation.ts"
import type { FederationRecord } from "../../../functions/domain/federation/federation-record.ts"
import { leaveFederation } from "../../../functions/domain/federation/leave-federation.ts"
import { noMemberships, type Memberships } from "../../../functions/domain/federation/membership.ts"
import { proposeFederation } from "../../../functions/domain/federation/propose-federation.ts"
import type { CenterRecord } from "../../../functions/domain/directory/center-record.ts"
import type { Change } from "../../../functions/domain/change.ts"

export const day = (text: string): LocalDate => LocalDate.parse(text)
export const today = day("2026-11-22")
export const now = Instant.parse("2026-11-22T02:00:00.000Z")
export const federationId = FederationId.parse("fed_01JD0000000000000000000000")
export const A = CenterId.parse("310000000000000")
export const B = CenterId.parse("320500000000000")
export const C = CenterId.parse("330400000000000")

export const staff = { handler: StaffId.parse("h-01"), reviewer: StaffId.parse("r-02") }
export const source = { id: "agreement", title: "示例联盟合作协议", on: "2026-11-20" }
export const cited = { source: "agreement" }

export const rawContent = (over: Readonly<Record<string, unknown>> = {}) => ({
  members: [A, B, C],
  services: ["inboundTransfer"],
  overrides: { transfer: { inboundMonths: { months: 0, ...cited } } },
  validFrom: "2026-01-01",
  sources: [source],
  ...over,
})
export const contentOf = (over: Readonly<Record<string, unknown>> = {}): FederationContent =>
  FederationContent.parse(rawContent(over))

const center = (centerId: CenterId, settlesOwnBooks = true): CenterRecord => ({
  centerId,
  name: "测试中心",
  kind: "center",
  settlesOwnBooks,
  provinceCode: "310000",
  closingDays: [],
  standing: "active",
  standingSince: now,
  validFrom: day("2020-01-01"),
  version: 1,
})
export const centers = new Map<string, CenterRecord>([A, B, C].map((id) => [id, center(id)]))
export const office = (centerId: CenterId) => center(centerId, false)

let serial = 0
const newId = (prefix: string): string => {
  serial += 1
  return `${prefix}_${String(serial).padStart(26, "0")}`
}

export const propose = (
  content: FederationContent,
  over: Partial<Parameters<typeof proposeFederation>[0]> = {},
) =>
  proposeFederation({
    request: { zh: "示例", en: "example", content },
    contentHash: "1".repeat(64),
    contentBytes: 1_000,
    federationId,
    known: undefined,
    centers,
    nation: { rules: nationalRules(), withdrawals: nationalWithdrawals(), catalogue: nationalCatalogue() },
    now,
    today,
    newId,
    ...over,
  })

/** Federation and members as the table would have them: acts are applied one after the other. */
export const world = () => {
  let record: FederationRecord | undefined
  const memberships = new Map<CenterId, Memberships>()
  const contents: FederationContent[] = []
  const of = (id: CenterId): Memberships => memberships.get(id) ?? noMemberships(id)
  const take = (changes: readonly Change[]) => {
    for (const change of changes) {
      if (change.kind === "saveFederation") record = change.federation
      if (change.kind === "saveMemberships") memberships.set(change.memberships.centerId, change.memberships)
    }
    return changes.flatMap((change) => (change.kind === "tell" ? [change.message] : []))
  }
  const federation = (): FederationRecord => {
    if (record === undefined) throw new Error("nothing was proposed")
    return record
  }
  return {
    of,
    federation,
    proposes: (content: FederationContent, contentHash: string, on = today) => {
      const decision = propose(content, { contentHash, known: record, today: on })
      if (decision.outcome === "refused") return decision
      contents.push(content)
      return { outcome: "done" as const, told: take(decision.changes) }
    },
    accepts: (centerId: CenterId, contentHash: string, on = today) => {
      const act = { centerId, contentHash, staff, now, today: on, newId }
      const version = acceptableVersion(federation(), act)
      if ("outcome" in version) return version
      const content = contents[version.version - 1]
      if (content === undefined) throw new Error("no such content")
      const decision = acceptFederation(federation(), of(centerId), version, content, act)
      return decision.outcome === "refused"
        ? decision
        : { outcome: "done" as const, told: take(decision.changes) }
    },
    leaves: (centerId: CenterId, effectiveOn: LocalDate, on = today) => {
      const decision = leaveFederation(federation(), of(centerId), {
        centerId,
        effectiveOn,
        now,
        today: on,
        newId,
      })
      return decision.outcome === "refused"
        ? decision
        : { outcome: "done" as const, told: take(decision.changes) }
    },
  }
}
