import type { CenterId, Instant, LocalDate } from "../../../contracts/primitives.ts"
import type { Change } from "../change.ts"
import { refuse, type Refusal } from "../refusal.ts"
import { boundBy, type FederationRecord, type VersionLine } from "./federation-record.ts"
import type { Memberships } from "./membership.ts"
import { tellMembers } from "./tell-members.ts"

export interface Exit {
  readonly centerId: CenterId
  readonly effectiveOn: LocalDate
  readonly now: Instant
  readonly today: LocalDate
  readonly newId: (prefix: string) => string
}

interface Line {
  readonly leftOn?: LocalDate
}

/** A line that would bind on the day of leaving, or after it. */
const isOpenOn = ({ leftOn }: Line, validTo: LocalDate | undefined, day: LocalDate): boolean =>
  (leftOn === undefined || leftOn > day) && (validTo === undefined || validTo >= day)

const leavesVersion = (version: VersionLine, { centerId, effectiveOn }: Exit): VersionLine => ({
  ...version,
  acceptances: version.acceptances.map((line) =>
    line.centerId === centerId && isOpenOn(line, version.validTo, effectiveOn)
      ? { ...line, leftOn: effectiveOn }
      : line,
  ),
})

/** A member leaves: from the day on no version of the federation binds it. A case that began before keeps its rules. */
export const leaveFederation = (
  record: FederationRecord,
  memberships: Memberships,
  exit: Exit,
):
  | {
      readonly outcome: "left"
      readonly federation: FederationRecord
      readonly changes: readonly Change[]
    }
  | Refusal => {
  const { centerId, effectiveOn, now, today } = exit
  const { federationId } = record
  const field = "/effectiveOn"
  if (effectiveOn < today) return refuse("invalid-request", { rule: "FED-009", field })
  const leaves = memberships.bound.filter(
    (one) => one.federationId === federationId && isOpenOn(one, one.validTo, effectiveOn),
  )
  const last = leaves.at(-1)
  if (last === undefined) return refuse("federation-not-bound", { rule: "FED-008", field })
  const federation: FederationRecord = {
    ...record,
    version: record.version + 1,
    versions: record.versions.map((version) => leavesVersion(version, exit)),
  }
  const bound = memberships.bound.map((one) => (leaves.includes(one) ? { ...one, leftOn: effectiveOn } : one))
  const others = new Set(record.versions.flatMap((version) => boundBy(version, today)))
  return {
    outcome: "left",
    federation,
    changes: [
      { kind: "saveFederation", federation },
      {
        kind: "saveMemberships",
        memberships: { centerId, version: memberships.version + 1, bound },
      },
      ...tellMembers(federation, [...others, "operator"], {
        type: "federation.left",
        now,
        newId: exit.newId,
        centerId,
        version: last.version,
        actionNeeded: false,
      }),
    ],
  }
}
