import type { Rule } from "./rule.ts"

/** Rules of documents. */
export const DOCUMENT_RULES = {
  "DOC-001": {
    zh: "材料须已上传",
    en: "a document has been uploaded",
    source: "hub contract",
  },
  "DOC-002": {
    zh: "材料内容与登记的摘要、大小、类型一致",
    en: "a document is the one that was announced",
    source: "hub contract",
  },
  "DOC-003": {
    zh: "材料只属于一笔业务",
    en: "a document belongs to one case",
    source: "hub contract",
  },
  "DOC-004": {
    zh: "同一材料只列一次",
    en: "a document is named once",
    source: "hub contract",
  },
  "DOC-005": {
    zh: "材料类型与大小在规定范围内：批量文件至多 5 MiB，其他至多 10 MiB",
    en: "a document is of a listed type and within its size: files of batches 5 MiB, others 10 MiB",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
