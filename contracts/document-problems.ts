import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Documents. */
export const DOCUMENT_PROBLEMS = {
  "document-not-found": entry(404, "3090", "没有此材料", "There is no such document"),
  "document-missing": entry(409, "3091", "材料尚未上传", "The document has not been uploaded"),
  "document-altered": entry(
    409,
    "3092",
    "材料与登记的内容不一致",
    "The document is not the one that was announced",
  ),
  "document-of-another-case": entry(409, "3093", "材料属于其他业务", "The document belongs to another case"),
  "document-erased": entry(410, "3094", "材料已清除", "The document has been erased"),
} as const satisfies Record<string, ProblemEntry>
