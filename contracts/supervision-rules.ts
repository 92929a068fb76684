import type { Rule } from "./rule.ts"

/** Supervision: statistics, metrics, the dashboard. */
export const SUPERVISION_RULES = {} as const satisfies Record<string, Rule>
