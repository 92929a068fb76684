import type { Instant } from "../../../contracts/primitives.ts"
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

/** The content is gone: nobody looks at the record again. */
export const forgetTimer = ({ timerAt: _timerAt, ...document }: DocumentRecord): DocumentRecord => ({
  ...document,
  version: document.version + 1,
})

/** The content could not be removed now. */
export const postpone = (document: DocumentRecord, until: Instant): DocumentRecord => ({
  ...document,
  timerAt: until,
  version: document.version + 1,
})
