import * as z from "zod"
import type { TransferStatus } from "./codes.ts"
import type { OffsiteLoanStatus } from "./offsite-loan-codes.ts"
import { CaseId, Instant } from "./primitives.ts"
import type { ServiceStatus } from "./service-codes.ts"

/**
 * What the state machines of cases and their tasks say to each other. The case is the truth: a machine carries
 * no business figure, only where the case stands, so that it can be lost and started again at any moment.
 */

/** Rises by one with each new execution of a case; whoever carries an older number does nothing. */
export const Generation = z.int().min(1)
export type Generation = z.infer<typeof Generation>

/** The statuses in which the machine waits, in the order of the business flow, then those in which it ends. */
export const AWAITED_STATUSES = [
  "letterSent",
  "letterConfirmed",
  "statementSent",
  "negotiating",
  "refused",
] as const satisfies readonly TransferStatus[]
export const ENDED_STATUSES = [
  "completed",
  "completedAfterNegotiation",
  "closedAsRefused",
  "cancelled",
  "expired",
] as const satisfies readonly TransferStatus[]

/**
 * The places in which the machine of an off-site loan waits. A granted loan runs for years: its machine ends with the
 * grant (`granted`), and another execution keeps the clock while a center has something to do (`servicing`).
 */
export const AWAITED_OFFSITE_PLACES = ["requested", "certified", "servicing"] as const satisfies readonly (
  | OffsiteLoanStatus
  | "servicing"
)[]
export const ENDED_OFFSITE_PLACES = [
  "granted",
  "paidOff",
  "converted",
  "refused",
  "rejected",
  "cancelled",
  "expired",
] as const satisfies readonly OffsiteLoanStatus[]

/**
 * The places in which the machine of a service case waits: for the applicant's papers or the receiving center, for the
 * decision after a verification, for the payment of a withdrawal, and until the applicant has the result.
 */
export const AWAITED_SERVICE_PLACES = [
  "submitted",
  "supplementRequested",
  "deciding",
  "paying",
  "delivering",
] as const
export const ENDED_SERVICE_PLACES = [
  "closed",
  "cancelled",
  "expired",
] as const satisfies readonly ServiceStatus[]

/** Where a case of any kind stands, for its workflow. */
const Place = z.enum([
  ...new Set([
    ...AWAITED_STATUSES,
    ...ENDED_STATUSES,
    ...AWAITED_OFFSITE_PLACES,
    ...ENDED_OFFSITE_PLACES,
    ...AWAITED_SERVICE_PLACES,
    ...ENDED_SERVICE_PLACES,
  ]),
])

/** Input of an execution, whose name is `<caseId>-<generation>`. */
export const CaseWorkflowInput = z.strictObject({
  caseId: CaseId,
  generation: Generation,
  /** When the leg in which the case stands is over; a restart brings the present one. */
  dueAt: Instant.nullable(),
})
export type CaseWorkflowInput = z.infer<typeof CaseWorkflowInput>

/**
 * What `park-case` gets: the token that wakes the waiting state, the statuses that it waits in, and until when
 * it sleeps. A state may be entered with a standing that an action has overtaken; then it is woken at once.
 */
export const ParkCasePayload = z.strictObject({
  token: z.string().min(1).max(2048),
  caseId: CaseId,
  generation: Generation,
  awaited: z.array(Place).min(1),
  dueAt: Instant.nullable(),
  now: Instant,
})
export type ParkCasePayload = z.infer<typeof ParkCasePayload>

/** What the tick of a case gets when a waiting state ran out of time. */
export const TickCasePayload = z.strictObject({
  caseId: CaseId,
  generation: Generation,
  now: Instant,
})
export type TickCasePayload = z.infer<typeof TickCasePayload>

/** Where the case stands: the answer of a tick, and the output with which a waiting state is woken. */
export const CaseStanding = z.strictObject({
  status: Place,
  /** Null when nothing is due: the case has ended, or its deadline lies in a year whose calendar is unpublished. */
  dueAt: Instant.nullable(),
  generation: Generation,
})
export type CaseStanding = z.infer<typeof CaseStanding>

/** The error with which a park ends an execution that a later generation has replaced. */
export const SUPERSEDED = "Superseded"

/**
 * Words that a log line carries when the operator should look. The metric filters count the lines that contain
 * them, whatever the shape of the line.
 */
export const SIGNALS = {
  /** A sweep woke or restarted cases that the normal path should have moved; one line a sweep. */
  sweeperRepaired: "sweeper-repaired",
  /** A leg ended without the action that it waited for; one line a leg. */
  clockBreached: "clock-breached",
} as const
