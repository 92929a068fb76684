import type { Route } from "./route.ts"

export const BATCH_ROUTES = {} as const satisfies Record<string, Route>
