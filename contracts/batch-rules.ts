import type { Rule } from "./rule.ts"

/** Rules of batches. */
export const BATCH_RULES = {
  "BAT-001": {
    zh: "批次文件每行一笔，可读",
    en: "each line of a batch is one request",
    source: "BDC902",
  },
} as const satisfies Record<string, Rule>
