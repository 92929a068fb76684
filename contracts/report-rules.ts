import type { Rule } from "./rule.ts"

/** Monthly reports of centers, and report cards. */
export const REPORT_RULES = {} as const satisfies Record<string, Rule>
