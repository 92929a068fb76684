import { keys } from "../../contracts/table.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import type { CaseWithParties } from "../domain/document/parties-of-case.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

export const readDocument = async (table: Table, documentId: string): Promise<DocumentRecord | undefined> => {
  const item = await table.get(keys.document(documentId))
  if (item === undefined) return undefined
  const { wakeBy: _wakeBy, wakeShard: _wakeShard, ...rest } = item
  return recordOf<DocumentRecord>(rest)
}

/** The case that a document is in, as far as it tells who its centers are. Which kind it is, its members tell. */
export const readCaseWithParties = async (
  table: Table,
  caseId: string,
): Promise<CaseWithParties | undefined> => {
  const item = await table.get(keys.case.case(caseId))
  return item === undefined ? undefined : recordOf<CaseWithParties>(item)
}
