import type { Route } from "./route.ts"

/** Co-investigation of home purchases, and notices of regions with abnormal purchases. */
export const INVESTIGATION_ROUTES = {} as const satisfies Record<string, Route>
