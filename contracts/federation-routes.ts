import type { Route } from "./route.ts"

/** Federations of centers. */
export const FEDERATION_ROUTES = {} as const satisfies Record<string, Route>
