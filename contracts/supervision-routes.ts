import type { Route } from "./route.ts"

/** Supervision: statistics, metrics, the dashboard. */
export const SUPERVISION_ROUTES = {} as const satisfies Record<string, Route>
