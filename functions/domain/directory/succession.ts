import type { InboxMessage } from "../../../contracts/messages.ts"
import { MessageId, type CenterId, type Instant, type LocalDate } from "../../../contracts/primitives.ts"
import {
  mostFormerCenters,
  type AcceptSuccessionRequest,
  type ProposeSuccessionRequest,
} from "../../../contracts/succession.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { isInForce, type CenterRecord, type SuccessionRecord } from "./center-record.ts"
import { booksDefect } from "./own-books.ts"

export interface SuccessionContext {
  readonly now: Instant
  readonly today: LocalDate
  readonly newId: (prefix: string) => string
}

export interface SuccessionDecided {
  readonly outcome: "decided"
  readonly succession: SuccessionRecord
  readonly changes: readonly Change[]
}

/** A proposal that nobody accepted before its day is over. */
const liveSuccession = ({ succession }: CenterRecord, today: LocalDate): SuccessionRecord | undefined =>
  succession?.accepted !== undefined || (succession !== undefined && succession.from > today)
    ? succession
    : undefined

const field = "/successorCenterId"

/** What bars one center from taking over another, when it is proposed and once more when it is accepted. */
const eligibilityDefect = (
  former: CenterRecord,
  successor: CenterRecord | undefined,
  from: LocalDate,
  today: LocalDate,
): Refusal | undefined => {
  if (successor === undefined || !isInForce(successor, today)) return refuse("unknown-center", { field })
  if (successor.centerId === former.centerId || liveSuccession(successor, today) !== undefined)
    return refuse("successor-not-eligible", { rule: "SCN-001", field })
  const noBooks = booksDefect(former) ?? booksDefect(successor)
  if (noBooks !== undefined) return { ...noBooks, field }
  if (successor.standing === "suspended") return refuse("center-not-active", { field })
  if (from <= today || !isInForce(successor, from))
    return refuse("invalid-request", { rule: "SCN-002", field: "/from" })
  if ((former.formerCenters ?? []).some((before) => before.from > today))
    return refuse("succession-exists", { rule: "SCN-003", field })
  const following = [successor, former].flatMap(({ formerCenters = [] }) => formerCenters)
  return following.length + 1 > mostFormerCenters
    ? refuse("successor-not-eligible", { rule: "SCN-005", field })
    : undefined
}

interface Told {
  readonly type: InboxMessage["type"]
  readonly note: string
  /** Who has to answer. */
  readonly asks?: CenterId
}

/** The two centers and the operator; whoever deals with them finds it in the directory. */
const tellBoth = (
  former: CenterRecord,
  successorCenterId: CenterId,
  { type, note, asks }: Told,
  { now, newId }: SuccessionContext,
): readonly Change[] =>
  [former.centerId, successorCenterId, "operator"].map((to) => ({
    kind: "tell",
    message: {
      messageId: MessageId.parse(newId("msg")),
      type,
      to,
      at: now,
      subjectId: former.centerId,
      actionNeeded: to === asks,
      centerId: successorCenterId,
      note,
    },
  }))

const next = (center: CenterRecord, over: Partial<CenterRecord>): Change => ({
  kind: "saveCenter",
  center: { ...center, ...over, version: center.version + 1 },
})

export const proposeSuccession = (
  former: CenterRecord,
  successor: CenterRecord | undefined,
  request: ProposeSuccessionRequest,
  context: SuccessionContext,
): SuccessionDecided | Refusal => {
  if (liveSuccession(former, context.today) !== undefined) return refuse("succession-exists")
  const defect = eligibilityDefect(former, successor, request.from, context.today)
  if (defect !== undefined) return defect
  const succession: SuccessionRecord = { ...request, proposedAt: context.now }
  const { successorCenterId, from, reason } = request
  const told = {
    type: "center.succession-proposed",
    note: `${from} ${reason}`,
    asks: successorCenterId,
  } as const
  return {
    outcome: "decided",
    succession,
    changes: [next(former, { succession }), ...tellBoth(former, successorCenterId, told, context)],
  }
}

/** What must be ready on the day, beside the two centers themselves. */
export interface Readiness {
  /** Centers that merged into the former one before: their books go on with its own. */
  readonly earlier: readonly CenterRecord[]
  readonly successorReceives: boolean
  readonly formerHasRules: boolean
  readonly successorHasRules: boolean
}

/**
 * The successor's signature makes it binding. Who keeps the books from the day on is written on the entry of each
 * center concerned; not one case, account or guard is touched.
 */
export const acceptSuccession = (
  former: CenterRecord,
  successor: CenterRecord,
  request: AcceptSuccessionRequest,
  ready: Readiness,
  context: SuccessionContext,
): SuccessionDecided | Refusal => {
  const proposed = liveSuccession(former, context.today)
  if (proposed?.successorCenterId !== successor.centerId || proposed.accepted !== undefined)
    return refuse("succession-not-found")
  const { from } = proposed
  if (request.from !== from) return refuse("invalid-request", { rule: "SCN-006", field: "/from" })
  const defect = eligibilityDefect(former, successor, from, context.today)
  if (defect !== undefined) return defect
  if (!ready.successorReceives) return refuse("receiving-account-missing")
  if (ready.formerHasRules && !ready.successorHasRules)
    return refuse("successor-not-eligible", { rule: "SCN-004" })
  const { handler, reviewer } = request
  const succession: SuccessionRecord = { ...proposed, accepted: { at: context.now, handler, reviewer } }
  const keeper = { centerId: successor.centerId, from }
  const taken = [former, ...ready.earlier]
  return {
    outcome: "decided",
    succession,
    changes: [
      ...taken.flatMap((center): readonly Change[] => [
        next(center, {
          keepers: [...(center.keepers ?? []), keeper],
          ...(center === former ? { succession } : {}),
        }),
        { kind: "followPolicies", centerId: center.centerId, from, keeperId: successor.centerId },
      ]),
      next(successor, {
        formerCenters: [
          ...(successor.formerCenters ?? []),
          ...taken.map(({ centerId }) => ({ centerId, from })),
        ],
      }),
      ...tellBoth(former, successor.centerId, { type: "center.merged", note: from }, context),
    ],
  }
}

const without = (center: CenterRecord, over: Partial<CenterRecord>): Change => {
  const { succession: _succession, ...rest } = center
  return next(rest, over)
}

/** Before the day everything can be taken back; afterwards the books have moved. */
export const cancelSuccession = (
  former: CenterRecord,
  successor: CenterRecord | undefined,
  earlier: readonly CenterRecord[],
  reason: string,
  context: SuccessionContext,
): SuccessionDecided | Refusal => {
  const succession = liveSuccession(former, context.today)
  if (succession === undefined || succession.from <= context.today) return refuse("succession-not-found")
  const { successorCenterId, from, accepted } = succession
  const told = tellBoth(
    former,
    successorCenterId,
    { type: "center.succession-cancelled", note: reason },
    context,
  )
  if (accepted === undefined || successor === undefined)
    return { outcome: "decided", succession, changes: [without(former, {}), ...told] }
  const taken = [former, ...earlier]
  const kept = ({ keepers = [] }: CenterRecord) =>
    keepers.filter((keeper) => keeper.centerId !== successorCenterId || keeper.from !== from)
  return {
    outcome: "decided",
    succession,
    changes: [
      ...taken.flatMap((center): readonly Change[] => [
        center === former
          ? without(center, { keepers: kept(center) })
          : next(center, { keepers: kept(center) }),
        { kind: "ceaseToFollowPolicies", centerId: center.centerId, from },
      ]),
      next(successor, {
        formerCenters: (successor.formerCenters ?? []).filter(
          (entry) => !taken.some(({ centerId }) => centerId === entry.centerId),
        ),
      }),
      ...told,
    ],
  }
}
