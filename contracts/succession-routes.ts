import type { Route } from "./route.ts"

/** A center that merges into another. */
export const SUCCESSION_ROUTES = {
  proposeSuccession: {
    method: "POST",
    path: "/v1/centers/{centerId}/succession",
    caller: "operator",
    function: "onboard-center",
    summary: "Propose that a center merges into another from a day on",
    success: 201,
    problems: [
      "center-not-found",
      "unknown-center",
      "center-not-active",
      "office-keeps-no-books",
      "succession-exists",
      "successor-not-eligible",
    ],
  },
  acceptSuccession: {
    method: "POST",
    path: "/v1/centers/{centerId}/succession/acceptance",
    caller: "center",
    function: "onboard-center",
    summary: "Accept, as the successor, to take over a center's books",
    success: 200,
    problems: [
      "center-not-found",
      "succession-not-found",
      "center-not-active",
      "successor-not-eligible",
      "receiving-account-missing",
    ],
  },
  cancelSuccession: {
    method: "POST",
    path: "/v1/centers/{centerId}/succession/cancellation",
    caller: "operator",
    function: "onboard-center",
    summary: "Cancel a merger before its day",
    success: 200,
    problems: ["center-not-found", "succession-not-found"],
  },
} as const satisfies Record<string, Route>
