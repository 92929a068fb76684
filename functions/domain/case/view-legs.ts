import type { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { RunningLeg } from "./running-leg.ts"

interface ShownLeg<Leg extends string> {
  readonly leg: Leg
  readonly actingCenterId: CenterId
  readonly dueOn?: LocalDate
  readonly dueAt?: Instant
  readonly dueUnpublishedYear?: string
  readonly escalatedAt?: Instant
}

/** A leg as the two centers see it; which of them acts, the case knows. */
export const viewLeg = <Leg extends string, Party extends string>(
  leg: Omit<RunningLeg<Leg, Party>, "since" | "lookAt">,
  centerOf: (party: Party) => CenterId,
): ShownLeg<Leg> => ({
  leg: leg.leg,
  actingCenterId: centerOf(leg.party),
  ...(leg.dueOn === undefined ? {} : { dueOn: leg.dueOn }),
  ...(leg.dueAt === undefined ? {} : { dueAt: leg.dueAt }),
  ...(leg.unpublishedYear === undefined ? {} : { dueUnpublishedYear: String(leg.unpublishedYear) }),
  ...(leg.escalatedAt === undefined ? {} : { escalatedAt: leg.escalatedAt }),
})

const deadlineOf = ({ dueAt }: { readonly dueAt?: Instant }): string => dueAt ?? "9"

/** The earliest first; a leg without date is due later than any that has one. */
export const viewLegs = <Leg extends string, Party extends string>(
  legs: readonly RunningLeg<Leg, Party>[],
  centerOf: (party: Party) => CenterId,
): ShownLeg<Leg>[] =>
  legs
    .toSorted((left, right) => deadlineOf(left).localeCompare(deadlineOf(right)))
    .map((leg) => viewLeg(leg, centerOf))
