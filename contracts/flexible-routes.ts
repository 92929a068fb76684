import type { Route } from "./route.ts"

export const FLEXIBLE_ROUTES = {} as const satisfies Record<string, Route>
