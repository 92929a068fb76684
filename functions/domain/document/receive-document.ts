import type { Instant } from "../../../contracts/primitives.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { DocumentRecord } from "./document-record.ts"

/** What the store has under a document's id: measured there, or by reading it. */
export type StoredContent =
  | {
      readonly outcome: "stored"
      readonly bytes: number
      readonly contentType: string
      /** Lower-case hexadecimal. */
      readonly sha256: string
    }
  | { readonly outcome: "missing" }

/** Holds what is stored against what was announced; the problem names the document. */
export const contentDefect = (document: DocumentRecord, stored: StoredContent): Refusal | undefined => {
  const { documentId } = document
  if (stored.outcome === "missing") return refuse("document-missing", { rule: "DOC-001", caseId: documentId })
  return stored.bytes === document.bytes &&
    stored.contentType === document.contentType &&
    stored.sha256 === document.sha256
    ? undefined
    : refuse("document-altered", { rule: "DOC-002", caseId: documentId })
}

/** The content was found there and is the announced one. */
export const receiveDocument = (document: DocumentRecord, now: Instant): DocumentRecord => ({
  ...document,
  status: "received",
  receivedAt: now,
  version: document.version + 1,
})
