import type { ProblemSlug } from "./problems.ts"
import type { Route } from "./route.ts"

/** Problems that every call of the clerk's page can meet. */
export const DESK_CALL_PROBLEMS = [
  "desk-link-invalid",
  "target-malformed",
  "too-many-requests",
  "busy",
  "internal-error",
] as const satisfies readonly ProblemSlug[]

/** The clerk's page: a center opens it with a signed call, the page itself calls with the code of its link. */
export const DESK_ROUTES = {
  openDesk: {
    method: "POST",
    path: "/v1/desk-links",
    caller: "center",
    function: "serve-desk",
    summary: "A link that opens the clerk's page for 15 minutes",
    idempotency: "no",
    success: 201,
    problems: ["disclosure-budget-exhausted"],
  },
  readDeskToDo: {
    method: "GET",
    path: "/v1/desk/to-do",
    caller: "desk",
    function: "serve-desk",
    summary: "What this center must do, by due date",
    query: ["cursor"],
    success: 200,
    problems: ["cursor-invalid"],
  },
  searchDesk: {
    method: "GET",
    path: "/v1/desk/search",
    caller: "desk",
    function: "serve-desk",
    summary: "Own cases and accounts by one number",
    query: ["letterNo", "accountNo", "caseId"],
    success: 200,
    problems: [],
  },
  readDeskCase: {
    method: "GET",
    path: "/v1/desk/cases/{caseId}",
    caller: "desk",
    function: "serve-desk",
    summary: "A case with its timeline, who must act, what to tell the contributor, and its papers",
    success: 200,
    problems: ["case-not-found"],
  },
  openDeskIdentity: {
    method: "POST",
    path: "/v1/desk/cases/{caseId}/identity",
    caller: "desk",
    function: "serve-desk",
    summary: "Identity and contact of a case for a purpose, recorded",
    idempotency: "no",
    success: 200,
    problems: ["case-not-found", "identity-erased", "disclosure-budget-exhausted"],
  },
  listDeskFunds: {
    method: "GET",
    path: "/v1/desk/unmatched-funds",
    caller: "desk",
    function: "serve-desk",
    summary: "Money without a letter that is not explained yet",
    query: ["cursor"],
    success: 200,
    problems: ["cursor-invalid"],
  },
  endDesk: {
    method: "DELETE",
    path: "/v1/desk/link",
    caller: "desk",
    function: "serve-desk",
    summary: "Ends the link before its time",
    idempotency: "no",
    success: 200,
    problems: [],
  },
  browseDesk: {
    method: "GET",
    path: "/desk",
    caller: "anybody",
    function: "serve-desk",
    summary: "The clerk's page",
    success: 200,
    problems: [],
  },
} as const satisfies Record<string, Route>
