import type { FunctionName } from "./environment.ts"
import type { ProblemSlug } from "./problems.ts"
import { SignatureDefect } from "./signature.ts"

/** `signed`: centers and the operator alike. */
export type Caller = "anybody" | "center" | "operator" | "signed"

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE"
  readonly path: string
  readonly caller: Caller
  readonly function: FunctionName
  readonly summary: string
  readonly query?: readonly string[]
  /** `no` for calls that change nothing of the center's (checks, quotes, openings of an identity). */
  readonly idempotency?: "no"
  /** The route asks for If-Match. */
  readonly ifMatch?: "required" | "optional"
  readonly success: 200 | 201
  /** Problems of this route beyond those of every signed call. */
  readonly problems: readonly ProblemSlug[]
}

const transferAction = (action: string, summary: string, problems: readonly ProblemSlug[]) =>
  ({
    method: "POST",
    path: `/v1/transfers/{transferId}/${action}`,
    caller: "center",
    function: "act-on-transfer",
    summary,
    ifMatch: "optional",
    success: 200,
    problems: [
      "transfer-not-found",
      "wrong-party",
      "action-not-allowed",
      "same-handler-and-reviewer",
      "version-stale",
      ...problems,
    ],
  }) as const satisfies Route

/** What bars the money from leaving the old account. */
const OLD_ACCOUNT_PROBLEMS = [
  "account-not-registered",
  "account-of-another-person",
  "account-already-closed",
  "account-held",
  "loan-mark",
  "judicial-hold",
] as const satisfies readonly ProblemSlug[]

const accountAction = (action: string, summary: string, problems: readonly ProblemSlug[]) =>
  ({
    method: "POST",
    path: `/v1/accounts/{accountNo}/${action}`,
    caller: "center",
    function: "change-account",
    summary,
    ifMatch: "optional",
    success: 200,
    problems: [
      "account-not-found",
      "account-status-conflict",
      "same-handler-and-reviewer",
      "version-stale",
      ...problems,
    ],
  }) as const satisfies Route

/** The interface. OpenAPI, infrastructure, edge and tests read this one record. */
export const ROUTES = {
  publishKeys: {
    method: "GET",
    path: "/.well-known/jwks.json",
    caller: "anybody",
    function: "publish-keys",
    summary: "The hub's public keys",
    success: 200,
    problems: [],
  },
  serveOpenApi: {
    method: "GET",
    path: "/openapi.json",
    caller: "anybody",
    function: "serve-docs",
    summary: "This contract as OpenAPI 3.1",
    success: 200,
    problems: [],
  },
  checkHealth: {
    method: "GET",
    path: "/v1/health",
    caller: "anybody",
    function: "check-health",
    summary: "Liveness",
    success: 200,
    problems: [],
  },
  browseDocs: {
    method: "GET",
    path: "/docs",
    caller: "anybody",
    function: "serve-docs",
    summary: "Browsable reference",
    success: 200,
    problems: [],
  },
  serveDocsAsset: {
    method: "GET",
    path: "/docs/{asset}",
    caller: "anybody",
    function: "serve-docs",
    summary: "Files of the reference page",
    success: 200,
    problems: ["not-found"],
  },
  readProblem: {
    method: "GET",
    path: "/problems/{slug}",
    caller: "anybody",
    function: "serve-docs",
    summary: "A problem type, readable",
    success: 200,
    problems: ["problem-not-found"],
  },

  listCenters: {
    method: "GET",
    path: "/v1/directory/centers",
    caller: "signed",
    function: "read-directory",
    summary: "The directory",
    query: ["on", "cursor", "limit"],
    success: 200,
    problems: ["cursor-invalid"],
  },
  readCenter: {
    method: "GET",
    path: "/v1/directory/centers/{centerId}",
    caller: "signed",
    function: "read-directory",
    summary: "One center",
    query: ["on"],
    success: 200,
    problems: ["center-not-found"],
  },
  onboardCenter: {
    method: "POST",
    path: "/v1/directory/centers",
    caller: "operator",
    function: "onboard-center",
    summary: "Onboard a center with its first key",
    success: 201,
    problems: ["center-exists", "unknown-center", "key-exists", "office-keeps-no-books"],
  },
  suspendCenter: {
    method: "POST",
    path: "/v1/directory/centers/{centerId}/suspension",
    caller: "operator",
    function: "onboard-center",
    summary: "Suspend a center; takes hold within 30 s",
    success: 200,
    problems: ["center-not-found", "standing-unchanged"],
  },
  reinstateCenter: {
    method: "POST",
    path: "/v1/directory/centers/{centerId}/reinstatement",
    caller: "operator",
    function: "onboard-center",
    summary: "Reinstate a center",
    success: 200,
    problems: ["center-not-found", "standing-unchanged"],
  },
  putKey: {
    method: "PUT",
    path: "/v1/directory/keys/{kid}",
    caller: "signed",
    function: "change-directory",
    summary: "Add one's own key; keys may overlap",
    success: 201,
    problems: ["key-exists", "possession-unproven", "key-restricted"],
  },
  revokeKey: {
    method: "DELETE",
    path: "/v1/directory/keys/{kid}",
    caller: "signed",
    function: "change-directory",
    summary: "Revoke one's own key; takes hold within 30 s",
    success: 200,
    problems: ["key-not-found", "last-key", "key-restricted"],
  },
  putReceivingAccount: {
    method: "PUT",
    path: "/v1/directory/receiving-account",
    caller: "center",
    function: "change-directory",
    summary: "Where transferred money is received; takes hold after the cooling period",
    success: 200,
    problems: ["key-restricted"],
  },
  putClosingDays: {
    method: "PUT",
    path: "/v1/directory/closing-days",
    caller: "center",
    function: "change-directory",
    summary: "Working days on which the center is closed",
    success: 200,
    problems: [],
  },

  putPolicy: {
    method: "PUT",
    path: "/v1/policies/{effectiveFrom}",
    caller: "center",
    function: "put-policy",
    summary: "One's own policy pack from a day on",
    success: 201,
    problems: ["policy-invalid"],
  },
  readPolicy: {
    method: "GET",
    path: "/v1/policies/{centerId}",
    caller: "signed",
    function: "read-policy",
    summary: "The pack in force on a day",
    query: ["on"],
    success: 200,
    problems: ["policy-not-found", "policy-gap"],
  },

  checkAccount: {
    method: "POST",
    path: "/v1/account-checks",
    caller: "center",
    function: "check-account",
    summary: "Does the person have a normal account anywhere?",
    idempotency: "no",
    success: 200,
    problems: ["disclosure-budget-exhausted"],
  },
  openAccount: {
    method: "POST",
    path: "/v1/accounts",
    caller: "center",
    function: "open-account",
    summary: "Register an account; 01 claims the nationwide guard",
    success: 201,
    problems: [
      "office-keeps-no-books",
      "normal-account-exists",
      "account-exists",
      "same-handler-and-reviewer",
      "disclosure-budget-exhausted",
    ],
  },
  importAccounts: {
    method: "POST",
    path: "/v1/account-imports",
    caller: "center",
    function: "open-account",
    summary: "Register existing accounts; duplicates are stored contested with a finding",
    success: 200,
    problems: ["office-keeps-no-books"],
  },
  readAccount: {
    method: "GET",
    path: "/v1/accounts/{accountNo}",
    caller: "center",
    function: "read-account",
    summary: "One's own account with segments and holds",
    success: 200,
    problems: ["account-not-found"],
  },
  sealAccount: accountAction(
    "seal",

    "Seal (封存); hands the guard to an account that waits for it",
    [],
  ),
  unsealAccount: accountAction("unseal", "Unseal (启封); claims the guard", [
    "normal-account-exists",
    "account-held",
    "disclosure-budget-exhausted",
  ]),
  closeAccount: accountAction("closure", "Close after a closing withdrawal (05)", ["account-held"]),
  mergeAccount: accountAction("merger", "Join two accounts of one person at one center (03)", [
    "account-held",
  ]),
  changeContributorType: accountAction(
    "contributor-type-change",

    "身份转换: employee and flexible",
    ["account-held"],
  ),
  placeHold: {
    method: "POST",
    path: "/v1/accounts/{accountNo}/holds",
    caller: "center",
    function: "change-account",
    summary: "Put a hold",
    ifMatch: "optional",
    success: 201,
    problems: ["account-not-found", "account-status-conflict", "same-handler-and-reviewer", "version-stale"],
  },
  releaseHold: {
    method: "POST",
    path: "/v1/accounts/{accountNo}/holds/{holdId}/release",
    caller: "center",
    function: "change-account",
    summary: "End one hold; ends no other",
    ifMatch: "optional",
    success: 200,
    problems: [
      "account-not-found",
      "hold-not-found",
      "account-held",
      "same-handler-and-reviewer",
      "version-stale",
    ],
  },
  putSegments: {
    method: "PUT",
    path: "/v1/accounts/{accountNo}/segments",
    caller: "center",
    function: "change-account",
    summary: "Replace the local contribution record",
    ifMatch: "required",
    success: 200,
    problems: [
      "account-not-found",
      "version-required",
      "version-stale",
      "segments-inconsistent",
      "account-status-conflict",
    ],
  },
  linkPersons: {
    method: "POST",
    path: "/v1/persons/links",
    caller: "center",
    function: "change-account",
    summary: "Join changed documents of one person",
    success: 201,
    problems: ["persons-not-linkable", "same-handler-and-reviewer"],
  },

  quoteLoan: {
    method: "POST",
    path: "/v1/loan-quotes",
    caller: "center",
    function: "quote-loan",
    summary: "How much the person may borrow, step by step",
    idempotency: "no",
    success: 200,
    problems: [
      "policy-not-found",
      "policy-gap",
      "loan-figures-missing",
      "consent-missing",
      "unknown-center",
      "disclosure-budget-exhausted",
    ],
  },

  readInbox: {
    method: "GET",
    path: "/v1/inbox",
    caller: "signed",
    function: "read-inbox",
    summary: "Unacknowledged messages, oldest first",
    query: ["limit"],
    success: 200,
    problems: [],
  },
  acknowledgeMessages: {
    method: "POST",
    path: "/v1/inbox/acknowledgements",
    caller: "signed",
    function: "acknowledge-messages",
    summary: "A message stays until acknowledged",
    success: 200,
    problems: [],
  },
  putWebhook: {
    method: "PUT",
    path: "/v1/webhook",
    caller: "center",
    function: "change-webhook",
    summary: "Push the same messages, signed",
    success: 200,
    problems: ["webhook-refused", "key-restricted"],
  },
  deleteWebhook: {
    method: "DELETE",
    path: "/v1/webhook",
    caller: "center",
    function: "change-webhook",
    summary: "Stop the push",
    success: 200,
    problems: ["webhook-not-found", "key-restricted"],
  },

  requestTransfer: {
    method: "POST",
    path: "/v1/transfers",
    caller: "center",
    function: "request-transfer",
    summary: "Send a contact letter (联系函)",
    success: 201,
    problems: [
      "internal-transfer",
      "unknown-center",
      "center-not-active",
      "office-keeps-no-books",
      "account-not-found",
      "new-account-not-open",
      "open-transfer-exists",
      "account-of-another-person",
      "account-already-closed",
      "account-not-sealed",
      "sealed-too-short",
      "inbound-months-short",
      "loan-mark",
      "judicial-hold",
      "account-held",
      "receiving-account-missing",
      "letter-serials-exhausted",
      "same-handler-and-reviewer",
      "policy-gap",
      "transfer-not-found",
    ],
  },
  confirmLetter: transferAction(
    "letter-confirmation",

    "O: the letter arrived; approves nothing",
    [],
  ),
  refuseLetter: transferAction("refusal", "O: a lawful no, from the closed list", []),
  cancelTransfer: transferAction("cancellation", "I: before the confirmation", []),
  requestStop: transferAction(
    "stop-request",

    "I: the applicant changed the mind after the confirmation",
    [],
  ),
  sendStatement: transferAction(
    "statement",

    "O: the account statement (账户信息表), with segments",
    [
      "statement-inconsistent",
      "payment-reference-used",
      "payment-not-due",
      "amount-mismatch",
      "own-loan",
      ...OLD_ACCOUNT_PROBLEMS,
    ],
  ),
  sendPayment: transferAction("payment", "O: a payment left", [
    "payment-reference-used",
    "payment-not-due",
    "amount-mismatch",
    ...OLD_ACCOUNT_PROBLEMS,
  ]),
  returnPayment: transferAction("payment-return", "O: the bank sent the payment back", ["payment-unknown"]),
  completeTransfer: transferAction("completion", "I: table and money match, book", [
    "amount-mismatch",
    "payment-reference-used",
    "new-account-not-open",
  ]),
  disputeStatement: transferAction("dispute", "I: opens the negotiation (协商)", []),
  returnMoney: transferAction("return", "I: the money goes back whole", [
    "amount-mismatch",
    "payment-reference-used",
  ]),
  confirmReturn: transferAction(
    "return-confirmation",

    "O: the money is back; the old account gets its former status",
    [],
  ),
  acknowledgeRefusal: transferAction(
    "refusal-acknowledgement",

    "I: ends a refused case",
    [],
  ),
  openIdentity: {
    method: "POST",
    path: "/v1/transfers/{transferId}/identity",
    caller: "center",
    function: "open-identity",
    summary: "Identity and contact of the case, recorded",
    idempotency: "no",
    success: 200,
    problems: ["transfer-not-found", "identity-erased", "disclosure-budget-exhausted", "message-replayed"],
  },
  readTransfer: {
    method: "GET",
    path: "/v1/transfers/{transferId}",
    caller: "center",
    function: "read-transfer",
    summary: "One case",
    success: 200,
    problems: ["transfer-not-found"],
  },
  listTransfers: {
    method: "GET",
    path: "/v1/transfers",
    caller: "center",
    function: "read-transfer",
    summary: "Cases of the center, newest first",
    query: ["role", "status", "letterNo", "due", "cursor", "limit"],
    success: 200,
    problems: ["cursor-invalid"],
  },
  reportResidual: {
    method: "POST",
    path: "/v1/transfers/{transferId}/residuals",
    caller: "center",
    function: "settle-residual",
    summary: "Money that follows a completed transfer",
    success: 201,
    problems: [
      "transfer-not-found",
      "action-not-allowed",
      "payment-reference-used",
      "same-handler-and-reviewer",
      "amount-mismatch",
    ],
  },
  completeResidual: {
    method: "POST",
    path: "/v1/transfers/{transferId}/residuals/{residualId}/completion",
    caller: "center",
    function: "settle-residual",
    summary: "The residual money is booked",
    success: 200,
    problems: [
      "transfer-not-found",
      "residual-not-found",
      "wrong-party",
      "action-not-allowed",
      "amount-mismatch",
      "payment-reference-used",
      "payment-unknown",
      "new-account-not-open",
      "same-handler-and-reviewer",
    ],
  },
  reportUnmatchedFunds: {
    method: "POST",
    path: "/v1/unmatched-funds",
    caller: "center",
    function: "settle-residual",
    summary: "Money without a letter, told to the paying center",
    success: 201,
    problems: ["unknown-center", "same-handler-and-reviewer"],
  },
  explainUnmatchedFunds: {
    method: "POST",
    path: "/v1/unmatched-funds/{unmatchedFundsId}/explanation",
    caller: "center",
    function: "settle-residual",
    summary: "Matched to a transfer by the payer, or sent back by the receiver",
    success: 200,
    problems: [
      "unmatched-funds-not-found",
      "wrong-party",
      "action-not-allowed",
      "payment-reference-used",
      "same-handler-and-reviewer",
    ],
  },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof ROUTES
export const routeNames = Object.keys(ROUTES).filter((name): name is RouteName => name in ROUTES)

/** Problems that every signed call can meet. */
export const SIGNED_CALL_PROBLEMS = [
  ...SignatureDefect.options,
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
