import { uploadSeconds } from "../../../contracts/documents.ts"
import { Instant } from "../../../contracts/primitives.ts"
import type { DocumentRecord } from "./document-record.ts"

/**
 * Erased for everybody from now on; the content goes next. The timer stays set until it is gone, so that a crash between
 * the two is found by the sweeper.
 */
export const eraseDocument = (document: DocumentRecord, now: Instant): DocumentRecord => ({
  ...document,
  status: "erased",
  timerAt: now,
  version: document.version + 1,
})

/** Another look is needed: the content could not be removed now, or can come back. */
export const postpone = (document: DocumentRecord, until: Instant): DocumentRecord => ({
  ...document,
  timerAt: until,
  version: document.version + 1,
})

/** For clocks that differ by a moment, and an upload that began in the last one. */
const marginSeconds = 60

/** From when on nobody can put the content there any more: the address of the upload is dead. */
export const addressDeadAt = ({ announcedAt }: Pick<DocumentRecord, "announcedAt">): Instant =>
  Instant.parse(new Date(Date.parse(announcedAt) + (uploadSeconds + marginSeconds) * 1000).toISOString())

/**
 * The content is gone: nobody looks at the record again. While its address lives, the same content may be put there once
 * more, because the store sees nothing there: then it is removed a second time when the address is dead.
 */
export const contentGone = (document: DocumentRecord, now: Instant): DocumentRecord => {
  const deadAt = addressDeadAt(document)
  if (now < deadAt) return postpone(document, deadAt)
  const { timerAt: _timerAt, ...rest } = document
  return { ...rest, version: document.version + 1 }
}
