import type { Rule } from "./rule.ts"

/** The clerk's page. */
export const DESK_RULES = {} as const satisfies Record<string, Rule>
