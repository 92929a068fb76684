import type { Rule } from "./rule.ts"

/** Rules of withdrawals. */
export const WITHDRAWAL_RULES = {
  "WDR-001": {
    zh: "提取金额不得超过可提取部分",
    en: "no more leaves than the part that may be withdrawn",
    source: "晋城 五; 昌吉 二(二)7; 辽宁 七",
  },
  "WDR-002": {
    zh: "同一住房事实的提取总额不超过费用减补贴",
    en: "all withdrawals for one fact stay within the cost less the subsidy",
    source: "加装电梯提取: 全家合计不超过费用减补贴",
  },
  "WDR-003": {
    zh: "同一住房事实不得在两地重复提取",
    en: "one fact is not used twice in two cities",
    source: "hub contract",
  },
  "WDR-004": {
    zh: "同一住房事实的金额、日期和权利人前后一致",
    en: "a fact has the same figures and owner whenever it is used",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
