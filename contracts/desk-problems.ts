import { entry, type ProblemEntry } from "./problem-entry.ts"

/** The clerk's page. One problem for every link that opens nothing: which of the reasons it is, nobody learns. */
export const DESK_PROBLEMS = {
  "desk-link-invalid": entry(
    401,
    "1035",
    "链接已失效，请在业务系统中重新打开",
    "The link is no longer valid; open it again from the center's own system",
  ),
} as const satisfies Record<string, ProblemEntry>
