import type { Rule } from "./rule.ts"

/** A center that merges into another. */
export const SUCCESSION_RULES = {
  "SCN-001": {
    zh: "中心不能并入自身，也不能并入已并出或将并出的中心",
    en: "no center merges into itself, nor into one that has merged away or is about to",
    source: "hub contract",
  },
  "SCN-002": {
    zh: "合并日最早为次日，且双方届时均在目录有效期内",
    en: "a merger begins tomorrow at the earliest, on a day when both are in the directory",
    source: "hub contract",
  },
  "SCN-003": {
    zh: "尚有他中心待并入的，不能并出",
    en: "a center into which another is still to merge does not merge away itself",
    source: "hub contract",
  },
  "SCN-004": {
    zh: "原中心有政策数据的，承继中心须有合并日有效的政策数据",
    en: "where the former center has rules, the successor has rules in force on the day",
    source: "hub contract; ADR 40",
  },
  "SCN-005": {
    zh: "一个中心最多承继30个中心",
    en: "a center takes over 30 others at most",
    source: "hub contract",
  },
  "SCN-006": {
    zh: "接受的合并日须与提出的一致",
    en: "what is accepted is the day that was proposed",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
