import type { CenterId } from "../../../contracts/primitives.ts"
import { refuse, type Refusal } from "../refusal.ts"
import type { DocumentRecord } from "./document-record.ts"

/** Who wants to put a document into which case, and where the request names it. */
export interface Binding {
  readonly centerId: CenterId
  /** The case, or the batch. */
  readonly caseId: string
  readonly field: string
}

export type Bound = { readonly outcome: "bound"; readonly document: DocumentRecord } | Refusal

/**
 * A document belongs to one case, for ever, and is put there by the center that announced it. To everybody else it does
 * not exist. One that the case has already stays as it is.
 */
export const bindDocument = (document: DocumentRecord | undefined, binding: Binding): Bound => {
  const { centerId, caseId, field } = binding
  if (document === undefined || document.centerId !== centerId) return refuse("document-not-found", { field })
  if (document.status === "erased") return refuse("document-erased", { field })
  if (document.status === "announced") return refuse("document-missing", { rule: "DOC-001", field })
  if (document.caseId === caseId) return { outcome: "bound", document }
  if (document.caseId !== undefined) return refuse("document-of-another-case", { rule: "DOC-003", field })
  // The case erases it from now on: without its timer it leaves what the sweeper looks at.
  const { timerAt: _timerAt, ...rest } = document
  return { outcome: "bound", document: { ...rest, caseId, version: document.version + 1 } }
}
