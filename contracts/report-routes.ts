import type { Route } from "./route.ts"

/** Monthly reports of centers, and report cards. */
export const REPORT_ROUTES = {
  putReport: {
    method: "PUT",
    path: "/v1/reports/{month}",
    caller: "center",
    function: "put-report",
    summary: "One's own figures of a month that has ended; a correction names the version before",
    ifMatch: "optional",
    success: 200,
    problems: [
      "report-inconsistent",
      "report-month-not-open",
      "office-keeps-no-books",
      "same-handler-and-reviewer",
      "version-required",
      "version-stale",
    ],
  },
  readReport: {
    method: "GET",
    path: "/v1/reports/{month}",
    caller: "center",
    function: "put-report",
    summary: "One's own report of a month, with all its versions",
    success: 200,
    problems: ["report-not-found"],
  },
  readReportCard: {
    method: "GET",
    path: "/v1/report-cards/{month}",
    caller: "center",
    function: "put-report",
    summary: "One's own grades and places of a month, and the average of all centers",
    success: 200,
    problems: ["report-month-not-open"],
  },
} as const satisfies Record<string, Route>
