import type { Segment } from "../../../contracts/accounts.ts"
import { SegmentId, type AccountKind, type LocalDate, type Month } from "../../../contracts/primitives.ts"
import { compareMoney } from "../money/money.ts"
import { contributionMonths } from "../months/contribution-months.ts"
import { refuse, type Refusal } from "../refusal.ts"

/** Segments of one origin: `local`, or the transfer that brought them. */
export interface SegmentGroup {
  readonly origin: string
  readonly segments: readonly Segment[]
}

export const localOrigin = "local"

export const localSegments = (groups: readonly SegmentGroup[]): readonly Segment[] =>
  groups.find((group) => group.origin === localOrigin)?.segments ?? []

export const transferredGroups = (groups: readonly SegmentGroup[]): readonly SegmentGroup[] =>
  groups.filter((group) => group.origin !== localOrigin)

const defectOf = (segment: Segment, index: number, kind: AccountKind): Refusal | undefined => {
  const field = (name: string) => `/segments/${index}/${name}`
  if (segment.origin.kind !== "local")
    return refuse("segments-inconsistent", { rule: "ACC-007", field: field("origin") })
  if (segment.accountKind !== kind) return refuse("segments-inconsistent", { field: field("accountKind") })
  if (compareMoney(segment.subsidy, segment.principal) > 0)
    return refuse("segments-inconsistent", { rule: "ACC-010", field: field("subsidy") })
  return undefined
}

/** A segment may be sent back under the id that the hub gave it; an id that it did not give is a mistake. */
const defectOfIds = (segments: readonly Segment[], known: ReadonlySet<string>): Refusal | undefined => {
  const seen = new Set<string>()
  for (const [index, { segmentId }] of segments.entries()) {
    if (segmentId === undefined) continue
    if (!known.has(segmentId) || seen.has(segmentId))
      return refuse("segments-inconsistent", { field: `/segments/${index}/segmentId` })
    seen.add(segmentId)
  }
  return undefined
}

export type LocalRecord = { readonly outcome: "accepted"; readonly segments: readonly Segment[] } | Refusal

/** The local record as a center sends it: checked as a whole, each segment with an id of its own. */
export const localRecordOf = (
  segments: readonly Segment[],
  about: {
    readonly kind: AccountKind
    readonly known: readonly Segment[]
    readonly newId: (prefix: string) => string
  },
): LocalRecord => {
  for (const [index, segment] of segments.entries()) {
    const defect = defectOf(segment, index, about.kind)
    if (defect !== undefined) return defect
  }
  const defect = defectOfIds(segments, new Set(about.known.flatMap(({ segmentId }) => segmentId ?? [])))
  if (defect !== undefined) return defect
  return {
    outcome: "accepted",
    segments: segments.map((segment) => ({
      ...segment,
      segmentId: segment.segmentId ?? SegmentId.parse(about.newId("seg")),
    })),
  }
}

/** Months that were paid twice (D3). A supplementary account may well be paid in the same month: kinds are not mixed. */
export const doubledMonths = (
  segments: readonly Segment[],
  kind: AccountKind,
  today: LocalDate,
): readonly Month[] =>
  contributionMonths(
    segments.filter((segment) => segment.accountKind === kind),
    today,
  ).doubled
