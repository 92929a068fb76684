import type { Rule } from "./rule.ts"

/** Supervision: statistics, metrics, the dashboard. */
export const SUPERVISION_RULES = {
  "SUP-001": {
    zh: "查询区间不超过 400 天，起日不晚于止日",
    en: "a range covers at most 400 days and begins before it ends",
    source: "hub contract",
  },
  "SUP-002": {
    zh: "监管人员只看令牌范围内的数据",
    en: "a supervisor sees what the token's scope covers, and nothing else",
    source: "hub contract",
  },
  "SUP-003": {
    zh: "指标只能按约定的维度分解",
    en: "a metric is broken down by the agreed dimensions only",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
