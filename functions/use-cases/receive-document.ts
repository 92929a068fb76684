import { ContentType, type ReceivedDocument } from "../../contracts/documents.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import {
  contentDefect,
  receiveDocument as decide,
  type StoredContent,
} from "../domain/document/receive-document.ts"
import { ownDocument, type ReadDocumentNeeds } from "./read-document.ts"
import { accept, type UseCase } from "./use-case.ts"

export interface InspectContent {
  readonly inspectContent: (document: DocumentRecord, nowMs: number) => Promise<StoredContent>
}
export interface ReceiveDocumentNeeds extends ReadDocumentNeeds, InspectContent {}

export const describedDocument = (document: DocumentRecord) => ({
  documentId: document.documentId,
  documentKind: document.documentKind,
  contentType: ContentType.parse(document.contentType),
  bytes: document.bytes,
  sha256: document.sha256,
})

/** The uploader says that it is there. The hub looks itself; said again, it answers as before. */
export const receiveDocument =
  (needs: ReceiveDocumentNeeds): UseCase<undefined, ReceivedDocument> =>
  async (call) => {
    const found = await ownDocument(needs, call)
    if (found.outcome === "refused") return found
    const before = found.document
    if (before.receivedAt !== undefined) return accept(receivedOf(before, before.receivedAt), [])
    const defect = contentDefect(before, await needs.inspectContent(before, call.nowMs))
    if (defect !== undefined) return defect
    const document = decide(before, call.now)
    return accept(receivedOf(document, call.now), [{ kind: "saveDocument", document }])
  }

const receivedOf = (
  document: DocumentRecord,
  receivedAt: ReceivedDocument["receivedAt"],
): ReceivedDocument => ({
  ...describedDocument(document),
  status: "received",
  receivedAt,
  ...(document.timerAt === undefined ? {} : { usableUntil: document.timerAt }),
})
