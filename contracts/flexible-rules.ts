import type { Rule } from "./rule.ts"

/** Rules of flexible employment. */
export const FLEXIBLE_RULES = {
  "FLX-001": {
    zh: "灵活就业人员须签订缴存使用协议",
    en: "a flexible contributor has signed an agreement",
    source: "晋城 三(二); 昌吉 二(二)2; 辽宁 二",
  },
} as const satisfies Record<string, Rule>
