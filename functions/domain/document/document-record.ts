import type { CenterId, DocumentId, Instant } from "../../../contracts/primitives.ts"

/** What the table knows of a document; its content lies encrypted in the bucket, never here. */
export interface DocumentRecord {
  readonly documentId: DocumentId
  /** The center that announced it. */
  readonly centerId: CenterId
  /** Kind of document, as the catalogue names it. */
  readonly documentKind: string
  readonly contentType: string
  readonly bytes: number
  /** SHA-256 of the content, lower-case hexadecimal, as it was announced. */
  readonly sha256: string
  /** `received`: the content was read and is the announced one. */
  readonly status: "announced" | "received" | "erased"
  readonly announcedAt: Instant
  readonly receivedAt?: Instant
  /** The case or batch that it belongs to; one, for ever. */
  readonly caseId?: string
  /** When a document that no case has taken is erased. */
  readonly timerAt?: Instant
  readonly version: number
}
