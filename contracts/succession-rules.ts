import type { Rule } from "./rule.ts"

/** A center that merges into another. */
export const SUCCESSION_RULES = {} as const satisfies Record<string, Rule>
