import type { Route } from "./route.ts"

/** How much a family may borrow: at one center, and in several cities at once. */
export const QUOTE_ROUTES = {
  quoteLoan: {
    method: "POST",
    path: "/v1/loan-quotes",
    caller: "center",
    function: "quote-loan",
    summary: "How much the family may borrow, step by step",
    idempotency: "no",
    success: 200,
    problems: [
      "policy-not-found",
      "policy-gap",
      "loan-figures-missing",
      "consent-missing",
      "consent-invalid",
      "unknown-center",
      "disclosure-budget-exhausted",
    ],
  },
  compareLoanQuotes: {
    method: "POST",
    path: "/v1/loan-quotes/comparison",
    caller: "center",
    function: "quote-loan",
    summary: "What if: the quotes of up to ten centers for one family, the best first",
    idempotency: "no",
    success: 200,
    problems: ["consent-missing", "consent-invalid", "disclosure-budget-exhausted"],
  },
} as const satisfies Record<string, Route>
