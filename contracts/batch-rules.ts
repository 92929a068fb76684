import type { Rule } from "./rule.ts"

/** Rules of batches. */
export const BATCH_RULES = {
  "BAT-001": {
    zh: "批次文件每行一笔，可读",
    en: "each line of a batch is one request",
    source: "BDC902",
  },
  "BAT-002": {
    zh: "批次文件一至一千行，不超过 5 MiB",
    en: "a batch has 1 to 1000 lines and at most 5 MiB",
    source: "hub contract",
  },
  "BAT-003": {
    zh: "批次文件与登记的内容一致，办理期间可读",
    en: "the file of a batch is the announced one, and stays readable while it is carried",
    source: "hub contract",
  },
  "BAT-004": {
    zh: "批次文件登记为 batchFile 材料，类型 application/jsonl",
    en: "the file of a batch is announced as a document of kind batchFile and type application/jsonl",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
