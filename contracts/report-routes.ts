import type { Route } from "./route.ts"

/** Monthly reports of centers, and report cards. */
export const REPORT_ROUTES = {} as const satisfies Record<string, Route>
