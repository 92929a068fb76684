import { keys } from "../../contracts/table.ts"
import type { DocumentRecord } from "../domain/document/document-record.ts"
import { recordOf } from "./record.ts"
import type { Table } from "./table.ts"

export const readDocument = async (table: Table, documentId: string): Promise<DocumentRecord | undefined> => {
  const item = await table.get(keys.document(documentId))
  if (item === undefined) return undefined
  const { wakeBy: _wakeBy, wakeShard: _wakeShard, ...rest } = item
  return recordOf<DocumentRecord>(rest)
}
