import { unboundHours, type AnnounceDocumentRequest } from "../../../contracts/documents.ts"
import { DocumentId, Instant, type CenterId } from "../../../contracts/primitives.ts"
import type { DocumentRecord } from "./document-record.ts"

const hourMs = 3_600_000

/** What is about to be uploaded. Whatever no case takes within a day is erased. */
export const announceDocument = (
  announced: AnnounceDocumentRequest,
  context: {
    readonly by: CenterId
    readonly now: Instant
    readonly newId: (prefix: string) => string
  },
): DocumentRecord & { readonly timerAt: Instant } => ({
  documentId: DocumentId.parse(context.newId("doc")),
  centerId: context.by,
  documentKind: announced.documentKind,
  contentType: announced.contentType,
  bytes: announced.bytes,
  sha256: announced.sha256,
  status: "announced",
  announcedAt: context.now,
  timerAt: Instant.parse(new Date(Date.parse(context.now) + unboundHours * hourMs).toISOString()),
  version: 1,
})
