import { DocumentId } from "../../contracts/primitives.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import { refuse, type Refusal } from "../domain/refusal.ts"

export interface ReadDocumentNeeds {
  readonly readDocument: (id: DocumentId) => Promise<DocumentRecord | undefined>
}

/** The document that the path names, whosever it is. */
export const namedDocument = async (
  needs: ReadDocumentNeeds,
  params: Readonly<Record<string, string>>,
): Promise<DocumentRecord | undefined> => {
  const id = DocumentId.safeParse(params["documentId"])
  return id.success ? needs.readDocument(id.data) : undefined
}

/** The caller's own document, still kept; of others' nothing is told. */
export const ownDocument = async (
  needs: ReadDocumentNeeds,
  { callerId, params }: { readonly callerId: string; readonly params: Readonly<Record<string, string>> },
): Promise<{ readonly outcome: "found"; readonly document: DocumentRecord } | Refusal> => {
  const document = await namedDocument(needs, params)
  if (document === undefined || document.centerId !== callerId) return refuse("document-not-found")
  return document.status === "erased"
    ? refuse("document-erased", { caseId: document.documentId })
    : { outcome: "found", document }
}
