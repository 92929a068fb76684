import type { ProblemSlug } from "./problems.ts"
import type { Route } from "./route.ts"

const onWarning = (action: string, summary: string, problems: readonly ProblemSlug[]) =>
  ({
    method: "POST",
    path: `/v1/warnings/{warningId}/${action}`,
    caller: "center",
    function: "keep-warnings",
    summary,
    ifMatch: "optional",
    success: 200,
    problems: [
      "warning-not-found",
      "action-not-allowed",
      "same-handler-and-reviewer",
      "version-stale",
      ...problems,
    ],
  }) as const satisfies Route

/** Warnings: joint discipline. */
export const WARNING_ROUTES = {
  registerWarning: {
    method: "POST",
    path: "/v1/warnings",
    caller: "center",
    function: "keep-warnings",
    summary: "The handler registers a warning; it has no effect before its confirmation",
    success: 201,
    problems: [
      "warning-period-invalid",
      "warning-scope-unknown",
      "warning-subject-differs",
      "warning-exists",
      "key-restricted",
      "disclosure-budget-exhausted",
    ],
  },
  confirmWarning: onWarning(
    "confirmation",
    "The reviewer confirms it, signed with another key of the same center: from then on it has effect",
    [
      "warning-key-used",
      "key-restricted",
      "warning-period-invalid",
      "warning-scope-unknown",
      "warning-exists",
    ],
  ),
  objectToWarning: onWarning("objections", "A center that may see it objects for the person or employer", [
    "warning-objected",
  ]),
  answerObjection: onWarning("answers", "The registering center answers the objection: upheld or lifted", []),
  removeWarning: onWarning("removals", "The registering center removes it, with a reason", []),
  readWarning: {
    method: "GET",
    path: "/v1/warnings/{warningId}",
    caller: "center",
    function: "keep-warnings",
    summary: "One warning with its trace, to the registering center",
    success: 200,
    problems: ["warning-not-found"],
  },
  listWarnings: {
    method: "GET",
    path: "/v1/warnings",
    caller: "center",
    function: "keep-warnings",
    summary: "Warnings that the center has registered, newest first",
    query: ["status", "cursor", "limit"],
    success: 200,
    problems: ["cursor-invalid"],
  },
} as const satisfies Record<string, Route>
