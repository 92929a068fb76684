import type { CenterId, DocumentId } from "../../contracts/primitives.ts"
import type { DocumentChange } from "../domain/document/document-change.ts"
import { bindDocument } from "../domain/document/bind-document.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import type { Refusal } from "../domain/refusal.ts"

export interface UsableDocumentsNeeds {
  readonly readDocument: (id: string) => Promise<DocumentRecord | undefined>
}

export type UsableDocuments =
  | {
      readonly outcome: "usable"
      /** In the order in which they were named. */
      readonly documents: readonly DocumentRecord[]
      /** What binds them to the case; nothing for those that it has already. */
      readonly changes: readonly DocumentChange[]
    }
  | Refusal

/**
 * The documents that a request names, and the changes that bind them to its case: for the transaction that opens the
 * case or adds to it. The first that cannot be used refuses the request, by its place in it.
 */
export const usableDocuments = async (
  needs: UsableDocumentsNeeds,
  ids: readonly DocumentId[],
  use: {
    readonly centerId: CenterId
    /** The case, or the batch, that they are put into. */
    readonly caseId: string
    /** Where the request lists them. */
    readonly field?: string
  },
): Promise<UsableDocuments> => {
  const { centerId, caseId, field = "/documents" } = use
  const found = await Promise.all(ids.map((id) => needs.readDocument(id)))
  const documents: DocumentRecord[] = []
  const changes: DocumentChange[] = []
  for (const [index, before] of found.entries()) {
    const bound = bindDocument(before, { centerId, caseId, field: `${field}/${index}` })
    if (bound.outcome === "refused") return bound
    documents.push(bound.document)
    if (bound.document !== before) changes.push({ kind: "saveDocument", document: bound.document })
  }
  return { outcome: "usable", documents, changes }
}
