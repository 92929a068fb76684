import type { ProblemSlug } from "./problems.ts"
import type { Route } from "./route.ts"
import { ACCOUNT_ROUTES } from "./account-routes.ts"
import { BATCH_ROUTES } from "./batch-routes.ts"
import { DIRECTORY_ROUTES } from "./directory-routes.ts"
import { DOCUMENT_ROUTES } from "./document-routes.ts"
import { FLEXIBLE_ROUTES } from "./flexible-routes.ts"
import { DESK_ROUTES } from "./desk-routes.ts"
import { FEDERATION_ROUTES } from "./federation-routes.ts"
import { INVESTIGATION_ROUTES } from "./investigation-routes.ts"
import { REPORT_ROUTES } from "./report-routes.ts"
import { SUCCESSION_ROUTES } from "./succession-routes.ts"
import { SUPERVISION_ROUTES } from "./supervision-routes.ts"
import { WARNING_ROUTES } from "./warning-routes.ts"
import { namesOf } from "./names-of.ts"
import { PUBLIC_ROUTES } from "./public-routes.ts"
import { QUOTE_ROUTES } from "./quote-routes.ts"
import { LOAN_ROUTES } from "./loan-routes.ts"
import { OFFSITE_LOAN_ROUTES } from "./offsite-loan-routes.ts"
import { SERVICE_ROUTES } from "./service-routes.ts"
import { TRANSFER_ROUTES } from "./transfer-routes.ts"
import { WITHDRAWAL_ROUTES } from "./withdrawal-routes.ts"
import { SignatureDefect } from "./signature.ts"

/** The interface. OpenAPI, infrastructure, edge and tests read this one record. */
export const ROUTES = {
  ...PUBLIC_ROUTES,
  ...DIRECTORY_ROUTES,
  ...ACCOUNT_ROUTES,
  ...QUOTE_ROUTES,
  ...TRANSFER_ROUTES,
  ...LOAN_ROUTES,
  ...OFFSITE_LOAN_ROUTES,
  ...SERVICE_ROUTES,
  ...WITHDRAWAL_ROUTES,
  ...FLEXIBLE_ROUTES,
  ...DOCUMENT_ROUTES,
  ...BATCH_ROUTES,
  ...SUPERVISION_ROUTES,
  ...FEDERATION_ROUTES,
  ...WARNING_ROUTES,
  ...INVESTIGATION_ROUTES,
  ...REPORT_ROUTES,
  ...DESK_ROUTES,
  ...SUCCESSION_ROUTES,
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof ROUTES
export const routeNames = namesOf(ROUTES)

/** Problems that every signed call can meet. */
export const SIGNED_CALL_PROBLEMS = [
  ...SignatureDefect.options,
  "caller-not-permitted",
  "target-malformed",
  "too-many-requests",
  "busy",
  "internal-error",
] as const satisfies readonly ProblemSlug[]

/** Problems that every call of a supervisor can meet. */
export const SUPERVISED_CALL_PROBLEMS = [
  "token-invalid",
  "caller-not-permitted",
  "target-malformed",
  "too-many-requests",
  "busy",
  "internal-error",
] as const satisfies readonly ProblemSlug[]

/** Problems of every call with a body, or that changes something. */
export const BODY_PROBLEMS = [
  "media-type-unsupported",
  "not-json",
  "duplicate-key",
  "too-deep",
  "invalid-encoding",
  "body-too-large",
  "invalid-request",
] as const satisfies readonly ProblemSlug[]
export const WRITING_PROBLEMS = [
  "idempotency-key-missing",
  "idempotency-key-malformed",
  "idempotency-key-reused",
  "message-replayed",
] as const satisfies readonly ProblemSlug[]

/** Problems of the catch-all, for what no route knows. */
export const CATCH_ALL_PROBLEMS = [
  "not-found",
  "method-not-allowed",
] as const satisfies readonly ProblemSlug[]

/** Problems that the gateway or its authorizer answers, before any function of the hub runs. */
export const GATEWAY_PROBLEMS = [
  "body-too-large",
  "too-many-requests",
  "busy",
  "internal-error",
  "token-invalid",
] as const satisfies readonly ProblemSlug[]
