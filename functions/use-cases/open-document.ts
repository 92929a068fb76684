import type { OpenDocumentRequest, OpenedDocument } from "../../contracts/documents.ts"
import { CaseId, CenterId, InvestigationId, type PersonRef } from "../../contracts/primitives.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import { partiesOfCase, type CaseWithParties } from "../domain/document/parties-of-case.ts"
import type { InvestigationRecord } from "../domain/investigation/investigation-record.ts"
import { contentDefect } from "../domain/document/receive-document.ts"
import { refuse } from "../domain/refusal.ts"
import { namedDocument, type ReadDocumentNeeds } from "./read-document.ts"
import { describedDocument, type InspectContent } from "./receive-document.ts"
import { hitPoints, type UseCase } from "./use-case.ts"

export interface OpenDocumentNeeds extends ReadDocumentNeeds, InspectContent {
  readonly readCaseWithParties: (id: CaseId) => Promise<CaseWithParties | undefined>
  readonly readInvestigation: (
    id: InvestigationId,
  ) => Promise<Pick<InvestigationRecord, "askingCenterId" | "homeCityCenterId" | "personRef"> | undefined>
  /** An address from which the content may be read for a moment. */
  readonly signOpening: (document: DocumentRecord, nowMs: number) => Promise<OpenedDocument["download"]>
}

interface Readers {
  readonly centers: readonly CenterId[]
  readonly personRefs: readonly PersonRef[]
}

/** Who may read the document. One that is in no case is nobody's yet; a batch is its own center's. */
const readersOf = async (needs: OpenDocumentNeeds, document: DocumentRecord): Promise<Readers> => {
  if (document.caseId === undefined) return { centers: [], personRefs: [] }
  const investigationId = InvestigationId.safeParse(document.caseId)
  if (investigationId.success) {
    const asked = await needs.readInvestigation(investigationId.data)
    if (asked === undefined) return { centers: [], personRefs: [] }
    return { centers: [asked.askingCenterId, asked.homeCityCenterId], personRefs: [asked.personRef] }
  }
  const caseId = CaseId.safeParse(document.caseId)
  if (!caseId.success) return { centers: [document.centerId], personRefs: [] }
  const found = await needs.readCaseWithParties(caseId.data)
  return found === undefined
    ? { centers: [], personRefs: [] }
    : { centers: partiesOfCase(found), personRefs: [found.personRef] }
}

/** The two centers of its case read a document, each time with a purpose that is recorded before the answer. */
export const openDocument =
  (needs: OpenDocumentNeeds): UseCase<OpenDocumentRequest, OpenedDocument> =>
  async (call) => {
    const document = await namedDocument(needs, call.params)
    if (document?.caseId === undefined) return refuse("document-not-found")
    const { centers, personRefs } = await readersOf(needs, document)
    if (!centers.includes(CenterId.parse(call.callerId))) return refuse("document-not-found")
    const { documentId, caseId } = document
    if (document.status === "erased") return refuse("document-erased", { caseId: documentId })
    const defect = contentDefect(document, await needs.inspectContent(document, call.nowMs))
    if (defect !== undefined) return defect
    return {
      outcome: "disclosed",
      answer: {
        ...describedDocument(document),
        download: await needs.signOpening(document, call.nowMs),
      },
      disclosure: { personRefs, purpose: call.body.purpose, points: hitPoints, caseId, found: documentId },
    }
  }
