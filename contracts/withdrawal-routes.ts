import type { Route } from "./route.ts"

export const WITHDRAWAL_ROUTES = {} as const satisfies Record<string, Route>
