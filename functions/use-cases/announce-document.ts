import type { AnnouncedDocument, AnnounceDocumentRequest } from "../../contracts/documents.ts"
import { CenterId } from "../../contracts/primitives.ts"
import { announceDocument as decide } from "../domain/document/announce-document.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface AnnounceDocumentNeeds {
  /** An address that takes this content and no other. */
  readonly signUpload: (document: DocumentRecord, nowMs: number) => Promise<AnnouncedDocument["upload"]>
}

/** The content goes to the bucket, not through the hub: the answer says where, and with which headers. */
export const announceDocument =
  (needs: AnnounceDocumentNeeds): UseCase<AnnounceDocumentRequest, AnnouncedDocument> =>
  async ({ body, callerId, now, nowMs, newId }) => {
    const document = decide(body, { by: CenterId.parse(callerId), now, newId })
    return accept(
      {
        documentId: document.documentId,
        status: "announced",
        upload: await needs.signUpload(document, nowMs),
        usableUntil: document.timerAt,
      },
      [{ kind: "saveDocument", document }],
    )
  }
