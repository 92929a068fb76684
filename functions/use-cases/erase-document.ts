import { type DocumentId, Instant } from "../../contracts/primitives.ts"
import type { Change } from "../domain/change.ts"
import type { DocumentChange } from "../domain/document/document-change.ts"
import { contentGone, eraseDocument as erased, postpone } from "../domain/document/erase-document.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"

interface ReadDocument {
  readonly readDocument: (id: string) => Promise<DocumentRecord | undefined>
}

export interface EraseDocumentNeeds extends ReadDocument {
  /** Whatever does not stand any more is read anew by the next look. */
  readonly commitChanges: (changes: readonly Change[]) => Promise<"committed" | "conflict">
  /** `gone` also where nothing was; `unavailable` when the store did not answer. */
  readonly deleteContent: (id: string) => Promise<"gone" | "unavailable">
}

/** A store that does not answer is asked again after this, so that its documents never crowd out the cases. */
const againMs = 600_000

/**
 * Erases a document whose time is up: one that no case took within its day, or one whose case has let it go. The record
 * says so first, under the version that was read, so that a case which takes it at this moment wins or loses as a whole;
 * then the content goes; then the sweeper looks no more, or once again when the address of the upload is dead. Each step
 * may be repeated. True: erased for good.
 */
export const eraseDocument =
  (needs: EraseDocumentNeeds) =>
  async (documentId: string, now: Instant): Promise<boolean> => {
    const document = await needs.readDocument(documentId)
    if (document?.timerAt === undefined || document.timerAt > now) return false
    const marked = document.status === "erased" ? document : erased(document, now)
    if (marked !== document && !(await save(needs, marked))) return false
    const after =
      (await needs.deleteContent(documentId)) === "gone"
        ? contentGone(marked, now)
        : postpone(marked, Instant.parse(new Date(Date.parse(now) + againMs).toISOString()))
    return (await save(needs, after)) && after.timerAt === undefined
  }

const save = async (needs: EraseDocumentNeeds, document: DocumentRecord): Promise<boolean> =>
  (await needs.commitChanges([{ kind: "saveDocument", document }])) === "committed"

/**
 * For the transaction in which an ended case loses its identity: its documents are erased with it, and the sweeper
 * removes their content within the minute.
 */
export const eraseDocumentsOf = async (
  needs: ReadDocument,
  ids: readonly DocumentId[],
  now: Instant,
): Promise<readonly DocumentChange[]> => {
  const found = await Promise.all(ids.map((id) => needs.readDocument(id)))
  return found.flatMap((document) =>
    document === undefined || document.status === "erased"
      ? []
      : [{ kind: "saveDocument", document: erased(document, now) }],
  )
}
