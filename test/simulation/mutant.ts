import type { TransactWriteItem, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb"
import type { Change } from "../../functions/domain/change.ts"
import type { HousingFact } from "../../functions/domain/withdrawal/withdrawal-record.ts"
import type { Household } from "./applicants.ts"
import type { LoanStory } from "./loan-stories.ts"
import type { Story } from "./plan.ts"
import type { ServiceStory } from "./service-stories.ts"
import type { TransferCase } from "../../functions/domain/transfer/transfer-case.ts"

/** How the counting behind the commits is broken. */
export type StatisticsMutant =
  | "without-conditions"
  | "former-forgotten"
  | "marks-lost"
  | "state-first"
  | "message-believed"

/** A way to break the hub on purpose. It wraps what the code says to the world; the code itself stays as it is. */
export interface Mutant {
  readonly breaks: string
  /** The story in which it matters; half of the cases then have it. */
  readonly favours?: Story
  /** The same for off-site loans. */
  readonly favoursLoan?: LoanStory
  /** It matters among those who borrow: nobody else lives in its worlds. */
  readonly only?: "borrowers"
  /** The household of applicants in which it matters. Whoever names one breaks service cases: its worlds have no others. */
  readonly favoursHousehold?: Household
  /** The way that most of its service cases take. */
  readonly favoursService?: ServiceStory
  /** A housing fact as the hub reads it. */
  readonly factAsRead?: (fact: HousingFact) => HousingFact
  /** Whether what is paid is compared with what was approved. */
  readonly payments?: "unchecked"
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
  /** Whoever names it breaks the counting; in the worlds of all others nobody counts, to save their time. */
  readonly statistics?: StatisticsMutant
  /** The case as the clock sees it. */
  readonly caseOfTick?: (transfer: TransferCase) => TransferCase
  /** What the clock writes. */
  readonly changesOfTick?: (changes: readonly Change[]) => readonly Change[]
}
