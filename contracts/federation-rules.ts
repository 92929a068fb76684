import type { Rule } from "./rule.ts"

/** Federations of centers. */
export const FEDERATION_RULES = {} as const satisfies Record<string, Rule>
