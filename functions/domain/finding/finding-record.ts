import type { FindingClass, FindingConclusion } from "../../../contracts/findings.ts"
import type { CenterId, FindingId, Instant, PersonRef } from "../../../contracts/primitives.ts"
import type { AccountName } from "../account/account-record.ts"
import type { LoanName } from "../loan-registry/loan-record.ts"

/** The line of a finding in the person's partition: what a check must know of it. */
export interface Finding {
  readonly findingId: FindingId
  readonly class: FindingClass
  readonly accounts: readonly AccountName[]
  readonly loans?: readonly LoanName[]
  readonly foundAt: Instant
  /** The centers agreed: kept as history, no doubt any more. */
  readonly closedAt?: Instant
  readonly conclusion?: FindingConclusion
}

export const isOpenFinding = ({ closedAt }: Finding): boolean => closedAt === undefined

/**
 * Whether people have looked and found that it may stay as it is. What was corrected is not there to be seen any more,
 * and a confirmed violation is one as long as it lasts.
 */
export const isSettled = ({ conclusion }: Finding): boolean =>
  conclusion === "mistaken" || conclusion === "lawful"

export interface Position {
  readonly centerId: CenterId
  readonly conclusion: FindingConclusion
  readonly note?: string
  readonly statedAt: Instant
  /** Who of the center stands behind it; no other center sees them. */
  readonly handler: string
  readonly reviewer: string
}

/** The resolution case of a finding. It has no clock: supervisors see how long it is open. */
export interface FindingCase {
  readonly findingId: FindingId
  readonly class: FindingClass
  /** Whose partition has the line; may have been linked to another document since. */
  readonly personRef: PersonRef
  readonly status: "open" | "closed"
  readonly centerIds: readonly CenterId[]
  readonly accounts: readonly AccountName[]
  readonly loans: readonly LoanName[]
  readonly positions: readonly Position[]
  readonly conclusion?: FindingConclusion
  readonly foundAt: Instant
  readonly closedAt?: Instant
  readonly version: number
}
