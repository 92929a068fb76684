import type { CaseStanding } from "../../contracts/workflows.ts"
import type { Change } from "../domain/change.ts"

/** What the clock found when it looked at a case, of either kind. */
export interface Ticked {
  readonly standing: CaseStanding
  readonly changes: readonly Change[]
  readonly event: string
}
