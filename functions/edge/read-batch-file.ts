import { createHash } from "node:crypto"
import type { Instant } from "../../contracts/primitives.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"

/** The content as it was announced, or nothing: what was uploaded may have been replaced or lost since it was received. */
export const readBatchFile = async (
  readContent: (document: DocumentRecord, nowMs: number) => Promise<Uint8Array | undefined>,
  document: DocumentRecord,
  now: Instant,
): Promise<Uint8Array | undefined> => {
  const content = await readContent(document, Date.parse(now))
  if (content === undefined) return undefined
  return createHash("sha256").update(content).digest("hex") === document.sha256 ? content : undefined
}
