import type { Route } from "./route.ts"

/** The clerk's page. */
export const DESK_ROUTES = {} as const satisfies Record<string, Route>
