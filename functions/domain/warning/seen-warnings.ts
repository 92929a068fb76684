import type { ShownWarning } from "../../../contracts/shown-warning.ts"
import type { CenterId, LocalDate, UnitCreditCode } from "../../../contracts/primitives.ts"
import { versionsSharing, type Memberships } from "../federation/membership.ts"
import type { WarningLine } from "./warning-record.ts"

export interface WarningViewer {
  readonly centerId: CenterId
  /** Former centers whose books it keeps: what bound them binds it. */
  readonly formerIds: readonly CenterId[]
  readonly today: LocalDate
}

/** In whose name it may look. */
export const codesOf = ({ centerId, formerIds }: WarningViewer): readonly CenterId[] => [
  centerId,
  ...formerIds,
]

const isCurrent = ({ from, to }: WarningLine, { today }: WarningViewer): boolean =>
  from <= today && today <= to

/** Whether it takes the federations to tell who sees a line: then they are read, and otherwise they are not. */
export const needsMemberships = (line: WarningLine, viewer: WarningViewer): boolean =>
  line.federationId !== undefined && !codesOf(viewer).includes(line.centerId) && isCurrent(line, viewer)

/**
 * Whether a center sees a warning: its own, the nation's, and that of a federation which binds both by one version that
 * shares warnings. Who has left sees none of it, and what it has registered is seen no more.
 */
export const seesWarning = (
  line: WarningLine,
  viewer: WarningViewer,
  memberships: readonly Memberships[],
): boolean =>
  isCurrent(line, viewer) &&
  (line.federationId === undefined ||
    codesOf(viewer).some(
      (code) =>
        line.centerId === code ||
        versionsSharing(memberships, line.centerId, code, "sharedWarnings", viewer.today).some(
          ({ federationId }) => federationId === line.federationId,
        ),
    ))

export const shownOf = (
  { warningId, ground, decisionNo, centerId, from, to, effect }: WarningLine,
  unitCreditCode?: UnitCreditCode,
): ShownWarning => ({
  warningId,
  ground,
  decisionNo,
  by: centerId,
  from,
  to,
  effect,
  ...(unitCreditCode === undefined ? {} : { unitCreditCode }),
})
