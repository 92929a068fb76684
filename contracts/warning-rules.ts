import type { Rule } from "./rule.ts"

/** Warnings: joint discipline. */
export const WARNING_RULES = {} as const satisfies Record<string, Rule>
