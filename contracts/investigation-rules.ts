import type { Rule } from "./rule.ts"

/** Co-investigation of home purchases, and notices of regions with abnormal purchases. */
export const INVESTIGATION_RULES = {} as const satisfies Record<string, Rule>
