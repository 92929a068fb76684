import type { ShownWarning, WarningGround } from "../../../contracts/shown-warning.ts"
import type { WarningRemovalRequest, WarningScope, WarningStatus } from "../../../contracts/warnings.ts"
import type {
  CenterId,
  FederationId,
  Instant,
  LocalDate,
  PersonRef,
  StaffId,
  UnitCreditCode,
  WarningId,
} from "../../../contracts/primitives.ts"

export type WarningSubject =
  /** May have been linked to another document since. */
  | { readonly kind: "person"; readonly personRef: PersonRef }
  | { readonly kind: "employer"; readonly unitCreditCode: UnitCreditCode }

interface Staff {
  readonly handler: StaffId
  readonly reviewer: StaffId
}

export interface ObjectionRecord {
  readonly by: CenterId
  readonly note: string
  readonly objectedAt: Instant
  /** Of the objecting center; the registering center does not see them. */
  readonly staff: Staff
  readonly dueOn?: LocalDate
  readonly dueAt?: Instant
  readonly escalatedAt?: Instant
  readonly outcome?: "upheld" | "lifted"
  readonly answeredAt?: Instant
}

export interface WarningRecord {
  readonly warningId: WarningId
  readonly ground: WarningGround
  readonly subject: WarningSubject
  readonly decisionNo: string
  readonly documentHash: string
  readonly centerId: CenterId
  readonly from: LocalDate
  readonly to: LocalDate
  readonly scope: WarningScope
  readonly status: WarningStatus
  readonly handler: StaffId
  /** The key that the handler signed with: the reviewer takes another. */
  readonly handlerKid: string
  readonly reviewer?: StaffId
  readonly reviewerKid?: string
  readonly registeredAt: Instant
  readonly confirmedAt?: Instant
  readonly objection?: ObjectionRecord
  readonly removal?: WarningRemovalRequest["reason"]
  readonly endedAt?: Instant
  /** When the clock looks at it: the end of its last day, or of the time to answer an objection. */
  readonly timerAt?: Instant
  readonly version: number
}

/** The line of a warning beside its subject, as long as it has effect: all that a check reads of it. */
export interface WarningLine {
  readonly warningId: WarningId
  readonly ground: WarningGround
  readonly decisionNo: string
  readonly centerId: CenterId
  readonly from: LocalDate
  readonly to: LocalDate
  /** Absent: the nation's. */
  readonly federationId?: FederationId
  readonly effect: ShownWarning["effect"]
}

export const hasEnded = ({ status }: WarningRecord): boolean =>
  status === "lifted" || status === "removed" || status === "expired"

/** A warning has effect between its confirmation and its end, whatever is objected. */
export const isShown = ({ status }: WarningRecord): boolean => status === "inForce" || status === "objected"
