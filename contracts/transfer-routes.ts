import type { ProblemSlug } from "./problems.ts"
import type { Route } from "./route.ts"

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

/** Transfers and the money that follows or precedes them. */
export const TRANSFER_ROUTES = {
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
