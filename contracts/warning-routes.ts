import type { Route } from "./route.ts"

/** Warnings: joint discipline. */
export const WARNING_ROUTES = {} as const satisfies Record<string, Route>
