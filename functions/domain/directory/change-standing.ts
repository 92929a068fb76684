import type { Instant } from "../../../contracts/primitives.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { CenterRecord } from "./center-record.ts"

export interface StandingChange {
  readonly standing: CenterRecord["standing"]
  readonly reason: string
  readonly at: Instant
}

/** Suspends or reinstates; every function forgets a key's center within the age of its key cache. */
export const changeStanding = (center: CenterRecord, change: StandingChange): CenterRecord | Refusal =>
  center.standing === change.standing
    ? refuse("standing-unchanged")
    : {
        ...center,
        standing: change.standing,
        standingSince: change.at,
        standingReason: change.reason,
        version: center.version + 1,
      }
