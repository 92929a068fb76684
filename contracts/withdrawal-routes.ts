import type { Route } from "./route.ts"

/** 提取: what may leave an account, asked before anything does. */
export const WITHDRAWAL_ROUTES = {
  checkWithdrawal: {
    method: "POST",
    path: "/v1/withdrawal-checks",
    caller: "center",
    function: "check-withdrawal",
    summary: "May money leave this account, how much, and by which rule?",
    idempotency: "no",
    success: 200,
    problems: ["account-not-found", "policy-gap", "disclosure-budget-exhausted"],
  },
} as const satisfies Record<string, Route>
