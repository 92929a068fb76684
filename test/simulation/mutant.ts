import type { TransactWriteItem, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb"
import type { Change } from "../../functions/domain/change.ts"
import type { LoanStory } from "./loan-stories.ts"
import type { Story } from "./plan.ts"
import type { TransferCase } from "../../functions/domain/transfer/transfer-case.ts"

/** A way to break the hub on purpose. It wraps what the code says to the world; the code itself stays as it is. */
export interface Mutant {
  readonly breaks: string
  /** The story in which it matters; half of the cases then have it. */
  readonly favours?: Story
  /** The same for off-site loans. */
  readonly favoursLoan?: LoanStory
  /** The process whose slowness brings it out. */
  readonly slow?: string
  /** The items of one transaction as the transactions that are sent instead, one after the other. */
  readonly transaction?: (items: readonly TransactWriteItem[]) => readonly (readonly TransactWriteItem[])[]
  readonly update?: (input: UpdateItemCommandInput) => UpdateItemCommandInput
  /** The answer says that the wake arrived; it did not. */
  readonly wakes?: "lost"
  /** Only the first execution of an off-site loan is ever started. */
  readonly restarts?: "lost"
  readonly sweeper?: "absent"
  /** The case as the clock sees it. */
  readonly caseOfTick?: (transfer: TransferCase) => TransferCase
  /** What the clock writes. */
  readonly changesOfTick?: (changes: readonly Change[]) => readonly Change[]
}
