import type { Route } from "./route.ts"

/** A center that merges into another. */
export const SUCCESSION_ROUTES = {} as const satisfies Record<string, Route>
